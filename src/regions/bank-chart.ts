/**
 * Bars of text that show how many cards each section has; without sections, how many each value of the first choice
 * has. GitHub does not show SVG inside a README, and an SVG file could be stale: text works everywhere.
 */
import {findChoice} from '../template/model.ts'
import {countChoices} from './count-choices.ts'
import type {ChartRow} from './number-table.ts'
import {toChart} from './number-table.ts'
import type {RegionContext, RegionKind} from './region.ts'

export const bankChart: RegionKind = {
  name: 'bank-chart',
  render({bank, sectionUrl}: RegionContext): string {
    const {cards, config, sections, templates} = bank
    const counts = countChoices(bank, cards)
    const choices = findChoice(templates)?.choices ?? []
    const rows: readonly ChartRow[] =
      sections.length > 0
        ? sections.map((section) => ({
            label: section.title,
            url: sectionUrl(section),
            number: section.cards.length
          }))
        : choices.map((label, at) => ({label, number: counts[at] ?? 0}))
    const all = {label: config.table.cards, number: cards.length}
    return toChart(rows.length > 0 ? rows : [all])
  }
}
