/**
 * A megabyte of what is built to take long, checked and fixed by the built program: no more than two seconds of processor time, and half
 * a gigabyte. On a busy machine processor time is longer, too.
 */
import {readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import process from 'node:process'
import {hostile, long, many, shapes} from '../rules/growing.ts'
import {bin, makeTempFolder, run} from '../support/temp.ts'
import type {Fuzz} from './run.ts'

const families = Object.entries({...shapes, ...hostile, ...long, ...many})
const commands = ['check', 'fix'] as const

const length = 1_000_000

/** Seconds of processor time. */
const longest = 2

/** Megabytes. */
const most = 500

/** Is loaded before the program, and writes what it has used. */
const meter = `process.on('exit', () => {
  const {maxRSS, systemCPUTime, userCPUTime} = process.resourceUsage()
  const used = {seconds: (systemCPUTime + userCPUTime) / 1e6, megabytes: maxRSS / 1024}
  require('node:fs').writeFileSync('used.json', JSON.stringify(used))
})
`

export const fuzz: Fuzz = {
  title: 'kinds of work on a megabyte',
  cases: families.length * commands.length,
  tryCase(seed) {
    const [name, make] = families[Math.floor(seed / 2) % families.length] ?? []
    const command = commands[seed % 2]
    if (name === undefined || !make || !command) throw new Error('no work')
    const folder = makeTempFolder()
    const piece = make(10_000).length / 10_000
    const text = make(Math.ceil(length / piece))
    writeFileSync(join(folder, 'QUESTION_BANK.md'), text)
    writeFileSync(join(folder, 'meter.cjs'), meter)
    const args = ['--require', './meter.cjs', bin, command, '--no-cache']
    const finished = run(folder, process.execPath, [
      ...args,
      'QUESTION_BANK.md'
    ])
    const used = JSON.parse(
      readFileSync(join(folder, 'used.json'), 'utf8')
    ) as {
      readonly seconds: number
      readonly megabytes: number
    }
    const {megabytes, seconds} = used
    const line = `${command}, ${name}, ${text.length} characters: ${seconds.toFixed(1)} s, ${megabytes.toFixed(0)} MB`
    process.stdout.write(`${line}\n`)
    const isStopped = finished.stderr.includes('cannot be checked')
    if (isStopped || seconds > longest || megabytes > most) {
      throw new Error(`${line}\n${finished.stderr}`)
    }
  }
}
