/**
 * Where the time of a run goes, for `--timing`. What is measured inside something else counts only there: the time of a
 * fix does not include the rules that it runs again. Without a clock, nothing is done.
 */
import type {VFile} from 'vfile'

/** A part of a run. */
export interface TimingRow {
  readonly name: string
  /** How often it ran. */
  readonly calls: number
  /** Milliseconds, without those of parts inside. */
  readonly time: number
}

/** Measures one run. */
export interface Timing {
  /**
   * @returns the task's result; a promise is measured until it is settled. Tasks run one at a time or inside each
   *   other
   */
  readonly measure: <Result>(name: string, task: () => Result) => Result
  /** @returns the parts so far, the longest first */
  readonly getRows: () => TimingRow[]
}

/** @param now milliseconds on a clock that only goes forward */
export function createTiming(now = (): number => performance.now()): Timing {
  const rows = new Map<string, {calls: number; time: number}>()
  const open: {name: string; inside: number}[] = []

  function measure<Result>(name: string, task: () => Result): Result {
    const part = {name, inside: 0}
    open.push(part)
    const start = now()
    const end = (): void => {
      const whole = now() - start
      const row = rows.get(name) ?? {calls: 0, time: 0}
      rows.set(name, {
        calls: row.calls + 1,
        time: row.time + whole - part.inside
      })
      open.pop()
      const outer = open.at(-1)
      if (outer) outer.inside += whole
    }

    let result: Result
    try {
      result = task()
    } catch (error) {
      end()
      throw error
    }

    if (result instanceof Promise) return result.finally(end) as Result
    end()
    return result
  }

  return {
    measure,
    getRows: () =>
      [...rows]
        .map(([name, row]) => ({name, ...row}))
        .sort((left, right) => right.time - left.time)
  }
}

/** Runs a task, and measures it if a clock is given. */
export function measure<Result>(
  timing: Timing | undefined,
  name: string,
  task: () => Result
): Result {
  return timing ? timing.measure(name, task) : task()
}

/** The same for work on a file. */
export function measureOn<Result>(
  file: VFile,
  name: string,
  task: () => Result
): Result {
  return measure(file.data.qbank?.timing, name, task)
}
