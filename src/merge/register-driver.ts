/**
 * Registers the merge driver. `.gitattributes` names its files, and is committed. The configuration of each clone names
 * the program, and is not.
 */
import {realpathSync} from 'node:fs'
import {join} from 'node:path'
import process from 'node:process'
import {findAbove, findInstalled} from '../files/command.ts'
import {git} from '../files/git.ts'
import {isInside, resolveLinks} from '../files/repository.ts'
import {toName} from '../files/to-name.ts'
import {quoteForShell} from '../text/clean.ts'
import {mergeTexts} from './texts.ts'

/** Name of the driver in `.gitattributes`. */
const driver = 'qbank'

/** Yarn's Plug'n'Play has this file instead of `node_modules`. */
const loader = '.pnp.cjs'

/**
 * Command that registers the driver in a clone, for a script that runs after packages are installed and can find their
 * programs.
 */
export const registerCommand = 'qbank merge --register'

/** Result for the driver in a clone; `missing` if the program is not found, so that git could not call it. */
export type Registration = 'registered' | 'current' | 'missing'

/** The paths of a clone and its packages; absolute. */
export interface Clone {
  /** Root of the working tree. */
  readonly root: string
  /** A folder in which, or above which, packages are installed. */
  readonly folder: string
}

/**
 * @param root of the working tree, an absolute path
 * @param names of banks and READMEs, relative to it, with `/`; they need not be there
 * @returns those without a driver in `.gitattributes`, neither this one nor another
 * @throws GitError
 */
export function findUnassigned(
  root: string,
  names: readonly string[]
): string[] {
  if (names.length === 0) return []
  const output = git(['check-attr', '-z', 'merge', '--', ...names], {cwd: root})
  const values = output.toString().split('\0')
  return names.filter((_, index) => values[3 * index + 2] === 'unspecified')
}

/**
 * @param before text of `.gitattributes` at the root; `undefined` if it does not exist
 * @param names that `findUnassigned` has returned
 * @returns the text with a line for each of them
 */
export function assignDriver(
  before: string | undefined,
  names: readonly string[]
): string {
  const lines = names.map((name) => `${toPattern(name)} merge=${driver}\n`)
  const text = before ?? ''
  const isOpen = text !== '' && !text.endsWith('\n')
  return `${text}${isOpen ? '\n' : ''}${lines.join('')}`
}

/** A file as a pattern of `.gitattributes`. */
function toPattern(name: string): string {
  const pattern = `/${name.replace(/[*?[\\]/g, '\\$&')}`
  return /[\s"]/.test(pattern) ? JSON.stringify(pattern) : pattern
}

/**
 * Writes the driver into the clone's configuration, unless it is there already.
 *
 * @throws GitError
 */
export function registerDriver(clone: Clone): Registration {
  const command = findDriverCommand(clone)
  if (command === undefined) return 'missing'
  const {root} = clone
  if (readDriver(root) === command) return 'current'
  git(['config', `merge.${driver}.name`, mergeTexts.driverName], {cwd: root})
  git(['config', `merge.${driver}.driver`, command], {cwd: root})
  return 'registered'
}

/**
 * @param root of the working tree
 * @returns the command that git calls in this clone; `undefined` if it is not registered
 */
export function readDriver(root: string): string | undefined {
  const output = git(['config', '--get', `merge.${driver}.driver`], {
    cwd: root,
    allowedCodes: [1]
  })
  return output.toString().replace(/\n$/, '') || undefined
}

/**
 * @returns the command for the configuration; `undefined` if the program is neither installed nor part of the clone
 */
export function findDriverCommand({root, folder}: Clone): string | undefined {
  const toPath = (path: string): string =>
    quoteForShell(toName(path, root)).replaceAll('%', '%%')
  const modules = findInstalled(folder, driver)
  if (modules !== undefined) {
    const path = toPath(join(modules, 'node_modules/.bin', driver))
    return formatCommand(path, `${path} merge-driver`)
  }

  const project = findAbove(folder, loader)
  if (project !== undefined) {
    // Yarn runs it in the folder of the project, but git's paths are relative to the root.
    const yarn = `yarn --cwd ${toPath(project)} run ${driver} --cwd "$PWD" merge-driver`
    return formatCommand(toPath(join(project, loader)), yarn)
  }

  const own = findOwnProgram(root)
  return own && formatCommand(toPath(own), `node ${toPath(own)} merge-driver`)
}

/**
 * @param program absolute path of the program
 * @returns the command that starts it as the driver, from any folder
 */
export function formatDriver(program: string): string {
  const path = quoteForShell(program).replaceAll('%', '%%')
  return formatCommand(path, `node ${path} merge-driver`)
}

/**
 * If qbank is not installed, or fails, the command runs git's line merge: after a failed driver, git would keep our
 * side without conflict markers.
 *
 * @param file exists if the program does
 * @param program starts the driver
 */
function formatCommand(file: string, program: string): string {
  return [
    'lines() { git merge-file --marker-size=%L -L ours -L base -L theirs %A %O %B || exit 1; }',
    `if [ -f ${file} ]`,
    `then ${program} -- %O %A %B %L %P %S %X %Y || { ! grep -q '^<\\{%L\\}' %A && lines; }`,
    'else lines',
    'fi'
  ].join('; ')
}

/** In the repository of this package, the program is one of its files. */
function findOwnProgram(root: string): string | undefined {
  const [, program] = process.argv
  if (program === undefined) return undefined
  const path = resolveLinks(program)
  return isInside(realpathSync(root), path) ? path : undefined
}
