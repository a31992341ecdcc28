/** Does what a plan says. */
import {spawnSync} from 'node:child_process'
import {mkdir, writeFile} from 'node:fs/promises'
import {dirname, join} from 'node:path'
import process from 'node:process'
import {quoteForShell} from '../text/clean.ts'
import {writeText} from '../files/write-text.ts'
import {git} from '../files/git.ts'
import {UserError} from '../text/user-error.ts'
import {initTexts} from './texts.ts'
import type {Edit, Plan} from './plan.ts'
import type {Project} from './project.ts'

/**
 * @param paths relative to the repository's root
 * @returns those that have changes, or are new, and are not committed
 */
export function findUncommitted(
  {root}: Project,
  paths: readonly string[]
): string[] {
  if (paths.length === 0) return []
  return git(['status', '--porcelain', '-z', '--', ...paths], {cwd: root})
    .toString()
    .split('\0')
    .flatMap((line) => (line === '' ? [] : [line.slice(3)]))
}

/**
 * Writes the files, then installs. Whatever happens, it can be run again: what is there is not done twice.
 *
 * @throws UserError if a file has changed since the plan was made, or packages cannot be installed
 */
export async function applyPlan(
  {root, folder}: Project,
  {edits, install}: Plan
): Promise<void> {
  for (const {path, before, after} of edits) {
    const absolute = join(root, path)
    await mkdir(dirname(absolute), {recursive: true})
    if (before === undefined) await writeFile(absolute, after, {flag: 'wx'})
    else await writeText(absolute, root, {before, after})
  }

  const [program, ...args] = install
  if (program === undefined) return
  const {status} = spawnSync(program, args, {
    cwd: folder,
    // Its own words, but not on the output that is for machines.
    stdio: ['ignore', process.stderr.fd, process.stderr.fd],
    // On Windows, package managers are scripts.
    shell: process.platform === 'win32'
  })
  if (status !== 0) throw new UserError(initTexts.installFailed(install))
}

/**
 * @param uncommitted paths of files with changes that git does not have, which no command may take back
 * @returns lines to type in the repository's root, after which the edits are gone
 */
export function formatUndo(
  edits: readonly Edit[],
  uncommitted: readonly string[]
): string[] {
  const toLine = (command: string, some: readonly Edit[]): string[] =>
    some.length === 0
      ? []
      : [`${command} ${some.map(({path}) => quoteForShell(path)).join(' ')}`]
  const changed = edits.filter(({before}) => before !== undefined)
  return [
    ...toLine(
      'git restore --',
      changed.filter(({path}) => !uncommitted.includes(path))
    ),
    ...toLine(
      'rm --',
      edits.filter(({before}) => before === undefined)
    ),
    ...changed
      .filter(({path}) => uncommitted.includes(path))
      .map(({path}) => initTexts.undoByHand(path))
  ]
}
