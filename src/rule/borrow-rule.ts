/**
 * Rules of other packages that the preset includes. They run on banks only, and are loaded only if a quick test of the
 * text does not rule out a message. If a configuration lists the package itself, the preset's copy does nothing: the
 * options of the configuration win.
 */
import type {Root} from 'mdast'
import type {Plugin, Processor} from 'unified'
import {unified} from 'unified'
import {VFile} from 'vfile'
import type {VFileMessage} from 'vfile-message'
import type {Bank} from '../bank/model.ts'
import {readBank} from '../bank/read-bank.ts'
import type {Range} from '../markdown/offsets.ts'
import {toSafeEdit} from '../message/edits.ts'
import {findFirst} from '../text/binary-search.ts'
import {measureOn} from '../text/timing.ts'
import type {Rule, RuleConfig, Severity} from './define-rule.ts'
import {chooseSeverity, readRuleConfig, withoutTrace} from './define-rule.ts'

/** A rule of another package as the preset uses it. */
export interface Borrowed<Id extends string = string> {
  /** Its id, as comments and configurations name it. */
  readonly id: Id
  /** Ids of its messages, if they differ from `id`. */
  readonly messageIds?: readonly string[]
  /** Package that it comes from, and is documented in. */
  readonly packageName: string
  /** Name of its plugin: how a configuration that lists the package itself is recognized. */
  readonly pluginName: string
  /** Source of its messages. */
  readonly source: string
  /** One sentence in the imperative: what the rule enforces. */
  readonly description: string
  readonly load: () => Promise<{readonly default: unknown}>
  readonly options?: object
  /** The parts of a bank that the rule looks at, one after the other, if they are less than its tree. */
  readonly toTrees?: (bank: Bank) => readonly Root[]
  /** Whether the rule can report something; found out from the text alone, in linear time. */
  readonly maySpeak: (text: string) => boolean
  /** Whether a message about the text from this offset on is wrong in a bank. */
  readonly isFalseAlarm?: (
    text: string,
    offset: number,
    reason: string
  ) => boolean
  /** Rewords a message so that an author knows what to write; gets the text that the message is about. */
  readonly reword?: (source: string) => string
}

/**
 * @returns the rule as a plugin of the preset: a warning unless a configuration says otherwise. As everywhere in
 *   unified, an error keeps other tools from writing the file
 */
export function borrowRule(borrowed: Borrowed): Rule<object> {
  const {id, pluginName, source, maySpeak, isFalseAlarm, reword} = borrowed
  let loading: ReturnType<Borrowed['load']> | undefined
  const load: Borrowed['load'] = async () => (loading ??= borrowed.load())
  const meta: Rule['meta'] = {
    id,
    description: borrowed.description,
    severity: 'warning'
  }
  const plugin: Plugin<[config?: RuleConfig<object> | undefined], Root> =
    function (config) {
      const [configured, options] = readRuleConfig(meta, config)
      const isOwnListed = (): boolean => isListed(this, pluginName)
      return (tree, file) => {
        const bank = readBank(tree, file)
        const severity = bank && chooseSeverity(meta, configured, bank.config)
        if (!bank || severity === undefined) return undefined
        if (!maySpeak(bank.text) || isOwnListed()) return undefined
        return speak(bank, tree, {file, severity})
      }

      async function speak(
        bank: Bank,
        tree: Root,
        {file, severity}: {readonly file: VFile; readonly severity: Severity}
      ): Promise<void> {
        const messages = await measureOn(file, id, () =>
          run(
            {id, load},
            {...borrowed.options, ...options},
            {trees: borrowed.toTrees?.(bank) ?? [tree], file, bank}
          )
        )
        const isReplaced = createCoverTest(
          file.messages.filter((message) => toSafeEdit(message)).map(getRange)
        )
        for (const message of messages) {
          const {start, end} = getRange(message)
          if (isFalseAlarm?.(bank.text, start, message.reason)) continue
          if (reword) setReason(message, reword(bank.text.slice(start, end)))
          // A text that a fix is about to replace needs no other message.
          if (isReplaced({start, end})) continue
          message.source = source
          message.fatal = severity === 'error'
          file.messages.push(message)
        }
      }
    }

  Object.defineProperty(plugin, 'name', {value: `${source}:${id}`})
  return Object.assign(plugin, {meta, isBorrowed: true})
}

/** @returns a test of whether one of the ranges contains another */
function createCoverTest(ranges: readonly Range[]): (range: Range) => boolean {
  const sorted = ranges.toSorted((left, right) => left.start - right.start)
  // For each, how far it or one before it goes.
  let furthest = -1
  const ends = sorted.map(({end}) => (furthest = Math.max(furthest, end)))
  return ({start, end}) => {
    const before = findFirst(sorted, (other) => other.start > start)
    return end <= (ends[before - 1] ?? -1)
  }
}

/** A message has its text in two properties. */
function setReason(message: VFileMessage, reason: string): void {
  message.reason = reason
  message.message = reason
}

/** Whether a configuration lists the plugin, or one of the same name: there may be two copies of the package. */
function isListed(processor: Processor, name: string): boolean {
  // No other list shows what a configuration has added.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  return processor.attachers.some(
    ([plugin]) => plugin.name === name && !('isBorrowed' in plugin)
  )
}

/** @returns the messages of the rule about a copy of the file: without byte order mark, as all offsets are */
async function run(
  {id, load}: Pick<Borrowed, 'id' | 'load'>,
  options: object,
  {trees, file, bank}: {trees: readonly Root[]; file: VFile; bank: Bank}
): Promise<readonly VFileMessage[]> {
  const {default: plugin} = await load()
  const copy = new VFile({cwd: file.cwd, path: file.path, value: bank.source})
  for (const tree of trees) {
    try {
      // Until they wait for something, which few do, all plugins run at once.
      await withoutTrace(async () =>
        unified()
          .use(plugin as Plugin<[object], Root>, options)
          .run(tree, copy)
      )
    } catch (error) {
      // It may throw, for example at an address with a `%` that no number follows; its other messages still count.
      const reason = error instanceof Error ? error.message : String(error)
      copy.message(`Cannot check this file: ${reason}`, {ruleId: id})
    }
  }

  return copy.messages
}

function getRange({place}: VFileMessage): Range {
  const start = (place && ('start' in place ? place.start : place))?.offset ?? 0
  const end = (place && ('end' in place ? place.end : place))?.offset ?? start
  return {start, end}
}
