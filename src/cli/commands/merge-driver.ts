/** `qbank merge-driver`: git calls it for each file that both sides of a merge have changed. */
import {readFileSync, statSync} from 'node:fs'
import {resolve} from 'node:path'
import {GitError} from '../../files/git.ts'
import {replaceFile} from '../../files/write-beside.ts'
import {mergeFile} from '../../merge/merge-text.ts'
import type {Three} from '../../merge/pieces/piece.ts'
import {mapThree} from '../../merge/pieces/piece.ts'
import {mergeTexts} from '../../merge/texts.ts'
import {exitCodes} from '../../text/exit-codes.ts'
import {UserError} from '../../text/user-error.ts'
import type {CliOptions} from '../lib/options.ts'
import {getCwd} from '../lib/options.ts'
import {printLines} from '../lib/run-banks.ts'
import type {Surroundings} from '../lib/environment.ts'
import type {CommandFile} from '../lib/command-file.ts'
import {cliTexts} from '../lib/texts.ts'

/** The command, for `main.ts`. */
export const command: CommandFile = {
  argumentTexts: ['%O', '%A', '%B', '%L', '%P', '%S %X %Y'].map((placeholder) =>
    cliTexts.mergeVersion(placeholder)
  ),
  run: mergeDriver
}

/**
 * Leaves the merge in the file of our side.
 *
 * @param args from git: files of the base, of our side and of theirs, size of the markers, path of the file in the
 *   repository, and, from git 2.45 on, names of the versions
 * @returns the exit code: 0 if there is no conflict
 */
async function mergeDriver(
  args: readonly string[],
  options: CliOptions,
  surroundings: Surroundings
): Promise<number> {
  const [base = '', ours = '', theirs = '', size = '', path = '', ...labels] =
    args
  const cwd = getCwd(options, surroundings)
  if (!/^[1-9]\d{0,2}$/.test(size)) {
    throw new UserError(mergeTexts.markerSize(size))
  }

  try {
    const target = resolve(cwd, ours)
    const versions = mapThree({base, ours, theirs}, (file) =>
      readFileSync(resolve(cwd, file))
    )
    const merged = await mergeFile(versions, path, {
      cwd,
      markerSize: Number(size),
      labels: readLabels(labels)
    })
    replaceFile(target, Buffer.from(merged.bytes), statSync(target))
    const {notes = [], reason} = merged
    printLines(surroundings.stderr, [
      ...notes.map((note) => mergeTexts.note(path, note)),
      ...(reason === undefined ? [] : [mergeTexts.fellBack(path, reason)])
    ])
    return merged.conflicts > 0 ? exitCodes.problems : exitCodes.clean
  } catch (error) {
    // Our side stays as it is, and git reports a conflict, as for files that it cannot merge.
    const reason = describe(error)
    if (reason === undefined) throw error
    printLines(surroundings.stderr, [mergeTexts.notMerged(path, reason)])
    return exitCodes.problems
  }
}

/** Older versions of git pass placeholders on that they do not know. */
function readLabels([
  base = '%S',
  ours = '%X',
  theirs = '%Y'
]: readonly string[]): Three<string> {
  const read = (label: string, other: string): string =>
    /^%[SXY]$|^$/.test(label) ? other : label
  return {
    base: read(base, 'base'),
    ours: read(ours, 'ours'),
    theirs: read(theirs, 'theirs')
  }
}

/** @returns what is wrong with the files; `undefined` for another error */
function describe(error: unknown): string | undefined {
  if (error instanceof GitError) return error.message
  const {code, message} = error as NodeJS.ErrnoException
  return code === undefined ? undefined : message
}
