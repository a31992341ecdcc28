/** Finds the banks below a folder. */
import type {Dirent} from 'node:fs'
import {lstatSync} from 'node:fs'
import {readdir, realpath} from 'node:fs/promises'
import {basename, join, relative} from 'node:path'
import {bankName, isBankText} from '../template/is-bank.ts'
import {git} from './git.ts'
import {enterFolder, isGitIgnored, readGitIgnoreAbove} from './git-ignore.ts'
import {openFile} from './read-text.ts'
import {findGitFolders} from './repository.ts'
import {fileTexts} from './texts.ts'
import {toName} from './to-name.ts'

/** Front matter of a bank must end within this many bytes of the file. */
const headBytes = 64 * 1024

/** Folders that hold other people's files, or git's. */
const foreignFolders = new Set(['.git', 'node_modules'])

/** What was found. */
export interface Found {
  /** Of banks, relative to the folder, sorted. */
  readonly paths: readonly string[]
  /** What could not be searched, a line each. */
  readonly notices: readonly string[]
}

/**
 * @param cwd absolute path of the folder to search. What `.gitignore` names is skipped, unless git tracks it.
 *   Symbolic links to folders are not followed, as git does not follow them
 */
export async function findBanks(cwd: string): Promise<Found> {
  const {markdown, notices, hasIgnored} = await findMarkdown(cwd)
  const tracked = hasIgnored ? findTracked(cwd, notices) : []
  const banks: string[] = []
  const links: string[] = []
  for (const path of new Set([...markdown, ...tracked])) {
    const stats = lstatSync(path, {throwIfNoEntry: false})
    if (!stats) {
      if (isMisnamed(path)) notices.push(fileTexts.notNamed(toName(path, cwd)))
    } else if (!stats.isDirectory() && (await isBankFile(path))) {
      ;(stats.isSymbolicLink() ? links : banks).push(path)
    }
  }

  // A README is searched beside the file itself, not beside a link to it.
  const known = new Set(await Promise.all(banks.map((path) => realpath(path))))
  for (const link of links) {
    if (!known.has(await findTarget(link))) banks.push(link)
  }

  const paths = banks.map((path) => relative(cwd, path)).sort()
  return {paths, notices}
}

/** @returns absolute paths of the Markdown files of a folder that git does not ignore */
export async function listMarkdown(folder: string): Promise<string[]> {
  return (await findMarkdown(folder)).markdown
}

/** Searches the folders. */
async function findMarkdown(cwd: string): Promise<{
  /** Absolute paths. */
  markdown: string[]
  /** Folders that cannot be read. */
  notices: string[]
  /** Whether `.gitignore` names something in them. */
  hasIgnored: boolean
}> {
  const markdown: string[] = []
  const notices: string[] = []
  let hasIgnored = false
  const pending = [{folder: cwd, rulesAbove: readGitIgnoreAbove(cwd)}]
  for (let next = pending.pop(); next; next = pending.pop()) {
    const {folder} = next
    const rules = enterFolder(next.rulesAbove, folder)
    for (const entry of await readFolder(folder, cwd, notices)) {
      const path = join(folder, entry.name)
      const isFolder = entry.isDirectory()
      if (isFolder ? foreignFolders.has(entry.name) : !isMarkdown(path))
        continue
      if (isGitIgnored(rules, path, isFolder)) hasIgnored = true
      else if (isFolder) pending.push({folder: path, rulesAbove: rules})
      else markdown.push(path)
    }
  }

  return {markdown, notices, hasIgnored}
}

function isMarkdown(path: string): boolean {
  return /\.(?:md|markdown)$/.test(path)
}

/**
 * A `.gitignore` does not make git forget a file, so it must not hide a bank.
 *
 * @param notices gets a notice if git does not answer
 * @returns absolute paths of Markdown files that git tracks although `.gitignore` names them
 */
function findTracked(cwd: string, notices: string[]): string[] {
  if (!findGitFolders(cwd)) return []
  try {
    const output = git(
      // This program may be configured by the repository, and is not needed.
      [
        ...['-c', 'core.fsmonitor=false', 'ls-files', '-z'],
        ...['--cached', '--ignored', '--exclude-standard']
      ],
      {cwd}
    )
    const names = output.toString().split('\0').filter(isMarkdown)
    const own = names.filter(
      (name) => !name.split('/').some((part) => foreignFolders.has(part))
    )
    return own.map((name) => join(cwd, name))
  } catch (error) {
    const [reason = ''] = (error as Error).message.split('\n')
    notices.push(fileTexts.trackedUnknown(reason))
    return []
  }
}

/** The target of a link; a broken link is its own target, so that it is reported. */
async function findTarget(link: string): Promise<string> {
  try {
    return await realpath(link)
  } catch {
    return link
  }
}

/** Node gives these characters for bytes that are not UTF-8, and cannot open such a name. */
function isMisnamed(path: string): boolean {
  return path.includes('\uFFFD')
}

/** @param notices gets a notice if the folder cannot be read */
async function readFolder(
  folder: string,
  cwd: string,
  notices: string[]
): Promise<Dirent[]> {
  try {
    return await readdir(folder, {withFileTypes: true})
  } catch (error) {
    const {code = ''} = error as NodeJS.ErrnoException
    const name = toName(folder, cwd)
    if (isMisnamed(folder)) notices.push(fileTexts.notNamed(name))
    // One that another program has removed meanwhile holds nothing to check.
    else if (code !== 'ENOENT') {
      notices.push(fileTexts.folderNotReadable(name, code))
    }

    return []
  }
}

/**
 * Looks at the name, and then only at the front matter: most Markdown files are not banks.
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
    // A file that cannot be read is not a bank; if the user named it, that is reported.
    return false
  }
}
