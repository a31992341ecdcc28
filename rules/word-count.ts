/**
 * A question that is asked aloud has to be short enough to be remembered, and a bullet short enough to be recognized while
 * a candidate speaks. The template may limit the words of prose, and of each bullet. What is between spaces is a word, also a bold lead
 * (`**Must:**`), a number, and code; a sign alone (`×`) is not. Where a script has no spaces, a dictionary finds the words.
 */
import {bulletMarker} from '../src/bank/label-candidates.ts'
import {fieldsOf} from './lib/fields.ts'
import {findWords} from './lib/find-words.ts'
import type {Bank} from '../src/bank/model.ts'
import type {Range} from '../src/markdown/offsets.ts'
import type {Limits} from '../src/template/model.ts'
import type {Problem} from '../src/rule/define-rule.ts'
import {defineRule} from '../src/rule/define-rule.ts'
import {count} from '../src/text/wording.ts'
import {nameField} from '../src/template/name-field.ts'

export default defineRule(
  {
    id: 'word-count',
    description:
      'Require as many words in prose, and in each bullet, as the template asks for',
    severity: 'error'
  },
  function* (bank) {
    const fields = fieldsOf(bank, 'prose', 'bullets')
    for (const each of fields.filter(({template}) => template.words)) {
      const {field, template} = each
      if (!template.words) continue
      if (template.kind === 'prose') {
        const name = nameField(template)
        yield* checkText(bank, each, template.words, name)
      } else {
        const name = `a bullet of ${nameField(template)}`
        for (const bullet of field.bullets) {
          yield* checkText(bank, bullet, template.words, name)
        }
      }
    }
  }
)

function* checkText(
  bank: Bank,
  {start, end}: Range,
  {min = 0, max = Infinity}: Limits,
  name: string
): Iterable<Problem> {
  // The number of a numbered bullet is not a word; offsets stay the same.
  const text = bank.text
    .slice(start, end)
    .replace(bulletMarker, (marker) => ' '.repeat(marker.length))
  const words = findWords(hideComments(text))
  const amount = words.length
  // Other rules report empty values.
  if (amount === 0 || (amount >= min && amount <= max)) return
  // Too many words are reported at the first one that is too much.
  const from = amount < min ? words[0] : words[max]
  const to = words.at(-1)
  yield {
    place: bank.place(start + (from?.start ?? 0), start + (to?.end ?? 0)),
    message: `Unexpected ${count(amount, 'word')} in ${name}, expected ${amount < min ? `at least ${min}` : `at most ${max}`}`
  }
}

/** The text with spaces in place of what readers do not see. */
function hideComments(text: string): string {
  let result = ''
  let at = 0
  for (;;) {
    const start = text.indexOf('<!--', at)
    const end = start === -1 ? -1 : text.indexOf('-->', start)
    if (end === -1) return result + text.slice(at)
    result += text.slice(at, start) + ' '.repeat(end + 3 - start)
    at = end + 3
  }
}
