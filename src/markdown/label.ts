/** Labels of definitions, and of what refers to them. */

/** @returns the label as `mdast-util-from-markdown` makes an identifier of it: some letters are the same only in upper case */
export function normalizeLabel(label: string): string {
  return label
    .replace(/[\t\n\r ]+/g, ' ')
    .replace(/^ | $/g, '')
    .toLowerCase()
    .toUpperCase()
    .toLowerCase()
}
