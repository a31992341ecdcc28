/** A text as Prettier prints it once nothing changes any more. */
import type {Options} from 'prettier'
import {getLineBreak} from '../markdown/offsets.ts'
import {keepNumbers} from './keep-numbers.ts'
import {protectSigns} from './literal-signs.ts'
import {loadPrettier} from './load-prettier.ts'

/**
 * @param finish makes a block of what Prettier prints
 * @param goal the result for a text that is as it should be
 * @returns the result, or Prettier's error, or one that says that the text does not converge
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
