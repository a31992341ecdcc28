/** Reads a bank's README, and checks or regenerates its regions. */
import {dirname, relative, sep} from 'node:path'
import {VFile} from 'vfile'
import {location} from 'vfile-location'
import type {Bank} from '../bank/model.ts'
import {stripByteOrderMark} from '../markdown/offsets.ts'
import {findFix} from '../files/command.ts'
import type {TextStore} from '../files/text-store.ts'
import {toName} from '../files/to-name.ts'
import {resolvePrettierOptions} from '../format/prettier-options.ts'
import {configurationTexts} from '../text/texts.ts'
import {readmeTexts} from './texts.ts'
import type {ReportFile} from '../report/report.ts'
import {markMessage} from '../rule/define-rule.ts'
import {messageSource} from '../message/source.ts'
import type {ReadmePlan} from './plan-readme.ts'
import {planReadme} from './plan-readme.ts'
import {regionRuleId} from './region.ts'
import {UserError} from '../text/user-error.ts'

declare module 'vfile-message' {
  interface VFileMessage {
    /** Whether `qbank fix` puts it right by generating anew, so that there is no text to show as `expected`. */
    isRegenerated?: boolean
  }
}

/** What to look at. */
export interface ReadmeJob {
  /** Absolute path of the README. */
  readonly readme: string
  readonly bank: Bank
  /** Absolute path of the bank. */
  readonly bankPath: string
  readonly cwd: string
  /** Regenerate stale regions; report them; or report only what was edited by hand. */
  readonly mode: 'write' | 'check' | 'edits'
  /** Called when the README turns out to have regions; what it throws ends the job. */
  readonly onFound?: () => Promise<void>
  readonly store: TextStore
  /** Write nothing; tell `onWrite` what would be written. */
  readonly isDryRun?: boolean
  /** Called when the README was written. */
  readonly onWrite?: (
    path: string,
    texts: {readonly before: string; readonly after: string}
  ) => void
}

/** What came of it. */
export interface ReadmeUpdate {
  readonly state: 'missing' | 'no-regions' | 'stale' | 'current' | 'refused'
  /** Names of the regions that were written. */
  readonly regenerated: readonly string[]
  /** Problems with the README, where there are any. */
  readonly report: ReportFile | undefined
}

/** @throws UserError if the README cannot be read or written */
export async function updateReadme(job: ReadmeJob): Promise<ReadmeUpdate> {
  const {readme, cwd, bank} = job
  // Where front matter is broken, nobody knows what a card is: the README keeps the cards that it has.
  const mode = bank.config.isTemplateKnown ? job.mode : 'edits'
  if (!job.store.has(readme)) {
    return {state: 'missing', regenerated: [], report: undefined}
  }

  const value = await job.store.read(readme)
  const text = stripByteOrderMark(value)
  const fix = findFix(cwd, [toName(job.bankPath, cwd)])
  const plan = await makePlan(job, text, fix)
  if (!plan.hasRegions) {
    return {state: 'no-regions', regenerated: [], report: undefined}
  }

  await job.onFound?.()
  const stale = plan.stale.map((region) => ({
    ...region.startMarker,
    message: readmeTexts.stale(region.name, fix),
    isRegenerated: true
  }))
  const problems =
    plan.problems.length > 0 ? plan.problems : mode === 'check' ? stale : []
  const report = problems.length > 0 ? toReport(job, text, problems) : undefined
  if (mode === 'write' && plan.stale.length > 0) {
    const mark = value.slice(0, value.length - text.length)
    const texts = {before: value, after: mark + plan.text}
    if (!job.isDryRun) await job.store.write(readme, texts)
    job.onWrite?.(readme, texts)
    return {
      state: 'current',
      regenerated: plan.stale.map((region) => region.name),
      report
    }
  }

  return {
    state:
      plan.problems.length > 0
        ? 'refused'
        : plan.stale.length > 0
          ? 'stale'
          : 'current',
    regenerated: [],
    report
  }
}

async function makePlan(
  {readme, bank, bankPath, cwd}: ReadmeJob,
  text: string,
  fix: string
): Promise<ReadmePlan> {
  try {
    return await planReadme({
      text,
      bank,
      bankPath: relative(dirname(readme), bankPath).split(sep).join('/'),
      bankName: toName(bankPath, cwd),
      fix,
      prettierOptions: await resolvePrettierOptions(readme, cwd)
    })
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    // It is about the options for this file, which need not be those for the bank.
    const text = configurationTexts.of(toName(readme, cwd), error.message)
    throw new UserError(text, {cause: error})
  }
}

function toReport(
  {readme, cwd}: ReadmeJob,
  text: string,
  problems: readonly {
    start: number
    end: number
    message: string
    note?: string
    isRegenerated?: boolean
  }[]
): ReportFile {
  const places = location(text)
  const file = new VFile({path: toName(readme, cwd)})
  for (const problem of problems) {
    const start = places.toPoint(problem.start)
    const end = places.toPoint(problem.end)
    const message = file.message(problem.message, {
      ...(start && end && {place: {start, end}}),
      ruleId: regionRuleId,
      source: messageSource
    })
    markMessage(message, 'error', regionRuleId)
    if (problem.note !== undefined) message.note = problem.note
    if (problem.isRegenerated) message.isRegenerated = true
  }

  return {path: file.path, messages: file.messages}
}
