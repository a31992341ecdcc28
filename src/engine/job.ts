/**
 * Checks and fixes banks with all that belongs to it: reading files, checking or regenerating README.md, writing files.
 * The command line and the hook differ only in what they do with the outcome.
 */
import {resolve} from 'node:path'
import {formatMarker} from '../template/model.ts'
import type {BankReport, Mode} from './bank-file.ts'
import {countRepairs, isEmpty, readBankFile, toReport} from './bank-file.ts'
import {forEachBank} from './each-bank.ts'
import type {Draft, JobOptions, Outcome} from './outcome.ts'
import type {CardFile} from './inbox-copies.ts'
import {findInboxCopies} from './inbox-copies.ts'
import {addReport, openStore, startOutcome} from './outcome.ts'
import type {DoneBank} from './readmes.ts'
import {Readmes} from './readmes.ts'
import {toName} from '../files/to-name.ts'
import type {ChangedBank} from './stray-links.ts'
import {describeStrayLinks, toChangedBank} from './stray-links.ts'
import {listInbox} from '../inbox/borrow.ts'
import type {TextStore} from '../files/text-store.ts'
import {toSafeEdit} from '../message/edits.ts'
import {stateOf} from '../rule/state.ts'
import {fileTexts} from '../files/texts.ts'
import {findBlocker} from '../fix/suppressions.ts'
import {fixTexts} from '../fix/texts.ts'
import {readmeTexts} from '../readme/texts.ts'
import {timingTexts} from '../text/texts.ts'
import {keepReport} from '../report/slim-report.ts'
import type {ReportFile} from '../report/report.ts'
import {measure} from '../text/timing.ts'
import {UserError} from '../text/user-error.ts'

/** Options of a job about a text that is not written anywhere. */
type TextOptions = Pick<
  JobOptions,
  'cwd' | 'hasCache' | 'hasConfiguration' | 'timing'
>

/** Reports the problems of banks and their READMEs; writes nothing. */
export async function checkBanks(options: JobOptions): Promise<Outcome> {
  return runJob(options, 'check')
}

/** Fixes banks and regenerates their READMEs; reports what remains. */
export async function fixBanks(options: JobOptions): Promise<Outcome> {
  return runJob(options, 'fix')
}

/**
 * Updates only the regions of READMEs, on any branch. Banks are read as they are and not written.
 *
 * @returns the READMEs; a missing one is a failure
 */
export async function updateReadmes(
  options: JobOptions & {readonly mode: 'check' | 'write'}
): Promise<Outcome> {
  const {cwd, hasConfiguration, mode} = options
  const outcome = startOutcome()
  const readmes = new Readmes(options, mode, outcome)
  await forEachBank(options, async (path, value, claim) => {
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

    const blocker = findBlocker(file)
    await readmes.followNow({path, bank, blocker, claim, hasFixes: false})
  })
  await readmes.followAll()
  return outcome
}

/**
 * Fixes a bank that is not written anywhere.
 *
 * @param path where its configuration is searched from
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
      report: since ? await since.limitBank(absolute, report) : report
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

async function runJob(given: JobOptions, mode: Mode): Promise<Outcome> {
  const outcome = startOutcome()
  const options = {...given, store: openStore(given, outcome)}
  // From the options as given: READMEs have to know whether there is a store, which only the hook gives.
  const readmes = new Readmes(
    given,
    mode === 'fix' ? 'write' : 'check',
    outcome
  )
  const run = async (path: string, value: string): ReturnType<typeof runBank> =>
    runBank({path, value, mode, options, outcome})
  const changed: ChangedBank[] = []
  await forEachBank(options, async (path, value, claim) => {
    const done = await run(path, value)
    if (!done || done.bank.config.isBorrowed) return
    await readmes.follow({...done, path, claim})
    // The hook takes what is staged, and nothing else.
    if (given.store) return
    if (done.changed) changed.push(done.changed)
    await runInbox({path, bank: done.bank}, options, outcome, run)
  })
  await readmes.followAll()
  outcome.notices.push(...(await describeStrayLinks(changed, options.cwd)))
  return outcome
}

/** Runs the files in the inbox of a bank, except for those that the job names. */
async function runInbox(
  owner: CardFile,
  options: JobOptions,
  outcome: Draft,
  run: (
    path: string,
    value: string
  ) => Promise<Pick<DoneBank, 'bank'> | undefined>
): Promise<void> {
  const {cwd, since} = options
  const named = new Set(options.paths.map((path) => resolve(cwd, path)))
  const paths = listInbox(owner.path, owner.bank.config).filter(
    (path) => !named.has(path)
  )
  const files: CardFile[] = []
  const selection = {...options, paths, silentlyIgnore: true}
  await forEachBank(selection, async (path, value) => {
    const done = await run(path, value)
    if (done) files.push({path, bank: done.bank})
  })
  if (files.length === 0) return
  for (const report of findInboxCopies(owner, files, cwd)) {
    const path = resolve(cwd, report.path)
    const isNew = !since || (await since.mayWrite({readme: path, bank: path}))
    if (isNew) addReport(outcome, report)
  }
}

interface BankJob {
  readonly path: string
  readonly value: string
  readonly mode: Mode
  readonly options: JobOptions & {readonly store: TextStore}
  readonly outcome: Draft
}

/** A bank after its run. */
interface RanBank extends Pick<DoneBank, 'bank' | 'blocker' | 'hasFixes'> {
  /** Headings whose anchors have changed. */
  readonly changed: ChangedBank | undefined
}

/** @returns `undefined` for a file without a text */
async function runBank({
  path,
  value,
  mode,
  options,
  outcome
}: BankJob): Promise<RanBank | undefined> {
  const {cwd, hasCache, hasConfiguration, onWrite, since, store, timing} =
    options
  const {isDryRun = false} = options
  const {files, done, notices, written} = outcome
  const name = toName(path, cwd)
  const file = await readBankFile(path, value, {
    cwd,
    hasCache,
    hasConfiguration,
    timing,
    checkOnly: mode === 'check',
    config: store.borrow?.(path),
    ...(since && mode === 'fix' && {select: since.createSelect(path)})
  })
  const {bank, repaired} = file ? stateOf(file) : {}
  if (!file || !bank) {
    if (!isEmpty(value)) throw new UserError(fileTexts.notABank(name))
    notices.push(fileTexts.empty(name))
    return undefined
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
    ? await measure(timing, timingTexts.since, () => since.limitBank(path, all))
    : all
  const blocker = findBlocker(file)
  const blocked =
    blocker && !findBlocker(report)
      ? fileTexts.blocked(name, blocker.line ?? 1, blocker.reason)
      : undefined
  files.push({...keepReport(report), blocked})
  if (blocked !== undefined) notices.push(blocked)
  if (isEmpty(value)) notices.push(fileTexts.empty(name))
  else notices.push(...describeLack(report, name))
  const hasFixes = report.messages.some((message) =>
    toSafeEdit(message, report.fixSources)
  )
  return {
    bank: repaired?.bank ?? bank,
    hasFixes,
    blocker,
    changed:
      repaired && repaired.value !== value
        ? toChangedBank(path, bank, repaired.bank)
        : undefined
  }
}

/**
 * @returns a line on a bank that has no cards; nothing if its front matter is broken, as that defines what a card is
 */
function describeLack({bank}: BankReport, name: string): string[] {
  if (!bank || bank.cards.length > 0) return []
  if (bank.config.problems.length > 0) return []
  const [template] = bank.templates
  const heading = `${formatMarker(template, template.card.number?.first)} …`
  return [fileTexts.noCards(name, heading)]
}
