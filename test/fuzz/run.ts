/**
 * Runs what looks for mistakes by chance, longer than `npm test` may take. Each file beside this one exports a `Fuzz`.
 * A case depends on its seed alone: `--seed` and `--cases 1` repeat one that failed.
 *
 * Usage: npm run fuzz [part of a file's name…] [-- --seed <number>] [--cases <number>]
 */
import {readdirSync} from 'node:fs'
import {dirname, join} from 'node:path'
import process from 'node:process'
import {fileURLToPath} from 'node:url'
import {parseArgs} from 'node:util'

/** Something that is tried with many seeds. */
export interface Fuzz {
  /** What one case is, in the plural. */
  readonly title: string
  /** How many are tried if nobody says how many. */
  readonly cases: number
  /** Tries one; throws or rejects if it finds a mistake. */
  readonly tryCase: (seed: number) => void | Promise<void>
}

const {values, positionals} = parseArgs({
  allowPositionals: true,
  options: {seed: {type: 'string'}, cases: {type: 'string'}}
})
const first = toNumber('seed', values.seed) ?? Date.now() % 1_000_000
const folder = dirname(fileURLToPath(import.meta.url))
const names = readdirSync(folder)
  .filter((name) => name.endsWith('.ts') && name !== 'run.ts')
  .filter((name) => positionals.every((part) => name.includes(part)))
if (names.length === 0) {
  process.stdout.write(`No file matches ${positionals.join(' ')}\n`)
  process.exitCode = 1
}

for (const name of names) {
  const {fuzz} = (await import(join(folder, name))) as {fuzz: Fuzz}
  const count = toNumber('cases', values.cases) ?? fuzz.cases
  const failed: number[] = []
  process.stdout.write(
    `${name}: ${count} ${fuzz.title}, seeds ${first} to ${first + count - 1}\n`
  )
  const start = performance.now()
  for (let seed = first; seed < first + count; seed++) {
    try {
      await fuzz.tryCase(seed)
    } catch (error) {
      failed.push(seed)
      const {message, stack, details} = error as Error & {details?: string}
      process.stdout.write(
        `\nSeed ${seed}: ${message}\n${details ?? stack ?? ''}\n`
      )
    }
  }

  const seconds = ((performance.now() - start) / 1000).toFixed(0)
  process.stdout.write(
    `${name}: ${count - failed.length} passed, ${failed.length} failed (${seconds} s)${failed.length > 0 ? `: seeds ${failed.join(' ')}` : ''}\n`
  )
  if (failed.length > 0 || count === 0) process.exitCode = 1
}

function toNumber(name: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined
  if (/^\d+$/.test(value)) return Number(value)
  throw new Error(`--${name} ${value}: expected a whole number`)
}
