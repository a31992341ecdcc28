/** Reads a README, and checks or regenerates its regions. */
import {basename, dirname, relative, resolve, sep} from 'node:path'
import {VFile} from 'vfile'
import {location} from 'vfile-location'
import type {Bank} from '../bank/model.ts'
import type {TableWords} from '../template/config.ts'
import {stripByteOrderMark} from '../markdown/offsets.ts'
import {findFix} from '../files/command.ts'
import type {TextStore} from '../files/text-store.ts'
import {toName} from '../files/to-name.ts'
import {
  defaultPrettierOptions,
  resolvePrettierOptions
} from '../format/prettier-options.ts'
import {configurationTexts} from '../text/texts.ts'
import {indexNote} from '../regions/texts.ts'
import {readmeTexts} from './texts.ts'
import type {ReportFile} from '../report/report.ts'
import {markMessage} from '../rule/define-rule.ts'
import {messageSource} from '../message/source.ts'
import type {IndexEntry} from '../regions/bank-index.ts'
import {bankIndex, renderIndex} from '../regions/bank-index.ts'
import type {RegionsInput} from './input.ts'
import type {Region, RegionProblem} from '../regions/markers.ts'
import {getLabel} from '../regions/markers.ts'
import {findPast, keepGenerated} from './past.ts'
import type {ReadmePlan, StaleRegion} from './plan-readme.ts'
import {describeOpen, forget, planReadme, planRegions} from './plan-readme.ts'
import {readReadme} from './read-readme.ts'
import {regionRuleId} from '../regions/region.ts'
import {UserError} from '../text/user-error.ts'

declare module 'vfile-message' {
  interface VFileMessage {
    /** Whether `qbank fix` fixes it by generating the text again, so that there is nothing to show as `expected`. */
    isRegenerated?: boolean
  }
}

/** A README to update. */
export interface RegionsJob {
  /** Absolute path of the README. */
  readonly readme: string
  readonly cwd: string
  /** Generate stale regions again; report them; or report only what was edited by hand. */
  readonly mode: 'write' | 'check' | 'edits'
  readonly store: TextStore
  /** Whether the project's configuration is used; default: `true`. */
  readonly hasConfiguration?: boolean | undefined
  /** Overwrite text in regions even if it was written by hand. */
  readonly isForced?: boolean
  /** Keep what is written for the next run, which may not find it in a commit. */
  readonly isKept?: boolean
  /** Write nothing; call `onWrite` with what would be written. */
  readonly isDryRun?: boolean
  /** Called if the README has regions that only one bank may claim; an error from it ends the job. */
  readonly onFound?: () => Promise<void>
  /** Called when the README was written. */
  readonly onWrite?: (
    path: string,
    texts: {readonly before: string; readonly after: string}
  ) => void
}

/** The regions of a bank. */
export interface ReadmeJob extends RegionsJob {
  readonly bank: Bank
  /** Absolute path of the bank. */
  readonly bankPath: string
}

/** The job for the table of all banks. */
export interface IndexJob extends RegionsJob {
  readonly words: TableWords
  /** Called when the README has the table. */
  readonly listBanks: () => Promise<readonly IndexEntry[]>
}

/** The result. */
export interface ReadmeUpdate {
  readonly state: 'missing' | 'no-regions' | 'stale' | 'current' | 'refused'
  /** Names of the regions that were written. */
  readonly regenerated: readonly string[]
  /** Problems of the README, if there are any. */
  readonly report: ReportFile | undefined
}

/** @throws UserError if the README cannot be read or written */
export async function updateReadme(job: ReadmeJob): Promise<ReadmeUpdate> {
  const {bank, bankPath, cwd, readme, store} = job
  const bankName = toName(bankPath, cwd)
  const folder = dirname(readme)
  return update(
    // If front matter is broken, it is not known what a card is: the README keeps its cards.
    bank.config.isTemplateKnown ? job : {...job, mode: 'edits'},
    findFix(cwd, [bankName]),
    async (input) =>
      planReadme({
        ...input,
        bank,
        bankPath: relative(folder, bankPath).split(sep).join('/'),
        bankName,
        hasFile: (path) => store.has(resolve(folder, path))
      })
  )
}

/** @throws UserError if the README cannot be read or written */
export async function updateIndex(job: IndexJob): Promise<ReadmeUpdate> {
  return update(job, findFix(job.cwd, []), async (input) => {
    if (!input.text.includes(bankIndex)) return undefined
    const readme = readReadme(input.text)
    const own = readme.regions.find(isIndex)
    if (!own) return undefined
    const text = renderIndex(await job.listBanks(), job.words)
    const plan = await planRegions(input, readme, {
      contents: new Map([[own, {text, note: indexNote}]]),
      explain(unknown) {
        const past = input.findPast?.()
        for (const old of past?.read(basename(job.readme)) ?? []) {
          const before = readReadme(old).regions.find(isIndex)
          if (before) forget(unknown, own, before.content)
        }

        return past?.isWhole ?? false
      }
    })
    return {...plan, hasRegions: true, isClaimed: false}
  })
}

