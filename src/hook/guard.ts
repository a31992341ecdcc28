/**
 * Stands by while lint-staged works, so that a commit that does not land costs nothing. lint-staged alone has gaps: it
 * takes a git that Ctrl-C has killed for one that has succeeded, resets the working tree before it looks for its
 * backup, gives up after an error of git, and puts back an index that is not quite the same.
 */
import {execFileSync} from 'node:child_process'
import {readFileSync, readdirSync, rmSync, statfsSync} from 'node:fs'
import {basename, join, resolve} from 'node:path'
import process from 'node:process'
import {format} from 'node:util'
import {findCommand} from '../files/command.ts'
import {hookTexts} from '../messages.ts'
import {findDelicate} from './delicate.ts'
import {restoreNotes} from './operation.ts'
import {
  findBackup,
  hashText,
  isStashed,
  patchName,
  putBack,
  restoreRemoved
} from './put-back.ts'
import type {Snapshot} from './snapshot.ts'
import {findStanding, nameFromStanding} from './standing.ts'
import {
  dropSnapshot,
  findWorkTree,
  isAtWork,
  readSnapshot,
  readStash,
  saveSnapshot,
  takeSnapshot
} from './snapshot.ts'

const signals: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP']

/** What the hook says when lint-staged is done: it draws over what a task prints, and shows nothing of its error. */
export const said: string[] = []

/** What lint-staged says about its backup, which is settled by the time a person could read it. */
const held: string[] = []

function holdBack(): void {
  for (const method of ['error', 'warn'] as const) {
    const print = console[method].bind(console)
    console[method] = (...parts: unknown[]) => {
      const text = format(...parts)
      const isSettled =
        /lint-staged failed due to a git error|can be restored from a git stash|kept back in a patch file/
      if (isSettled.test(text) || text.endsWith(patchName)) held.push(text)
      else print(...parts)
    }
  }
}

/** Watches over one run of lint-staged. */
export class Guard {
  #snapshot: Snapshot
  #isInterrupted = false
  /** The index that git gave the hook, if it is one that git deletes. */
  readonly #lock = findLock()

