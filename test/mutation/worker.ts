/**
 * A process that runs tests while a mutant is on, or without one. Sources are loaded once, those that `LOADS_ALL` does not ask
 * for when a test needs them; a file of tests is loaded anew each time, as it may compute something when it is loaded.
 */
import {readFileSync, readdirSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import process from 'node:process'
import {pathToFileURL} from 'node:url'
import {finish} from '../support/finish.ts'
import {getProcessorTimes} from '../support/processor-time.ts'
import {startSmall} from '../support/small-starts.ts'
import {projectRoot} from '../support/temp.ts'
import {switches, takeCalls} from './switch.ts'
import type {Suite} from './uvu.ts'
import {takeSuites} from './uvu.ts'

/** What a worker is asked for. */
export interface Request {
  /** Path of a file of tests, relative to `test`. */
  readonly file: string
  /** Names of the tests to run; all, by default. */
  readonly names?: readonly string[]
  /** Number of the mutant that is on; -1 for none. */
  readonly mutant: number
  /** Whether to go on after a failure. */
  readonly goesOn: boolean
}

/** What comes of a test. */
export interface Tested {
  readonly name: string
  readonly isFailed: boolean
  /** Of processor time. */
  readonly seconds: number
  /** Numbers of the functions that were called. */
  readonly calls: readonly number[]
}

/** What a worker says. */
export interface Answer {
  /** Numbers of the functions that were called while sources were loaded; only in the first answer, to no request. */
  readonly atStart?: readonly number[]
  readonly tests: readonly Tested[]
  /** Functions that were called outside of tests. */
  readonly calls: readonly number[]
  /** Processor time for what was done outside of tests. */
  readonly seconds: number
  /** What the first failure said. */
  readonly failure?: string
}

const list = process.env['CALLS']
let runs = 0
startSmall()
// Those that start processes in tests are to get one that they can write to; `tsx` has been told about its own before.
process.env['TMPDIR'] = process.env['TESTS_TMPDIR']
if (process.env['LOADS_ALL'] === 'yes') await loadSources()
takeSuites()
process.on('message', (request: Request) => {
  void act(request)
})
process.on('disconnect', () => {
  process.exit()
})
process.send?.({atStart: collectCalls(), tests: [], calls: [], seconds: 0})

/** Loads everything, so that what is called while it is loaded is known, and the same for all files of tests. */
async function loadSources(): Promise<void> {
  for (const root of ['rules', 'src']) {
    const files = readdirSync(join(projectRoot, root), {
      encoding: 'utf8',
      recursive: true
    })
    for (const file of files.sort()) {
      if (
        !file.endsWith('.ts') ||
        /(?:^|\/)(?:bin|load)\.ts$|site\/page\//.test(file)
      )
        continue
      await import(pathToFileURL(join(projectRoot, root, file)).href)
    }
  }
}

async function act(request: Request): Promise<void> {
  let answer: Answer
  try {
    answer = await run(request)
  } catch (error) {
    const failure = String(error)
    const test = {name: '', isFailed: true, seconds: 0, calls: []}
    answer = {tests: [test], calls: [], seconds: 0, failure}
  }

  process.send?.(answer)
}

async function run({file, names, mutant, goesOn}: Request): Promise<Answer> {
  const start = getSeconds()
  switches.active = mutant
  process.env['MUTANT'] = String(mutant)
  const url = pathToFileURL(join(projectRoot, 'test', file))
  url.search = `run=${runs++}`
  await import(url.href)
  const tests: Tested[] = []
  const outside = new Set<number>()
  let failure: string | undefined
  for (const suite of takeSuites()) {
    const chosen = suite.tests.filter(
      ({name}) => !names || names.includes(toName(suite, name))
    )
    if (chosen.length === 0) continue
    for (const before of suite.before) await before(suite.state)
    for (const test of chosen) {
      for (const id of collectCalls()) outside.add(id)
      const begin = getSeconds()
      const error = await runTest(suite, test.act)
      failure ??= error
      tests.push({
        name: toName(suite, test.name),
        isFailed: error !== undefined,
        seconds: getSeconds() - begin,
        calls: collectCalls()
      })
      if (error !== undefined && !goesOn) break
    }

    for (const after of suite.after) await after(suite.state)
    if (failure !== undefined && !goesOn) break
  }

  finish()
  for (const id of collectCalls()) outside.add(id)
  const seconds =
    getSeconds() - start - tests.reduce((sum, test) => sum + test.seconds, 0)
  const answer = {tests, calls: [...outside], seconds}
  return failure === undefined ? answer : {...answer, failure}
}

function toName({name}: Suite, test: string): string {
  return `${name}: ${test}`
}

/** @returns what failed, if something did */
async function runTest(
  {beforeEach, afterEach, state}: Suite,
  test: Suite['tests'][number]['act']
): Promise<string | undefined> {
  try {
    for (const before of beforeEach) await before(state)
    await test(state)
    for (const after of afterEach) await after(state)
    return
  } catch (error) {
    for (const after of afterEach) await after(state)
    return String(error)
  }
}

/** @returns functions that have been called since the last time, in processes that have ended, too */
function collectCalls(): number[] {
  if (list === undefined) return []
  const others = readFileSync(list, 'utf8').split('\n').filter(Boolean)
  if (others.length > 0) writeFileSync(list, '')
  return [...new Set([...takeCalls(switches), ...others.map(Number)])]
}

function getSeconds(): number {
  const {own, others} = getProcessorTimes()
  return (own + others) / 1000
}
