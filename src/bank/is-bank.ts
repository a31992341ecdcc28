/** What makes a file a bank. Imports nothing: it is asked about every Markdown file that is committed. */

/** A file of this name is a bank; another one is, if its front matter has the key `bank`. */
export const bankName = 'QUESTION_BANK.md'

/**
 * @param frontMatter YAML without its fences
 * @returns whether it has `bank` among its topmost keys, which stand at the start of a line
 */
export function hasBankKey(frontMatter: string): boolean {
  return /^(?:bank|"bank"|'bank')[ \t]*:/m.test(frontMatter)
}

/**
 * @param text a Markdown file, or as much of it as holds its front matter
 * @returns whether its front matter has the key `bank`
 */
export function isBankText(text: string): boolean {
  const opening = /^\uFEFF?---[ \t]*\r?\n/.exec(text)?.[0]
  if (opening === undefined) return false
  const closing = /^---[ \t]*$/m
  const rest = text.slice(opening.length)
  const end = rest.search(closing)
  return end !== -1 && hasBankKey(rest.slice(0, end))
}
