/** Finds out from git who has written the files of an inbox, and in which order they came. */
import {git, GitError} from '../files/git.ts'
import {findGitFolders, resolveLinks} from '../files/repository.ts'
import {toName} from '../files/to-name.ts'

/** The history of a file. */
export interface History {
  /** Number of the commit that has added it; later commits have higher numbers. */
  readonly added: number
  /** `Name <address>` of all authors, the first one first. */
  readonly authors: readonly string[]
}

/**
 * @param folder absolute path of an inbox
 * @returns a function from an absolute path to the history of the file; an empty history outside of git, and for
 *   files that are not committed
 */
export function readHistories(folder: string): (path: string) => History {
  const folders = findGitFolders(folder)
  const histories = folders
    ? readLog(folders.root, folder)
    : new Map<string, History>()
  return (path) =>
    (folders && histories.get(toName(resolveLinks(path), folders.root))) ?? {
      added: Infinity,
      authors: []
    }
}

/** Begins the data of a commit; no name contains it. */
const start = '\u0001'
const separator = '\u0002'

function readLog(root: string, folder: string): Map<string, History> {
  const trailers = '%(trailers:key=Co-authored-by,valueonly,separator=%x02)'
  const histories = new Map<string, History>()
  let log: string
  try {
    log = git(
      [
        ...['log', '--no-merges', '--reverse', '-z', '--name-only'],
        `--format=%x01%aN <%aE>%x02${trailers}`,
        ...['--', folder]
      ],
      {cwd: root}
    ).toString()
  } catch (error) {
    // Before the first commit there is no log.
    if (error instanceof GitError) return histories
    throw error
  }

  for (const [number, commit] of log.split(start).slice(1).entries()) {
    const [head = '', ...names] = commit.split('\0')
    const authors = head
      .split(separator)
      .map((each) => each.trim())
      .filter(Boolean)
    for (const name of names.map((each) => each.replace(/^\n/, ''))) {
      if (name === '') continue
      const before = histories.get(name)
      histories.set(name, {
        added: before?.added ?? number,
        authors: [...new Set([...(before?.authors ?? []), ...authors])]
      })
    }
  }

  return histories
}
