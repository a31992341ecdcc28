/** What makes a file a bank. Imports nothing: it is asked about every Markdown file that is committed. */

/** A file of this name is a bank; another one is, if its front matter has the key `bank`. */
export const bankName = 'QUESTION_BANK.md'

/**
 * @param frontMatter YAML without its fences
 * @returns whether it has `bank` among its topmost keys, which are at the start of a line
 */
export function hasBankKey(frontMatter: string): boolean {
  return /^(?:bank|"bank"|'bank')[ \t]*:/m.test(frontMatter)
}

/**
 * @param text a Markdown file, or as much of it as holds its front matter
 * @returns where the front matter is, fences included, and the YAML in it; offsets in UTF-16 units from 0
 */
export function findFrontMatter(
  text: string
): {readonly yaml: string; readonly end: number} | undefined {
  const opening = /^\uFEFF?---[ \t]*(?:\r\n?|\n)/.exec(text)?.[0]
  if (opening === undefined) return undefined
  const rest = text.slice(opening.length)
  const closing = /^---[ \t]*$/m.exec(rest)
  if (!closing) return undefined
  return {
    yaml: rest.slice(0, closing.index),
    end: opening.length + closing.index + closing[0].length
  }
}

/**
 * A comment at the top of a file says what front matter says under `bank`, for files that show their front matter to readers, such
 * as a README.
 *
 * @param text a Markdown file, or as much of it as holds the comment
 * @returns the YAML in it, where that begins, and where the comment ends; offsets in UTF-16 units from 0
 */
export function findBankComment(
  text: string
):
  | {readonly yaml: string; readonly start: number; readonly end: number}
  | undefined {
  const opening = /^\uFEFF?<!--bank[ \t]*(?:\r\n?|\n)/.exec(text)?.[0]
  const closing = opening === undefined ? -1 : text.indexOf('-->')
  if (opening === undefined || closing === -1) return undefined
  return {
    yaml: text.slice(opening.length, closing),
    start: opening.length,
    end: closing + '-->'.length
  }
}

/**
 * @param text a Markdown file, or as much of it as holds its head
 * @returns the front matter, or the comment that is there instead
 */
export function findHead(
  text: string
): {readonly yaml: string; readonly end: number} | undefined {
  return findFrontMatter(text) ?? findBankComment(text)
}

/**
 * @param text a Markdown file, or as much of it as holds its front matter
 * @returns whether its front matter has the key `bank`, or a comment says what the bank is
 */
export function isBankText(text: string): boolean {
  return (
    findBankComment(text) !== undefined ||
    hasBankKey(findFrontMatter(text)?.yaml ?? '')
  )
}
