/**
 * How the postings of a term are written: two characters each, the distance from the card before and the weight there. UTF-8 has
 * one byte for small numbers, and two or three for others.
 */

/** The character for 0: control characters and the quotation mark would be written as escapes. */
export const firstCode = 35

/** The character for the greatest number: surrogates begin after it. */
export const lastCode = 0xd7ff

/** The greatest weight. */
export const mostWeight = 300
