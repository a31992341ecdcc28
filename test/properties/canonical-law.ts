/** The invariant of canonical text: Prettier, in all supported versions, prints it as it is. */
import fc from 'fast-check'
import type * as prettier from 'prettier'
import * as assert from 'uvu/assert'
import {isPlainlyCanonical} from '../../src/markdown/canonical/blocks.ts'
import {toGrammar} from '../../src/markdown/canonical/options.ts'
import {scriptPieces, written} from './scripts.ts'
import type {Mutation} from './support.ts'
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
 * Compares a text, what Prettier makes of it, and a mutation of that, with what all versions print.
 *
 * @returns how many of the three count as canonical
 */
export async function expectPrintedAlike(
  text: string,
  options: prettier.Options,
  mutations: readonly Mutation[]
): Promise<number> {
  const {format} = await import('prettier')
  const printed = await format(text, {...options, parser: 'markdown'})
  let count = 0
  for (const each of [text, printed, mutate(printed, mutations)]) {
    if (await expectPrinted(each, options)) count++
  }

  return count
}

/** Mutations of canonical text. */
export const canonicalMutations = mutationsOf(scriptPieces, 2)

/**
 * Compares a text with what all versions of Prettier print, if it counts as canonical.
 *
 * @returns whether it does
 */
export async function expectPrinted(
  text: string,
  options: prettier.Options = {}
): Promise<boolean> {
  if (!isPlainlyCanonical(text, 0, text.length, toGrammar(options))) {
    return false
  }

  for (const version of versions) {
    const {format} = (await import(version)) as Pick<typeof prettier, 'format'>
    assert.is(
      await format(text, {
        embeddedLanguageFormatting: 'off',
        ...options,
        parser: 'markdown'
      }),
      text,
      `${version}: ${JSON.stringify(text)}`
    )
  }

  return true
}