/** Problems of the README as a whole are reported once, for its bank. */
function isIndexJob(job: RegionsJob): job is IndexJob {
  return 'listBanks' in job
}

function isIndex({name}: Region): boolean {
  return name === bankIndex
}

/** @param makePlan returns `undefined` if there is no region to work on */
async function update(
  job: RegionsJob,
  fix: string,
  makePlan: (input: RegionsInput) => Promise<ReadmePlan | undefined>
): Promise<ReadmeUpdate> {
  const {readme, cwd, mode, store, isForced = false} = job
  const {hasConfiguration = true} = job
  const nothing = {regenerated: [], report: undefined}
  if (!store.has(readme)) return {state: 'missing', ...nothing}
  const value = await store.read(readme)
  const text = stripByteOrderMark(value)
  const plan = await inConfiguration(readme, cwd, async () =>
    makePlan({
      text,
      fix,
      isForced,
      prettierOptions: hasConfiguration
        ? await resolvePrettierOptions(readme, cwd)
        : defaultPrettierOptions,
      findPast() {
        const past = findPast(readme, store.readObjects)
        const toPath = (path: string): string => resolve(dirname(readme), path)
        return past && {...past, read: (path) => past.read(toPath(path))}
      }
    })
  )
  if (!plan?.hasRegions) return {state: 'no-regions', ...nothing}
  if (plan.isClaimed) await job.onFound?.()
  const {stale} = plan
  const found = plan.problems.filter(
    ({isSure = true}) => isSure || mode !== 'edits'
  )
  const problems: readonly Problem[] =
    found.length === 0 && mode === 'check'
      ? stale.map((region) => describeStale(region, text, fix))
      : found
  // If the file was written, lines are those of the new text.
  const isWritten = mode === 'write' && job.isKept && !job.isDryRun
  const report = toReport(job, {text, problems}, isWritten ? plan.text : text)
  if (mode !== 'write' || stale.length === 0) {
    const isStale = stale.length > 0 || plan.problems.length > found.length
    const state = isStale ? 'stale' : 'current'
    return {...nothing, state: found.length > 0 ? 'refused' : state, report}
  }

  const mark = value.slice(0, value.length - text.length)
  const texts = {before: value, after: mark + plan.text}
  if (!job.isDryRun) {
    await store.write(readme, texts)
    if (job.isKept) keepGenerated(readme, texts.after)
  }

  job.onWrite?.(readme, texts)
  return {state: 'current', regenerated: stale.map(getLabel), report}
}

/** Runs a task; errors about options name this file, whose options may not be the bank's. */
async function inConfiguration<Result>(
  readme: string,
  cwd: string,
  run: () => Promise<Result>
): Promise<Result> {
  try {
    return await run()
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    const text = configurationTexts.of(toName(readme, cwd), error.message)
    throw new UserError(text, {cause: error})
  }
}

interface Problem extends RegionProblem {
  readonly isRegenerated?: boolean
}

function describeStale(
  region: StaleRegion,
  text: string,
  fix: string
): Problem {
  const {conflict, startMarker} = region
  const label = getLabel(region)
  if (!conflict) {
    const message = readmeTexts.stale(label, fix)
    return {...startMarker, message, isRegenerated: true}
  }

  const countLines = (end: number): number =>
    text.slice(0, end).split('\n').length
  const first = countLines(conflict.start)
  const last = countLines(conflict.end - 1)
  return {
    start: conflict.start,
    end: conflict.start + '<<<<<<<'.length,
    message: readmeTexts.conflict(label, {first, last}, fix),
    isRegenerated: true
  }
}

/**
 * @param regions their problems, by places in that text
 * @param whole the README, which may have conflicts that are not generated again
 * @returns nothing if all is well
 */
function toReport(
  job: RegionsJob,
  regions: {readonly text: string; readonly problems: readonly Problem[]},
  whole: string
): ReportFile | undefined {
  const file = new VFile({path: toName(job.readme, job.cwd)})
  addProblems(file, regions.text, regions.problems)
  if (!isIndexJob(job)) addProblems(file, whole, describeOpen(whole))
  return file.messages.length > 0
    ? {path: file.path, messages: file.messages}
    : undefined
}

function addProblems(
  file: VFile,
  text: string,
  problems: readonly Problem[]
): void {
  const places = location(text)
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
}
