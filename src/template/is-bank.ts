/** Decides whether a file is a bank. Imports nothing: it is called for every Markdown file of a commit. */

/** A file of this name is a bank; any other file is one if its front matter has the key `bank`. */
export const bankName = 'QUESTION_BANK.md'

/**
 * @param frontMatter YAML without its fences
 * @returns whether `bank` is one of its topmost keys, which are at the start of a line
 */
export function hasBankKey(frontMatter: string): boolean {
  return /^(?:bank|"bank"|'bank')[ \t]*:/m.test(frontMatter)
}

/**
 * @param text a Markdown file, or as much of it as contains its front matter
 * @returns the range of the front matter, fences included, and its YAML; offsets in UTF-16 units from 0
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
 * Finds the comment at the top of a file that replaces the key `bank` of front matter, for files that show their front
 * matter to readers, such as a README.
 *
 * @param text a Markdown file, or as much of it as contains the comment
 * @returns its YAML, where that begins, and where the comment ends; offsets in UTF-16 units from 0
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
 * @param text a Markdown file, or as much of it as contains its head
 * @returns the front matter, or the comment that replaces it
 */
export function findHead(
  text: string
): {readonly yaml: string; readonly end: number} | undefined {
  return findFrontMatter(text) ?? findBankComment(text)
}

/**
 * @param text a Markdown file, or as much of it as contains its front matter
 * @returns whether its front matter has the key `bank`, or a comment says what the bank is
 */
export function isBankText(text: string): boolean {
  return (
    findBankComment(text) !== undefined ||
    hasBankKey(findFrontMatter(text)?.yaml ?? '')
  )
}
