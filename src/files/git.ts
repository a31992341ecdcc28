/** Git, as the commit hook and `--since` need it. Imports little: most commits do not need the rest of the hook. */
import {spawnSync} from 'node:child_process'
import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import process from 'node:process'

/** Options of `git`. */
export interface GitOptions {
  /** Absolute path of the folder to run in. */
  readonly cwd: string
  /** Standard input. */
  readonly input?: string | Uint8Array
  /** Path of another index than the environment's. */
  readonly index?: string
  /** Environment, instead of the process's. */
  readonly env?: NodeJS.ProcessEnv
  /** Exit codes, in addition to 0, that are an answer and not a failure. */
  readonly allowedCodes?: readonly number[]
}

/** A file as git has it. */
export interface Entry {
  readonly mode: string
  /** Hash of the blob. */
  readonly blob: string
}

/** Git has failed; the message is git's. */
export class GitError extends Error {
  override readonly name = 'GitError'
}

/**
 * Runs git synchronously: the last part of the hook's work is done while the process exits. Git gets the hook's
 * environment; paths are taken literally, as a folder may be called `a*`.
 *
 * @returns its standard output
 * @throws GitError
 */
export function git(
  args: readonly string[],
  {cwd, input, index, env, allowedCodes = []}: GitOptions
): Buffer {
  const {error, status, stdout, stderr} = spawnSync(
    'git',
    ['--literal-pathspecs', ...args],
    {
      cwd,
      ...(input !== undefined && {input}),
      maxBuffer: Infinity,
      stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
      ...(env && {env}),
      ...(index !== undefined && {env: {...process.env, GIT_INDEX_FILE: index}})
    }
  )
  if (status === 0 || (status !== null && allowedCodes.includes(status))) {
    return stdout
  }

  const said = error ? error.message : stderr.toString().trim()
  throw new GitError(said || `git ${args[0] ?? ''} was stopped`, {cause: error})
}

/**
 * @param paths relative to git's root, which must be `cwd`
 * @returns those that the commit has
 */
export function readCommit(
  commit: string,
  paths: readonly string[],
  cwd: string
): Map<string, Entry> {
  const entries = new Map<string, Entry>()
  const output = git(['ls-tree', '-r', '-z', commit, '--', ...paths], {cwd})
  for (const record of output.toString().split('\0')) {
    const match = /^(\d+) blob ([\da-f]+)\t/.exec(record)
    const [all, mode, blob] = match ?? []
    if (all === undefined || mode === undefined || blob === undefined) continue
    entries.set(record.slice(all.length), {mode, blob})
  }

  return entries
}

/**
 * @param names of blobs, or `commit:path`; none with a line break
 * @returns the existing blobs, by name
 */
export function readObjects(
  names: readonly string[],
  cwd: string
): Map<string, Buffer> {
  const objects = new Map<string, Buffer>()
  if (names.length === 0) return objects
  const input = `${names.join('\n')}\n`
  const output = git(['cat-file', '--batch'], {cwd, input})
  let at = 0
  for (const name of names) {
    const start = output.indexOf('\n', at) + 1
    // `<hash> blob <size>`, or `<name> missing`.
    const head = output.toString('latin1', at, start)
    const [, type, size] = /^[\da-f]+ ([a-z]+) (\d+)$/m.exec(head) ?? []
    at = start
    if (size === undefined) continue
    const end = start + Number(size)
    if (type === 'blob') objects.set(name, output.subarray(start, end))
    at = end + 1
  }

  return objects
}

/** Files in which git records an unfinished operation. */
const pseudoRefs = [
  'MERGE_HEAD',
  'CHERRY_PICK_HEAD',
  'REVERT_HEAD',
  'REBASE_HEAD'
] as const

/**
 * @returns hashes of the commits that are being merged, picked, reverted or rebased; several in an octopus merge
 * @returns names of the commits that are being merged, picked, reverted or rebased; several in an octopus
 */
export function readPseudoRefs(
  {own}: {readonly own: string},
  names: readonly (typeof pseudoRefs)[number][] = pseudoRefs
): string[] {
  return names.flatMap((name) => {
    try {
      return readFileSync(join(own, name), 'utf8').split('\n').filter(Boolean)
    } catch {
      return []
    }
  })
}

/** @returns hash of the last commit, in a list; an empty list before the first commit */
export function findHead(root: string): string[] {
  return git(['rev-parse', '--verify', '--quiet', 'HEAD^{commit}'], {
    cwd: root,
    allowedCodes: [1]
  })
    .toString()
    .split('\n')
    .filter(Boolean)
}

/** @returns the branch of the working tree; `undefined` if HEAD is a commit, as in a rebase and in many CI systems */
export function findBranch(root: string): string | undefined {
  const args = ['symbolic-ref', '--quiet', '--short', 'HEAD']
  const name = git(args, {cwd: root, allowedCodes: [1]})
    .toString()
    .trim()
  return name === '' ? undefined : name
}
