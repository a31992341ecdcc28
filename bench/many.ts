/** Many banks, checked one after the other in one process, and by two processes at once: what threads could gain at most. */
import {spawn} from 'node:child_process'
import {once} from 'node:events'
import {mkdirSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {makeBank} from './banks.ts'
import {getEnvironment, makeTempFolder} from './measure.ts'
import {bankName, getTools} from './tools.ts'

/** Milliseconds, run by run. */
export interface ManyBanks {
  readonly one: readonly number[]
  readonly two: readonly number[]
}

/**
 * @param options how many banks there are, of how many cards, and how often they are checked, a warm-up aside
 * @throws if a check does not find them clean
 */
export async function measureMany({
  banks,
  cards,
  runs
}: {
  readonly banks: number
  readonly cards: number
  readonly runs: number
}): Promise<ManyBanks> {
  const folder = makeTempFolder()
  const text = makeBank({cards})
  const paths = Array.from({length: banks}, (_, at) => `${at}/${bankName}`)
  for (const path of paths) {
    mkdirSync(join(folder, path, '..'))
    writeFileSync(join(folder, path), text)
  }

  const [program = '', ...args] =
    getTools().get('qbank')?.commands.check?.slice(0, -1) ?? []
  const check = async (banks: readonly string[]): Promise<void> => {
    const [status] = (await once(
      spawn(program, [...args, ...banks], {
        cwd: folder,
        env: getEnvironment(),
        stdio: 'ignore'
      }),
      'close'
    )) as [number | null]
    if (status !== 0) throw new Error(`Many banks: exit code ${status}`)
  }

  const middle = Math.ceil(banks / 2)
  const halves = [paths.slice(0, middle), paths.slice(middle)]
  const one: number[] = []
  const two: number[] = []
  for (let run = 0; run <= runs; run++) {
    const times = [
      await time(() => check(paths)),
      await time(() => Promise.all(halves.map((half) => check(half))))
    ] as const
    // The first one is for the caches.
    if (run === 0 && runs > 0) continue
    one.push(times[0])
    two.push(times[1])
  }

  return {one, two}
}

async function time(act: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await act()
  return performance.now() - start
}
