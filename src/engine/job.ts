/**
 * Checking and fixing banks with all that belongs to it: files read, README.md judged or regenerated, files
 * written. The command line and the hook differ only in what they do with the outcome.
 */
import {resolve} from 'node:path'
import {formatMarker} from '../template/model.ts'
import type {Bank} from '../bank/model.ts'
import type {BankReport, Mode} from './bank-file.ts'
import {
  countRepairs,
  getReadmePath,
  isEmpty,
  readBankFile,
  toReport
} from './bank-file.ts'
import type {BankSelection, Claim} from './each-bank.ts'
import {forEachBank} from './each-bank.ts'
import {toName} from '../files/to-name.ts'
import type {TextStore} from '../files/text-store.ts'
import {createDisk} from '../files/text-store.ts'
import {toSafeEdit} from '../message/edits.ts'
import {stateOf} from '../rule/state.ts'
import {fileTexts} from '../files/texts.ts'
import {fixTexts} from '../fix/texts.ts'
import {readmeTexts} from '../readme/texts.ts'
import {timingTexts} from '../text/texts.ts'
import {updateReadme} from '../readme/update-readme.ts'
import {keepReport} from '../report/slim-report.ts'
import type {ReportFile} from '../report/report.ts'
import type {Since} from './since.ts'
import type {Timing} from '../text/timing.ts'
import {measure} from '../text/timing.ts'
import {UserError} from '../text/user-error.ts'

/** What to work on. */
export interface JobOptions extends BankSelection {
  /** Called behind each write, for whoever may have to take it back. */
  readonly onWrite?: OnWrite
  /** Leave all files as they are; `onWrite` is told of what would have been written. */
  readonly isDryRun?: boolean
  /** Leaves out of reports and repairs what does not touch a change; without it, all is told and done. */
  readonly since?: Since
  /** Measures what is done, where somebody wants to know. */
  readonly timing?: Timing
}

/** Options of a job about a text that is not written anywhere. */
type TextOptions = Pick<JobOptions, 'cwd' | 'hasConfiguration' | 'timing'>

/** Told of a file that was written: its absolute path, and its text before and after. */
export type OnWrite = (
  path: string,
  texts: {readonly before: string; readonly after: string}
) => void

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

/** Reports the problems of banks and their READMEs; writes nothing. */
export async function checkBanks(options: JobOptions): Promise<Outcome> {
  return runJob(options, 'check')
}

/** Repairs banks and regenerates their READMEs; reports what remains. */
export async function fixBanks(options: JobOptions): Promise<Outcome> {
  return runJob(options, 'fix')
}

/**
 * The regions of READMEs alone. Banks are read as they are and not written.
 *
 * @returns the READMEs; what is missing in one is a failure
 */
export async function updateReadmes(
  options: JobOptions & {readonly mode: 'check' | 'write'}
): Promise<Outcome> {
  const {cwd, hasConfiguration, mode} = options
  const outcome = startOutcome()
  const store = openStore(options, outcome)
  await forEachBank({...options, store}, async (path, value, claim) => {
    const file = await readBankFile(path, value, {
      cwd,
      hasConfiguration,
      checkOnly: true
    })
    const bank = file && stateOf(file).bank
    if (!bank) throw new UserError(fileTexts.notABank(toName(path, cwd)))
    const [problem] = bank.config.problems
    if (problem && !bank.config.isTemplateKnown) {
      const {line} = bank.place(problem.start, problem.end).start
      throw new UserError(
        readmeTexts.unknownCards(toName(path, cwd), line, problem.message)
      )
    }

    const readme = getReadmePath(path, bank.config.readme, cwd)
    const name = toName(readme, cwd)
    if (readme === path) throw new UserError(readmeTexts.itself(name))
    const update = await updateReadme({
      readme,
      bank,
      bankPath: path,
      cwd,
      mode,
      store,
      onFound: async () => claim(readme)
    })
    if (update.state === 'missing') {
      throw new UserError(readmeTexts.create(name))
    }

    if (update.state === 'no-regions') {
      throw new UserError(readmeTexts.addRegions(name))
    }

    if (update.report) outcome.files.push(update.report)
    else {
      outcome.done.push(
        update.regenerated.length > 0
          ? readmeTexts.regenerated(name, update.regenerated)
          : readmeTexts.current(name)
      )
    }
  })
  return outcome
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
  {since, ...options}: TextOptions & Pick<JobOptions, 'since'>
): Promise<{value: string; report: ReportFile}> {
  const {cwd} = options
  const absolute = resolve(cwd, path)
  const file = await readBankFile(path, value, {
    ...options,
    ...(since && {select: since.createSelect(absolute)})
  })
  const repaired = file && stateOf(file).repaired
  if (repaired) {
    const report = toReport(file, 'fix', cwd)
    return {
      value: repaired.value,
      report: since ? await since.judgeBank(absolute, report) : report
    }
  }

  if (isEmpty(value)) return {value, report: {path, messages: []}}
  throw new UserError(fileTexts.notABank(toName(path, cwd)))
}

