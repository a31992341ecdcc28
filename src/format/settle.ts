/** Prints a text until Prettier does not change it any more. */
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
 * @param finish makes a block of what Prettier prints; `undefined` if it cannot
 * @param goal the result of `finish` for a text that is as it should be
 * @returns the result of `finish` in the end; or Prettier's error, or one that says that the text does not converge
 */
export async function tryToSettle<Finished extends string | undefined>(
  text: string,
  options: SettledOptions,
  finish: (formatted: string) => Finished,
  goal = text
): Promise<Finished | Error> {
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
export async function settleInParts<Finished extends string | undefined>(
  text: string,
  options: SettledOptions,
  finish: (formatted: string) => Finished,
  goal: string,
  longest = longestPart
): Promise<Finished | Error> {
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

/**
 * A definition is used in other parts; what Prettier has to ignore may go on over several, and so may a formula that is not closed;
 * below indented code, Prettier prints some lists in another way.
 */
const isOneWhole = /\]:|prettier-ignore-start|^[\t >]*\$\$|^[ >]*(?: {4}|\t)/m

/** @returns parts that together are the text; Prettier prints each alone as in the whole, with one blank line between them */
export function cutText(
  text: string,
  longest = longestPart
): readonly string[] {
  if (text.length <= longest || isOneWhole.test(text)) return [text]
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

/** Formats until nothing changes any more; mostly that is at once. */
async function settle<Finished extends string | undefined>(
  text: string,
  options: SettledOptions,
  finish: (formatted: string) => Finished,
  goal: string
): Promise<Finished> {
  const {print, restore, given} = await prepare(text, options)
  let formatted = await print(given)
  // There must be one line break at the end; more would grow each time (for example after an open comment).
  const isWhole = !formatted.endsWith(lineBreaks[options.endOfLine].repeat(2))
  const first = isWhole ? finish(restore(formatted)) : undefined
  if (first !== undefined && first === goal) return first
  for (let times = 1; times < mostTimes; times++) {
    const next = await print(formatted)
    if (next === formatted) return finish(restore(formatted))
    formatted = next
  }

  throw new Error('Prettier prints this text differently each time')
}

/** Front matter, as Prettier reads it. */
const frontMatter = /^---[^\S\r\n]*\r?\n(?:[^]*?\n)?---[^\S\r\n]*(?=[\r\n]|$)/

/** A text as it is given to Prettier. */
export interface Prepared {
  readonly given: string
  /** Makes Prettier print `given`, or its own output again. */
  readonly print: (text: string) => Promise<string>
  /** Puts the parts that Prettier was not given into its output. */
  readonly restore: (printed: string) => string
}

/**
 * Prepares a text for Prettier. Code is not formatted unless an option says so, as a question may be about the very
 * code that a formatter would correct; front matter is formatted. Characters that Prettier would wrongly read as markup
 * are replaced.
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

/** Line breaks by the values of `endOfLine`. */
export const lineBreaks = {lf: '\n', crlf: '\r\n', cr: '\r'}

/** Options that set how lines end, the same for all blocks. */
export type SettledOptions = Options & {
  readonly endOfLine: keyof typeof lineBreaks
}

/** `auto` means the file's first line break; a block may have none. */
export function resolveEndOfLine(
  text: string,
  options: Options
): keyof typeof lineBreaks {
  const given = options.endOfLine ?? 'lf'
  if (given !== 'auto') return given
  const own = getLineBreak(text)
  return own === '\r\n' ? 'crlf' : own === '\r' ? 'cr' : 'lf'
}
