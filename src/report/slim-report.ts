/** The part of a bank's report that is kept until all banks are done: memory must not grow with their number. */
import {copyTexts} from '../markdown/offsets.ts'
import type {ReportCard, ReportFile} from './report.ts'

/**
 * @returns the same report without what no reporter needs: the bank's tree and fields, and its texts if there are no
 *   problems
 */
export function keepReport(file: ReportFile): ReportFile {
  const {bank, checkedCards, messages} = file
  if (!bank) return file
  const {config, source, text} = bank
  const hasMessages = messages.length > 0
  const cards = keepCards(bank.cards, hasMessages)
  return {
    ...file,
    bank: {
      config: {readme: config.readme},
      cards,
      ...(hasMessages ? {text, source} : {text: '', source: ''})
    },
    ...(checkedCards && {
      checkedCards: findKept(checkedCards, bank.cards, cards)
    })
  }
}

function keepCards(
  cards: readonly ReportCard[],
  hasTexts: boolean
): ReportCard[] {
  // All at once, since each copy has its own cost.
  const texts = hasTexts
    ? copyTexts(
        cards.flatMap(({heading: {lead, part, title}}) => [lead, part, title])
      )
    : []
  return cards.map(({start, end, number, template}, at) => {
    const lead = texts[3 * at] ?? ''
    const part = texts[3 * at + 1] ?? ''
    const title = texts[3 * at + 2] ?? ''
    return {start, end, number, template, heading: {lead, part, title}}
  })
}

/** @returns the kept versions of these cards, which are some of all */
function findKept(
  some: readonly ReportCard[],
  all: readonly ReportCard[],
  kept: readonly ReportCard[]
): ReportCard[] {
  const keptOf = new Map(all.map((card, at) => [card, kept[at]]))
  return some.map((card) => keptOf.get(card) ?? card)
}
