/** Reads `.gitignore` files, for a walk through folders from the top. */
import {closeSync, fstatSync, openSync, readFileSync} from 'node:fs'
import {dirname, join, relative, resolve, sep} from 'node:path'
import type {Ignore} from 'ignore'
import createIgnore from 'ignore'
import {readWithoutWaiting} from './open-flags.ts'
import {findRepository} from './repository.ts'

/** The patterns of one file, and the folder that they are relative to. */
interface Layer {
  readonly folder: string
  readonly patterns: Ignore
}

/** Patterns that apply in a folder, the nearest first. */
export type GitIgnore = readonly Layer[]

/**
 * @param cwd absolute path of the folder in which the walk begins
 * @returns the patterns of the folders above it, up to the repository's own
 */
export function readGitIgnoreAbove(cwd: string): GitIgnore {
  const root = findRepository(cwd)
  const folders: string[] = []
  for (let folder = resolve(cwd); folder !== root;) {
    const parent = dirname(folder)
    if (parent === folder) break
    folders.unshift(parent)
    folder = parent
  }

  const exclude = readLayer(root, join('.git', 'info', 'exclude'))
  return folders.reduce<GitIgnore>(
    (above, folder) => enterFolder(above, folder),
    exclude ? [exclude] : []
  )
}

/** @returns the patterns that apply in the folder, given those that apply above it */
export function enterFolder(above: GitIgnore, folder: string): GitIgnore {
  const layer = readLayer(folder, '.gitignore')
  return layer ? [layer, ...above] : above
}

/**
 * @param path absolute; its folder is not ignored
 * @param isFolder whether the path is a folder
 */
export function isGitIgnored(
  rules: GitIgnore,
  path: string,
  isFolder: boolean
): boolean {
  for (const {folder, patterns} of rules) {
    const name = relative(folder, path).split(sep).join('/')
    const {ignored, unignored} = patterns.test(isFolder ? `${name}/` : name)
    // Patterns of a nearer file have precedence.
    if (ignored || unignored) return ignored
  }

  return false
}

function readLayer(folder: string, name: string): Layer | undefined {
  const text = readIfFile(join(folder, name))
  return text === undefined
    ? undefined
    : {folder, patterns: createIgnore({ignorecase: false}).add(text)}
}

/** @returns the text; `undefined` if there is none that can be read: git passes over it, too */
function readIfFile(path: string): string | undefined {
  let file: number | undefined
  try {
    // A pipe would wait for a writer, and a device may have no end.
    file = openSync(path, readWithoutWaiting)
    return fstatSync(file).isFile() ? readFileSync(file, 'utf8') : undefined
  } catch {
    return undefined
  } finally {
    if (file !== undefined) closeSync(file)
  }
}
