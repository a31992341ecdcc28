/**
 * Finds earlier versions in git from which the regions of a README may have been generated. Only used if today's bank
 * does not explain the content of a region.
 */
import {createHash} from 'node:crypto'
import {mkdirSync, readFileSync, writeFileSync} from 'node:fs'
import {dirname, join} from 'node:path'
import {
  findHead,
  git,
  GitError,
  readObjects,
  readPseudoRefs
} from '../files/git.ts'
import {findGitFolders, resolveLinks} from '../files/repository.ts'
import {toName} from '../files/to-name.ts'
import {stripByteOrderMark} from '../markdown/offsets.ts'

/** Versions of the files: texts without byte order mark, the most probable first, without repetition. */
export interface Past {
  /** Whether git knows all versions: a shallow clone does not. */
  readonly isWhole: boolean
  /** The README as it was last generated in this working tree; `undefined` if it was not. */
  readonly generated: string | undefined
  /**
   * @param path absolute
   * @returns texts of the file in the index, and in the commits before HEAD
   */
  readonly read: (path: string) => Iterable<string>
}

/** How many commits are read: those that changed the README, and those that changed the file. */
const mostCommits = [10, 20] as const

/**
 * @param readme absolute path
 * @returns `undefined` outside of git, or if git fails
 */
export function findPast(readme: string): Past | undefined {
  const folders = findGitFolders(dirname(readme))
  if (!folders) return undefined
  const {root} = folders
  const toPath = (path: string): string => toName(resolveLinks(path), root)
  try {
    const shallow = git(['rev-parse', '--is-shallow-repository'], {cwd: root})
    const heads = [...findHead(root), ...readPseudoRefs(folders)]
    return {
      isWhole: shallow.toString().trim() === 'false',
      generated: readGenerated(readme),
      read: (path) => readVersions([toPath(readme), toPath(path)], heads, root)
    }
  } catch (error) {
    if (error instanceof GitError) return undefined
    throw error
  }
}

/** The README may name any file as its bank: if git does not know it, there are no versions. */
function* readVersions(
  files: readonly [readme: string, name: string],
  heads: readonly string[],
  root: string
): Generator<string> {
  try {
    // eslint-disable-next-line no-control-regex -- Neither git nor an operating system has such paths.
    if (!files.some((name) => /^\.\.(?:\/|$)|[\0-\x1F]/.test(name))) {
      yield* findVersions(files, heads, root)
    }
  } catch (error) {
    if (!(error instanceof GitError)) throw error
  }
}

function* findVersions(
  [readme, name]: readonly [readme: string, name: string],
  heads: readonly string[],
  root: string
): Generator<string> {
  const staged = git(['ls-files', '-s', '-z', '--', name], {cwd: root})
  const blobs = [...staged.toString().matchAll(/^\d+ ([\da-f]+) /gm)]
  const commits = [readme, name].flatMap((path, at) =>
    heads.length === 0
      ? []
      : git(
          ['rev-list', `--max-count=${mostCommits[at]}`, ...heads, '--', path],
          {cwd: root}
        )
          .toString()
          .split('\n')
          .filter(Boolean)
  )
  const seen = new Set<string>()
  for (const object of [
    ...blobs.map(([, blob = '']) => blob),
    ...[...heads, ...commits].map((commit) => `${commit}:${name}`)
  ]) {
    const bytes = readObjects([object], root).get(object)
    const text = bytes && stripByteOrderMark(bytes.toString())
    if (text === undefined || seen.has(text)) continue
    seen.add(text)
    yield text
  }
}

/**
 * Keeps a README that was generated: if the bank is edited again before a commit, no commit explains the regions. If it
 * cannot be kept, that is ignored.
 *
 * @param readme absolute path
 */
export function keepGenerated(readme: string, text: string): void {
  const path = findKept(readme)
  if (path === undefined) return
  try {
    mkdirSync(dirname(path), {recursive: true})
    writeFileSync(path, text)
  } catch {
    // Git's folder is read-only, say.
  }
}

function readGenerated(readme: string): string | undefined {
  const path = findKept(readme)
  try {
    return path && stripByteOrderMark(readFileSync(path, 'utf8'))
  } catch {
    return undefined
  }
}

/** In git's folder for the working tree, so that it is deleted with it. */
function findKept(readme: string): string | undefined {
  const folders = findGitFolders(dirname(readme))
  if (!folders) return undefined
  const name = toName(resolveLinks(readme), folders.root)
  const key = createHash('sha256').update(name).digest('hex').slice(0, 16)
  return join(folders.own, 'qbank', `readme-${key}.md`)
}
