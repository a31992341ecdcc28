/** The law of canonical text: Prettier, in all its versions that are supported, prints it as it is. */
import fc from 'fast-check'
import type {Options} from 'prettier'
import * as assert from 'uvu/assert'
import {
  isPlainlyCanonical,
  toGrammar
} from '../../src/markdown/canonical-markdown.ts'
import {scriptPieces, written} from './scripts.ts'
import {mutate, mutationsOf} from './support.ts'

const versions = ['prettier', 'prettier-3.8', 'prettier-3.6'] as const

/** Texts as people write them, in ten scripts, and nearly so. */
export const canonicalText = fc.oneof(
  written,
  fc
    .tuple(written, mutationsOf(scriptPieces, 3))
    .map(([text, mutations]) => mutate(text, mutations))
)

/** Options under which texts may be canonical. */
export const canonicalOptions = fc.record(
  {
    embeddedLanguageFormatting: fc.constantFrom(
      'auto' as const,
      'off' as const
    ),
    singleQuote: fc.boolean()
  },
  {requiredKeys: []}
)

/**
 * Compares a text with what all versions of Prettier print, if it counts as canonical.
 *
 * @returns whether it does
 */
export async function expectPrinted(
  text: string,
  options: Options = {}
): Promise<boolean> {
  if (!isPlainlyCanonical(text, 0, text.length, toGrammar(options))) {
    return false
  }

  for (const version of versions) {
    const {format} = (await import(version)) as typeof import('prettier')
    assert.is(
      await format(text, {...options, parser: 'markdown'}),
      text,
      `${version}: ${JSON.stringify(text)}`
    )
  }

  return true
}
