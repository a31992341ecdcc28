/**
 * A label with nothing after it promises what is not there. What a choice, a date, tags, or a list of a certain length lack is reported
 * by the rules about them.
 *
 * @off A field is written later. Better: give it `optional: true`, and leave the label out until then.
 * @limits Empty choices, tags, and fields with a minimum are reported by `choice-value`, `tags-format`, `bullet-count`
 * and `prose-length`.
 */
import {fieldsOf} from './lib/fields.ts'
import type {FieldTemplate} from '../src/template/model.ts'
import {defineRule} from '../src/rule/define-rule.ts'
import {nameField} from '../src/template/name-field.ts'

export default defineRule(
  {
    id: 'no-empty-field',
    description: 'Disallow labels without a value',
    severity: 'error'
  },
  function* (bank) {
    const open = fieldsOf(bank, 'bullets', 'content', 'options', 'prose')
    const empty = open.filter(({end, start}) => isBlank(bank.text, start, end))
    for (const {field, template} of empty) {
      if (isReportedElsewhere(template)) continue
      const {label} = field
      if (label.form === 'none') continue
      yield {
        place: bank.place(label.start, label.end),
        message: `Unexpected empty ${nameField(template)}, expected ${expectations[template.kind]}`
      }
    }
  }
)

const expectations = {
  bullets: 'bullets below it',
  content: 'text, code, or an image',
  options: 'check boxes below it',
  prose: 'text after it'
}

function isBlank(text: string, start: number, end: number): boolean {
  // Most values begin with a letter or markup.
  const first = text.charCodeAt(start)
  if (start < end && first > 32 && first < 127) return false
  return text.slice(start, end).trim() === ''
}

/** Whether another rule requires a value, as the template has a minimum. */
function isReportedElsewhere(template: FieldTemplate): boolean {
  return 'min' in template && (template.min ?? 0) > 0
}
