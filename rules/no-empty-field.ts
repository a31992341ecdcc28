/**
 * A label with nothing after it promises what is not there. What a choice, a date, tags, or a list of a certain length lack is reported
 * by the rules about them.
 *
 * @off A field is written later. Better: give it `optional: true`, and leave the label out until then.
 * @limits Empty choices, tags, and fields with a minimum are reported by `choice-value`, `tags-format`, `bullet-count`
 * and `prose-length`.
 */
import type {Field} from '../src/bank/model.ts'
import {defineRule} from '../src/rule/define-rule.ts'
import {nameField} from '../src/template/name-field.ts'

export default defineRule(
  {
    id: 'no-empty-field',
    description: 'Disallow labels without a value',
    severity: 'error'
  },
  function* (bank) {
    for (const {fields} of bank.cards) {
      for (const field of fields) {
        const {label, template, value} = field
        if (isToldElsewhere(field)) continue
        if (bank.text.slice(value.start, value.end).trim() !== '') continue
        yield {
          place: bank.place(label.start, label.end),
          message: `Unexpected empty ${nameField(template)}, expected ${expectations[template.kind] ?? 'a value'}`
        }
      }
    }
  }
)

const expectations: Partial<Record<Field['template']['kind'], string>> = {
  bullets: 'bullets below it',
  content: 'text, code, or an image',
  options: 'check boxes below it',
  prose: 'text after it'
}

/** Whether another rule asks for a value: by its kind, or by the fewest that there may be. */
function isToldElsewhere({label, template}: Field): boolean {
  if (label.form === 'none') return true
  switch (template.kind) {
    case 'choice':
    case 'date':
    case 'tags': {
      return true
    }

    case 'content': {
      return false
    }

    default: {
      return (template.min ?? 0) > 0
    }
  }
}
