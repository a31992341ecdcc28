/** Git, as the commit hook and `--since` need it. Imports little: most commits only pass by the hook. */
import {execFile} from 'node:child_process'
import process from 'node:process'

/** Options of `git`. */
export interface GitOptions {
  /** Absolute path of the folder to run in. */
  readonly cwd: string
  /** Standard input. */
  readonly input?: string | Uint8Array
  /** Another index than the one that git gave the hook, by its absolute path. */
  readonly indexFile?: string
  /** Exit codes, besides 0, that are an answer and no failure. */
  readonly allowedCodes?: (code: number) => boolean
}

/** A file as git has it. */
export interface Entry {
  readonly mode: string
  /** Name of the blob. */
  readonly blob: string
}

/**
 * @param text what git has said on standard error: a reason, and advice on several lines behind it
 * @returns the reason
 */
export function firstReason(text: string): string {
  const lines = text.split('\n').filter(Boolean)
  const reason =
    lines.find((line) => line.startsWith('fatal: ')) ??
    lines.find((line) => line.startsWith('error: '))
  return reason?.slice('fatal: '.length) ?? lines.at(-1) ?? text
}

/** Git could not do it; the message is what it says about that. */
export class GitError extends Error {
  override readonly name = 'GitError'
}

/**
 * Runs git. What the hook's environment says (`GIT_INDEX_FILE` of a partial commit) goes on to it; paths are taken
 * literally, as a folder may be called `a*`.
 *
 * @returns its standard output
 * @throws GitError
 */
export async function git(
  args: readonly string[],
  {cwd, input, indexFile, allowedCodes}: GitOptions
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const child = execFile(
      'git',
      ['--literal-pathspecs', ...args],
      {
        cwd,
        encoding: 'buffer',
        maxBuffer: Infinity,
        env: {
          ...process.env,
          ...(indexFile !== undefined && {GIT_INDEX_FILE: indexFile})
        }
      },
      (error, stdout, stderr) => {
        if (
          !error ||
          (typeof error.code === 'number' && allowedCodes?.(error.code))
        ) {
          resolve(stdout)
        } else {
          const reason = stderr.toString().trim() || error.message
          reject(new GitError(reason, {cause: error}))
        }
      }
    )
    // Git may end without having read all; that shows in its exit code.
    child.stdin?.on('error', () => undefined)
    child.stdin?.end(input)
  })
}

/**
 * @param paths relative to git's root, which is to be `options.cwd`
 * @returns those that are in the index
 */
export async function readIndex(
  paths: readonly string[],
  options: Pick<GitOptions, 'cwd' | 'indexFile'>
): Promise<Map<string, Entry>> {
  // `<mode> <blob> <stage>\t<path>`; what is in conflict cannot be committed.
  return readEntries(
    await git(['ls-files', '--stage', '-z', '--', ...paths], options),
    /^(\d+) ([\da-f]+) 0\t/
  )
}

/** Like `readIndex`, for what stands in a commit. */
export async function readCommit(
  commit: string,
  paths: readonly string[],
  cwd: string
): Promise<Map<string, Entry>> {
  return readEntries(
    await git(['ls-tree', '-r', '-z', commit, '--', ...paths], {cwd}),
    /^(\d+) blob ([\da-f]+)\t/
  )
}

function readEntries(output: Buffer, form: RegExp): Map<string, Entry> {
  const entries = new Map<string, Entry>()
  for (const record of output.toString().split('\0')) {
    const match = form.exec(record)
    const [all, mode, blob] = match ?? []
    if (all === undefined || mode === undefined || blob === undefined) continue
    entries.set(record.slice(all.length), {mode, blob})
  }

  return entries
}
