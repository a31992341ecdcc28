/** Texts about markers, and in regions. */
import {clean} from '../text/clean.ts'
import {quote, quoteAll} from '../text/wording.ts'

/**
 * @param bankPath path from the README to the bank
 * @returns the comment at the start of a region, for people who want to edit there
 */
export function noteOf(bankPath: string): string {
  // Nothing in a path may end the comment.
  return `<!-- Generated from ${clean(bankPath).replaceAll('>', '%3E')}: edit it there. -->`
}

/** @returns the path of the bank that the comment names */
export function findSource(note: string): string | undefined {
  return /^<!-- Generated from (.*): edit it there\. -->$/
    .exec(note)?.[1]
    ?.replaceAll('%3E', '>')
}

/** The same for the table of all banks. */
export const indexNote =
  '<!-- Generated from the question banks of this repository. -->'

/** Texts about markers. */
export const markerTexts = {
  half: (name: string) =>
    `Unexpected comment with the name of a region, expected \`<!--${name} start-->\` or \`<!--${name} end-->\`, alone on its line`,
  unclosed: (name: string) =>
    `Unexpected region \`${name}\` without end, expected a line \`<!--${name} end-->\` below`,
  unopened: (name: string) =>
    `Unexpected end of region \`${name}\`, expected a line \`<!--${name} start-->\` above`,
  twice: (name: string, line: number) =>
    `Unexpected second region \`${name}\`, expected one: the first is on line ${line}`,
  nested: (name: string, outer: string) =>
    `Unexpected region \`${name}\` inside region \`${outer}\`, expected it after \`<!--${outer} end-->\``,
  unknown: (name: string, known: readonly string[]) =>
    `Unexpected region ${quote(name)}, expected ${quoteAll(known)}`
}
