/** Runs a file of a job through the pipeline, and makes its report. */
import {dirname, join, resolve} from 'node:path'
import {VFile} from 'vfile'
import type {Bank} from '../bank/model.ts'
import {findRepository, isInside, resolveLinks} from '../files/repository.ts'
import {toName} from '../files/to-name.ts'
import {toSafeEdit} from '../message/edits.ts'
import type {Select} from '../rule/state.ts'
import {stateOf} from '../rule/state.ts'
import {readmeTexts} from '../readme/texts.ts'
import {runPipeline} from './pipeline.ts'
import type {ReportFile} from '../report/report.ts'
import type {BankConfig} from '../template/config.ts'
import type {Timing} from '../text/timing.ts'
import {UserError} from '../text/user-error.ts'

/** How a job treats what it finds. */
export type Mode = 'check' | 'fix'

/** Checks a text as the bank of that path, and fixes it unless it is `checkOnly`. */
export async function readBankFile(
  path: string,
  value: string,
  {
    cwd,
    hasConfiguration = true,
    hasCache = hasConfiguration,
    checkOnly = false,
    timing,
    select,
    config
  }: {
    readonly cwd: string
    /** Without the configuration, every rule has its own severity, and Prettier its defaults. */
    readonly hasConfiguration?: boolean | undefined
    /**
     * Whether to use what earlier runs have found out; default: only with the configuration, since both belong to the
     * project.
     */
    readonly hasCache?: boolean | undefined
    readonly checkOnly?: boolean
    readonly select?: Select | undefined
    /** What the file takes over from its bank, if that is known; otherwise the bank is looked for on the disk. */
    readonly config?: BankConfig | undefined
    readonly timing?: Timing | undefined
  }
): Promise<VFile | undefined> {
  const [file] = await runPipeline(
    [
      new VFile({
        path,
        value,
        data: {
          qbank: {
            checkOnly,
            hasCache: hasCache && hasConfiguration,
            ...(!hasConfiguration && {prettierOptions: {}}),
            ...(timing && {timing}),
            ...(select && {select}),
            ...(config && {config})
          }
        }
      })
    ],
    {cwd, hasConfiguration}
  )
  return file
}

/** Whether there is nothing to read, except for a byte order mark. */
export function isEmpty(value: string): boolean {
  return value.trim() === ''
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
  const folder = dirname(bankPath)
  const path = resolve(folder, readme)
  // A file beside the bank is in a folder that the person has chosen.
  if (
    path !== join(folder, 'README.md') &&
    !isInside(findRepository(folder), resolveLinks(path))
  ) {
    throw new UserError(readmeTexts.outside(toName(bankPath, cwd), readme))
  }

  return path
}

/** A report with the whole bank. */
export interface BankReport extends ReportFile {
  readonly bank?: Bank
}

/** @returns the messages of a file: as they were for `check`, as they are after the fix for `fix` */
export function toReport(file: VFile, mode: Mode, cwd: string): BankReport {
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

/** How many fixable problems each rule reported, at the first look. */
export function countRepairs(file: VFile): Map<string, number> {
  const counts = new Map<string, number>()
  const {fixSources, selected = file.messages} = stateOf(file)
  for (const message of selected) {
    if (!toSafeEdit(message, fixSources)) continue
    const id = message.ruleId ?? message.source ?? ''
    counts.set(id, (counts.get(id) ?? 0) + 1)
  }

  return counts
}
