/** Commits while something happens at a step of the hook. */
import {readFileSync, rmSync} from 'node:fs'
import {join} from 'node:path'
import {pathToFileURL} from 'node:url'
import type {Finished} from '../support/temp.ts'
import {projectRoot, run} from '../support/temp.ts'

const preload = pathToFileURL(join(projectRoot, 'test/support/act-at.mjs'))

/**
 * @param act what happens (`test/support/act-at.mjs`), and before which step of the hook, from 1
 * @param args for `git commit`
 * @returns how git has ended when all that it has started has, and how many steps there were
 */
export function commitWhile(
  folder: string,
  {act, step}: {readonly act: string; readonly step: number},
  args: readonly string[] = []
): Finished & {readonly steps: number} {
  const log = join(folder, '.git/act-log')
  rmSync(log, {force: true})
  // A process group of its own, as a terminal gives to each command.
  const finished = run(
    folder,
    'setsid',
    ['--wait', 'git', 'commit', '--quiet', '--message=Change', ...args],
    {
      env: {
        NODE_OPTIONS: `--import ${preload.href}`,
        ACT: act,
        ACT_AT: String(step),
        ACT_LOG: log
      }
    }
  )
  return {...finished, steps: countLines(log)}
}

function countLines(path: string): number {
  try {
    return readFileSync(path, 'utf8').split('\n').length - 1
  } catch {
    return 0
  }
}
