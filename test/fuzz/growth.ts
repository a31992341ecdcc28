/**
 * What is done about a text takes time that grows with it, and not with its square: processor time, which a busy machine
 * can spoil. `npm test` counts instead (`test/rules/growth.test.ts`).
 */
import process from 'node:process'
import {fixBank} from '../../src/index.ts'
import type {Work} from '../rules/growing.ts'
import {hostile, long, works} from '../rules/growing.ts'
import type {Fuzz} from './run.ts'

const all: readonly (readonly [name: string, work: Work])[] = [
  ...Object.entries(works),
  ...Object.entries({...hostile, ...long}).map(([name, make]) => {
    const work: Work = (amount) => {
      const text = make(amount)
      return () => fixBank(text)
    }
    return [name, work] as const
  })
]

/** Of fewer there is too little to measure. */
const few = 4000

export const fuzz: Fuzz = {
  title: 'kinds of work on a text that grows',
  cases: all.length,
  async tryCase(seed) {
    const [name, work] = all[seed % all.length] ?? []
    if (name === undefined || work === undefined) throw new Error('no work')
    const once = await measure(work(few))
    const twice = await measure(work(2 * few))
    if (twice > 3 * once + 20) {
      const milliseconds = `${once.toFixed(0)} and ${twice.toFixed(0)} ms`
      throw new Error(`${name}: ${few} and ${2 * few} take ${milliseconds}`)
    }
  }
}

/** @returns processor time, in milliseconds; the shorter of two rounds */
async function measure(run: () => Promise<unknown>): Promise<number> {
  let shortest = Infinity
  for (let round = 0; round < 2; round++) {
    const start = process.cpuUsage()
    await run()
    shortest = Math.min(shortest, process.cpuUsage(start).user / 1000)
  }

  return shortest
}
