/**
 * What front matter says about a bank, and what is wrong with it. `read-config.ts` reads it; the types are in a file of
 * their own, because published types must not refer to bundled libraries.
 */
import type {Limits, Templates} from './model.ts'
import type {Words} from './page-words.ts'

/** The configuration of a bank; what front matter lacks, or has wrong, has its default. */
export interface BankConfig {
  /** Whether front matter has the key `bank`, or there is a comment instead. */
  readonly isDeclared: boolean
  readonly templates: Templates
  /** Whether the templates are known: fixes with another bank's template would do harm. */
  readonly isTemplateKnown: boolean
  /** Heading of the list of contents, if it is declared. */
  readonly contents: string | undefined
  /** Folder of files with new cards, relative to the bank's, if it is declared. */
  readonly inbox?: string | undefined
  /** Whether the file is in such a folder, and its configuration is that of its bank. */
  readonly isBorrowed?: boolean
  /** Names of the sections, if they are declared. */
  readonly sections: readonly string[] | undefined
  /** Whether each card must have an id. */
  readonly hasIds: boolean
  /** How many cards of each kind the bank should have: a file relative to the bank, or the plan itself. */
  readonly plan?: string | Plan | undefined
  /** How many cards there should be, if that is declared. */
  readonly cards: CardPromise | undefined
  /** Most days since a date, if that is declared. */
  readonly maxAge: number | undefined
  /** Whether Prettier formats code in fences (`auto`) or not (`off`), if that is declared. */
  readonly embeddedLanguageFormatting?: 'auto' | 'off' | undefined
  /** The README whose regions are generated from the bank; none if front matter says `readme: false`. */
  readonly readme: ReadmeTarget | undefined
  /** Most bytes that the README may have; beyond that, it links to the cards instead of showing them. */
  readonly readmeLimit: number
  /** Titles in tables of the README. */
  readonly table: TableWords
  /** Options of `qbank site`. */
  readonly site?: SiteConfig | undefined
  /** Rules that front matter configures, by id. */
  readonly rules?: ReadonlyMap<string, DeclaredRule>
  /** What is wrong; offsets count UTF-16 units of the file's text. */
  readonly problems: readonly ConfigProblem[]
}

/** What front matter says about a rule, and where its id is; offsets count UTF-16 units of the file's text. */
export interface DeclaredRule {
  readonly level: 'off' | 'on' | 'warn' | 'error' | boolean
  readonly start: number
  readonly end: number
}

/** Something wrong under the key `bank`; offsets count UTF-16 units of the YAML. */
export interface ConfigProblem {
  readonly start: number
  readonly end: number
  readonly message: string
  /** Whether nothing else is reported, and nothing is changed, until it is fixed. */
  readonly isBlocking?: boolean
  /** Candidates for the text in the range. */
  readonly expected?: readonly string[]
  /** The topmost key below `bank` whose value cannot be used. */
  readonly key?: string | undefined
}

/** What a bank promises about the number of its cards. */
export interface CardPromise {
  /** Cards in each section. */
  readonly section?: Limits
  /** Percent of the cards with each value of the first choice field. */
  readonly share?: Readonly<Record<string, Limits>>
}

/** How many cards there should be, by the key of a filter (`section`, `tag`, a label) and by its value. */
export type Plan = Readonly<Record<string, Readonly<Record<string, Goal>>>>

/** How many cards of a kind there should be: a number, or a number with more properties. */
export type Goal =
  | number
  | {
      readonly cards?: number
      /** For people, in place of the value. */
      readonly name?: string
      readonly about?: string
      /** Goals among these cards. */
      readonly plan?: Plan
    }

/** Where a bank is shown. */
export interface ReadmeTarget {
  /** Relative to the bank's folder. */
  readonly path: string
  /** The only branch on which its regions are updated; without it, they are updated on every branch. */
  readonly on?: string
}

/** Titles of columns and rows in the tables of a README. */
export interface TableWords {
  readonly bank: string
  readonly section: string
  readonly cards: string
  /** Title of the last row of `bank-stats`; without it, there is no such row. */
  readonly total?: string
}

/** A page of the bank's cards; paths are relative to the bank. */
export interface SiteConfig {
  readonly title?: string
  /** Markdown. */
  readonly description?: string
  /** Language of the cards, as in HTML. */
  readonly lang?: string
  /** Markdown. */
  readonly header?: string
  /** Markdown. */
  readonly footer?: string
  /** Path of a file with elements for the head of each page. */
  readonly head?: string
  /** Path of a style sheet. */
  readonly css?: string
  /** Where the page will be: a path or a URL. */
  readonly base?: string
  /** Where files of the repository can be read: a URL that ends with `/`. */
  readonly source?: string
  /** Whether formulas are shown; otherwise, their source is. */
  readonly math?: boolean
  /** Words of the pages in another language: a text, or its forms by plural. */
  readonly words?: Words
  /** Other words for tags. */
  readonly synonyms?: Readonly<Record<string, readonly string[]>>
}
