/**
 * The form of a term's postings: two characters each, for the distance from the previous card and for the weight. In
 * UTF-8, small numbers take one byte, others two or three.
 */

/** The character for 0: control characters and the quotation mark would have to be escaped. */
export const firstCode = 35

/** The character for the greatest number: the next ones are surrogates. */
export const lastCode = 0xd7ff

/** The greatest weight. */
export const mostWeight = 300
