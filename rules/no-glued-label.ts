/**
 * A label on the line after a bullet is, for CommonMark, the rest of that bullet's text (a *lazy
 * continuation*): the label is no label any more and the list behind it becomes part of the list before it.
 * It looks right in the source, and formatters then indent the label and keep it there. A blank line in
 * front of the label is all it takes.
 */
import {isAfterBlankLine, trimEnd} from '../src/bank/text.ts'
import {defineRule} from '../src/rule/define-rule.ts'
import {quote} from '../src/rule/text.ts'

/** Beyond this many columns a line behind the label would be read as code (CommonMark 4.4). */
const deepestIndent = 3

export default defineRule(
  {
    id: 'no-glued-label',
    description: 'Disallow a label that is glued to the bullet above it',
    repair: 'fix',
    severity: 'error'
  },
  function* (bank) {
    for (const card of bank.cards) {
      for (const [index, field] of card.fields.entries()) {
        const {label} = field
        if (label.form !== 'glued') continue
        const end = card.fields[index + 1]?.label.lineStart ?? card.end
        const indent = label.start - label.lineStart
        const isIndentedBelow = indent > deepestIndent
        const stop = isIndentedBelow ? trimEnd(bank.text, end) : label.end
        const actual = bank.text.slice(label.lineStart, stop)
        const freed = isIndentedBelow ? dedent(actual, indent) : label.text
        yield {
          place: bank.place(label.lineStart, stop),
          message: `Unexpected label ${quote(label.text)} in the bullet above, expected a blank line before it`,
          actual,
          expected: [
            `${isAfterBlankLine(bank.text, label.lineStart) ? '' : '\n'}${freed}`
          ]
        }
      }
    }
  }
)

function dedent(text: string, indent: number): string {
  return text
    .split('\n')
    .map((line) => {
      let at = 0
      while (at < indent && (line[at] === ' ' || line[at] === '\t')) at++
      return line.slice(at)
    })
    .join('\n')
}
