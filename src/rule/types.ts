/** The parts of a rule. These types are published. */
import type {Root} from 'mdast'
import type {Plugin} from 'unified'
import type {Position} from 'unist'
import type {VFile} from 'vfile'
import type {Card} from '../bank/public-model.ts'
import type {Severity} from '../message/source.ts'
import type {FullOptions, OptionsSchema} from './options-schema.ts'

/** Everything about a rule that is not its check. */
export interface RuleMeta<
  Schema extends OptionsSchema | undefined = OptionsSchema | undefined
> {
  /** The rule's one name, in configurations, comments and reports: lower-case words with hyphens between them. */
  readonly id: string
  /** One sentence in the imperative, without a period: what the rule enforces. */
  readonly description: string
  /** Severity where a configuration does not set one. */
  readonly severity: Severity
  /**
   * Whether its problems have a single candidate, which is applied. A rule without this and the next property is
   * *manual*.
   */
  readonly fixable?: boolean
  /** Whether its problems have several candidates, which are offered. */
  readonly hasSuggestions?: boolean
  /**
   * Whether a canonical card cannot have the rule's problem: such a card has all of its template's labels, once, in order
   * and in canonical form, and nothing but headings, lines of text and bullets of one line each. The rule then gets the
   * bank without these cards: `cards`, `lines` and `tree` have only the others, and are there without parsing the whole
   * bank.
   */
  readonly skipsCanonical?: boolean
  /** Schema of the options; without it, the rule has no options. */
  readonly options?: Schema
  /**
   * Whether the rule counts things in a list: its messages are dropped while the list has something to fix, which would
   * change the count.
   */
  readonly awaitsFixes?: boolean
  /** Whether the rule needs the messages of all others, also those that a configuration lists after the preset. */
  readonly isLast?: boolean
  /** Where the rule is documented. */
  readonly url?: string | undefined
}

/** One thing that is wrong in a bank. */
export interface Problem {
  /** Exactly the text that is wrong, with offsets: `bank.place(start, end)`. */
  readonly place: Position
  /** What is wrong and what is expected, in one line without a final period. */
  readonly message: string
  /** The text that is there, if it is not simply the text at `place`. */
  readonly actual?: string
  /** What should be there instead: one candidate is applied, several are offered. */
  readonly expected?: readonly string[]
  /** Whether the candidates have the right line breaks already; otherwise each `\n` becomes the file's own. */
  readonly isVerbatim?: boolean
  /** More than fits in one line. */
  readonly note?: string
  /** Other places that the problem is about: the card that has the same title. */
  readonly related?: readonly Position[]
  /** Whether this makes the rest of the file unclear: until it is fixed, nothing else is reported or fixed. */
  readonly isBlocking?: boolean
  /** Whether the card must not be formatted before this is fixed: Prettier would change its meaning. */
  readonly delaysFormat?: boolean
  /** Id of the message, if the rule reports two kinds of problems; both are documented on the rule's page. */
  readonly ruleId?: string
}

declare module 'vfile-message' {
  interface VFileMessage {
    /** Other places in the same file that the message is about. */
    related?: readonly Position[]
    /** Whether nothing else is reported or fixed in the file before this is fixed. */
    isBlocking?: boolean
    /** Whether it counts only if nothing in the same field has a fix. */
    awaitsFixes?: boolean
    /** Whether the card must not be formatted before this is fixed. */
    delaysFormat?: boolean
  }
}

/**
 * Finds a rule's problems in a bank, in source order. Pure: no I/O, no state, no `file.message`.
 *
 * @param options what a configuration gives in `['error', options]`, valid and with defaults
 * @param file for a rule that needs the messages of others; it must not change the file
 */
export type Check<Bank, Schema extends OptionsSchema | undefined> = (
  bank: Bank,
  options: FullOptions<Schema>,
  file: VFile
) => Iterable<Problem> | AsyncIterable<Problem>

/** The same for one card; it is called for each card of a bank, in source order. */
export type CardCheck<
  Bank extends {readonly cards: readonly Card[]},
  Schema extends OptionsSchema | undefined
> = (
  card: Bank['cards'][number],
  bank: Bank,
  options: FullOptions<Schema>
) => Iterable<Problem>

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
