/** How the marker of a region begins. Imports nothing: it is asked about every Markdown file that is committed. */

/** Source of a regular expression; comments of other tools have other names. */
export const markerStart = '<!--\\s*bank-(?=[a-z])'

/** @returns whether a text can have regions at all */
export function mayHaveRegions(text: string): boolean {
  return new RegExp(markerStart).test(text)
}
