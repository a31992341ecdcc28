/**
 * Stands in for uvu where mutants are tried: its suites can be looked into, so that single tests of a file can be run, and each
 * can be timed. Only what tests of this project use is there.
 */

type Act = (state: object) => unknown
type Hook = (act: Act) => void

/** A suite as it was registered by `run`. */
export interface Suite {
  readonly name: string
  readonly state: object
  readonly tests: readonly {readonly name: string; readonly act: Act}[]
  readonly before: readonly Act[]
  readonly after: readonly Act[]
  readonly beforeEach: readonly Act[]
  readonly afterEach: readonly Act[]
}

/** What `suite` returns. */
export interface Test {
  (name: string, act: Act): void
  readonly before: Hook & {readonly each: Hook}
  readonly after: Hook & {readonly each: Hook}
  readonly run: () => void
}

let registered: Suite[] = []

/** @returns the suites that have been registered since the last call */
export function takeSuites(): readonly Suite[] {
  const taken = registered
  registered = []
  return taken
}

/** As in uvu. */
export function suite(name: string, state: object = {}): Test {
  const tests: {name: string; act: Act}[] = []
  const [before, after, beforeEach, afterEach]: Act[][] = [[], [], [], []]
  const own = {name, state, tests, before, after, beforeEach, afterEach}
  return Object.assign(
    (testName: string, act: Act) => void tests.push({name: testName, act}),
    {
      before: toHook(before, beforeEach),
      after: toHook(after, afterEach),
      run: () => void registered.push(own as Suite)
    }
  )
}

function toHook(
  once: Act[] | undefined,
  each: Act[] | undefined
): Hook & {readonly each: Hook} {
  return Object.assign((act: Act) => void once?.push(act), {
    each: (act: Act) => void each?.push(act)
  })
}
