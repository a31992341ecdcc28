/**
 * Short fields are on lines of their own in one paragraph, and Markdown runs such lines together unless each
 * ends in a hard break: two spaces, which editors like to strip, or a backslash. A blank line between two of them is the
 * same mistake the other way round, unless most fields of the bank are so: then each is a paragraph there.
 *
 * @off Your pages are rendered with every line break, for example by remark-breaks.
 * @limits Line breaks within a question that you wrapped by hand stay.
 */
import type {Bank, Card, Field} from '../src/bank/model.ts'
import {isRightBefore} from '../src/bank/model.ts'
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
    const gaps = findGaps(bank)
    const hasParagraphs = isUsual(
      gaps.filter(({text}) => isBlank(text)),
      gaps
    )
    for (const gap of gaps) {
      if (gap.text.replace('\r', '') === `${text}\n`) continue
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

/** What is between a short field and the next. */
interface Gap extends Range {
  readonly text: string
  /** Of the field. */
  readonly label: string
  readonly card: Card
}

/** As many cards can all have the same mistake by chance. */
const fewCards = 2

function findGaps(bank: Bank): Gap[] {
  return bank.cards.flatMap((card) =>
    card.fields.flatMap((field, index) => {
      const next = card.fields[index + 1]
      if (!next || !isOneParagraph(bank, field, next)) return []
      const start = findTextEnd(bank, field)
      const end = next.label.lineStart
      const text = bank.text.slice(start, end)
      return [{start, end, text, label: field.template.label, card}]
    })
  )
}

/** Whether most gaps of a bank are such, on more than a few cards: that is how its authors write, then. */
function isUsual(some: readonly Gap[], all: readonly Gap[]): boolean {
  return (
    some.length * 2 > all.length &&
    new Set(some.map(({card}) => card)).size > fewCards
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

/** Where the value ends without the break that people write as HTML, or copy with the signs that show it. */
function findTextEnd({text}: Bank, {value: {start, end}}: Field): number {
  const tag = /(?:<br[ \t]*\/?>|␠{1,4})$/i.exec(text.slice(start, end))
  const textEnd = tag ? trimEnd(text, start + tag.index) : end
  return textEnd > start ? textEnd : end
}

/** Whether the value of a short field is text that can go on, in the same paragraph, with the next label. */
function isOneParagraph(bank: Bank, field: Field, next: Field): boolean {
  const {label, template, value} = field
  if (!isInlineField(template) || value.start === value.end) return false
  if (!isRightBefore(field, next, bank.text)) return false
  if (label.form !== 'paragraph' || next.label.form !== 'paragraph')
    return false
  // Bold around the value ends behind it.
  if (label.boldEnd !== undefined) return false
  // With its value on another line, the label is put right first; a block in the value ends the paragraph.
  const text = bank.text.slice(label.end, value.end)
  return !/\n[ \t]*(?:[-+*>|#<]|\d{1,9}[.)]|`{3}|~{3}|\r?\n)|^[ \t]*\r?\n/.test(
    text
  )
}
