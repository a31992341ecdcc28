/**
 * A process that runs one file of tests after the other, as `workers.ts` names them: libraries are loaded and compiled once,
 * which takes longer than most tests. Behind what a file prints stands a mark, on both streams.
 */
import {existsSync, readFileSync} from 'node:fs'
import process from 'node:process'
import {finish} from './finish.ts'
import {getStarterId, startSmall} from './small-starts.ts'

/** How uvu is told not to begin by itself, and what there is to run. */
const uvu = globalThis as {UVU_DEFER?: number; UVU_QUEUE?: unknown[][]}
uvu.UVU_DEFER = 1
startSmall()

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
  process.stdout.write(`RSS ${process.memoryUsage().rss >> 20}\n`)
  const mark = `\u0000${String(process.exitCode)} ${getProcessorTime() - start}\u0000`
  process.stderr.write(mark)
  process.stdout.write(mark)
}

/** @returns in milliseconds: of this process and, where the system tells, of those started for it that have ended */
function getProcessorTime(): number {
  const {user, system} = process.cpuUsage()
  const own = (user + system) / 1000
  const starter = getStarterId()
  // Of the starter its own time counts, too, which is in the two fields before.
  const ended = readTimes('self', 13)
  const ofStarter = starter === undefined ? 0 : readTimes(String(starter), 11)
  return Math.round(own + ended + ofStarter)
}

/**
 * @param first of the fields to add up, counted from the one after the name, which is in parentheses; the last is that of the
 *   time of ended processes in the system
 * @returns milliseconds; 0 where the system has no such file
 */
function readTimes(id: string, first: number): number {
  const path = `/proc/${id}/stat`
  if (!existsSync(path)) return 0
  const fields = readFileSync(path, 'utf8').split(') ')[1] ?? ''
  const hundredths = fields.split(' ').slice(first, 15).map(Number)
  return 10 * hundredths.reduce((sum, each) => sum + each, 0)
}
