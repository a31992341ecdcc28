/** What is kept of a bank's report until all banks are done: memory is not to grow with their sum. */
import {copyText} from '../markdown/offsets.ts'
import type {ReportCard, ReportFile} from './report.ts'

/** @returns the same report, without what no reporter needs: the bank's tree and fields, and, if nothing is wrong, its text */
export function keepReport(file: ReportFile): ReportFile {
  const {bank, judged, messages} = file
  if (!bank) return file
  const {config, source, text} = bank
  const cards = new Map(bank.cards.map((card) => [card, keepCard(card)]))
  return {
    ...file,
    bank: {
      config: {readme: config.readme},
      cards: [...cards.values()],
      ...(messages.length > 0 ? {text, source} : {text: '', source: ''})
    },
    ...(judged && {judged: judged.map((card) => cards.get(card) ?? card)})
  }
}

function keepCard({
  start,
  end,
  number,
  template,
  heading
}: ReportCard): ReportCard {
  const {lead, part, title} = heading
  return {
    ...{start, end, number, template},
    heading: {
      lead: copyText(lead),
      part: copyText(part),
      title: copyText(title)
    }
  }
}
