/**
 * Registers the merge driver: `.gitattributes` names the files that it is for, which is committed, and the configuration of each
 * clone names the program, which is not.
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

/** What `.gitattributes` calls the driver. */
const driver = 'qbank'

/** What Yarn's Plug'n'Play has instead of `node_modules`. */
const loader = '.pnp.cjs'

/** Command that registers the driver in a clone, for a script that runs after packages are installed, with their programs at hand. */
export const registerCommand = 'qbank merge --register'

/** What has become of the driver in a clone; `missing` where the program is not found, so that git would call nothing. */
export type Registration = 'registered' | 'current' | 'missing'

/** Where a clone is, and where its packages are; absolute paths. */
export interface Clone {
  /** Root of the working tree. */
  readonly root: string
  /** A folder in which, or above which, packages are installed. */
  readonly folder: string
}

/**
 * @param root of the working tree, an absolute path
 * @param names of banks and READMEs, relative to it, with `/`; they need not be there
 * @returns those for which `.gitattributes` names no driver, neither this one nor another
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
 * @param before text of `.gitattributes` at the root; nothing if it is not there
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
 * Writes the driver into the clone's configuration, where it is not there as it should be.
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
 * @returns the command that git calls in this clone; nothing if it is not registered
 */
export function readDriver(root: string): string | undefined {
  const output = git(['config', '--get', `merge.${driver}.driver`], {
    cwd: root,
    allowedCodes: [1]
  })
  return output.toString().replace(/\n$/, '') || undefined
}

/**
 * @returns the command as it is registered; nothing if the program is neither installed nor part of the clone
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
    // Yarn runs it in the folder of the project, and git's paths are relative to the root.
    const yarn = `yarn --cwd ${toPath(project)} run ${driver} --cwd "$PWD" merge-driver`
    return formatCommand(toPath(join(project, loader)), yarn)
  }

  const own = findOwnProgram(root)
  return own && formatCommand(toPath(own), `node ${toPath(own)} merge-driver`)
}

/**
 * @param program absolute path of the program
 * @returns the command that starts it as the driver, wherever git does
 */
export function formatDriver(program: string): string {
  const path = quoteForShell(program).replaceAll('%', '%%')
  return formatCommand(path, `node ${path} merge-driver`)
}

/**
 * Where qbank is not installed, or fails, git's merge of lines is left: a driver that fails would leave our side alone, without
 * a marker of the conflict.
 *
 * @param file without which there is no program
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

/** In the repository of this package, the program is a file of it. */
function findOwnProgram(root: string): string | undefined {
  const [, program] = process.argv
  if (program === undefined) return undefined
  const path = resolveLinks(program)
  return isInside(realpathSync(root), path) ? path : undefined
}
