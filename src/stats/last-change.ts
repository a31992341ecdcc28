/** Finds when a bank, and each of its cards, was last committed. */
import {existsSync} from 'node:fs'
import {basename, dirname, join} from 'node:path'
import {GitError, git} from '../files/git.ts'
import {findRepository} from '../files/repository.ts'

/**
 * @param path absolute
 * @returns the date of the last commit that changed the file, in ISO 8601; `undefined` outside of git, and if there
 *   is none
 */
export function findLastChange(path: string): string | undefined {
  try {
    const date = git(['log', '-1', '--format=%cI', '--', basename(path)], {
      cwd: dirname(path)
    })
    return date.toString().trim() || undefined
  } catch (error) {
    if (error instanceof GitError) return undefined
    throw error
  }
}

/** When cards were last committed; by the line of their heading, from 1. */
export type CardChanges = ReadonlyMap<number, string>

/** Commits that only change the form; `qbank init` lists them in this file. */
const ignoredCommits = '.git-blame-ignore-revs'

/**
 * Asks git once for the whole file.
 *
 * @param path absolute
 * @param cards lines of the headings of all its cards, from 1, in order
 * @param depth of these headings: a card ends where one above it begins
 * @returns the date of the newest line of each card, in ISO 8601; none for a card with a line that is not committed
 */
export function findCardChanges(
  path: string,
  cards: readonly number[],
  depth: number
): CardChanges {
  const times = readBlame(path)
  const changes = new Map<number, string>()
  for (const [index, line] of cards.entries()) {
    const end = cards[index + 1] ?? times.length + 1
    const own = cutAtHeading(times.slice(line - 1, end - 1), depth)
    const newest = own.reduce((most, {seconds}) => Math.max(most, seconds), -1)
    if (newest >= 0 && newest < Infinity) {
      changes.set(line, new Date(newest * 1000).toISOString())
    }
  }

  return changes
}

/** After the last card of a section comes the heading of the next section; in code, `#` begins a comment. */
function cutAtHeading(
  lines: readonly BlamedLine[],
  depth: number
): readonly BlamedLine[] {
  let isCode = false
  const end = lines.findIndex(({text}) => {
    if (/^ {0,3}(?:`{3}|~{3})/.test(text)) isCode = !isCode
    const hashes = /^(#{1,6})[ \t]/.exec(text)?.[1]?.length ?? Infinity
    return !isCode && hashes < depth
  })
  return end === -1 ? lines : lines.slice(0, end)
}

/** A line of a file. */
interface BlamedLine {
  readonly text: string
  /** When it was committed, in seconds since 1970; `Infinity` if it was not. */
  readonly seconds: number
}

/** @returns the lines of a file; none outside of git, and if git does not know it */
function readBlame(path: string): BlamedLine[] {
  const cwd = dirname(path)
  const ignored = join(findRepository(cwd), ignoredCommits)
  const flags = existsSync(ignored) ? ['--ignore-revs-file', ignored] : []
  try {
    const args = ['blame', '--porcelain', ...flags, '--', basename(path)]
    return parseBlame(git(args, {cwd}).toString())
  } catch (error) {
    if (error instanceof GitError) return []
    throw error
  }
}

/** A commit's data follow its first mention; then a tab and the line (git-blame, "The porcelain format"). */
function parseBlame(output: string): BlamedLine[] {
  const times = new Map<string, number>()
  const lines: BlamedLine[] = []
  let commit = ''
  for (const line of output.split('\n')) {
    if (line.startsWith('\t')) {
      const isCommitted = !/^0+$/.test(commit)
      const seconds = isCommitted ? (times.get(commit) ?? 0) : Infinity
      lines.push({text: line.slice(1), seconds})
      continue
    }

    const [first = '', second = ''] = line.split(' ')
    if (/^[\da-f]{40,64}$/.test(first)) commit = first
    else if (first === 'committer-time') times.set(commit, Number(second))
  }

  return lines
}
