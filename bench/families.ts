/**
 * What it takes to check and fix texts that are built to take long, of several lengths: how the time grows with the text, and what a
 * megabyte takes. The families are those of `test/rules/growing.ts`.
 */
import {writeFileSync} from 'node:fs'
import {join} from 'node:path'
import process from 'node:process'
import {hostile, long, many, shapes} from '../test/rules/growing.ts'
import type {Sample} from './measure.ts'
import {makeTempFolder, measure} from './measure.ts'
import type {Measurement} from './results.ts'
import type {Session} from './sessions.ts'
import type {Action} from './tools.ts'
import {bankName, root} from './tools.ts'
import {round1} from './units.ts'
import {
  familyActions,
  familySizes,
  familyStartId,
  getFamilyId
} from './works.ts'

const families = {...shapes, ...hostile, ...long, ...many}

/** Fewer runs are enough: the shortest counts. */
const mostRuns = 2

/** @returns a session for what starting takes, and one for each family and action; `isQuick` leaves out most of them */
export function getFamilySessions(runs: number, isQuick: boolean): Session[] {
  const names = Object.keys(families).slice(0, isQuick ? 1 : undefined)
  const sizes = isQuick ? familySizes.slice(0, 1) : familySizes
  const rounds = isQuick ? 1 : Math.min(runs, mostRuns)
  return [
    {
      name: `${familyStartId}/0/qbank`,
      part: 'hostile',
      measure: () => Promise.resolve(measureStart(rounds + 1))
    },
    ...names.flatMap((name) =>
      familyActions.map((action): Session => ({
        name: `${getFamilyId(action, name)}/${sizes.at(-1)}/qbank`,
        part: 'hostile',
        measure: () =>
          Promise.resolve(
            sizes.map((size) => measureFamily(name, action, size, rounds))
          )
      }))
    )
  ]
}

/** An empty Node.js process, and a check of a bank without cards. */
function measureStart(rounds: number): Measurement[] {
  const cwd = makeTempFolder()
  const node = {program: process.execPath, args: ['-e', '0'], cwd}
  const samples: Sample[] = []
  for (let round = 0; round < rounds; round++)
    samples.push(toSample(measure(node)))
  const work = {work: familyStartId, cards: 0}
  return [
    {...work, tool: 'node', samples},
    {...work, tool: 'qbank', ...measureText('# Bread\n', 'check', rounds)}
  ]
}

/** @param size of the text, in thousands of characters */
function measureFamily(
  name: string,
  action: Action,
  size: number,
  rounds: number
): Measurement {
  const make = families[name]
  if (!make) throw new Error(`No family is called ${name}`)
  const piece = make(10_000).length / 10_000
  const text = make(Math.ceil((size * 1000) / piece))
  const work = {work: getFamilyId(action, name), cards: size, tool: 'qbank'}
  return {...work, ...measureText(text, action, rounds)}
}

/** @throws Error if qbank crashes */
function measureText(
  text: string,
  action: Action,
  rounds: number
): Pick<Measurement, 'isRefused' | 'samples'> {
  const cwd = makeTempFolder()
  const bin = join(root, 'dist/src/cli/bin.cjs')
  const args = [bin, action, '--no-cache', bankName]
  const samples: Sample[] = []
  let isRefused = false
  for (let round = 0; round < rounds; round++) {
    writeFileSync(join(cwd, bankName), text)
    const measured = measure({program: process.execPath, args, cwd})
    const {output, status} = measured
    if (
      status < 0 ||
      status > 2 ||
      /stopped on an error of its own/.test(output)
    ) {
      throw new Error(`exit code ${status}\n${output.slice(-2000)}`)
    }

    isRefused = status === 2
    samples.push(toSample(measured))
  }

  return {samples, ...(isRefused && {isRefused})}
}

function toSample({cpu, memory, wall}: Sample): Sample {
  return {
    wall: round1(wall),
    ...(cpu !== undefined && {cpu: round1(cpu)}),
    ...(memory !== undefined && {memory: round1(memory)})
  }
}
