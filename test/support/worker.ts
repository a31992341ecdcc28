/**
 * A process that runs test files one by one, as `workers.ts` names them: libraries are loaded and compiled once, which
 * takes longer than most tests. After a file's output there is a mark, on both streams.
 */
import process from 'node:process'
import {finish} from './finish.ts'
import {getProcessorTimes} from './processor-time.ts'
import {startSmall} from './small-starts.ts'

/** Keeps uvu from starting by itself, and lists what has to run. */
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
  const start = getProcessorTimes()
  const {exec} = await import('uvu')
  uvu.UVU_QUEUE = [[null]]
  await import(url)
  const loaded = getProcessorTimes()
  await exec()
  finish()
  process.channel?.ref()
  const end = getProcessorTimes()
  const times = [
    loaded.own - start.own,
    end.own - loaded.own,
    end.others - start.others
  ]
  const mark = `\u0000${[process.exitCode, ...times].join(' ')}\u0000`
  process.stderr.write(mark)
  process.stdout.write(mark)
}
