/**
 * Checking and fixing banks with all that belongs to it: files read, README.md judged or regenerated, files
 * written. The command line and the hook differ only in what they do with the outcome.
 */
import {dirname, join, relative, resolve, sep} from 'node:path'
import {VFile} from 'vfile'
import {isBankFile} from './files/find-banks.ts'
import {findRepository, isInside} from './files/repository.ts'
import {readText} from './files/read-text.ts'
import {writeText} from './files/write-text.ts'
import {toSafeEdit} from './fix/edits.ts'
import {stateOf} from './fix/state.ts'
import {fileTexts, fixTexts, readmeTexts} from './messages.ts'
import {runPipeline} from './pipeline.ts'
import {updateReadme} from './readme/update-readme.ts'
import type {ReportFile} from './report/report.ts'
import {UserError} from './user-error.ts'

/** What to work on. */
export interface JobOptions {
  /** Absolute path of the folder to run in. */
  readonly cwd: string
  /** Paths of banks, relative to `cwd` or absolute. */
  readonly paths: readonly string[]
  /** Pass over what `.remarkignore` names, and what is no bank, in silence. */
  readonly silentlyIgnore?: boolean
}

/** What came of it. */
export interface Outcome {
  /** Files with what remains to be said about them; banks and READMEs. */
  readonly files: readonly ReportFile[]
  /** What was done, a line each. */
  readonly done: readonly string[]
  /** What was left undone without being a problem, a line each. */
  readonly notices: readonly string[]
  /** Absolute paths of the files that were written. */
  readonly written: readonly string[]
}

/** How a job treats what it finds. */
type Mode = 'check' | 'fix'

/** Reports the problems of banks and their READMEs; writes nothing. */
export async function checkBanks(options: JobOptions): Promise<Outcome> {
  return runJob(options, 'check')
}

/** Repairs banks and regenerates their READMEs; reports what remains. */
export async function fixBanks(options: JobOptions): Promise<Outcome> {
  return runJob(options, 'fix')
}

/**
 * Repairs a bank that is not written anywhere.
 *
 * @param path under which its configuration is looked for
 * @returns the text and what remains to be said about it
 */
export async function fixText(
  value: string,
  path: string,
  cwd: string
): Promise<{value: string; report: ReportFile}> {
  const [file] = await runPipeline([new VFile({path, value})], {cwd})
  const repaired = file && stateOf(file).repaired
  if (!repaired) throw new UserError(fileTexts.notABank(path))
  return {value: repaired.value, report: toReport(file, 'fix', cwd)}
}

/** Reports the problems of a bank that is not read from a file. */
export async function checkText(
  value: string,
  path: string,
  cwd: string
): Promise<ReportFile> {
  const [file] = await runPipeline(
    [new VFile({path, value, data: {qbank: {checkOnly: true}}})],
    {cwd}
  )
  if (!file || !stateOf(file).bank) {
    throw new UserError(fileTexts.notABank(path))
  }

  return toReport(file, 'check', cwd)
}

async function runJob(options: JobOptions, mode: Mode): Promise<Outcome> {
  const {cwd, silentlyIgnore = false} = options
  const paths: string[] = []
  for (const path of new Set(options.paths.map((path) => resolve(cwd, path)))) {
    if (!silentlyIgnore || (await isBankFile(path))) paths.push(path)
  }

  const files: ReportFile[] = []
  const done: string[] = []
  const notices: string[] = []
  const written: string[] = []
  // One after the other: memory is bounded by the largest bank, not by their sum.
  for (const path of paths) {
    const value = await readText(path, cwd)
    const [file] = await runPipeline(
      [
        new VFile({
          path,
          value,
          data: {qbank: {checkOnly: mode === 'check'}}
        })
      ],
      {cwd, silentlyIgnore}
    )
    if (!file) continue
    const name = toName(path, cwd)
    const {bank, repaired} = stateOf(file)
    if (!bank) throw new UserError(fileTexts.notABank(name))
    if (repaired && repaired.value !== value) {
      await writeText(path, cwd, {before: value, after: repaired.value})
      written.push(path)
      done.push(fixTexts.repaired(name, countRepairs(file)))
    }

    const report = toReport(file, mode, cwd)
    files.push(report)

    const readme = getReadmePath(path, bank.config.readme, cwd)
    if (readme === path) continue
    // What `fix` would do to the bank changes the README too: one thing at a time.
    const hasFixes = report.messages.some((message) =>
      toSafeEdit(message, report.fixSources)
    )
    const update = await updateReadme({
      readme,
      bank: repaired?.bank ?? bank,
      bankPath: path,
      cwd,
      mode: mode === 'fix' ? 'write' : hasFixes ? 'edits' : 'check'
    })
    if (update.state === 'missing') {
      notices.push(readmeTexts.none(toName(readme, cwd), name))
    } else if (update.state === 'no-regions') {
      notices.push(readmeTexts.noRegions(toName(readme, cwd)))
    }

    if (update.regenerated.length > 0) {
      written.push(readme)
      done.push(
        readmeTexts.regenerated(toName(readme, cwd), update.regenerated)
      )
    }

    if (update.report) files.push(update.report)
  }

  return {files, done, notices, written}
}

/**
 * @returns absolute path of a bank's README
 * @throws UserError if front matter names a file outside the repository
 */
export function getReadmePath(
  bankPath: string,
  readme: string,
  cwd: string
): string {
  const path = resolve(dirname(bankPath), readme)
  const root = findRepository(dirname(bankPath))
  if (isInside(root, path) || path === join(dirname(bankPath), 'README.md')) {
    return path
  }

  throw new UserError(readmeTexts.outside(toName(bankPath, cwd), readme))
}

/** @returns the path as people type it: relative to the folder, with `/` */
export function toName(path: string, cwd: string): string {
  const name = relative(cwd, resolve(cwd, path)) || path
  return sep === '/' ? name : name.split(sep).join('/')
}

function toReport(file: VFile, mode: Mode, cwd: string): ReportFile {
  const {bank, repaired, fixSources} = stateOf(file)
  const isFixed = mode === 'fix' && repaired !== undefined
  const current = isFixed ? repaired.bank : bank
  return {
    path: toName(file.path, cwd),
    messages: isFixed ? repaired.messages : file.messages,
    ...(current && {bank: current}),
    ...(fixSources && {fixSources})
  }
}

/** How many problems of which rule were there to repair, at the first look. */
function countRepairs(file: VFile): Map<string, number> {
  const counts = new Map<string, number>()
  const {fixSources} = stateOf(file)
  for (const message of file.messages) {
    if (!toSafeEdit(message, fixSources)) continue
    const id = message.ruleId ?? message.source ?? ''
    counts.set(id, (counts.get(id) ?? 0) + 1)
  }

  return counts
}
