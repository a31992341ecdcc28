/** One text for Prettier: what of it Prettier does not get to see, and how its lines end. */
import type {Options} from 'prettier'
import {keepNumbers} from './keep-numbers.ts'
import {protectSigns} from './literal-signs.ts'
import {loadPrettier} from './load-prettier.ts'

/** As the option `endOfLine` names them. */
export const lineBreaks = {lf: '\n', crlf: '\r\n', cr: '\r'}

/** Options that say how lines end, for all blocks alike. */
export type SettledOptions = Options & {
  readonly endOfLine: keyof typeof lineBreaks
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
 * A question may be about the very code that a formatter would correct: unless somebody asks for it, Prettier formats front
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
