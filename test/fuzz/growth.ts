/**
 * What reading a tree and rules take grows with the text, and not with its square: processor time, which a busy machine
 * can spoil. `npm test` counts instead (`test/rules/growth.test.ts`).
 */
import process from 'node:process'
import {parse} from '../../src/bank/parse.ts'
import {check, shapes} from '../rules/growing.ts'
import type {Fuzz} from './run.ts'

const all = Object.entries(shapes)

/** Of fewer there is too little to measure. */
const few = 4000

export const fuzz: Fuzz = {
  title: 'shapes of a text that grows',
  cases: all.length,
  async tryCase(seed) {
    const [name, make] = all[seed % all.length] ?? []
    if (name === undefined || make === undefined) throw new Error('no shape')
    const once = await measure(make(few))
    const twice = await measure(make(2 * few))
    if (twice > 3 * once + 20) {
      const milliseconds = `${once.toFixed(0)} and ${twice.toFixed(0)} ms`
      throw new Error(`${name}: ${few} and ${2 * few} take ${milliseconds}`)
    }
  }
}

/** @returns processor time that reading and rules take, in milliseconds; the shorter of two rounds */
async function measure(text: string): Promise<number> {
  const tree = parse(text)
  let shortest = Infinity
  for (let round = 0; round < 2; round++) {
    const start = process.cpuUsage()
    await check(tree, text)
    shortest = Math.min(shortest, process.cpuUsage(start).user / 1000)
  }

  return shortest
}
