/**
 * Runs the tests: each `*.test.ts` in a process of its own, as many at once as there are cores.
 *
 * uvu passes a suite that was never run, a file without tests, and a pattern that matches nothing. Here a file
 * fails that is silent, runs no test, skips one, or whose totals do not add up; so does an empty run.
 *
 * Usage: tsx test/support/run.ts [part of a file's path…]
 */
import {spawn} from 'node:child_process'
import {readdirSync} from 'node:fs'
import {availableParallelism} from 'node:os'
import {dirname, join, relative} from 'node:path'
import process from 'node:process'
import {fileURLToPath} from 'node:url'

interface Result {
  readonly file: string
  readonly passed: number
  readonly failed: number
  /** Why the file fails although none of its tests does. */
  readonly complaint: string | undefined
  readonly output: string
  readonly seconds: number
}

const folder = join(dirname(fileURLToPath(import.meta.url)), '..')
const wanted = process.argv.slice(2)
const files = readdirSync(folder, {encoding: 'utf8', recursive: true})
  .filter((file) => file.endsWith('.test.ts'))
  .filter((file) => wanted.every((part) => file.includes(part)))
  .sort()
const results: Result[] = []
const queue = [...files]
await Promise.all(
  Array.from({length: Math.max(2, availableParallelism())}, async () => {
    for (let file = queue.shift(); file !== undefined; file = queue.shift()) {
      const result = await runFile(file)
      results.push(result)
      print(result)
    }
  })
)

const passed = results.reduce((sum, result) => sum + result.passed, 0)
const failed = results.reduce((sum, result) => sum + result.failed, 0)
if (passed + failed === 0) {
  process.stdout.write(
    `No test was run${wanted.length > 0 ? ` for ${wanted.join(' ')}` : ''}\n`
  )
}

process.stdout.write(`\n${passed} passed, ${failed} failed\n`)
process.exitCode = failed > 0 || passed === 0 ? 1 : 0

async function runFile(file: string): Promise<Result> {
  const start = performance.now()
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', join(folder, file)],
    {env: {...process.env, NO_COLOR: '1', FORCE_COLOR: '0'}}
  )
  let output = ''
  child.stdout.on('data', (data: Buffer) => (output += data.toString()))
  child.stderr.on('data', (data: Buffer) => (output += data.toString()))
  const code = await new Promise<number | null>((resolve) => {
    child.on('close', resolve)
  })
  return {
    file,
    output,
    seconds: (performance.now() - start) / 1000,
    ...judge(output, code)
  }
}

/** Reads uvu's totals, of all suites in the file. */
function judge(
  output: string,
  code: number | null
): Pick<Result, 'passed' | 'failed' | 'complaint'> {
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

function print(result: Result): void {
  const {file, passed, failed, complaint, output, seconds} = result
  const name = relative(folder, join(folder, file))
  const mark = failed > 0 ? 'FAIL' : 'ok'
  process.stdout.write(
    `${mark.padEnd(5)}${name} (${passed} tests, ${seconds.toFixed(1)} s)${complaint === undefined ? '' : `: ${complaint}`}\n`
  )
  if (failed > 0) process.stdout.write(`${output}\n`)
}
