/** What a site needs of a bank, in addition to its cards' data. */
import type {VFileMessage} from 'vfile-message'
import {findHeadingTexts} from '../bank/heading-texts.ts'
import type {Bank} from '../bank/model.ts'
import {createAnchors} from '../regions/anchors.ts'
import type {SiteConfig} from '../template/config.ts'

/** The result for a bank; lines are from 1. */
export interface BankLook {
  readonly site: SiteConfig | undefined
  /** Anchors of headings, without `#`, by their lines. */
  readonly anchors: ReadonlyMap<number, string>
  /** How many errors are reported on a card, by the line of its heading. */
  readonly errors: ReadonlyMap<number, number>
}

/** @param messages of `qbank check` */
export function lookAtBank(
  bank: Bank,
  messages: readonly VFileMessage[]
): BankLook {
  const toLine = (offset: number): number =>
    bank.place(offset, offset).start.line
  const anchors = createAnchors([], findHeadingTexts(bank))
  return {
    site: bank.config.site,
    anchors: new Map(
      Array.from(anchors, ([start, anchor]) => [toLine(start), anchor])
    ),
    errors: countErrors(
      bank.cards.map(({heading}) => toLine(heading.start)),
      messages
    )
  }
}

/** @param cards lines of their headings, in order */
function countErrors(
  cards: readonly number[],
  messages: readonly VFileMessage[]
): Map<number, number> {
  const errors = new Map<number, number>()
  for (const {fatal, line} of messages) {
    if (fatal !== false || line === undefined) continue
    const card = cards.findLast((start) => start <= line)
    if (card !== undefined) errors.set(card, (errors.get(card) ?? 0) + 1)
  }

  return errors
}
