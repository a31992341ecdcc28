/** Checks the beginning and the end of a card without a heading: a `<details>`, a bold paragraph, a list item. */
import type {Bank, Card} from '../../src/bank/model.ts'
import {getBodyEnd} from '../../src/bank/model.ts'
import {
  columnsBetween,
  lineStartOf,
  trimEnd
} from '../../src/markdown/offsets.ts'
import type {Problem} from '../../src/rule/define-rule.ts'
import {detailsEnd, formatLead} from '../../src/template/model.ts'
import {findNumeral} from '../../src/template/numerals.ts'
import {findFirst} from '../../src/text/binary-search.ts'
import {quote} from '../../src/text/wording.ts'

/** Checks the text before the title. */
export function checkLead(bank: Bank, card: Card): Problem | undefined {
  const {heading, number, template} = card
  const {lead, part, start, title, titleRange} = heading
  // Markdown counts items itself.
  if (part !== '' || lead === '' || heading.form === 'item') return undefined
  const expected = formatLead(template, number)
  const found = bank.text.slice(start, titleRange.end).indexOf(lead)
  if (lead === expected || found === -1) return undefined
  const at = start + found
  // Markup around the number ends in the title, or after it: then only the number is replaced.
  const end = at + lead.length
  const isPlain = !/[*_<]/.test(lead) && title !== '' && titleRange.start >= end
  if (isPlain) {
    return {
      place: bank.place(at, end),
      message: `Unexpected ${quote(lead)} before a title, expected ${quote(expected)}`,
      expected: [expected]
    }
  }

  const digits = findNumeral(lead)
  if (!digits || number === undefined || heading.number === number) {
    return undefined
  }

  const from = at + digits.index
  const written = findNumeral(expected)?.text ?? String(number)
  return {
    place: bank.place(from, from + digits.text.length),
    message: `Unexpected number ${quote(digits.text)} of a card, expected ${quote(written)}`,
    expected: [written]
  }
}

/** Checks where a card in a `<details>` begins and ends: Markdown and GitHub must recognize both. */
export function* checkEnclosure(bank: Bank, card: Card): Iterable<Problem> {
  const {closing, heading} = card
  if (heading.form !== 'details') return
  const glued = checkStart(bank, card)
  if (glued) yield glued
  if (!closing) {
    yield reportOpen(bank, card)
  } else if (closing.isSwallowed) {
    const start = trimEnd(bank.text, closing.start)
    const actual = bank.text.slice(closing.start, closing.end)
    yield {
      place: bank.place(start, closing.end),
      actual,
      message: `Unexpected ${quote(actual)} right below other text, which Markdown makes it a part of, expected a blank line before it`,
      expected: [`\n\n${actual}`]
    }
  }
}

/** Text directly below a summary is HTML, and is shown as it is written. */
function checkStart(bank: Bank, card: Card): Problem | undefined {
  const {fields, heading} = card
  const {text} = bank
  const [first] = fields
  if (first?.label.form !== 'none') return undefined
  const {start} = first.value
  const textStart = skipTags(text, start)
  if (textStart >= getBodyEnd(card)) return undefined
  if (/\n[ \t]*\r?\n/.test(text.slice(heading.end, textStart))) {
    return undefined
  }

  // After a blank line, so much white space would make code of it.
  const lineStart = Math.max(heading.end, lineStartOf(text, start))
  const isCertain = columnsBetween(text, lineStart, start) < codeIndent
  const from = Math.max(heading.start, lineStartOf(text, heading.end))
  const actual = text.slice(from, heading.end)
  return {
    place: bank.place(from, lineStart),
    actual,
    message: `Unexpected text right after ${quote(actual)}, expected a blank line between them`,
    ...(isCertain && {expected: [`${actual}\n\n`]})
  }
}

/** With so many columns before it, a line is code (CommonMark 4.4). */
const codeIndent = 4

/** An element without an end hides the rest of the page. */
function reportOpen(bank: Bank, card: Card): Problem {
  const {blocks, text} = bank
  const {section, start, template} = card
  const next = blocks[findFirst(blocks, (block) => block.start > start)]
  // It may contain another `<details>` or a heading, or these may be beside it.
  const depth = /^#{1,6}(?=\s)/.exec(
    text.slice(next?.start ?? text.length, (next?.start ?? 0) + 7)
  )?.[0].length
  const isCertain = next?.card
    ? Boolean(template.card.number) || template.card.prefix !== ''
    : !next || (depth ?? 7) <= (section?.heading.depth ?? 0)
  const end = trimEnd(text, card.end)
  const from = Math.max(start, lineStartOf(text, end))
  return {
    place: bank.place(from, end),
    message: `Unexpected open \`<details>\` of a card, expected ${quote(detailsEnd)} at its end`,
    ...(isCertain && {
      expected: [`${text.slice(from, end)}\n\n${detailsEnd}`]
    })
  }
}

/** @returns the offset after tags and white space: HTML may follow HTML */
function skipTags(text: string, from: number): number {
  const tags = /(?:<\/?[a-z][^<>]*>|\s)*/iy
  tags.lastIndex = from
  tags.exec(text)
  return tags.lastIndex
}
