/** Processor time of processes, as the system reports it. */
import {existsSync, readFileSync} from 'node:fs'
import process from 'node:process'
import {getStarterId} from './small-starts.ts'

/** @returns in milliseconds: of this process and, where the system says so, of those started for it that have ended */
export function getProcessorTimes(): {
  readonly own: number
  readonly others: number
} {
  const {user, system} = process.cpuUsage()
  const ended = readTimes('self', 13)
  const starter = getStarterId()
  // Of the starter its own time counts, too, which is in the two fields before.
  const ofStarter = starter === undefined ? 0 : readTimes(String(starter), 11)
  return {own: Math.round((user + system) / 1000), others: ended + ofStarter}
}

/** @returns milliseconds that a process has taken, without those that it has started; 0 where the system does not say */
export function getProcessorTimeOf(id: number): number {
  return readTimes(String(id), 11, 13)
}

/**
 * @param first of the fields to add up, counted from the one after the name, which is in parentheses
 * @param end after the last one; by default, after that of the time of ended processes in the system
 * @returns milliseconds; 0 where the system has no such file
 */
function readTimes(id: string, first: number, end = 15): number {
  const path = `/proc/${id}/stat`
  if (!existsSync(path)) return 0
  const fields = readFileSync(path, 'utf8').split(') ')[1] ?? ''
  const hundredths = fields.split(' ').slice(first, end).map(Number)
  return 10 * hundredths.reduce((sum, each) => sum + each, 0)
}
