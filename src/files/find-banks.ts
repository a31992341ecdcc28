/** Finds the banks below a folder. */
import type {Dirent} from 'node:fs'
import {readdir, realpath} from 'node:fs/promises'
import {basename, join, relative} from 'node:path'
import {bankName, isBankText} from '../template/is-bank.ts'
import {enterFolder, isGitIgnored, readGitIgnoreAbove} from './git-ignore.ts'
import {openFile} from './read-text.ts'

/** Front matter that begins a file is found within this many bytes, or the file is no bank. */
const headBytes = 64 * 1024

/** Folders that hold nobody's own files. */
const foreignFolders = new Set(['.git', 'node_modules'])

/**
 * @param cwd absolute path of the folder to search; what `.gitignore` names is passed over, and symbolic links to
 *   folders are not followed, as git does not follow them
 * @returns paths relative to `cwd`, sorted
 */
export async function findBanks(cwd: string): Promise<string[]> {
  const banks: string[] = []
  const links: string[] = []
  const pending = [{folder: cwd, rulesAbove: readGitIgnoreAbove(cwd)}]
  for (let next = pending.pop(); next; next = pending.pop()) {
    const {folder} = next
    const rules = enterFolder(next.rulesAbove, folder)
    for (const entry of await readFolder(folder)) {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) {
        if (foreignFolders.has(entry.name)) continue
        if (isGitIgnored(rules, path, true)) continue
        pending.push({folder: path, rulesAbove: rules})
      } else if (
        /\.(?:md|markdown)$/.test(entry.name) &&
        !isGitIgnored(rules, path, false) &&
        (await isBankFile(path))
      ) {
        ;(entry.isSymbolicLink() ? links : banks).push(path)
      }
    }
  }

  // A README is looked for beside the file itself, not beside a link to it.
  const known = new Set(await Promise.all(banks.map((path) => realpath(path))))
  for (const link of links) {
    if (!known.has(await findTarget(link))) banks.push(link)
  }

  return banks.map((path) => relative(cwd, path)).sort()
}

/** Where a link leads; one that leads nowhere stands for itself, so that it is told about. */
async function findTarget(link: string): Promise<string> {
  try {
    return await realpath(link)
  } catch {
    return link
  }
}

/** A folder that cannot be read holds nothing to check. */
async function readFolder(folder: string): Promise<Dirent[]> {
  try {
    return await readdir(folder, {withFileTypes: true})
  } catch {
    return []
  }
}

/**
 * Looks at the name and, failing that, at no more than the front matter: most Markdown files are no banks.
 *
 * @param path absolute
 */
export async function isBankFile(path: string): Promise<boolean> {
  if (basename(path) === bankName) return true
  try {
    const handle = await openFile(path)
    try {
      if (!(await handle.stat()).isFile()) return false
      const buffer = Buffer.alloc(headBytes)
      const {bytesRead} = await handle.read(buffer, 0, headBytes, 0)
      return isBankText(buffer.toString('utf8', 0, bytesRead))
    } finally {
      await handle.close()
    }
  } catch {
    // What cannot be read is no bank; a file that is named outright is told about.
    return false
  }
}
