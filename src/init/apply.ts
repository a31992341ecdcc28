/** Carries out a plan, in an order that allows running it again. */
import {spawnSync} from 'node:child_process'
import {existsSync} from 'node:fs'
import {mkdir, writeFile} from 'node:fs/promises'
import {basename, dirname, join} from 'node:path'
import process from 'node:process'
import {git} from '../files/git.ts'
import {readHooksPath} from '../files/missing-hook.ts'
import {
  formatWords,
  getInstallWords,
  getRunWords,
  lockFileNames
} from '../files/package-manager.ts'
import {writeText} from '../files/write-text.ts'
import {findUnassigned, registerDriver} from '../merge/register-driver.ts'
import {quoteForShell} from '../text/clean.ts'
import {UserError} from '../text/user-error.ts'
import {getRunnerWords} from './lib/hook-runners.ts'
import {findHookHome} from './lib/hooks.ts'
import type {Edit} from './lib/part.ts'
import type {Project} from './lib/project.ts'
import {toPath} from './lib/project.ts'
import {initTexts} from './texts.ts'
import type {Plan} from './plan.ts'

/**
 * @param paths relative to the repository's root
 * @returns those with uncommitted changes, including new files
 */
export function findUncommitted(
  {root}: Pick<Project, 'root'>,
  paths: readonly string[]
): string[] {
  if (paths.length === 0) return []
  const args = ['status', '--porcelain', '-z', '--untracked-files=all', '--']
  return git([...args, ...paths], {cwd: root})
    .toString()
    .split('\0')
    .flatMap((line) => (line === '' ? [] : [line.slice(3)]))
}

/** @returns words of the command that turns the hook on; none if it is on, or there is no such command */
export function getHookWords(project: Project): readonly string[] {
  const {below, gitFolders, manager, root} = project
  const home = findHookHome(project)
  if (home.kind === 'other') return getRunnerWords(home, project)
  if (home.kind !== 'husky') return []
  const isOn =
    readHooksPath(gitFolders.common) !== undefined &&
    existsSync(join(root, home.folder, '_'))
  // Below the root, a script calls husky, as it has to run at the root.
  if (isOn) return []
  return below === ''
    ? [
        ...getRunWords(manager, 'husky'),
        ...(home.folder === '.husky' ? [] : [home.folder])
      ]
    : [manager, 'run', project.isModernYarn ? 'postinstall' : 'prepare']
}

/**
 * Writes `package.json`, installs packages, and then writes the other files, which need them. It can be run again after
 * any failure: finished steps are skipped.
 *
 * @throws UserError if a file has changed since the plan was made, or packages cannot be installed
 */
export async function applyPlan(
  project: Project,
  {edits, install}: Plan
): Promise<void> {
  const {root} = project
  const first = edits.filter(({path}) => basename(path) === 'package.json')
  for (const edit of first) await write(root, edit)
  if (install.length > 0 && !runLoudly(install, project)) {
    const done = first.map(({path}) => path)
    throw new UserError(initTexts.installFailed(formatWords(install), done))
  }

  for (const edit of edits) if (!first.includes(edit)) await write(root, edit)
}

/** @throws UserError if husky cannot do it */
export function turnOnHook(project: Project): void {
  const words = getHookWords(project)
  if (words.length === 0 || runLoudly(words, project)) return
  throw new UserError(initTexts.hookFailed(formatWords(words)))
}

/**
 * Registers the merge driver in this clone, if `.gitattributes` names it for a bank.
 *
 * @param paths of banks, relative to the root
 */
export function registerMerge(
  {root, folder}: Project,
  paths: readonly string[]
): void {
  const isAssigned = findUnassigned(root, paths).length < paths.length
  if (isAssigned) registerDriver({root, folder})
}

async function write(
  root: string,
  {path, before, after, mode = 0o666}: Edit
): Promise<void> {
  const absolute = join(root, path)
  await mkdir(dirname(absolute), {recursive: true})
  if (before === undefined) {
    await writeFile(absolute, after, {flag: 'wx', mode})
  } else await writeText(absolute, root, {before, after})
}

/**
 * Removes variables that `npx` has set for this program, as other programs would use them, too: for example, which
 * package to search.
 *
 * @returns the environment for programs that are started
 */
export function getCleanEnv(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) =>
      !/^npm_(?:config_(?:package|call|yes|local_prefix)|command|execpath|lifecycle_|package_)/.test(
        name
      )
  )
  return Object.fromEntries(kept)
}

/** @returns whether it has succeeded; its output is shown, but not on the stream for programs */
function runLoudly(
  [program = '', ...args]: readonly string[],
  {folder}: Project
): boolean {
  const {status} = spawnSync(program, args, {
    cwd: folder,
    env: getCleanEnv(),
    stdio: ['ignore', process.stderr.fd, process.stderr.fd],
    // On Windows, package managers are scripts.
    shell: process.platform === 'win32'
  })
  return status === 0
}

/** Names of files that package managers write and that belong in git. */
const writtenByManagers = [...lockFileNames, '.pnp.cjs', '.pnp.loader.mjs']

function isLockFile(path: string): boolean {
  return writtenByManagers.includes(basename(path))
}

/** @returns paths of existing files of package managers that belong in git, relative to the root */
export function listLockFiles({below, root}: Project): string[] {
  const paths = writtenByManagers.flatMap((name) => [toPath(below, name), name])
  return [...new Set(paths)].filter((path) => existsSync(join(root, path)))
}

/** The changes to undo. */
export interface Done {
  /** Paths of files, relative to the root, by whether they existed before. */
  readonly changed: readonly string[]
  readonly created: readonly string[]
  /** Paths of files with uncommitted changes, which no command may revert. */
  readonly uncommitted: readonly string[]
  readonly hasInstalled: boolean
  readonly hasTurnedOn: boolean
  readonly hasRegistered: boolean
}

/** @returns the command that turns the hook off, after the files are as they were */
function turnOff(project: Project): string {
  const home = findHookHome(project)
  return home.kind === 'other'
    ? formatWords(getRunWords(project.manager, home.program))
    : 'git config --unset core.hooksPath'
}

/** @returns commands for the repository's root that undo everything */
export function formatUndo(done: Done, project: Project): string[] {
  const {below, isPlugAndPlay, manager} = project
  const {changed, created, uncommitted, hasInstalled} = done
  const {hasRegistered, hasTurnedOn} = done
  const toLine = (command: string, paths: readonly string[]): string[] =>
    paths.length === 0
      ? []
      : [`${command} ${paths.map((path) => quoteForShell(path)).join(' ')}`]
  const isOwnPackage = created.some((path) => path.endsWith('package.json'))
  const uninstall = isOwnPackage
    ? [`rm -r ${quoteForShell(toPath(below, 'node_modules'))}`]
    : [formatWords(getInstallWords(manager, []))]
  return [
    ...toLine(
      'git restore --',
      changed.filter((path) => !uncommitted.includes(path))
    ),
    ...toLine('rm --', created),
    ...(hasTurnedOn ? [turnOff(project)] : []),
    ...(hasRegistered ? ['git config --remove-section merge.qbank'] : []),
    // Lock files change when packages are installed again.
    ...changed
      .filter((path) => uncommitted.includes(path) && !isLockFile(path))
      .map((path) => initTexts.undoByHand(path)),
    ...(hasInstalled && !isPlugAndPlay ? uninstall : [])
  ]
}
