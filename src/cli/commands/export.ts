/** `qbank export`: the cards in another format. */
import {existsSync, lstatSync, readdirSync, statSync} from 'node:fs'
import {readFile, writeFile} from 'node:fs/promises'
import {dirname, join, resolve} from 'node:path'
import type {Exported} from '../../export/export-banks.ts'
import {exportBanks} from '../../export/export-banks.ts'
import type {ExportedFile, Format} from '../../export/format.ts'
import {loadFormat} from '../../export/formats/index.ts'
import type {LoadedBank} from '../../export/load-banks.ts'
import type {RoleLabels} from '../../export/roles.ts'
import {exportTexts} from '../../export/texts.ts'
import {exitCodes} from '../../text/exit-codes.ts'
import {UserError} from '../../text/user-error.ts'
import type {Surroundings} from '../lib/environment.ts'
import {addRoleOptions, forStream, loadCards} from '../lib/load-cards.ts'
import type {CliOptions} from '../lib/options.ts'
import {getCwd} from '../lib/options.ts'
import {findTarget, makeFolder} from '../lib/reports.ts'
import {printLines} from '../lib/run-banks.ts'
import type {CommandFile} from '../lib/command-file.ts'
import {cliTexts} from '../lib/texts.ts'
import {formatNames} from '../../export/names.ts'

/** Options of `qbank export`. */
export interface ExportOptions extends CliOptions, RoleLabels {
  readonly to: string
  readonly where?: string
  readonly out?: string
  readonly force?: boolean
  readonly strict?: boolean
  readonly must?: string
}

/** The command, for `main.ts`. */
export const command: CommandFile = {
  argumentTexts: [cliTexts.cardFiles],
  addOptions: (command) => {
    addRoleOptions(
      command
        .requiredOption('--to <format>', cliTexts.exportTo(formatNames))
        .option('--where <terms>', cliTexts.where)
        .option('--out <path>', cliTexts.exportOut)
        .option('--force', cliTexts.exportForce)
        .option('--strict', cliTexts.exportStrict)
        .option('--must <lead>', cliTexts.must)
    )
  },
  run: exportCards
}

/** @returns the exit code: 1 if there is no card to export, or `--strict` does not allow it */
async function exportCards(
  names: readonly string[],
  options: ExportOptions,
  surroundings: Surroundings
): Promise<number> {
  const {stdout, stderr} = surroundings
  const {to, where, out} = options
  const format = await loadFormat(to)
  const cwd = getCwd(options, surroundings)
  if (format.renderFiles && out === undefined) {
    throw new UserError(exportTexts.needsFolder(to))
  }

  if (format.renderBytes && out === undefined) {
    throw new UserError(exportTexts.needsFile(to))
  }

  const banks = await loadCards('export', names, {cwd, options, stderr})
  if (options.strict && banks.some(({errors}) => errors > 0)) {
    printLines(stderr, [exportTexts.refused])
    return exitCodes.problems
  }

  const exported = exportBanks(
    banks.map(({data}) => data),
    {name: to, format},
    {where, labels: options, cwd}
  )
  printLines(stderr, exported.notices)
  if (exported.cards === 0) {
    printLines(stderr, [exportTexts.noCards])
    return exitCodes.problems
  }

  if (out === undefined) {
    stdout.write(forStream(exported.text ?? '', stdout.isTTY ?? false))
    return exitCodes.clean
  }

  const target = {out, cwd, force: options.force ?? false}
  const left = exported.files
    ? await writeFiles(exported.files, format, target)
    : await writeOne(await toContent(exported, stderr), banks, target)
  printLines(stderr, [
    ...(left > 0 ? [exportTexts.left(out, left)] : []),
    exportTexts.written(out, exported.cards)
  ])
  return exitCodes.clean
}

/** Where the output is written. */
interface Target {
  readonly out: string
  readonly cwd: string
  readonly force: boolean
}

/** @returns the content of the file; prints notices about it */
async function toContent(
  {renderBytes, text = ''}: Exported,
  stderr: Surroundings['stderr']
): Promise<string | Uint8Array> {
  if (!renderBytes) return text
  const {bytes, notices} = await renderBytes()
  printLines(stderr, notices)
  return bytes
}

async function writeOne(
  content: string | Uint8Array,
  banks: readonly LoadedBank[],
  {out, cwd}: Target
): Promise<number> {
  const path = resolve(cwd, out)
  if (isFolder(path)) throw new UserError(exportTexts.isFolder(out))
  const target = await findTarget(path)
  for (const source of banks.flatMap(({sources}) => sources)) {
    if ((await findTarget(source)) === target) {
      throw new UserError(exportTexts.overSource(out))
    }
  }

  await write(path, out, content)
  return 0
}

/**
 * @returns how many files of an earlier export are in the folder, but not written now
 * @throws UserError before anything is written, if there is a file that no export has written
 */
async function writeFiles(
  files: readonly ExportedFile[],
  {isOwn}: Format,
  {out, cwd, force}: Target
): Promise<number> {
  const folder = resolve(cwd, out)
  if (existsSync(folder) && !isFolder(folder)) {
    throw new UserError(exportTexts.isFile(out))
  }

  const isExported = async (path: string): Promise<boolean> =>
    isOwn?.(await readFile(path, 'utf8')) ?? false
  for (const {path} of force ? [] : files) {
    const target = join(folder, path)
    const there = lstatSync(target, {throwIfNoEntry: false})
    if (there && !(there.isFile() && (await isExported(target)))) {
      throw new UserError(exportTexts.foreign(join(out, path)))
    }
  }

  const written = new Set(files.map(({path}) => join(folder, path)))
  for (const {path, text} of files) {
    await write(join(folder, path), join(out, path), text)
  }

  let left = 0
  for (const parent of new Set([...written].map(dirname))) {
    for (const name of readdirSync(parent)) {
      const path = join(parent, name)
      const isOther = !written.has(path) && lstatSync(path).isFile()
      if (isOther && (await isExported(path))) left++
    }
  }

  return left
}

async function write(
  path: string,
  name: string,
  content: string | Uint8Array
): Promise<void> {
  try {
    await makeFolder(dirname(path))
    // Not with a temporary file: the target may be a pipe or a device.
    await writeFile(path, content)
  } catch (error) {
    const {code, message} = error as NodeJS.ErrnoException
    throw new UserError(exportTexts.notWritten(name, code ?? message), {
      cause: error
    })
  }
}

function isFolder(path: string): boolean {
  return statSync(path, {throwIfNoEntry: false})?.isDirectory() ?? false
}
