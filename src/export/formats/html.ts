/** A fragment for your own page: sections, with an article for each card. No styles, no scripts. */
import type {BankData, CardData, FieldData} from '../card-data.ts'
import {templateOf} from '../card-data.ts'
import {findTemplate} from '../card-markdown.ts'
import type {Format} from '../format.ts'
import {toSafeHtml, toSafeInlineHtml} from '../html.ts'
import {escapeHtml} from '../../text/escape.ts'

export const html: Format = {
  render: (banks) => banks.map(renderBank).join('')
}

function renderBank(bank: BankData): string {
  const lines: string[] = []
  let section: string | undefined
  for (const card of bank.cards) {
    if (card.section !== section || lines.length === 0) {
      if (lines.length > 0) lines.push('</section>')
      lines.push('<section>')
      section = card.section
      if (section !== undefined) lines.push(`<h2>${escapeHtml(section)}</h2>`)
    }

    lines.push(renderCard(card, bank))
  }

  if (lines.length > 0) lines.push('</section>')
  return lines.map((line) => `${line}\n`).join('')
}

function renderCard(card: CardData, bank: BankData): string {
  const id = card.id === undefined ? '' : ` id="card-${escapeHtml(card.id)}"`
  const title = toSafeInlineHtml(card.title, bank.definitions)
  const fields = card.fields.map((field) => renderField(field, card, bank))
  return `<article${id}>\n<h3>${title}</h3>\n${fields.join('')}</article>`
}

function renderField(field: FieldData, card: CardData, bank: BankData): string {
  const {label, kind, markdown} = field
  const value = toSafeHtml(markdown, bank.definitions)
  const name = escapeHtml(label)
  if (findTemplate(field, templateOf(card, bank))?.details) {
    return `<details class="${kind}">\n<summary>${name}</summary>\n${value}\n</details>\n`
  }

  const heading = label === '' ? '' : `<h4>${name}</h4>\n`
  return `<div class="${kind}">\n${heading}${value}\n</div>\n`
}
