/** Reads the cards of a file in an inbox, in the form in which the bank gets them. */
import type {Bank, Block, Card, Field} from '../bank/model.ts'
import {getFieldEnd} from '../bank/model.ts'
import type {NewCard} from '../insert/insert-cards.ts'
import {findSectionField} from '../inbox/borrow.ts'
import {readOwnFrontMatter} from '../inbox/file-section.ts'
import {lineStartOf} from '../markdown/offsets.ts'
import {shorten} from '../text/wording.ts'
import {collectTexts} from './texts.ts'

/** Longest part of a text that is shown, in UTF-16 units. */
const shownText = 60

/**
 * @param file in the inbox, fixed
 * @param bank of the inbox
 * @returns its cards, each without the field that names its section; or why there are none, in a sentence
 */
export function readNewCards(file: Bank, bank: Bank): NewCard[] | string {
  const {end, others, section: common} = readOwnFrontMatter(file.text)
  if (others.length > 0) return collectTexts.otherKeys(others)
  if (file.cards.length === 0) return collectTexts.noCards
  const other = findOtherText(file, end)
  if (other !== '') {
    return collectTexts.otherText(
      shorten(other.replace(/\s+/g, ' '), shownText)
    )
  }

  const own = findSectionField(bank)
  const label = own?.label ?? bank.config.table.section
  return file.cards.map((card) => {
    const field = card.fields.find(({template}) => template.label === label)
    const named =
      field && file.text.slice(field.value.start, field.value.end).trim()
    const section = named || (card.section?.title ?? common)
    const markdown =
      own && field ? without(file, card, field) : textOf(file, card)
    return {markdown, ...(section !== undefined && {section})}
  })
}

/** @returns text that is not a card or the heading of a section */
function findOtherText({blocks, sections, text}: Bank, from: number): string {
  const toText = ({start, end}: Block): string => {
    const section = sections.find(
      ({heading}) =>
        (heading.position?.start.offset ?? -1) >= start &&
        (heading.position?.end.offset ?? Infinity) <= end
    )
    const at = section?.heading.position?.end.offset ?? start
    return text.slice(Math.max(at, from), end).trim()
  }
  return blocks
    .filter(({card}) => !card)
    .map(toText)
    .filter(Boolean)
    .join(' ')
}

function textOf({text}: Bank, {start, end}: Card): string {
  return text.slice(start, end).trim()
}

/** @returns the card without a field */
function without(file: Bank, card: Card, field: Field): string {
  const {text} = file
  const start = lineStartOf(text, field.label.lineStart)
  const end = text.indexOf('\n', getFieldEnd(field))
  const below = end === -1 ? '' : text.slice(end + 1, card.end)
  return `${text.slice(card.start, start)}${below}`.trim()
}
