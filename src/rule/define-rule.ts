/**
 * A rule is metadata and a pure check; this turns both into a remark plugin whose messages carry the rule's id,
 * the source `question-bank`, the rule's place in the documentation, and what should stand there instead.
 *
 * `unified-lint-rule` is not used: it makes errors of severity `error` no different from crashes for the engine
 * (it sets `fatal`), and its rules see a tree, ours a bank.
 */
import type {Root} from 'mdast'
import type {Plugin} from 'unified'
import type {Position} from 'unist'
import type {VFile} from 'vfile'
import type {VFileMessage} from 'vfile-message'
import type {Bank} from '../bank/model.ts'
import {readBank} from '../bank/read-bank.ts'
import {getLineBreak} from '../bank/text.ts'
import {giveWay} from '../give-way.ts'
import {measureOn} from '../timing.ts'
import {runLast} from './run-last.ts'

/** Source of all messages of ours, as `<!--lint disable id-->` and reporters know it. */
export const messageSource = 'question-bank'

/** How much a message weighs: an error fails a check and refuses a commit, a warning is shown. */
export type Severity = 'error' | 'warning'

/** Everything about a rule that is not its check. */
export interface RuleMeta {
  /** The rule's one name: of its file, its fixtures, and its heading in the documentation. */
  readonly id: string
  /** One sentence in the imperative: what the rule enforces. */
  readonly description: string
  /** What the rule does about a problem: repairs it, offers candidates, some of each, or only tells. */
  readonly repair: 'fix' | 'suggest' | 'fix and suggest' | 'none'
  /** Severity where a configuration does not set one. */
  readonly severity: Severity
  /** Whether the rule has to know what all others said, also those that a configuration lists behind the preset. */
  readonly isLast?: boolean
}

/** One thing that is wrong in a bank. */
export interface Problem {
  /** Exactly the text that is wrong, with offsets. */
  readonly place: Position
  /** What is wrong and what is expected, in one line without a final period. */
  readonly message: string
  /** The text that stands there, where that is not simply the text at `place`. */
  readonly actual?: string
  /** What should stand there instead: one candidate is applied, several are offered. */
  readonly expected?: readonly string[]
  /** Whether candidates have the line breaks they are to have; else each `\n` becomes the file's own. */
  readonly isVerbatim?: boolean
  /** More than fits in one line. */
  readonly note?: string
  /** Other places that the problem is about: the card that has the same title. */
  readonly related?: readonly Position[]
  /** Id of the message, where the rule tells of two kinds of things; its documentation is the rule's. */
  readonly ruleId?: string
}

declare module 'vfile-message' {
  interface VFileMessage {
    /** Other places in the same file that the message is about. */
    related?: readonly Position[]
  }
}

/**
 * Finds a rule's problems in a bank, in source order. Pure: no I/O, no state, no `file.message`.
 *
 * @param options what a configuration gives in `['error', options]`
 * @param file for a rule that has to know what others said; not to be written to
 */
export type Check<Options> = (
  bank: Bank,
  options: Options | undefined,
  file: VFile
) => Iterable<Problem> | AsyncIterable<Problem>

/** What a configuration can give a rule: a severity, or a severity with options. */
export type RuleConfig<Options = unknown> =
  RuleSeverity | [severity: RuleSeverity, options?: Options]

/** As in remark-lint: off, warning, error. */
export type RuleSeverity = 'off' | 'on' | 'warn' | 'error' | boolean | 0 | 1 | 2

/** A rule as a remark plugin; without a type argument, a rule whose options are not known. */
export type Rule<Options = never> = Plugin<
  [config?: RuleConfig<Options> | undefined],
  Root
> & {readonly meta: RuleMeta}

/**
 * @param meta the rule's metadata
 * @param check finds the rule's problems
 * @returns the rule as a remark plugin; it is silent on files that are no bank
 */
export function defineRule<Options = unknown>(
  meta: RuleMeta,
  check: Check<Options>
): Rule<Options> {
  const plugin: Plugin<[config?: RuleConfig<Options> | undefined], Root> =
    function (config) {
      const [severity, options] = readRuleConfig(meta, config)
      if (severity === undefined) return undefined
      return (tree, file) => {
        const bank = readBank(tree, file)
        if (!bank) return undefined
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
        // A rule is short; a run of all is not.
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

function report(
  file: VFile,
  meta: RuleMeta,
  severity: Severity,
  problem: Problem,
  bank: Bank
): void {
  const message = file.message(problem.message, {
    place: problem.place,
    ruleId: problem.ruleId ?? meta.id,
    source: messageSource
  })
  markMessage(message, severity, meta.id)
  const {start, end} = problem.place
  message.actual =
    problem.actual ??
    bank.text.slice(start.offset ?? 0, end.offset ?? start.offset ?? 0)
  if (problem.expected) {
    const eol = problem.isVerbatim ? '\n' : getLineBreak(bank.source)
    message.expected = problem.expected.map((candidate) =>
      eol === '\n' ? candidate : candidate.replace(/\r?\n/g, eol)
    )
  }

  if (problem.note !== undefined) message.note = problem.note
  if (problem.related) message.related = problem.related
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

/** Where the rules are documented, once somebody has asked; asking takes as long as finding a problem. */
let documentation: string | undefined

/** @returns where the rule is documented: in the copy of the documentation that came with this version */
export function getRuleUrl(id: string): string {
  documentation ??= new URL(
    'rules/README.md',
    import.meta.resolve('qbank/package.json')
  ).href
  return `${documentation}#${id}`
}

/** @returns the severity, `undefined` where the rule is off, and the options */
export function readRuleConfig<Options>(
  meta: RuleMeta,
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
      throw new Error(
        `Unexpected severity \`${String(given)}\` of rule \`${meta.id}\`, expected \`off\`, \`warn\`, or \`error\``
      )
    }
  }
}
