/** What a rule is made of. These types are published. */
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
  /** Whether it gives problems a single candidate, which is applied. A rule that is neither this nor the next is *manual*. */
  readonly fixable?: boolean
  /** Whether it gives problems several candidates, which are offered. */
  readonly hasSuggestions?: boolean
  /**
   * Whether a canonical card cannot have the rule's problem: such a card has all of its template's labels, once, in order
   * and in canonical form, and nothing but headings, lines of text and bullets of one line each. The rule is then given the
   * bank without these cards: `cards`, `lines` and `tree` hold the others alone, and are there without parsing all of it.
   */
  readonly skipsCanonical?: boolean
  /** Schema of the options; without it, the rule has none. */
  readonly options?: Schema
  /** Whether the rule is not heard about a list in which something is to be fixed: what it counts will be another thing then. */
  readonly awaitsFixes?: boolean
  /** Whether the rule has to know what all others reported, also those that a configuration lists after the preset. */
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
  /** The text that is there, where that is not simply the text at `place`. */
  readonly actual?: string
  /** What should be there instead: one candidate is applied, several are offered. */
  readonly expected?: readonly string[]
  /** Whether candidates have the line breaks they are to have; else each `\n` becomes the file's own. */
  readonly isVerbatim?: boolean
  /** More than fits in one line. */
  readonly note?: string
  /** Other places that the problem is about: the card that has the same title. */
  readonly related?: readonly Position[]
  /** Whether it is not known what the rest of the file is: until this is fixed, nothing else is reported or fixed. */
  readonly isBlocking?: boolean
  /** Whether the card is not to be formatted before this is fixed: Prettier would make something else of it. */
  readonly delaysFormat?: boolean
  /** Id of the message, where the rule reports two kinds of things; its documentation is the rule's. */
  readonly ruleId?: string
}

declare module 'vfile-message' {
  interface VFileMessage {
    /** Other places in the same file that the message is about. */
    related?: readonly Position[]
    /** Whether nothing else is to be said about the file, or fixed in it, before this is fixed. */
    isBlocking?: boolean
    /** Whether it does not hold where something in the same field is to be fixed. */
    awaitsFixes?: boolean
    /** Whether what it is about is not to be formatted before this is fixed. */
    delaysFormat?: boolean
  }
}

/**
 * Finds a rule's problems in a bank, in source order. Pure: no I/O, no state, no `file.message`.
 *
 * @param options what a configuration gives in `['error', options]`, valid and with defaults
 * @param file for a rule that has to know what others reported; not to be written to
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
