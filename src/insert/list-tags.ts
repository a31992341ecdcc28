import type {Bank} from '../bank/model.ts'
import type {FieldTemplate} from '../template/model.ts'

/** @returns the tags of a field in all cards, most used first */
export function listTags(field: FieldTemplate, {cards, text}: Bank): string[] {
  const amounts = new Map<string, number>()
  for (const {fields} of cards) {
    for (const {template, value} of fields) {
      if (template !== field) continue
      for (const part of text.slice(value.start, value.end).split(',')) {
        const tag = part.trim()
        if (tag !== '') amounts.set(tag, (amounts.get(tag) ?? 0) + 1)
      }
    }
  }

  return [...amounts]
    .sort(([, left], [, right]) => right - left)
    .map(([tag]) => tag)
}
