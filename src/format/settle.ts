/** A text as Prettier prints it once nothing changes any more. */
import type {RootContent} from 'mdast'
import type {Options} from 'prettier'
import {
  getLineBreak,
  isAfterBlankLine,
  lineStartOf,
  startOf
} from '../markdown/offsets.ts'
import {parse} from '../markdown/parse.ts'
import {keepNumbers} from './keep-numbers.ts'
import {protectSigns} from './literal-signs.ts'
import {loadPrettier} from './load-prettier.ts'

/**
 * @param finish makes a block of what Prettier prints
 * @param goal what comes of a text that is as it should be
 * @returns what comes of the text, or Prettier's error, or one that says that it does not converge
 */
export async function tryToSettle(
  text: string,
  options: SettledOptions,
  finish: (formatted: string) => string,
  goal = text
): Promise<string | Error> {
  try {
    return await settle(text, options, finish, goal)
  } catch (error) {
    // A plugin may throw anything.
    return error instanceof Error ? error : new Error(String(error))
  }
}

/** Prettier takes time that grows with the square of a text's blocks; a text with more characters is printed in parts. */
const longestPart = 8192

/** What would be front matter at the beginning of a text. */
const fenceOfData = /^(?:-{3}|\+{3})/

/** Does as `tryToSettle`, part by part where a text is long. */
export async function settleInParts(
  text: string,
  options: SettledOptions,
  finish: (formatted: string) => string,
  goal: string,
  longest = longestPart
): Promise<string | Error> {
  const parts = cutText(text, longest)
  if (parts.length === 1) return tryToSettle(text, options, finish, goal)
  const eol = lineBreaks[options.endOfLine]
  const printed: string[] = []
  for (const part of parts) {
    const after = await tryToSettle(part, options, dropBreaks, dropBreaks(part))
    if (typeof after !== 'string') return after
    printed.push(after)
  }

  return finish(printed.join(eol + eol) + eol)
}

/** @returns parts that together are the text; Prettier prints each alone as in the whole, with one blank line between them */
export function cutText(
  text: string,
  longest = longestPart
): readonly string[] {
  // What is defined in one part is used in others.
  if (text.length <= longest || text.includes(']:')) return [text]
  const parts: string[] = []
  let from = 0
  let before: RootContent | undefined
  for (const node of parse(text).children) {
    const at = lineStartOf(text, startOf(node))
    // A list looks at the one above, and what is below a comment may be ignored.
    const isOwn =
      (node.type === 'heading' || node.type === 'paragraph') &&
      before !== undefined &&
      before.type !== 'html' &&
      isAfterBlankLine(text, at) &&
      !fenceOfData.test(text.slice(at, at + 3))
    before = node
    if (!isOwn || at - from < longest) continue
    parts.push(text.slice(from, at))
    from = at
  }

  return [...parts, text.slice(from)]
}

/** Prettier converges after this many times, or never. */
const mostTimes = 4

/** Formats until nothing changes any more, which mostly is at once. */
async function settle(
  text: string,
  options: SettledOptions,
  finish: (formatted: string) => string,
  goal: string
): Promise<string> {
  const {print, restore, given} = await prepare(text, options)
  let formatted = await print(given)
  // One line break at the end; more would grow each time (after an open comment, say).
  const isWhole = !formatted.endsWith(lineBreaks[options.endOfLine].repeat(2))
  if (isWhole && finish(restore(formatted)) === goal) return goal
  for (let times = 1; times < mostTimes; times++) {
    const next = await print(formatted)
    if (next === formatted) return finish(restore(formatted))
    formatted = next
  }

  throw new Error('Prettier prints this text differently each time')
}

/** Front matter, as Prettier reads it. */
const frontMatter = /^---[^\S\r\n]*\r?\n(?:[^]*?\n)?---[^\S\r\n]*(?=[\r\n]|$)/

/** A text as Prettier is given it. */
export interface Prepared {
  readonly given: string
  /** Has Prettier print `given`, or what it printed before. */
  readonly print: (text: string) => Promise<string>
  /** Puts into what was printed what Prettier was not given. */
  readonly restore: (printed: string) => string
}

/**
 * A question may be about the very code that a formatter would correct: unless an option asks for it, Prettier formats front
 * matter, but no code. It also gets to see no literal sign that it would take for markup.
 */
export async function prepare(
  text: string,
  options: SettledOptions
): Promise<Prepared> {
  const {format} = await loadPrettier()
  const embedded = options.embeddedLanguageFormatting
  const keepsLines = (options.proseWrap ?? 'preserve') === 'preserve'
  const numbered = keepNumbers(text)
  const {text: given, restore} = protectSigns(
    numbered.text,
    keepsLines,
    (embedded ?? 'off') === 'off'
  )
  const head = embedded ? undefined : frontMatter.exec(given)?.[0]
  const formattedHead =
    head === undefined ? '' : (await format(head, options)).trimEnd()
  return {
    print: (text) =>
      format(text, {...options, embeddedLanguageFormatting: embedded ?? 'off'}),
    restore: (printed) => numbered.restore(restore(printed)),
    given: formattedHead + given.slice(head?.length ?? 0)
  }
}

/** @returns the text without the line breaks at its end */
export function dropBreaks(text: string): string {
  return text.replace(/[\r\n]+$/, '')
}

/** What the values of `endOfLine` stand for. */
export const lineBreaks = {lf: '\n', crlf: '\r\n', cr: '\r'}

/** Options that say how lines end, for all blocks alike. */
export type SettledOptions = Options & {
  readonly endOfLine: keyof typeof lineBreaks
}

/** `auto` means the file's own first line break, which a block need not have. */
export function resolveEndOfLine(
  text: string,
  options: Options
): keyof typeof lineBreaks {
  const given = options.endOfLine ?? 'lf'
  if (given !== 'auto') return given
  const own = getLineBreak(text)
  return own === '\r\n' ? 'crlf' : own === '\r' ? 'cr' : 'lf'
}
