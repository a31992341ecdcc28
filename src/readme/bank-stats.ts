/** A table of the cards: sections × values of the first choice field, with totals. */
import type {PhrasingContent, Table, TableRow} from 'mdast'
import {gfmTableToMarkdown} from 'mdast-util-gfm-table'
import {toMarkdown} from 'mdast-util-to-markdown'
import type {Bank, Card} from '../bank/model.ts'
import type {ChoiceField} from '../template/model.ts'
import type {RegionContext, RegionKind} from './region.ts'
import {unsafeInGfm} from './unsafe.ts'

export const bankStats: RegionKind = {
  name: 'bank-stats',
  render({bank, sectionUrl}: RegionContext): string {
    const choice = bank.template.fields.find(
      (field): field is ChoiceField => field.kind === 'choice'
    )
    const choices = choice?.choices ?? []
    const toCells = (cards: readonly Card[]): string[] => [
      ...choices.map((value) =>
        String(
          cards.filter((card) => getChoice(bank, card, choice) === value).length
        )
      ),
      String(cards.length)
    ]
    const table: Table = {
      type: 'table',
      align: [null, ...choices.map(() => 'right' as const), 'right'],
      children: [
        toRow(['Section', ...choices, 'Cards'].map(toText)),
        ...bank.sections.map((section) =>
          toRow([
            {
              type: 'link',
              url: sectionUrl(section),
              children: [toText(section.title)]
            },
            ...toCells(section.cards).map(toText)
          ])
        ),
        toRow(['Total', ...toCells(bank.cards)].map(toText))
      ]
    }
    return toMarkdown(table, {
      extensions: [gfmTableToMarkdown()],
      unsafe: unsafeInGfm
    })
  }
}

/** The value of a choice field, as it stands in the card. */
function getChoice(
  bank: Bank,
  card: Card,
  choice: ChoiceField | undefined
): string | undefined {
  const field = card.fields.find(({template}) => template === choice)
  return field && bank.text.slice(field.value.start, field.value.end)
}

function toText(value: string): PhrasingContent {
  return {type: 'text', value}
}

function toRow(cells: PhrasingContent[]): TableRow {
  return {
    type: 'tableRow',
    children: cells.map((cell) => ({type: 'tableCell', children: [cell]}))
  }
}
