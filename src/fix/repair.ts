/**
 * The last plugin of the preset. It applies the safe fixes among a bank's messages and runs the same processor
 * on the new text, until nothing safe is left to do; the text waits on the file for whoever writes it. Nobody
 * else knows how to fix: the command line, the hook, `remark --output` and editors all take this text.
 */
import type {Root} from 'mdast'
import type {Plugin, Processor} from 'unified'
import {VFile} from 'vfile'
import type {VFileMessage} from 'vfile-message'
import {readBank, stripByteOrderMark} from '../bank/read-bank.ts'
import {markMessage, messageSource} from '../rule/define-rule.ts'
import {applyEdits, toSafeEdit} from './edits.ts'
import {stateOf} from './state.ts'

/** Fixes that have not come to rest after this many passes never will. */
export const mostPasses = 10

/** Id of the message for fixes that do not come to rest. */
const unsettledId = 'unsettled-fix'

/** Registers `repairBank` behind every plugin that a configuration lists after the preset, and the compiler. */
export const repair: Plugin<[], Root> = function () {
  // Attachers run in order, and this one is now the last: what it adds comes behind all others.
  ;(this as unknown as Processor<Root>).use(repairBank)
}

const repairBank: Plugin<[], Root> = function () {
  const processor = this as unknown as Processor<Root, Root, Root, Root, string>
  const compileBefore = processor.compiler
  processor.compiler = (tree, file) =>
    stateOf(file).repaired?.value ??
    (compileBefore as NonNullable<typeof processor.compiler>)(tree, file)

  return async (tree, file) => {
    const bank = readBank(tree, file)
    if (!bank) return
    const state = stateOf(file)
    state.bank = bank
    const {fixSources = []} = processor.data('settings') ?? {}
    state.fixSources = fixSources
    if (state.checkOnly) return
    const edits = file.messages
      .map((message) => toSafeEdit(message, fixSources))
      .filter((edit) => edit !== undefined)
    if (edits.length === 0) {
      state.repaired = {value: String(file), messages: file.messages, bank}
      return
    }

    const passes = [...(state.passes ?? []), bank.text]
    const text = applyEdits(bank.text, edits)
    if (passes.includes(text) || passes.length === mostPasses) {
      state.repaired = {
        value: withMarkOf(file, passes[0] ?? bank.text),
        messages: [
          ...file.messages,
          reportUnsettled(file, passes.length, fixSources)
        ],
        bank
      }
      return
    }

    const next = new VFile({
      cwd: file.cwd,
      path: file.path,
      value: withMarkOf(file, text),
      data: {
        qbank: {
          passes,
          ...(state.prettierOptions && {prettierOptions: state.prettierOptions})
        }
      }
    })
    await processor.run(processor.parse(next), next)
    const {repaired} = stateOf(next)
    if (repaired) state.repaired = repaired
  }
}

/** The text with a byte order mark, if the file has one. */
function withMarkOf(file: VFile, text: string): string {
  const original = String(file)
  return original === stripByteOrderMark(original) ? text : `\uFEFF${text}`
}

/** Two rules that undo each other's fixes: tells, instead of choosing between them. */
function reportUnsettled(
  file: VFile,
  passes: number,
  fixSources: readonly string[]
): VFileMessage {
  const fixes = file.messages.filter((message) =>
    toSafeEdit(message, fixSources)
  )
  const ids = new Set(
    fixes.map((message) => message.ruleId ?? message.source ?? '')
  )
  const message = file.message(
    `Unexpected fixes that undo each other after ${passes} passes, expected them to come to rest; the text stays as it was`,
    {
      ...(fixes[0]?.place && {place: fixes[0].place}),
      ruleId: unsettledId,
      source: messageSource
    }
  )
  markMessage(message, 'error', unsettledId)
  message.note = `Rules involved: ${[...ids].join(', ')}. Turn one of them off in the configuration.`
  return message
}
