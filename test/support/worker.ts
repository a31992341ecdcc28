/**
 * A process that runs one file of tests after the other, as `workers.ts` names them: libraries are loaded and compiled once,
 * which takes longer than most tests. Behind what a file prints stands a mark, on both streams.
 */
import {existsSync, readFileSync} from 'node:fs'
import process from 'node:process'
import {finish} from './finish.ts'

/** How uvu is told not to begin by itself, and what there is to run. */
const uvu = globalThis as {UVU_DEFER?: number; UVU_QUEUE?: unknown[][]}
uvu.UVU_DEFER = 1

process.on('message', (url: string) => {
  void runFile(url)
})
process.on('disconnect', () => {
  process.exit()
})

/** @param url of a file of tests */
async function runFile(url: string): Promise<void> {
  // A test that waits for what never comes is to end this process, not to hold it.
  process.channel?.unref()
  const start = getProcessorTime()
  const {exec} = await import('uvu')
  uvu.UVU_QUEUE = [[null]]
  await import(url)
  await exec()
  finish()
  process.channel?.ref()
  const mark = `\u0000${String(process.exitCode)} ${getProcessorTime() - start}\u0000`
  process.stderr.write(mark)
  process.stdout.write(mark)
}

/** @returns in milliseconds: of this process and, where the system tells, of those it has started that have ended */
function getProcessorTime(): number {
  const {user, system} = process.cpuUsage()
  const own = (user + system) / 1000
  if (!existsSync('/proc/self/stat')) return Math.round(own)
  // After the name, which is in parentheses: the 14th and 15th of all fields, in hundredths of a second.
  const fields = readFileSync('/proc/self/stat', 'utf8').split(') ')[1] ?? ''
  const [inUser = 0, inSystem = 0] = fields.split(' ').slice(13, 15).map(Number)
  return Math.round(own + (inUser + inSystem) * 10)
}
