/**
 * Notes for Anki's text import. A note has the same guid in each export, so that importing again updates it. A card is
 * identified by its id, or without one, by its title.
 */
import {createHash} from 'node:crypto'
import {fold} from '../../text/fuzzy-match.ts'
import type {BankData, CardData} from '../card-data.ts'
import type {Format, FormatOptions} from '../format.ts'
import {toSafeHtml, toSafeInlineHtml} from '../html.ts'
import type {Question} from '../question.ts'
import {
  toAskedMarkdown,
  toLetter,
  toOthersMarkdown,
  toQuestions
} from '../question.ts'
import {formatRows} from './csv.ts'

/** Settings of the file for Anki (its manual, "Text Files"). */
const head = [
  '#separator:tab',
  '#html:true',
  '#notetype:Basic',
  '#columns:Guid\tDeck\tTags\tFront\tBack',
  '#guid column:1',
  '#deck column:2',
  '#tags column:3'
]

export const anki: Format = {
  render(banks, options) {
    const rows = toNotes(banks, options).map(
      ({guid, deck, tags, front, back}) => [
        ...[guid, deck, tags.join(' '), front, back]
      ]
    )
    return `${head.join('\n')}\n${formatRows(rows, '\t', '\n')}`
  }
}

/** A note. */
export interface AnkiNote {
  /** The same for a card in every export. */
  readonly guid: string
  /** Path of its deck: names with two colons between them. */
  readonly deck: string
  /** Without spaces. */
  readonly tags: readonly string[]
  /** HTML of the question. */
  readonly front: string
  /** HTML of the answer. */
  readonly back: string
  readonly bank: BankData
}

/** @returns a note for each card */
export function toNotes(
  banks: readonly BankData[],
  options: FormatOptions
): AnkiNote[] {
  const seen = new Map<string, number>()
  return [...toQuestions(banks, options)].map((question) => {
    const {card, bank, tags} = question
    const deck = [bank.title, card.section ?? []].flat().map(toDeck)
    const key = toKey(card)
    const times = seen.get(key) ?? 0
    seen.set(key, times + 1)
    return {
      guid: toGuid(times === 0 ? key : `${key}\n${times}`),
      deck: deck.join('::'),
      tags: tags.map((tag) => tag.replace(/\s+/g, '-')),
      front: toFront(question),
      back: toBack(question),
      bank
    }
  })
}

function toKey({id, titleText}: CardData): string {
  return id ?? fold(titleText)
}

function toGuid(key: string): string {
  return createHash('sha256').update(key).digest('base64url').slice(0, 16)
}

/** Two colons would begin another deck. */
function toDeck(name: string): string {
  return name.replace(/:{2,}/g, ':').replace(/\s+/g, ' ').trim()
}

function toFront(question: Question): string {
  const {card, bank, options} = question
  const title = toSafeInlineHtml(card.title, bank.definitions)
  const list = options.map(
    ({markdown}) => `<li>${toSafeInlineHtml(markdown, bank.definitions)}</li>`
  )
  return disarm(
    [
      `<h3>${title}</h3>`,
      toSafeHtml(toAskedMarkdown(question), bank.definitions),
      list.length > 0 ? `<ol type="A">${list.join('')}</ol>` : ''
    ].join('')
  )
}

function toBack(question: Question): string {
  const {bank, options} = question
  const right = options.flatMap(({markdown, right: isRight}, index) =>
    isRight
      ? [
          `<p><b>${toLetter(index)}</b> ${toSafeInlineHtml(markdown, bank.definitions)}</p>`
        ]
      : []
  )
  return disarm(
    `${right.join('')}${toSafeHtml(toOthersMarkdown(question), bank.definitions)}`
  )
}

/** Anki plays `[sound:…]` and runs LaTeX on `[latex]`: text of this form is escaped. */
function disarm(html: string): string {
  return html
    .replace(/\[(?=(?:sound|anki):|\/?latex\]|\/?\${1,2}\])/gi, '&#91;')
    .replaceAll('{{', '{&#123;')
}
