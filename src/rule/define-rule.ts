/**
 * A rule is metadata and a pure check; this turns both into a remark plugin whose messages carry the rule's id,
 * the source `question-bank`, the rule's place in the documentation, and what should be there instead.
 *
 * `unified-lint-rule` is not used: it makes errors of severity `error` no different from crashes for the engine
 * (it sets `fatal`), and its rules see a tree, ours a bank.
 */
import type {Root} from 'mdast'
import type {Plugin} from 'unified'
import type {VFile} from 'vfile'
import type {VFileMessage} from 'vfile-message'
import type {Bank} from '../bank/model.ts'
import {messageSource} from '../message/source.ts'
import {readBank} from '../bank/read-bank.ts'
import type {BankConfig} from '../template/config.ts'
import {getLineBreak} from '../markdown/offsets.ts'
import {giveWay} from '../text/give-way.ts'
import {measureOn} from '../text/timing.ts'
import {ConfigurationError} from '../text/user-error.ts'
import type {GivenOptions, OptionsSchema} from './options-schema.ts'
import {quoteValue, readOptions} from './read-options.ts'
import {runLast} from './run-last.ts'
import {quote, quoteAll} from '../text/wording.ts'
import type {
  CardCheck,
  Check,
  Problem,
  Rule,
  RuleConfig,
  RuleMeta
} from './types.ts'
import type {Severity} from '../message/source.ts'

export type {Problem, Rule, RuleConfig, RuleMeta} from './types.ts'
export type {Severity} from '../message/source.ts'

/** @returns what a rule does about a problem, in the words of every list and page: *fixable*, *has suggestions*, *manual* */
export function describeFixing({fixable, hasSuggestions}: RuleMeta): string {
  if (!fixable) return hasSuggestions ? 'has suggestions' : 'manual'
  return hasSuggestions ? 'fixable, has suggestions' : 'fixable'
}

/**
 * @param meta the rule's metadata
 * @param check finds the rule's problems
 * @returns the rule as a remark plugin; it is silent on files that are not banks, and throws a UserError for options that
 *   its schema does not accept
 */
export function defineRule<
  const Schema extends OptionsSchema | undefined = undefined
>(
  meta: RuleMeta<Schema>,
  check: Check<Bank, Schema>
): Rule<GivenOptions<Schema>> {
  const plugin: Plugin<[config?: RuleConfig | undefined], Root> = function (
    config
  ) {
    const [configured, given] = readRuleConfig(meta, config)
    const options = readOptions(meta, given)
    return (tree, file) => {
      const whole = readBank(tree, file)
      const severity = whole && chooseSeverity(meta, configured, whole.config)
      if (!whole || severity === undefined) return undefined
      const {outdented} = whole
      const bank = meta.skipsCanonical ? outdented.nonCanonical : outdented
      const run = (): Promise<void> | undefined =>
        measureOn(file, meta.id, () => {
          const problems = check(bank, options, file)
          if (Symbol.iterator in problems) {
            for (const problem of problems) {
              report(file, meta, severity, problem, bank)
            }

            return undefined
          }

          return (async () => {
            for await (const problem of problems) {
              report(file, meta, severity, problem, bank)
            }
          })()
        })
      // The work can be stopped between rules: one rule is short, all of them are not.
      const signal = file.data.qbank?.signal
      const turn = signal && giveWay(signal)
      return turn ? turn.then(run) : run()
    }
  }

  const placed = meta.isLast ? runLast(plugin) : plugin
  Object.defineProperty(placed, 'name', {
    value: `${messageSource}:${meta.id}`
  })
  return Object.assign(placed, {meta})
}

/**
 * Calling it costs half a microsecond for each card. So those of our own rules that also look at canonical cards loop
 * over them themselves.
 *
 * @param meta the rule's metadata
 * @param check finds the problems of one card
 * @returns the rule as a remark plugin, as `defineRule` makes it
 */
export function defineCardRule<
  const Schema extends OptionsSchema | undefined = undefined
>(
  meta: RuleMeta<Schema>,
  check: CardCheck<Bank, Schema>
): Rule<GivenOptions<Schema>> {
  return defineRule(meta, function* (bank, options) {
    for (const card of bank.cards) yield* check(card, bank, options)
  })
}