  constructor(snapshot: Snapshot) {
    this.#snapshot = snapshot
    for (const signal of signals) {
      process.on(signal, () => {
        // Whoever says it twice means at once.
        if (this.#isInterrupted) process.exit(1)
        this.#isInterrupted = true
      })
    }

    process.on('exit', (code) => {
      this.#finish(code)
    })
    holdBack()
  }

  /** Whether somebody wants the hook to stop: at the next step. */
  get isInterrupted(): boolean {
    return this.#isInterrupted
  }

  /**
   * Commit with all files as they are in the working tree, and the staged ones as its second parent; `undefined` in the
   * first commit of a repository, where there is nothing to stash upon.
   */
  get backup(): string | undefined {
    return this.#snapshot.backup
  }

  /** To be called before anything is written. Ends the process if lint-staged has no backup, as it would find out too late. */
  confirmBackup(hasCommit: boolean): void {
    if (!hasCommit || this.#snapshot.backup !== undefined) return
    const backup = findBackup(this.#snapshot)
    if (backup === undefined) {
      said.push(
        this.#isInterrupted ? hookTexts.interrupted : hookTexts.noBackup
      )
      process.exit(1)
    }

    this.#save({backup})
  }

  /** To be called for each file that the hook writes. */
  noteWritten(path: string, text: string): void {
    const {written} = this.#snapshot
    this.#save({written: {...written, [path]: hashText(text)}})
  }

  #save(change: Partial<Snapshot>): void {
    this.#snapshot = {...this.#snapshot, ...change}
    saveSnapshot(this.#snapshot)
  }

  /**
   * For `qbank rescue`: the hook, which calls it next, has said it already; and what stands in these files is of its own
   * doing, as nobody has had the time to write anything.
   */
  #noteTold(paths: Iterable<string>): void {
    const {root, written} = this.#snapshot
    try {
      const texts: Record<string, string> = {...written}
      for (const path of paths) {
        const file = join(root, path)
        texts[file] = hashText(readFileSync(file))
      }

      this.#save({isTold: true, written: texts})
    } catch {
      // On a full disk it is said twice.
    }
  }

  #finish(code: number): void {
    const {root, gitFolder, notes} = this.#snapshot
    if (code === 0 && !this.#isInterrupted) {
      restoreNotes(gitFolder, notes)
      restoreRemoved(this.#snapshot)
      // lint-staged leaves it behind.
      rmSync(join(gitFolder, patchName), {force: true})
      dropSnapshot(gitFolder)
    } else {
      process.exitCode = 1
      if (said.length === 0) {
        said.push(
          this.#isInterrupted
            ? hookTexts.interrupted
            : hookTexts.stopped(
                findLittleSpace(gitFolder),
                findCommand(findStanding(root), 'lint-staged')
              )
        )
      }

      const result = putBack(this.#snapshot, {isFresh: true})
      if (!result.isComplete) {
        const reasons = said.map((text) => hookTexts.withoutPromise(text))
        // Where we know the backup, we know more about it than lint-staged.
        said.splice(
          0,
          Infinity,
          ...(result.backup === undefined ? held : []),
          ...reasons
        )
        this.#noteTold(result.kept.keys())
      }

      said.push(...describePutBack(result, findStanding(root)))
      this.#dropLock()
    }

    if (said.length > 0) process.stderr.write(`${said.join('\n\n')}\n`)
  }

  /**
   * Git deletes the index that it gave the hook, also when it is stopped; but whatever lint-staged has staged behind its
   * back made a new one, which would lock everybody out.
   */
  #dropLock(): void {
    if (this.#lock === undefined || !this.#isInterrupted) return
    try {
      // A lock that somebody else has taken is empty until it is given up.
      if (readFileSync(this.#lock).subarray(0, 4).toString() === 'DIRC') {
        rmSync(this.#lock)
      }
    } catch {
      // Git was quicker.
    }

    const {gitFolder} = this.#snapshot
    const own = `${basename(this.#lock)}.stash.`
    for (const name of readdirSync(gitFolder)) {
      // What a stash was made with, for which git was not quick enough.
      if (name.startsWith(own)) rmSync(join(gitFolder, name), {force: true})
    }
  }
}

/**
 * @param cwd folder in which git has started the hook, or below
 * @returns nothing where no lint-staged is at work
 */
export function startGuard(cwd: string): Guard | undefined {
  if (!/lint-staged/.test(process.argv[1] ?? '')) return undefined
  const workTree = findWorkTree(cwd)
  if (!workTree) return undefined
  const {gitFolder} = workTree
  const earlier = readSnapshot(gitFolder)
  if (earlier && earlier.pid !== process.pid) {
    const qbank = findCommand(findStanding(workTree.root))
    if (isAtWork(earlier)) stop(hookTexts.busy(qbank))
    const backup = findBackup(earlier)
    if (backup !== undefined && isStashed(earlier, backup)) {
      stop(hookTexts.leftOver(backup, qbank))
    }
  }

  const {removed, planned, buried, sealed} = findDelicate(workTree.root)
  for (const [paths, say] of [
    [planned, hookTexts.planned],
    [buried, hookTexts.buried],
    [sealed, hookTexts.sealed]
  ] as const) {
    if (paths.length > 0) stop(say(nameFromStanding(paths, workTree.root)))
  }

  try {
    return new Guard(
      takeSnapshot(workTree, {
        stashBefore: readStash(gitFolder) ?? askStash(),
        removed
      })
    )
  } catch (error) {
    dropSnapshot(gitFolder)
    return stop(hookTexts.noSnapshot(String(error)))
  }
}

/**
 * @param standing absolute path of the folder in which the person is
 * @returns what is to be said of it
 */
export function describePutBack(
  {isComplete, backup, kept, reason}: ReturnType<typeof putBack>,
  standing: string
): string[] {
  return [
    ...(isComplete
      ? []
      : [hookTexts.notPutBack(reason ?? '', backup, findCommand(standing))]),
    ...(isComplete
      ? [...kept].map(([path, name]) => hookTexts.kept(path, name))
      : [])
  ]
}

/** So little space is left, in bytes, that git may have found none. */
const littleSpace = 1024 * 1024

/** @returns what is left on the disk, for people, if that is next to nothing */
function findLittleSpace(folder: string): string | undefined {
  try {
    const {bavail, bsize} = statfsSync(folder)
    const free = bavail * bsize
    return free < littleSpace ? `${Math.floor(free / 1024)} kB` : undefined
  } catch {
    return undefined
  }
}

function stop(text: string): never {
  process.stderr.write(`${text}\n`)
  process.exit(1)
}

function askStash(): string {
  try {
    const args = ['rev-parse', '--verify', '--quiet', 'refs/stash']
    return execFileSync('git', args, {encoding: 'utf8'}).trim()
  } catch {
    return ''
  }
}

/** `git commit --all` and `git commit <path>` let the hook work on an index that is to replace the one there is. */
function findLock(): string | undefined {
  const path = process.env['GIT_INDEX_FILE']
  return path !== undefined && /\.lock$/.test(basename(path))
    ? resolve(path)
    : undefined
}