/** Reports the problems of a bank that is not read from a file. */
export async function checkText(
  value: string,
  path: string,
  options: TextOptions
): Promise<BankReport> {
  const {cwd} = options
  const file = await readBankFile(path, value, {...options, checkOnly: true})
  if (file && stateOf(file).bank) return toReport(file, 'check', cwd)
  if (isEmpty(value)) return {path, messages: []}
  throw new UserError(fileTexts.notABank(toName(path, cwd)))
}

/** What is said about written files goes into the outcome. */
function openStore({cwd, store}: JobOptions, {notices}: Draft): TextStore {
  return store ?? createDisk(cwd, (notice) => notices.push(notice))
}

/** An outcome in the making. */
interface Draft {
  readonly files: ReportFile[]
  readonly done: string[]
  readonly notices: string[]
  readonly written: string[]
}

function startOutcome(): Draft {
  return {files: [], done: [], notices: [], written: []}
}

async function runJob(given: JobOptions, mode: Mode): Promise<Outcome> {
  const outcome = startOutcome()
  const options = {...given, store: openStore(given, outcome)}
  await forEachBank(options, async (path, value, claim) => {
    await runBank({path, value, claim, mode, options, outcome})
  })
  return outcome
}

interface BankJob {
  readonly path: string
  readonly value: string
  readonly claim: Claim
  readonly mode: Mode
  readonly options: JobOptions & {readonly store: TextStore}
  readonly outcome: Draft
}

async function runBank(job: BankJob): Promise<void> {
  const {path, value, mode, options, outcome} = job
  const {cwd, hasConfiguration, timing, onWrite, since, store} = options
  const {isDryRun = false} = options
  const {files, done, notices, written} = outcome
  const name = toName(path, cwd)
  const file = await readBankFile(path, value, {
    cwd,
    hasConfiguration,
    timing,
    checkOnly: mode === 'check',
    ...(since && mode === 'fix' && {select: since.createSelect(path)})
  })
  const {bank, repaired} = file ? stateOf(file) : {}
  if (!file || !bank) {
    if (!isEmpty(value)) throw new UserError(fileTexts.notABank(name))
    notices.push(fileTexts.empty(name))
    return
  }

  if (repaired && repaired.value !== value) {
    const texts = {before: value, after: repaired.value}
    if (!isDryRun) {
      await store.write(path, texts)
      written.push(path)
    }

    onWrite?.(path, texts)
    done.push(fixTexts.repaired(name, countRepairs(file), isDryRun))
  }

  const all = toReport(file, mode, cwd)
  const report = since
    ? await measure(timing, timingTexts.since, () => since.judgeBank(path, all))
    : all
  files.push(keepReport(report))
  if (isEmpty(value)) notices.push(fileTexts.empty(name))
  // Where front matter is broken, nobody knows what a card is.
  else if (
    report.bank?.cards.length === 0 &&
    report.bank.config.problems.length === 0
  ) {
    const {template} = report.bank
    const heading = `${formatMarker(template, template.card.number?.first)} …`
    notices.push(fileTexts.noCards(name, heading))
  }

  const readme = getReadmePath(path, bank.config.readme, cwd)
  if (readme === path) return
  await runReadme(job, {readme, bank: repaired?.bank ?? bank, report})
}

/** Checks or regenerates the README of a bank. */
async function runReadme(
  {path, claim, mode, options, outcome}: BankJob,
  {
    readme,
    bank,
    report
  }: {
    readonly readme: string
    readonly bank: Bank
    readonly report: BankReport
  }
): Promise<void> {
  const {cwd, onWrite, since, timing, store, isDryRun = false} = options
  const {files, done, notices, written} = outcome
  const name = toName(readme, cwd)
  // What `fix` would do to the bank changes the README too: one thing at a time.
  const hasFixes = report.messages.some((message) =>
    toSafeEdit(message, report.fixSources)
  )
  const mayWrite =
    mode === 'fix' &&
    (!since ||
      !store.has(readme) ||
      (await since.mayWrite({readme, bank: path})))
  const update = await measure(timing, timingTexts.readme, () =>
    updateReadme({
      readme,
      bank,
      bankPath: path,
      cwd,
      mode: mayWrite ? 'write' : hasFixes ? 'edits' : 'check',
      onFound: async () => claim(readme),
      isDryRun,
      store,
      ...(onWrite && {onWrite})
    })
  )
  if (update.state === 'missing') {
    notices.push(readmeTexts.none(name, toName(path, cwd)))
  } else if (update.state === 'no-regions') {
    notices.push(readmeTexts.noRegions(name))
  }

  if (update.regenerated.length > 0) {
    if (!isDryRun) written.push(readme)
    done.push(readmeTexts.regenerated(name, update.regenerated, isDryRun))
  }

  const told =
    update.report && since
      ? await since.judgeReadme(
          {readme, bank: path},
          update.report,
          update.state === 'stale'
        )
      : update.report
  if (told) files.push(told)
}
