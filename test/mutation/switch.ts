/**
 * The switch of mutants, which the copy's sources import: it is copied into the copy's `src`. In the process that runs tests,
 * `worker.ts` sets it; processes that tests start find the number of the mutant in `MUTANT`, and add the numbers of the
 * functions that have been called in them to the file that `CALLS` names, when they end.
 */
/** What is on, and what has been called; one for all copies of this module that bundles of a process have. */
export interface Switches {
  /** Number of the mutant that is on. */
  active: number
  /** 1 at the number of each function that has been called. */
  readonly calls: Uint8Array
}

const key = Symbol.for('qbank mutants')
const holder = globalThis as {[key]?: Switches | undefined}

/** Not imported: the page that `qbank site` writes has some of the sources, too. */
const {process} = globalThis as {process?: NodeJS.Process}

/** The switches of this process. */
export const switches = (holder[key] ??= makeSwitches())

/** @returns whether the mutant is on */
export function isMutant(id: number): boolean {
  return switches.active === id
}

/** Notes that a function has been called. */
export function call(id: number): void {
  switches.calls[id] = 1
}

/** @returns numbers of the functions that have been called since it was last asked for */
export function takeCalls({calls}: Switches): number[] {
  const ids: number[] = []
  for (let id = calls.indexOf(1); id !== -1; id = calls.indexOf(1, id + 1)) {
    ids.push(id)
  }

  calls.fill(0)
  return ids
}

function makeSwitches(): Switches {
  const {MUTANT = '-1', CALLS: list} = process?.env ?? {}
  const made = {active: Number(MUTANT), calls: new Uint8Array(1 << 15)}
  if (list !== undefined) {
    process?.once('exit', () => {
      const {appendFileSync} = process.getBuiltinModule('node:fs')
      appendFileSync(
        list,
        takeCalls(made)
          .map((id) => `${id}\n`)
          .join('')
      )
    })
  }

  return made
}
