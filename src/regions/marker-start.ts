/** The beginning of a region's marker. Imports nothing: it is used for every committed Markdown file. */

/** Source of a regular expression; comments of other tools have other names. */
export const markerStart = '<!--\\s*bank-(?=[a-z])'

/** @returns `false` if a text certainly has no regions */
export function mayHaveRegions(text: string): boolean {
  return new RegExp(markerStart).test(text)
}
