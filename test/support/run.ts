/**
 * Runs the tests: all `*.test.ts`, in as many processes as there are cores. A process takes one file after the other; a file
 * that brings it down fails, and another process goes on.
 *
 * uvu passes a suite that was never run, a file without tests, and a pattern that matches nothing. Here a file
 * fails that is silent, runs no test, skips one, or whose totals do not add up; so does an empty run.
 *
 * Usage: tsx test/support/run.ts [part of a file's path…] [--times]; each part selects the files that have it in their path;
 * `--times` lists the files that take most processor time;
 * with `OUTPUT=all`, what files print is shown also where they pass
 */
import {readdirSync} from 'node:fs'
import {availableParallelism} from 'node:os'
import {dirname, join, relative} from 'node:path'
import process from 'node:process'
import {fileURLToPath} from 'node:url'
import {parseArgs} from 'node:util'
import type {Outcome, Times} from './workers.ts'
import {Worker} from './workers.ts'

interface Result {
  readonly file: string
  readonly passed: number
  readonly failed: number
  /** Why the file fails although none of its tests does. */
  readonly complaint: string | undefined
  readonly output: string
  readonly seconds: number
  readonly times: Times | undefined
  /** Files that the same process had run before. */
  readonly before: readonly string[]
}

const folder = join(dirname(fileURLToPath(import.meta.url)), '..')
const {values, positionals: wanted} = parseArgs({
  allowPositionals: true,
  options: {times: {type: 'boolean', default: false}}
})
const files = readdirSync(folder, {encoding: 'utf8', recursive: true})
  .filter((file) => file.endsWith('.test.ts'))
  .filter(
    (file) => wanted.length === 0 || wanted.some((part) => file.includes(part))
  )
  .sort()
/** Files that need a process in which nothing has been run. */
const alone = new Set([join('rules', 'growth.test.ts')])
const results: Result[] = []
// First those: what a process has learned from other files is not thrown away for them.
const queue = files.toSorted(
  (left, right) => Number(alone.has(right)) - Number(alone.has(left))
)
await Promise.all(
  Array.from({length: Math.max(2, availableParallelism())}, runQueue)
)

const passed = results.reduce((sum, result) => sum + result.passed, 0)
const failed = results.reduce((sum, result) => sum + result.failed, 0)
if (passed + failed === 0) {
  process.stdout.write(
    `No test was run${wanted.length > 0 ? ` for ${wanted.join(' ')}` : ''}\n`
  )
}

if (values.times) process.stdout.write(describeTimes(results))
process.stdout.write(`\n${passed} passed, ${failed} failed\n`)
if (failed > 0) process.stdout.write(`\n${describeFailures(results)}\n`)
process.exitCode = failed > 0 || passed === 0 ? 1 : 0

/** Runs files until none is left. */
async function runQueue(): Promise<void> {
  let worker: Worker | undefined
  let before: string[] = []
  for (let file = queue.shift(); file !== undefined; file = queue.shift()) {
    const isAlone = alone.has(file)
    if (isAlone) worker?.stop()
    if (isAlone || !worker?.isRunning) {
      worker = new Worker()
      before = []
    }

    const result = {...(await runFile(worker, file)), before: [...before]}
    before.push(file)
    if (isAlone) worker.stop()
    results.push(result)
    print(result)
  }

  worker?.stop()
}

async function runFile(
  worker: Worker,
  file: string
): Promise<Omit<Result, 'before'>> {
  const start = performance.now()
  const outcome = await worker.run(join(folder, file))
  const seconds = (performance.now() - start) / 1000
  const {output, times} = outcome
  return {file, output, seconds, times, ...readTotals(outcome)}
}

/** Reads uvu's totals, of all suites in the file. */
function readTotals({
  output,
  code
}: Outcome): Pick<Result, 'passed' | 'failed' | 'complaint'> {
  const total = sum(output, 'Total')
  const passed = sum(output, 'Passed')
  const skipped = sum(output, 'Skipped')
  const failed = total - passed - skipped
  const complaint =
    total === 0
      ? 'ran no test'
      : skipped > 0
        ? `skipped ${skipped}`
        : code !== 0 && failed === 0
          ? `ended with exit code ${String(code)} after its tests had passed`
          : undefined
  return {
    passed,
    failed: complaint === undefined ? failed : Math.max(failed, 1),
    complaint
  }
}

function sum(output: string, label: string): number {
  const lines = output.matchAll(new RegExp(`^ {2}${label}: +(\\d+)$`, 'gm'))
  return [...lines].reduce((total, match) => total + Number(match[1]), 0)
}

function describeTimes(results: readonly Result[]): string {
  const rows = results
    .map(({file, times}) => ({file, columns: toColumns(times)}))
    .toSorted((left, right) => (right.columns[0] ?? 0) - (left.columns[0] ?? 0))
  const totals = toColumns(undefined).map((_, index) =>
    rows.reduce((sum, {columns}) => sum + (columns[index] ?? 0), 0)
  )
  return [
    '\nProcessor time in seconds: all, loading, testing, processes started',
    ...[{file: 'in all', columns: totals}, ...rows.slice(0, 40)].map(
      ({file, columns}) =>
        `${columns.map((each) => each.toFixed(1).padStart(6)).join('')}  ${file}`
    ),
    ''
  ].join('\n')
}

function toColumns(times: Times | undefined): number[] {
  const {loading = 0, testing = 0, others = 0} = times ?? {}
  return [loading + testing + others, loading, testing, others]
}

/** Describes failures with what is needed to find one that does not appear when its file is run alone. */
function describeFailures(results: readonly Result[]): string {
  const {SEED = '1', RUNS = '1'} = process.env
  const failures = results
    .filter(({failed}) => failed > 0)
    .flatMap(({file, complaint, output, before}) => [
      `FAIL ${file}${complaint === undefined ? '' : `: ${complaint}`}`,
      ...findAll(output, /^ {2} FAIL {1,2}(.+")$/gm).map(
        (name) => `     ${name}`
      ),
      ...findAll(output, /^ *(\{ seed: .+)$/gm).map((seed) => `     ${seed}`),
      `     after, in the same process: ${before.join(' ') || 'nothing'}`
    ])
  return [...failures, `Seeds: SEED=${SEED} RUNS=${RUNS}`].join('\n')
}

/** @returns what the first group of the expression matches, each once */
function findAll(text: string, expression: RegExp): string[] {
  return [
    ...new Set([...text.matchAll(expression)].map(([, found = '']) => found))
  ]
}

function print(result: Result): void {
  const {file, passed, failed, complaint, output, seconds, times} = result
  const [all = 0] = toColumns(times)
  const name = relative(folder, join(folder, file))
  const mark = failed > 0 ? 'FAIL' : 'ok'
  process.stdout.write(
    `${mark.padEnd(5)}${name} (${passed} tests, ${seconds.toFixed(1)} s, processor ${all.toFixed(1)} s)${complaint === undefined ? '' : `: ${complaint}`}\n`
  )
  if (failed > 0 || process.env['OUTPUT'] === 'all') {
    process.stdout.write(`${output}\n`)
  }
}