function report(
  file: VFile,
  meta: RuleMeta,
  severity: Severity,
  problem: Problem,
  bank: Bank
): void {
  const {actual, expected, place} = placeChange(problem, bank)
  const message = withoutTrace(() =>
    file.message(problem.message, {
      place,
      ruleId: problem.ruleId ?? meta.id,
      source: messageSource
    })
  )
  markMessage(message, severity, meta.id)
  if ('url' in meta) message.url = meta.url
  message.actual = problem.actual ?? actual
  if (expected) {
    const eol = problem.isVerbatim ? '\n' : getLineBreak(bank.source)
    message.expected = expected.map((candidate) =>
      eol === '\n' ? candidate : candidate.replace(/\r?\n/g, eol)
    )
  }

  if (problem.note !== undefined) message.note = problem.note
  if (problem.related) message.related = problem.related
  if (meta.awaitsFixes) message.awaitsFixes = true
  if (problem.isBlocking) message.isBlocking = true
  if (problem.delaysFormat) message.delaysFormat = true
}

/** vfile's messages are errors without a trace; making the trace takes longer than all the rest. */
export function withoutTrace<Made>(make: () => Made): Made {
  const {stackTraceLimit} = Error
  Error.stackTraceLimit = 0
  try {
    return make()
  } finally {
    Error.stackTraceLimit = stackTraceLimit
  }
}

/** @returns a problem's place, the text that is there and its candidates, all as in the file */
function placeChange(
  {expected, place}: Problem,
  {inFile, text}: Bank
): Pick<Problem, 'place'> & {
  readonly actual: string
  readonly expected: readonly string[] | undefined
} {
  const start = place.start.offset ?? 0
  const end = place.end.offset ?? start
  if (!inFile) return {expected, place, actual: text.slice(start, end)}
  const change =
    expected &&
    inFile.changeToFile({
      start: inFile.fromFile(start),
      end: inFile.fromFile(end),
      texts: expected
    })
  const range = change ?? {start, end}
  return {
    expected: change?.texts,
    place: change ? inFile.placeInFile(change) : place,
    actual: inFile.file.slice(range.start, range.end)
  }
}

/**
 * Gives a message its severity and documentation. No message of ours is fatal: unified-engine would neither
 * compile nor write the file. `fatal: false` is an error, `fatal: undefined` a warning.
 */
export function markMessage(
  message: VFileMessage,
  severity: Severity,
  id: string
): void {
  message.fatal = severity === 'error' ? false : undefined
  message.url = getRuleUrl(id)
}

/** Folder of the rules' pages; found when it is first needed, since that takes as long as finding a problem. */
let pages: string | undefined

/** By the rules' ids: all messages of a rule share one string. */
const urls = new Map<string, string>()

/** @returns URL of the rule's page: in the copy of the documentation that came with this version */
export function getRuleUrl(id: string): string {
  const known = urls.get(id)
  if (known !== undefined) return known
  pages ??= new URL('rules/docs', import.meta.resolve('qbank/package.json'))
    .href
  const url = `${pages}/${id}.md`
  urls.set(id, url)
  return url
}

/**
 * @param configured the severity that the configuration gives a rule; `undefined` if it is off
 * @returns the severity in a bank: its front matter has the last word
 */
export function chooseSeverity(
  meta: Pick<RuleMeta, 'id' | 'severity'>,
  configured: Severity | undefined,
  {rules}: Pick<BankConfig, 'rules'>
): Severity | undefined {
  const level = rules?.get(meta.id)?.level
  if (level === undefined) return configured
  const isOn = level === true || level === 'on'
  return isOn ? (configured ?? meta.severity) : readRuleConfig(meta, level)[0]
}

/**
 * @returns the severity, `undefined` if the rule is off, and the options
 * @throws UserError if there is no such severity
 */
export function readRuleConfig<Options>(
  meta: Pick<RuleMeta, 'id' | 'severity'>,
  config: RuleConfig<Options> | undefined
): [severity: Severity | undefined, options: Options | undefined] {
  const [given, options] = Array.isArray(config) ? config : [config, undefined]
  switch (given) {
    case undefined:
    case true:
    case 'on': {
      return [meta.severity, options]
    }

    case false:
    case 0:
    case 'off': {
      return [undefined, options]
    }

    case 1:
    case 'warn': {
      return ['warning', options]
    }

    case 2:
    case 'error': {
      return ['error', options]
    }

    default: {
      throw new ConfigurationError(
        `Unexpected severity ${quoteValue(given)} of rule ${quote(meta.id)}, expected ${quoteAll(['off', 'warn', 'error'])}${typeof given === 'object' ? "; options come after it: `['error', {…}]`" : ''}`
      )
    }
  }
}
