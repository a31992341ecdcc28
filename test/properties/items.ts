/** A card below a heading, and the same in an item of a list: both are read, reported and fixed in the same way. */
import * as assert from 'uvu/assert'
import {readCards} from '../../src/export/card-data.ts'
import {processBank} from '../support/bank.ts'

/** A body of a card, and the fields that cards have in its bank. */
export interface Body {
  readonly text: string
  /** YAML, a line for each. */
  readonly fields: readonly string[]
  /** What comes before the item's text; of such a width is its indent. */
  readonly marker: string
}

const title = 'What is told once and read twice?'

const path = 'questions.md'

function write(card: string, fields: readonly string[], text: string): string {
  const list = fields.map((field) => `      - ${field}\n`).join('')
  return `---\nbank:\n  rules: { format: off }\n  template:\n    card: ${card}\n    fields:\n${list}---\n\n# Bank\n\n## Section\n\n${text}\n`
}

function indent(text: string, columns: number): string {
  return text.replace(/^(?=.)/gm, ' '.repeat(columns))
}

function outdent(text: string, columns: number): string {
  return text.replace(new RegExp(`^ {1,${columns}}`, 'gm'), '')
}

/** @throws AssertionError where an item is another card than what is below a heading */
export async function expectAlike({fields, marker, text}: Body): Promise<void> {
  const isOrdered = /\d/.test(marker)
  const lead = isOrdered ? `number: "${marker.trim()}"` : 'prefix: "Q:"'
  // Without a prefix, a heading is a card only if labels say so.
  const named = isOrdered ? title : `Q: ${title}`
  const head = isOrdered ? `### ${marker.trim()}` : '###'
  const below = write(
    `{ depth: 3, ${lead} }`,
    fields,
    `${head} ${named}\n\n${text}`
  )
  const inside = write(
    `{ as: item, ${lead} }`,
    fields,
    `${marker}${named}\n\n${indent(text, marker.length)}`
  )
  const [heading, item] = [
    await processBank(below, {path}),
    await processBank(inside, {path})
  ]
  const toTexts = ({messages}: typeof item): string[] =>
    messages
      .map(({line, reason, ruleId}) => `${line} ${ruleId} ${reason}`)
      .sort()
  assert.equal(toTexts(item), toTexts(heading))
  const at = item.value.indexOf(title)
  // Of two changes at one place, another one comes first; what differs then is for formatting.
  const compact = (text: string): string =>
    text.replace(/\n{2,}/g, '\n').replace(/^ +(?=- )/gm, '')
  assert.is(
    compact(outdent(item.value.slice(at), marker.length)),
    compact(heading.value.slice(heading.value.indexOf(title)))
  )
  assert.equal(item.remaining.map(String).length, heading.remaining.length)
  const [left, right] = [
    readCards(heading.bank, path).cards,
    readCards(item.bank, path).cards
  ]
  assert.equal(right, left)
}
