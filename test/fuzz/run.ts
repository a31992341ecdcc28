/**
 * Runs what looks for mistakes by chance, longer than `npm test` may take. Each file beside this one exports a `Fuzz`.
 * A case depends on its seed alone: `--seed` and `--cases 1` repeat one that failed. With `--jobs 2` two processes share
 * the work.
 *
 * Usage: npm run fuzz [part of a file's name…] [-- --seed <number>] [--cases <number>] [--jobs <number>]
 */
import {spawn} from 'node:child_process'
import {readdirSync} from 'node:fs'
import {dirname, join} from 'node:path'
import process from 'node:process'
import {fileURLToPath} from 'node:url'
import {parseArgs} from 'node:util'

/** Something that is tried with many seeds. */
export interface Fuzz {
  /** What one case is, in the plural. */
  readonly title: string
  /** How many are tried by default. */
  readonly cases: number
  /** Tries one; throws or rejects if it finds a mistake. */
  readonly tryCase: (seed: number) => void | Promise<void>
}

const {values, positionals} = parseArgs({
  allowPositionals: true,
  options: {
    seed: {type: 'string'},
    cases: {type: 'string'},
    jobs: {type: 'string'},
    /** Set for a process that does a share of the work: which it is, from 0. */
    job: {type: 'string'}
  }
})
const jobs = toNumber('jobs', values.jobs) ?? 1
const job = toNumber('job', values.job)
const first = toNumber('seed', values.seed) ?? Date.now() % 1_000_000
const folder = dirname(fileURLToPath(import.meta.url))
const names = readdirSync(folder)
  .filter((name) => name.endsWith('.ts') && name !== 'run.ts')
  .filter((name) => positionals.every((part) => name.includes(part)))
if (names.length === 0) {
  process.stdout.write(`No file matches ${positionals.join(' ')}\n`)
  process.exitCode = 1
}

if (jobs > 1 && job === undefined) await shareOut()
else for (const name of names) await run(name)

/** Starts the processes that do the work, and waits for them. */
async function shareOut(): Promise<void> {
  const codes = await Promise.all(
    Array.from({length: jobs}, async (_, index) => {
      const args = ['--seed', String(first), '--jobs', String(jobs)]
      if (values.cases !== undefined) args.push('--cases', values.cases)
      const child = spawn(
        process.execPath,
        [
          ...process.execArgv,
          fileURLToPath(import.meta.url),
          ...[...positionals, ...args, '--job', String(index)]
        ],
        {stdio: 'inherit'}
      )
      return new Promise<number | null>((resolve) => {
        child.on('close', resolve)
      })
    })
  )
  if (codes.some((code) => code !== 0)) process.exitCode = 1
}

async function run(name: string): Promise<void> {
  const {fuzz} = (await import(join(folder, name))) as {fuzz: Fuzz}
  const count = toNumber('cases', values.cases) ?? fuzz.cases
  const failed: number[] = []
  process.stdout.write(
    `${name}: ${count} ${fuzz.title}, seeds ${first} to ${first + count - 1}\n`
  )
  const start = performance.now()
  let tried = 0
  for (let seed = first + (job ?? 0); seed < first + count; seed += jobs) {
    tried++
    if (tried % 2000 === 0) {
      process.stdout.write(`${name}: ${tried} tried, ${failed.length} failed\n`)
    }

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
    `${name}: ${tried - failed.length} passed, ${failed.length} failed (${seconds} s)${failed.length > 0 ? `: seeds ${failed.join(' ')}` : ''}\n`
  )
  if (failed.length > 0 || tried === 0) process.exitCode = 1
}

function toNumber(name: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined
  if (/^\d+$/.test(value)) return Number(value)
  throw new Error(`--${name} ${value}: expected a whole number`)
}
