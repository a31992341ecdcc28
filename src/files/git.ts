/** Git, as the commit hook and `--since` need it. Imports little: most commits only pass by the hook. */
import {spawnSync} from 'node:child_process'
import process from 'node:process'

/** Options of `git`. */
export interface GitOptions {
  /** Absolute path of the folder to run in. */
  readonly cwd: string
  /** Standard input. */
  readonly input?: string | Uint8Array
  /** Path of another index than the one that the environment names. */
  readonly index?: string
  /** Exit codes, besides 0, that are an answer and no failure. */
  readonly allowedCodes?: readonly number[]
}

/** A file as git has it. */
export interface Entry {
  readonly mode: string
  /** Name of the blob. */
  readonly blob: string
}

/** Git could not do it; the message is what it says about that. */
export class GitError extends Error {
  override readonly name = 'GitError'
}

/**
 * Runs git and waits for it: the last part of the hook's work is done while the process exits. The environment of the
 * hook goes on to it; paths are taken literally, as a folder may be called `a*`.
 *
 * @returns its standard output
 * @throws GitError
 */
export function git(
  args: readonly string[],
  {cwd, input, index, allowedCodes = []}: GitOptions
): Buffer {
  const {error, status, stdout, stderr} = spawnSync(
    'git',
    ['--literal-pathspecs', ...args],
    {
      cwd,
      ...(input !== undefined && {input}),
      maxBuffer: Infinity,
      stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
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
 * @param paths relative to git's root, which is to be `cwd`
 * @returns those that are in the commit
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
