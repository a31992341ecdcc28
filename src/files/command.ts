/** Finds the command that starts a program of a project from the folder in which a person is. */
import {existsSync} from 'node:fs'
import {dirname, join, sep} from 'node:path'
import process from 'node:process'
import {fileURLToPath} from 'node:url'
import {quoteForShell} from '../text/clean.ts'
import {findPackageManager, getRunWords} from './package-manager.ts'
import {toName} from './to-name.ts'

/**
 * Finds the command that starts a program where a person is. `npx` and other package managers start what is in a
 * `node_modules` of the folder or above it. Anywhere else, `npx` would fetch a package of that name from the registry:
 * `--no` prevents that, as a command in a log may be copied to any other folder.
 *
 * @param here absolute path of the folder in which the person is
 * @param program name of the program
 * @param homes absolute paths of folders in which, or above which, packages may be installed: git starts a hook's
 *   program in another folder than the person's
 * @returns the words to type before its arguments; the bare name if the program is not in a project
 */
export function findCommand(
  here: string,
  program = 'qbank',
  homes: readonly string[] = [process.cwd(), getOwnFolder()]
): string {
  if (
    findInstalled(here, program) !== undefined ||
    findAbove(here, '.pnp.cjs') !== undefined
  ) {
    return getRunWords(findPackageManager(here), program).join(' ')
  }

  const [prefix] = homes.flatMap(
    (home) => findInstalled(withoutModules(home), program) ?? []
  )
  return prefix === undefined
    ? program
    : `npx --no --prefix ${quoteForShell(toName(prefix, here))} -- ${program}`
}

/** The folder of this package, whether it is installed or not. */
function getOwnFolder(): string {
  return dirname(fileURLToPath(import.meta.url))
}

/**
 * @param paths of banks, relative to the person's folder, with `/`
 * @param since commit; only changes since then are fixed. Without it, everything is
 * @returns the command that fixes them; without names, it fixes all banks below the folder
 */
export function findFix(
  here: string,
  paths: readonly string[],
  since?: string
): string {
  const names = paths.some((path) => path.startsWith('../')) ? paths : []
  return formatFix(here, {names, since})
}

/**
 * @param run names of banks, and values of options
 * @returns the words to type for `qbank fix`
 */
export function formatFix(
  here: string,
  {
    names,
    since,
    cwd
  }: {
    readonly names: readonly string[]
    readonly since?: string | undefined
    readonly cwd?: string | undefined
  }
): string {
  return [
    findCommand(here),
    'fix',
    ...(since === undefined ? [] : ['--since', quoteForShell(since)]),
    ...(cwd === undefined ? [] : ['--cwd', quoteForShell(cwd)]),
    ...names.map((name) => quoteForShell(name))
  ].join(' ')
}

/** @returns the nearest folder, from here upwards, whose `node_modules` has the program */
export function findInstalled(
  from: string,
  program: string
): string | undefined {
  return findAbove(from, `node_modules/.bin/${program}`)
}

/**
 * @param from absolute path of a folder
 * @param path relative
 * @returns the nearest folder, from here upwards, that has something at the path
 */
export function findAbove(from: string, path: string): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, path))) return folder
    if (dirname(folder) === folder) return undefined
  }
}

/** The folder into which a package was installed: package managers nest packages in many ways. */
function withoutModules(folder: string): string {
  const [before = folder] = folder.split(`${sep}node_modules${sep}`)
  return before
}
