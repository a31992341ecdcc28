/**
 * Short fields are on lines of their own in one paragraph, and Markdown runs such lines together unless each
 * ends in a hard break: two spaces, which editors like to strip, or a backslash. A blank line between two of them is the
 * opposite mistake, unless most fields of the bank are separated in this way: then each is a paragraph.
 *
 * @off Your pages are rendered with every line break, for example by remark-breaks.
 * @limits Line breaks within a question that you wrapped by hand stay.
 */
import type {Bank, Card, Field} from '../src/bank/model.ts'
import {isRightBefore} from '../src/bank/model.ts'
import {fieldsOf} from './lib/fields.ts'
import {isInlineField} from '../src/template/model.ts'
import type {Range} from '../src/markdown/offsets.ts'
import {trimEnd} from '../src/markdown/offsets.ts'
import {defineRule} from '../src/rule/define-rule.ts'
import {quote} from '../src/text/wording.ts'

const styles = {
  spaces: {text: '  ', name: 'two spaces at the end of the line'},
  backslash: {text: '\\', name: 'a backslash at the end of the line'}
}

export default defineRule(
  {
    id: 'field-break',
    description: 'Require a hard break after each short field',
    fixable: true,
    severity: 'error',
    options: {
      type: 'object',
      additionalProperties: false,
      properties: {
        style: {
          type: 'string',
          enum: ['spaces', 'backslash'],
          default: 'spaces',
          description:
            'How the hard break is written; `backslash` is for editors that strip spaces'
        }
      }
    }
  },
  function* (bank, {style}) {
    const {text, name} = styles[style]
    const gaps = findGaps(bank, text)
    const hasParagraphs = isUsual(gaps)
    for (const gap of gaps.others) {
      if (hasParagraphs && isBlank(gap.text)) continue
      const wanted = hasParagraphs ? 'a blank line' : `a hard break: ${name}`
      yield {
        place: bank.place(gap.start, gap.end),
        message: `Unexpected ${describe(gap.text)} after ${quote(gap.label)}, expected ${wanted}`,
        expected: [hasParagraphs ? '\n\n' : `${text}\n`]
      }
    }
  }
)

/** The text between a short field and the next one. */
interface Gap extends Range {
  readonly text: string
  /** Label of the field. */
  readonly label: string
  readonly card: Card
}

/** The gaps of a bank. */
interface Gaps {
  /** How many are right. */
  readonly tidy: number
  readonly others: readonly Gap[]
}

/** @param wanted the hard break, without the line ending after it */
function findGaps(bank: Bank, wanted: string): Gaps {
  const others: Gap[] = []
  const toNextLabel = `${wanted}\n**`
  let tidy = 0
  for (const each of fieldsOf(bank, 'choice', 'date', 'prose', 'tags')) {
    const {card, end, field, isPlain, template} = each
    if (!isInlineField(template)) continue
    if (isPlain && bank.text.startsWith(toNextLabel, end)) {
      tidy++
      continue
    }

    const next = card.fields[card.fields.indexOf(field) + 1]
    if (!next || !isOneParagraph(bank, field, next)) continue
    const gap = {start: findTextEnd(bank, field), end: next.label.lineStart}
    if (isHardBreak(bank.text, gap, wanted)) {
      tidy++
      continue
    }

    const text = bank.text.slice(gap.start, gap.end)
    others.push({...gap, text, label: template.label, card})
  }

  return {tidy, others}
}

/** Whether a range is exactly that hard break. */
function isHardBreak(
  text: string,
  {start, end}: Range,
  wanted: string
): boolean {
  const lineEnd = start + wanted.length
  return (
    text.startsWith(wanted, start) &&
    (text.startsWith('\r', lineEnd) ? lineEnd + 2 : lineEnd + 1) === end
  )
}

/** On so few cards, all may have the same mistake by chance. */
const fewCards = 2

/** Whether most gaps of a bank are blank lines, on more than a few cards: then its authors write like this. */
function isUsual({others, tidy}: Gaps): boolean {
  const blank = others.filter(({text}) => isBlank(text))
  return (
    blank.length * 2 > others.length + tidy &&
    new Set(blank.map(({card}) => card)).size > fewCards
  )
}

function isBlank(gap: string): boolean {
  return !/[<␠]/.test(gap) && /\n[ \t]*\r?\n/.test(gap)
}

function describe(gap: string): string {
  if (gap.includes('<')) return '`<br>`'
  if (gap.includes('␠')) return '`␠`'
  return isBlank(gap) ? 'blank line' : 'line break'
}

/** The end of the value, without a line break that people write as HTML, or copy with the symbols for it. */
function findTextEnd({text}: Bank, {value: {start, end}}: Field): number {
  if (!/[>␠]/.test(text.charAt(end - 1))) return end
  const tag = /(?:<br[ \t]*\/?>|␠{1,4})$/i.exec(text.slice(start, end))
  const textEnd = tag ? trimEnd(text, start + tag.index) : end
  return textEnd > start ? textEnd : end
}

/** A block in a value, or a blank line before it. */
const block = /\n[ \t]*(?:[-+*>|#<]|\d{1,9}[.)]|`{3}|~{3}|\r?\n)|^[ \t]*\r?\n/

/** Whether the next label can be in the same paragraph: the value of a short field is one line of text. */
function isOneParagraph({text}: Bank, field: Field, next: Field): boolean {
  const {label, value} = field
  if (value.start === value.end) return false
  if (label.form !== 'paragraph' || next.label.form !== 'paragraph')
    return false
  // Bold around the value ends after it.
  if (label.boldEnd !== undefined) return false
  if (!isRightBefore(field, next, text)) return false
  // If its value is on another line, the label is fixed first; a block in the value ends the paragraph.
  const lineEnd = text.indexOf('\n', label.end)
  return lineEnd >= value.end || !block.test(text.slice(label.end, value.end))
}
