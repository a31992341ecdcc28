/**
 * The last plugin of the preset. It applies the safe fixes among a bank's messages and runs the same processor
 * on the new text, until nothing safe is left to do; the text waits on the file for its writer. Nothing
 * else knows how to fix: the command line, the hook, `remark --output` and editors all take this text.
 */
import type {Root} from 'mdast'
import type {Plugin, Processor} from 'unified'
import {VFile} from 'vfile'
import type {VFileMessage} from 'vfile-message'
import type {Bank} from '../bank/model.ts'
import {readBank} from '../bank/read-bank.ts'
import {stripByteOrderMark} from '../markdown/offsets.ts'
import {configurationTexts, timingTexts} from '../text/texts.ts'
import {markMessage} from '../rule/define-rule.ts'
import {messageSource} from '../message/source.ts'
import {measureOn} from '../text/timing.ts'
import {UserError} from '../text/user-error.ts'
import {isBlocked} from './suppressions.ts'
import type {Edit} from '../message/edits.ts'
import {applyEdits, selectEdits, toSafeEdit} from '../message/edits.ts'
import {followAnchors} from './follow-anchors.ts'
import type {FileState, Pass, Unsettled} from '../rule/state.ts'
import {stateOf} from '../rule/state.ts'

/** Fixes that have not converged after this many passes never will. */
const mostPasses = 10

/** Id of the message for fixes that do not converge. */
export const unsettledId = 'unsettled-fix'

/** Registers `repairBank` after every plugin that a configuration lists after the preset, and the compiler. */
export const repair: Plugin<[], Root> = function () {
  // Attachers run in order, and this one is now the last: what it adds comes after all others.
  ;(this as unknown as Processor<Root>).use(repairBank)
}

const repairBank: Plugin<[], Root> = function () {
  const processor = this as unknown as RepairProcessor
  const compileBefore = processor.compiler
  processor.compiler = (tree, file) =>
    stateOf(file).repaired?.value ??
    (compileBefore as NonNullable<typeof processor.compiler>)(tree, file)

  return (tree, file) => {
    const bank = readBank(tree, file)
    // Synchronous for other files, so that `processSync` works.
    if (!bank) return undefined
    return measureOn(file, timingTexts.fix, () =>
      repairFile(processor, bank, file)
    )
  }
}

type RepairProcessor = Processor<Root, Root, Root, Root, string>

async function repairFile(
  processor: RepairProcessor,
  bank: Bank,
  file: VFile
): Promise<void> {
  const state = stateOf(file)
  state.bank = bank
  const fixSources = readFixSources(processor.data('settings')?.fixSources)
  state.fixSources = fixSources
  if (state.checkOnly) return
  const {select} = state
  if (select) state.selected = await select(bank, file.messages)
  const fixes = isBlocked(file)
    ? []
    : (state.selected ?? file.messages).filter((message) =>
        toSafeEdit(message, fixSources)
      )
  const edits = fixes.flatMap(
    (message) => toSafeEdit(message, fixSources) ?? []
  )
  const text = applyEdits(bank.source, edits)
  // Nothing to fix, or the fixes change nothing: a message may expect what is there.
  if (text === bank.source) {
    state.repaired = {value: String(file), messages: file.messages, bank}
    return
  }

  const passes = [
    ...(state.passes ?? []),
    {text: bank.source, ruleIds: fixes.map(getRuleId)}
  ]
  const data: FileState = {...keepSettings(state), passes}
  await goOn(processor, state, {bank, edits, file, text, data})
  // The first pass reports it, as its positions are those in the file.
  if (state.unsettled && passes.length === 1) {
    reportUnsettled(file, state.unsettled, fixes)
    state.repaired = {value: String(file), messages: file.messages, bank}
  }
}

/** Runs the processor on the result of a pass, unless the fixes do not converge. */
async function goOn(
  processor: RepairProcessor,
  state: FileState,
  applied: Applied
): Promise<void> {
  const {passes = []} = applied.data
  const {next, tree, text} = follow(processor, applied)
  if (
    passes.length === mostPasses ||
    passes.some((pass) => pass.text === text)
  ) {
    state.unsettled = findUnsettled(passes, text)
    return
  }

  await processor.run(tree, next)
  const {repaired, unsettled} = stateOf(next)
  if (repaired) state.repaired = repaired
  if (unsettled) state.unsettled = unsettled
}

/** The text after a pass. Links to headings that have changed lead to them again. */
function follow(
  processor: RepairProcessor,
  {bank, data, edits, file, text}: Applied
): {
  next: VFile
  tree: Root
  text: string
} {
  const next = withText(file, text, data)
  const tree = processor.parse(next)
  const after = readBank(tree, next)
  const followed = after
    ? followAnchors(bank, selectEdits(edits), after, file)
    : text
  if (followed === text) return {next, tree, text}
  const other = withText(file, followed, data)
  return {next: other, tree: processor.parse(other), text: followed}
}

/** A pass whose fixes have been applied. */
interface Applied {
  readonly bank: Bank
  readonly file: VFile
  readonly edits: readonly Edit[]
  /** The bank after the fixes. */
  readonly text: string
  /** For the file with that text. */
  readonly data: FileState
}

/** What all passes have in common. */
function keepSettings({
  config,
  prettierOptions,
  select,
  signal,
  timing
}: FileState): FileState {
  return {
    ...(config && {config}),
    ...(select && {select}),
    ...(timing && {timing}),
    ...(signal && {signal}),
    ...(prettierOptions && {prettierOptions})
  }
}

/** @throws UserError if the configuration gives anything but a list */
function readFixSources(given: unknown): readonly string[] {
  if (given === undefined) return []
  if (Array.isArray(given)) return given as readonly string[]
  throw new UserError(configurationTexts.fixSources(JSON.stringify(given)))
}

function getRuleId({ruleId, source}: VFileMessage): string {
  return ruleId ?? source ?? ''
}

/** Finds the rules whose fixes do not converge: those of all passes since the text that has come back. */
function findUnsettled(passes: readonly Pass[], text: string): Unsettled {
  const first = passes.findIndex((pass) => pass.text === text)
  const ruleIds = passes
    .slice(first === -1 ? passes.length - 2 : first)
    .flatMap((pass) => pass.ruleIds)
  return {passes: passes.length, ruleIds: [...new Set(ruleIds)]}
}

/** The same file with another text, which has a byte order mark if the file has one. */
function withText(
  {cwd, path, value}: VFile,
  text: string,
  qbank: FileState
): VFile {
  const original = String(value)
  const mark = original === stripByteOrderMark(original) ? '' : '\uFEFF'
  return new VFile({cwd, path, value: mark + text, data: {qbank}})
}

/** Reports that two rules undo each other's fixes; it does not choose between them. */
function reportUnsettled(
  file: VFile,
  {passes, ruleIds}: Unsettled,
  fixes: readonly VFileMessage[]
): void {
  const fix =
    fixes.find((message) => ruleIds.includes(getRuleId(message))) ?? fixes[0]
  const message = file.message(
    `Unexpected fixes that undo each other after ${passes} passes, expected them to converge; the text stays as it was`,
    {
      ...(fix?.place && {place: fix.place}),
      ruleId: unsettledId,
      source: messageSource
    }
  )
  markMessage(message, 'error', unsettledId)
  message.note = `Rules involved: ${ruleIds.join(', ')}. Turn one of them off in the configuration.`
}
