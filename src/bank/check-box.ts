/** Check boxes in front of options, in all the ways in which people write them. */

/** A check box, with what may stand in it. */
const box =
  /^(?:\[[ \t]{0,3}([xXхХvV✓✔*-]?)[ \t]{0,3}\](?![([:])|\([ \t]{0,3}([xXхХvV✓✔*]?)[ \t]{0,3}\)(?=[ \t]))/

/** A sign that is a check box, or means as much. */
const sign = /^(?:([☑☒✅✔])|[☐❌⬜❎])\uFE0F?/u

/** What stands in front of an option's text. */
export interface OptionMarker {
  /** How many characters it takes, white space behind it included. */
  readonly length: number
  readonly isTicked: boolean
}

/** @returns the check box with which the text begins, however it is written */
export function readBox(text: string): OptionMarker | undefined {
  const found = box.exec(text) ?? sign.exec(text)
  if (!found) return undefined
  const mark = found[1] ?? found[2] ?? ''
  const space = /^[ \t]*/.exec(text.slice(found[0].length))?.[0] ?? ''
  return {
    length: found[0].length + space.length,
    isTicked: mark !== '' && mark !== '-'
  }
}

/**
 * @param text a line of text
 * @returns what begins it, if it is meant as an option: `-[ ]` without the space, a box or a sign without a bullet
 */
export function readLooseOption(text: string): OptionMarker | undefined {
  const bullet = /^(?:[-*+][ \t]{0,3})?/.exec(text)?.[0] ?? ''
  const rest = text.slice(bullet.length)
  // Text in parentheses begins many a line.
  const found = rest.startsWith('(') ? undefined : readBox(rest)
  return found && {...found, length: bullet.length + found.length}
}

/** @returns a check box as it should be, with its bullet */
export function formatOption(isTicked: boolean): string {
  return `- [${isTicked ? 'x' : ' '}] `
}
