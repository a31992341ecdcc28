/**
 * Bullets are written as `- text`: one marker and one space, no numbers, no check boxes, no blank lines between them. Numbers
 * promise an order that nobody meant; signs such as `•` look like a list and are none.
 */
import type {ListItem} from 'mdast'
import type {Bank, Field} from '../src/bank/model.ts'
import type {Problem} from '../src/rule/define-rule.ts'
import {defineRule} from '../src/rule/define-rule.ts'
import {quote} from '../src/rule/text.ts'

export default defineRule(
  {
    id: 'bullet-style',
    description: 'Require bullets as `- text`, one below the other',
    repair: 'fix',
    severity: 'error'
  },
  function* (bank) {
    for (const card of bank.cards) {
      for (const field of card.fields) {
        if (field.template.kind !== 'bullets') continue
        const problems = [
          ...checkBullets(bank, field),
          ...checkGaps(bank, field),
          ...checkSigns(bank, field)
        ]
        yield* problems.sort(
          (left, right) =>
            (left.place.start.offset ?? 0) - (right.place.start.offset ?? 0)
        )
      }
    }
  }
)

/** A marker of any kind, the spaces behind it, and a check box. */
const marker = /(?:[-+*]|\d{1,9}[.)])[ \t]*(?:\[[ xX]\][ \t]+)?/y

function* checkBullets(bank: Bank, {bullets}: Field): Iterable<Problem> {
  for (const bullet of bullets) {
    const start = bullet.position?.start.offset
    const child = bullet.children[0]
    // A bullet that is nothing but a block (code, a quote) is not one of a card's.
    if (start === undefined || child?.type !== 'paragraph') continue
    marker.lastIndex = start
    const text = marker.exec(bank.text)?.[0]
    if (text === undefined || text === '- ') continue
    // `-[ ] text` without the space is text.
    const end = child.position?.start.offset
    if (end === undefined || end !== start + text.length) continue
    yield {
      place: bank.place(start, end),
      message: `Unexpected bullet ${quote(text)}, expected \`-\` and one space`,
      actual: text,
      expected: ['- ']
    }
  }
}

function* checkGaps(bank: Bank, {bullets}: Field): Iterable<Problem> {
  for (const [index, bullet] of bullets.entries()) {
    const next = bullets[index + 1]
    const start = endOf(bullet)
    const end = next?.position?.start.offset
    if (start === undefined || end === undefined) continue
    if (!isOneLine(bullet)) continue
    const gap = bank.text.slice(start, end)
    if (!/^[ \t]*\r?\n(?:[ \t]*\r?\n)+[ \t]*$/.test(gap)) continue
    yield {
      place: bank.place(start, end),
      message:
        'Unexpected blank line between bullets, expected one below the other',
      expected: ['\n']
    }
  }
}

/** Signs that people paste from elsewhere, at the start of a line; a hyphen without the space. */
const sign = /^[ \t]*(?:[•‣◦▪●○·∙⁃–—][ \t]*|[-*](?=[\p{L}"'“(]))/u

function* checkSigns(bank: Bank, {value}: Field): Iterable<Problem> {
  let offset = value.start
  for (const line of bank.text.slice(value.start, value.end).split('\n')) {
    const text = sign.exec(line)?.[0]
    if (text !== undefined && text.trim() !== '' && line.length > text.length) {
      // A line that goes on with text is set apart from the one above by its marker alone.
      yield {
        place: bank.place(offset, offset + text.length),
        message: `Unexpected sign ${quote(text)} for a bullet, expected \`-\` and one space`,
        actual: text,
        expected: ['- ']
      }
    }

    offset += line.length + 1
  }
}

function endOf(bullet: ListItem): number | undefined {
  return bullet.children.at(-1)?.position?.end.offset
}

function isOneLine(bullet: ListItem): boolean {
  return bullet.children.every(({type}) => type === 'paragraph')
}
