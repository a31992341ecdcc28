/** Makes links to headings of a bank from its README. Anchors are those of GitHub. */
import GithubSlugger from 'github-slugger'
import type {HeadingText} from '../bank/heading-texts.ts'
import {findHeadingTexts, readHeadingTexts} from '../bank/heading-texts.ts'
import type {Bank, Card} from '../bank/model.ts'
import {parse} from '../markdown/parse.ts'
import {findShownParts} from './bank-cards.ts'
import type {Region} from './markers.ts'
import {dropRegions} from './markers.ts'

/** The README, and its region with the whole cards; `undefined` if there is none. */
interface Shown {
  readonly text: string
  readonly regions: readonly Region[]
  readonly cards: Region | undefined
}

export class Anchors {
  readonly #bank: Bank
  readonly #bankUrl: string
  readonly #shown: Shown
  /** Anchors in the README, by offset of the heading in the bank; computed when needed. */
  #here: ReadonlyMap<number, string> | undefined
  /** The same in the bank. */
  #inBank: Map<number, string> | undefined
  #headings: Map<string, number> | undefined

  constructor(bank: Bank, bankUrl: string, shown: Shown) {
    this.#bank = bank
    this.#bankUrl = bankUrl
    this.#shown = shown
  }

  /**
   * @param heading offset in the bank
   * @returns the URL of a heading: in the README if it is shown there, else in the bank
   */
  toHeading(heading: number): string {
    this.#here ??= readShown(this.#bank, this.#shown)
    const anchor = this.#here.get(heading)
    return anchor === undefined
      ? `${this.#bankUrl}#${this.#getInBank().get(heading) ?? ''}`
      : `#${anchor}`
  }

  /** @returns the URL of a card's heading; of the bank, if it is not a heading yet */
  toCard({heading, isCanonical}: Card): string {
    const isHeading = isCanonical || this.#getInBank().has(heading.start)
    return isHeading ? this.toHeading(heading.start) : this.#bankUrl
  }

  /**
   * @param anchor of a link in the bank, without `#`
   * @returns the URL of its heading; anchors in HTML move with the cards
   */
  toAnchor(anchor: string): string {
    this.#headings ??= new Map(
      Array.from(this.#getInBank(), ([heading, anchor]) => [anchor, heading])
    )
    const heading = this.#headings.get(decode(anchor).toLowerCase())
    return heading === undefined ? `#${anchor}` : this.toHeading(heading)
  }

  #getInBank(): ReadonlyMap<number, string> {
    this.#inBank ??= createAnchors([], findHeadingTexts(this.#bank))
    return this.#inBank
  }
}

/** @returns anchors in the README, by offset of the heading in the bank */
function readShown(
  bank: Bank,
  {text, regions, cards}: Shown
): ReadonlyMap<number, string> {
  if (!cards) return new Map()
  const outside = dropRegions(text, regions)
  const {length} = dropRegions(
    text.slice(0, cards.startMarker.start),
    regions.slice(0, regions.indexOf(cards))
  )
  const above = readHeadingTexts(parse(outside), outside).filter(
    ({start}) => start < length
  )
  return createAnchors(above, findShownHeadings(bank))
}

/** The headings of a bank that the region `bank-cards` shows. */
function findShownHeadings(bank: Bank): HeadingText[] {
  const parts = findShownParts(bank)
  let next = 0
  return findHeadingTexts(bank).filter(({start}) => {
    while ((parts[next]?.end ?? Infinity) <= start) next++
    return (parts[next]?.start ?? Infinity) <= start
  })
}

/**
 * @param above headings above the others: GitHub numbers equal ones in order, so all earlier ones count
 * @returns the anchors of the headings, by their offsets
 */
export function createAnchors(
  above: readonly HeadingText[],
  headings: readonly HeadingText[]
): Map<number, string> {
  const slugger = new GithubSlugger()
  for (const {text} of above) slugger.slug(text)
  return new Map(headings.map(({start, text}) => [start, slugger.slug(text)]))
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
