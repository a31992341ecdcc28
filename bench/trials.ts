/** A trial is a tool at a work: its folder, the files before each run, and the result that is required. */
import {mkdirSync, readFileSync, symlinkSync, writeFileSync} from 'node:fs'
import {dirname, join} from 'node:path'
import {makeBank} from './banks.ts'
import type {Command, Measured} from './measure.ts'
import {makeTempFolder} from './measure.ts'
import type {Tool} from './tools.ts'
import {bankName, findCommand} from './tools.ts'
import type {Work} from './works.ts'
import {kindSize, kindWorks, starters, startId, works} from './works.ts'

/** What is run again and again. */
export interface Trial {
  /** Id of the work. */
  readonly work: string
  readonly cards: number
  /** Name of the tool. */
  readonly tool: string
  /** Restores what a run may have changed. */
  readonly prepare: () => void
  readonly command: Command
  /** @returns what is wrong with the outcome, if anything */
  readonly judge: (outcome: Measured) => string | undefined
}

/** Which trials to make. */
export interface TrialOptions {
  readonly tools: ReadonlyMap<string, Tool>
  /** In cards. */
  readonly sizes: readonly number[]
  /** Whether a tool is to be left out at a size. */
  readonly isSkipped: (tool: string, cards: number) => boolean
}

/** @returns the trials, those of one work at one size in a row */
export function makeTrials(options: TrialOptions): Trial[] {
  const folders = new Map<string, string>()
  const getFolder = (name: string, tool: Tool): string => {
    const folder = folders.get(name) ?? makeFolder(tool)
    folders.set(name, folder)
    return folder
  }

  const {tools, sizes, isSkipped} = options
  const trials: Trial[] = []
  for (const name of starters) {
    const tool = tools.get(name)
    const command = tool && findCommand(tool, 'check', getFolder(name, tool))
    if (!command) continue
    const judge = (outcome: Measured): string | undefined =>
      expectStatus(outcome, [0])
    trials.push({
      ...{work: startId, cards: 0, tool: name, command, judge},
      prepare: () => undefined
    })
  }

  for (const work of [...works, ...kindWorks]) {
    const own = sizes.filter((each) => each <= kindSize).slice(-1)
    for (const cards of work.kind === undefined ? sizes : own) {
      for (const [name, most] of Object.entries(work.tools)) {
        const tool = tools.get(name)
        if (!tool || cards > most || isSkipped(name, cards)) continue
        const folder = getFolder(name, tool)
        const command = findCommand(tool, work.action, folder)
        if (!command) throw new Error(`${name} cannot ${work.action}`)
        trials.push({
          ...{work: work.id, cards, tool: name, command},
          ...makeBankTrial(work, cards, name === 'qbank', folder)
        })
      }
    }
  }

  return trials
}

const banks = new Map<string, string>()

/** @returns the bank; all trials that need it have the same one */
function getBank(cards: number, broken: number, kind = 'plain'): string {
  const key = `${kind}/${cards}/${broken}`
  const bank = banks.get(key) ?? makeBank({cards, broken, kind})
  banks.set(key, bank)
  return bank
}

/** What is special about a trial with a bank. Of our own tool, the outcome is known. */
function makeBankTrial(
  {action, broken, kind}: Work,
  cards: number,
  isOurs: boolean,
  folder: string
): Pick<Trial, 'prepare' | 'judge'> {
  const path = join(folder, bankName)
  const clean = getBank(cards, 0, kind)
  const given = getBank(cards, broken, kind)
  const isClean = given === clean
  return {
    prepare() {
      writeFileSync(path, given)
    },
    judge(outcome) {
      const expected = isOurs
        ? [isClean || action === 'fix' ? 0 : 1]
        : isClean && kind === undefined
          ? [0]
          : [0, 1]
      const complaint = expectStatus(outcome, expected)
      if (complaint !== undefined || !isOurs) return complaint
      const text = readFileSync(path, 'utf8')
      return text === (action === 'fix' ? clean : given)
        ? undefined
        : 'the bank is not what it should be'
    }
  }
}

function expectStatus(
  {status}: Measured,
  expected: readonly number[]
): string | undefined {
  return expected.includes(status)
    ? undefined
    : `exit code ${status}, expected ${expected.join(' or ')}`
}

/** A folder with what a project that uses the tool has in it. */
function makeFolder({files, links}: Tool): string {
  const folder = makeTempFolder()
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(join(folder, name), content)
  }

  for (const [name, target] of Object.entries(links)) {
    const path = join(folder, 'node_modules', name === '*' ? '' : name)
    mkdirSync(dirname(path), {recursive: true})
    symlinkSync(target, path, 'junction')
  }

  return folder
}
