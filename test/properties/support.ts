/**
 * How the properties are run. A plain `npm test` tries the same cases each time, so that it fails for a change and never by
 * chance; `npm run fuzz` looks for others. `SEED=…` has other cases tried, `RUNS=20` twenty times as many. A failure prints
 * the seed and the shrunken counterexample.
 */
import process from 'node:process'
import fc from 'fast-check'

/** How many times as many cases are tried as in a plain `npm test`. */
export const runs = Number(process.env['RUNS'] ?? 1)

/** @returns parameters for a property; a plain `npm test` tries `cases` cases of it */
export function parameters(cases: number): {
  numRuns: number
  seed: number
  includeErrorInReport: boolean
} {
  return {
    numRuns: Math.ceil(cases * runs),
    seed: Number(process.env['SEED'] ?? 1),
    // Shows which invariant is broken, not only by what.
    includeErrorInReport: true
  }
}

/** Text put together from pieces, most of them short. */
export function piecesOf(
  pieces: readonly string[],
  maxLength: number
): fc.Arbitrary<string> {
  return fc
    .array(fc.constantFrom(...pieces), {maxLength})
    .map((parts) => parts.join(''))
}

/** At least 0 and less than 1, any of them as likely: fast-check prefers those at the ends otherwise. */
export const share = fc.noBias(
  fc.integer({min: 0, max: 99_999}).map((number) => number / 100_000)
)

/** A change of a text at one place, given as a share of its length. */
export interface Mutation {
  readonly at: number
  readonly removed: number
  readonly inserted: string
}

/** @returns up to `maxLength` changes that put in pieces and take out a few characters */
export function mutationsOf(
  pieces: readonly string[],
  maxLength: number
): fc.Arbitrary<readonly Mutation[]> {
  return fc.array(
    fc.record({
      at: share,
      removed: fc.integer({min: 0, max: 3}),
      inserted: fc.constantFrom('', ...pieces)
    }),
    {maxLength}
  )
}

/** @returns the text with the changes made, one after the other */
export function mutate(text: string, mutations: readonly Mutation[]): string {
  let mutated = text
  for (const {at, removed, inserted} of mutations) {
    const start = Math.floor(at * mutated.length)
    mutated =
      mutated.slice(0, start) + inserted + mutated.slice(start + removed)
  }

  return mutated
}
