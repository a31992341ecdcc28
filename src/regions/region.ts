/** The interface of a region of the README, for authors of a new one. */
import type {Bank, Card, Section} from '../bank/model.ts'

/** Id of messages about regions. */
export const regionRuleId = 'readme-region'

/** The input of a region. */
export interface RegionContext {
  readonly bank: Bank
  /** Path from the README to the bank, as a URL. */
  readonly bankUrl: string
  /**
   * URL of a section's heading, from the README: in the README itself if it has the region `bank-cards`, else in
   * the bank.
   */
  readonly sectionUrl: (section: Section) => string
  /** The same of a card's heading. */
  readonly cardUrl: (card: Card) => string
  /** How much of the cards is shown. */
  readonly detail: Detail
  /** Above this size, the region is not used, and may be left unfinished. */
  readonly mostBytes?: number
  /** @returns a link of the bank as seen from the README */
  readonly moveUrl: (url: string) => string
  /** @returns Markdown as Prettier prints it in the README */
  readonly format: (markdown: string) => Promise<string>
}

/** The whole cards; a link to each, if GitHub would truncate the README otherwise; or a link to each section. */
export type Detail = 'cards' | 'titles' | 'sections'

/** A kind of region. */
export interface RegionKind {
  /** Name in the region's markers; begins with `bank-`. */
  readonly name: string
  /** @returns Markdown as Prettier prints it */
  render(context: RegionContext): string | Promise<string>
}
