/** Splits a card into its heading and fields, and a field into its label and bullets. */
import type {Bank, Card, Field} from '../../bank/model.ts'
import {getFieldEnd} from '../../bank/model.ts'
import {lineStartOf} from '../../markdown/offsets.ts'
import {formatMarker, isInlineField} from '../../template/model.ts'
import type {FieldTemplate, Template} from '../../template/model.ts'
import type {Piece, Sequence} from './piece.ts'
import {cut} from './piece.ts'

/** Templates of fields, by their pieces. */
const templates = new WeakMap<Piece, FieldTemplate>()

/**
 * @param hasNumbers whether numbers before titles only show where cards are: then they are set after the merge
 * @returns the card as a piece; all cards of such a bank have the first number
 */
export function toCardPiece(
  bank: Bank,
  card: Card,
  hasNumbers: boolean
): Piece {
  const {text} = bank
  const {heading, id} = card
  const source = text.slice(card.start, card.end).trimEnd()
  const end = heading.end - card.start
  const title = hasNumbers
    ? withFirstNumber(source.slice(0, end), card)
    : source.slice(0, end)
  const whole = hasNumbers ? title + source.slice(end) : source
  return {
    text: whole,
    key: heading.title,
    ...(id && {id: id.value}),
    isCard: true,
    get words() {
      const values = card.fields.map(({value}) =>
        text.slice(value.start, value.end)
      )
      return [[heading.title, ...values].join('\n')]
    },
    split() {
      // Text before the changed number is not split.
      const shift = title.length - end
      const starts = [
        ...(id ? [id.start] : []),
        ...card.fields.map((field) => startOf(text, field)),
        ...(card.closing ? [card.closing.start] : [])
      ]
      const parts = cut(whole, [
        0,
        ...starts.map((start) => start - card.start + shift)
      ])
      if (!parts) return undefined
      const [first = '', ...others] = parts.texts
      const [ids, fields, closings] = [
        others.slice(0, id ? 1 : 0),
        others.slice(id ? 1 : 0, card.closing ? -1 : undefined),
        others.slice(card.closing ? -1 : others.length)
      ]
      return {
        pieces: [
          {text: first, key: 'heading', rank: -1},
          ...ids.map(toIdPiece),
          ...fields.map((each, index) => toFieldPiece(each, card, index, bank)),
          ...closings.map(toClosingPiece)
        ],
        gaps: parts.gaps,
        between: betweenFields
      }
    }
  }
}

function startOf(text: string, {label}: Field): number {
  return label.form === 'inline'
    ? label.start
    : lineStartOf(text, label.lineStart)
}

/** Two branches may each have given the card an id: one is enough. */
function toIdPiece(text: string): Piece {
  return {text, key: 'id', rank: -0.5, isGenerated: true}
}

/** What closes a card comes after all fields, also after new ones. */
function toClosingPiece(text: string): Piece {
  return {text, key: 'closing', rank: Infinity}
}

function toFieldPiece(
  text: string,
  {fields, template}: Card,
  index: number,
  {text: source}: Bank
): Piece {
  const field = fields[index] as Field
  const own = field.template
  const piece: Piece = {
    text,
    key: `${own.label}:`,
    rank: template.fields.indexOf(own),
    split: () => splitBullets(text, field, source, startOf(source, field))
  }
  templates.set(piece, own)
  return piece
}

/** The heading with the number of the first card, if its own number is right. */
function withFirstNumber(
  heading: string,
  {heading: {number}, template}: Card
): string {
  const marker = formatMarker(template, number)
  const at = findMarker(heading, marker, template)
  return at === undefined
    ? heading
    : heading.slice(0, at) +
        formatMarker(template, template.card.number?.first) +
        heading.slice(at + marker.length)
}

/** @returns the offset of the marker in a heading: its start, or in a summary, after the tag that opens the card */
export function findMarker(
  heading: string,
  marker: string,
  {card}: Template
): number | undefined {
  const at = card.as === 'details' ? heading.indexOf(marker) : 0
  return at !== -1 && heading.startsWith(marker, at) ? at : undefined
}

/** A line that others follow ends in a hard break. */
function betweenFields(before: Piece, after: Piece): string {
  const template = templates.get(before)
  const isLine = template && isInlineField(template) && !/\n/.test(before.text)
  return isLine && !templates.get(after)?.details ? '  \n' : '\n\n'
}

/** Numbered bullets have an order: such a list is split into lines of text. */
const marker = /^[ \t]*[-*+][ \t]/

function splitBullets(
  piece: string,
  field: Field,
  text: string,
  start: number
): Sequence | undefined {
  const {bullets, closing} = field
  // Text after the value is not part of its list.
  if (bullets.length === 0 || start + piece.length > getFieldEnd(field)) {
    return undefined
  }

  const offsets = bullets.map((bullet) => lineStartOf(text, bullet.start))
  if (closing) offsets.push(lineStartOf(text, closing.start))
  const parts = cut(piece, [0, ...offsets.map((offset) => offset - start)])
  const [label = '', ...others] = parts?.texts ?? []
  const items = others.slice(0, bullets.length)
  if (!parts || !items.every((each) => marker.test(each))) return undefined
  return {
    pieces: [
      {text: label, key: 'label', rank: -1},
      ...items.map((each) => ({text: each, key: each, words: [each], rank: 0})),
      ...others
        .slice(bullets.length)
        .map((each) => ({text: each, key: 'closing', rank: 1}))
    ],
    gaps: parts.gaps,
    between: (before, after) =>
      before.rank === 0 && after.rank === 0 ? '\n' : '\n\n'
  }
}
