/**
 * The value of a choice field is exactly one of the template's choices: cards are counted and filtered by it.
 * A word in the wrong case or with one or two typing errors has only one meaning; for any other, all choices
 * are offered.
 */
import {findNearest} from '../src/bank/match.ts'
import type {Bank, Field} from '../src/bank/model.ts'
import type {ChoiceField} from '../src/bank/template.ts'
import {formatLabel} from '../src/bank/template.ts'
import type {Problem} from '../src/rule/define-rule.ts'
import {defineRule} from '../src/rule/define-rule.ts'
import {longestMessage, quote, quoteAllWithin} from '../src/rule/text.ts'

export default defineRule(
  {
    id: 'choice-value',
    description: 'Require the value of a choice field to be one of its choices',
    fixable: true,
    hasSuggestions: true,
    severity: 'error'
  },
  function* (bank) {
    for (const {fields} of bank.cards) {
      for (const field of fields) {
        if (field.template.kind !== 'choice') continue
        yield* checkValue(bank, field, field.template)
      }
    }
  }
)

function* checkValue(
  bank: Bank,
  {label, value}: Field,
  template: ChoiceField
): Iterable<Problem> {
  const {choices} = template
  const lines = bank.text.slice(value.start, value.end)
  if (choices.includes(lines)) return
  const name = quote(template.label)
  if (value.start === value.end) {
    yield {
      place: bank.place(label.start, label.end),
      message: withChoices(`Unexpected empty value of ${name}`, choices),
      expected: choices.map((choice) => `${formatLabel(template)} ${choice}`)
    }
    return
  }

  // The bold around label and value has to go first.
  if ((label.boldEnd ?? Infinity) < value.end) return
  const text = trimLine(lines.split('\n', 1)[0] ?? '')
  const end = value.start + text.length
  if (!choices.includes(text)) {
    const nearest = findNearest(stripMarkup(text), choices, (choice) => choice)
    const expected = nearest === undefined ? choices : [nearest]
    yield {
      place: bank.place(value.start, end),
      message: withChoices(
        `Unexpected value ${quote(text)} of ${name}`,
        expected
      ),
      expected
    }
    return
  }

  const rest = lines.slice(text.length)
  // What stands apart from the value is no part of it.
  if (rest === '' || /^[ \t\\]*\r?\n[ \t]*\r?\n/.test(rest)) return
  const start = value.end - rest.trimStart().length
  yield {
    place: bank.place(start, value.end),
    message: `Unexpected text behind value ${quote(text)} of ${name}, expected that value alone`
  }
}

function withChoices(problem: string, choices: readonly string[]): string {
  const start = `${problem}, expected `
  return start + quoteAllWithin(choices, longestMessage - start.length)
}

/** A line without white space, or a hard break's backslash, at its end. */
function trimLine(line: string): string {
  const end = line.trimEnd()
  return end.endsWith('\\') ? end.slice(0, -1).trimEnd() : end
}

/** The word without emphasis, code, quotation marks, brackets, and final punctuation. */
function stripMarkup(text: string): string {
  return text
    .replace(/^[\s*_`'"‘’“”([<]+/, '')
    .replace(/[\s*_`'"‘’“”)\]>.,;:!]+$/, '')
}
