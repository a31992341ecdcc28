/**
 * Finds earlier versions in git from which the regions of a README may have been generated. Only used if today's bank
 * does not explain the content of a region.
 */
import {createHash} from 'node:crypto'
import {existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs'
import {dirname, join} from 'node:path'
import {git, GitError, readObjects, readPseudoRefs} from '../files/git.ts'
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
 * @param read asks git; default: anew
 * @returns nothing outside of git
 */
export function findPast(readme: string, read = readObjects): Past | undefined {
  const folders = findGitFolders(dirname(readme))
  if (!folders) return undefined
  const {root} = folders
  const toPath = (path: string): string => toName(resolveLinks(path), root)
  let isFailed = false
  const past: Omit<History, 'files'> = {
    root,
    heads: ['HEAD', ...readPseudoRefs(folders)],
    read: (names) => read(names, root)
  }
  return {
    get isWhole() {
      // Where git notes before which commits it has none.
      return !isFailed && !existsSync(join(folders.common, 'shallow'))
    },
    generated: readGenerated(readme),
    *read(path) {
      try {
        yield* readVersions({...past, files: [toPath(readme), toPath(path)]})
      } catch (error) {
        if (!(error instanceof GitError)) throw error
        isFailed = true
      }
    }
  }
}

/** Where versions are looked for. */
interface History {
  readonly root: string
  /** The README and the file; relative to the root, with `/`. */
  readonly files: readonly [readme: string, name: string]
  /** Commits that the working tree follows. */
  readonly heads: readonly string[]
  readonly read: (names: readonly string[]) => ReadonlyMap<string, Buffer>
}

/** Git is asked for more only where that does not do: mostly, the last commit explains all. */
function* readVersions({root, files, heads, read}: History): Generator<string> {
  // eslint-disable-next-line no-control-regex -- Neither git nor an operating system has such paths.
  if (files.some((name) => /^\.\.(?:\/|$)|[\0-\x1F]/.test(name))) return
  const name = files[1]
  const seen = new Set<string>()
  for (const objects of listObjects()) {
    for (const bytes of read(objects).values()) {
      const text = stripByteOrderMark(bytes.toString())
      if (seen.has(text)) continue
      seen.add(text)
      yield text
    }
  }

  /** Those that one start of git reads. */
  function* listObjects(): Generator<string[]> {
    yield heads.map((head) => `${head}:${name}`)
    // One, or the sides of a conflict.
    yield [0, 1, 2, 3].map((stage) => `:${stage}:${name}`)
    for (const [at, path] of files.entries()) {
      const most = `--max-count=${mostCommits[at]}`
      // Before the first commit there is no HEAD.
      const args = ['rev-list', '--ignore-missing', most, ...heads, '--', path]
      const commits = git(args, {cwd: root}).toString().split('\n')
      for (const commit of commits) if (commit) yield [`${commit}:${name}`]
    }
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
