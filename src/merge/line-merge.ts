/** Git's own line merge: used when a better merge is not possible. */
import {spawnSync} from 'node:child_process'
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {GitError} from '../files/git.ts'
import type {Three} from './pieces/piece.ts'
import {mapThree, sides} from './pieces/piece.ts'

/** How conflicts are written. */
export interface ConflictStyle {
  /** Absolute path of a folder: its repository's configuration says whether the base is shown (`merge.conflictStyle`). */
  readonly cwd: string
  /** Number of characters of a marker; default: 7. */
  readonly markerSize?: number | undefined
  /** Names of the versions. */
  readonly labels?: Three<string> | undefined
}

/** A merge of lines. */
export interface LineMerge {
  readonly bytes: Buffer
  readonly conflicts: number
}

/** From this exit code on, git has failed; lower ones are the number of conflicts. */
const mostConflicts = 127

/** Git before 2.44 does not know the option. */
const algorithm = ['--diff-algorithm', 'histogram']

/**
 * @returns the result of `git merge` for three versions, with markers around each conflict
 * @throws GitError if that is not possible, for example because one of them is binary
 */
export function mergeLines(
  versions: Three<string | Uint8Array>,
  style: ConflictStyle
): LineMerge {
  const folder = mkdtempSync(join(tmpdir(), 'qbank-merge-'))
  try {
    const paths = mapThree(versions, (version, side) => {
      const path = join(folder, side)
      writeFileSync(path, version)
      return path
    })
    const result = run(paths, style, algorithm)
    return result.status === 129
      ? toMerge(run(paths, style, []))
      : toMerge(result)
  } finally {
    rmSync(folder, {recursive: true, force: true})
  }
}

type Result = ReturnType<typeof run>

function run(
  {base, ours, theirs}: Three<string>,
  {cwd, labels, markerSize = 7}: ConflictStyle,
  options: readonly string[]
): {status: number | null; stdout: Buffer; stderr: Buffer; error?: Error} {
  const names = labels ?? {base: 'base', ours: 'ours', theirs: 'theirs'}
  return spawnSync(
    'git',
    [
      ...['merge-file', '--stdout', `--marker-size=${markerSize}`, ...options],
      ...['-L', names.ours, '-L', names.base, '-L', names.theirs],
      ...['--', ours, base, theirs]
    ],
    {cwd, maxBuffer: Infinity}
  )
}

function toMerge({status, stdout, stderr, error}: Result): LineMerge {
  if (status === null || status > mostConflicts) {
    throw new GitError(error?.message ?? stderr.toString().trim(), {
      cause: error
    })
  }

  return {bytes: stdout, conflicts: status}
}

/** @returns whether a version is a text that already contains conflict markers */
export function hasMarkers(versions: Three<string>): boolean {
  return sides.some((side) => /^(?:<{7,}|>{7,})(?: |$)/m.test(versions[side]))
}
