/** A table of the cards: sections × values of the first choice field; without sections, only the values. */
import {findChoice} from '../template/model.ts'
import {countChoices} from './count-choices.ts'
import type {NumberRow} from './number-table.ts'
import {toNumberTable} from './number-table.ts'
import type {RegionContext, RegionKind} from './region.ts'

export const bankStats: RegionKind = {
  name: 'bank-stats',
  render({bank, sectionUrl}: RegionContext): string {
    const {cards, config, sections} = bank
    const words = config.table
    const choice = findChoice(bank.templates)
    const choices = choice?.choices ?? []
    const counts = countChoices(bank, cards)
    const toTotal = (numbers: readonly number[]): NumberRow | undefined =>
      words.total === undefined ? undefined : {label: words.total, numbers}
    if (sections.length > 0) {
      return toNumberTable(
        [words.section, ...choices, words.cards],
        sections.map((section) => ({
          label: section.title,
          url: sectionUrl(section),
          numbers: [...countChoices(bank, section.cards), section.cards.length]
        })),
        toTotal([...counts, cards.length])
      )
    }

    const all = {label: words.total ?? '', numbers: [cards.length]}
    return toNumberTable(
      [choice?.label ?? '', words.cards],
      choices.map((label, at) => ({label, numbers: [counts[at] ?? 0]})),
      choices.length > 0 ? toTotal(all.numbers) : all
    )
  }
}
