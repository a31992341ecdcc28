/**
 * Tags are compared, counted and searched, so each is written in one way: lower case, hyphens instead of spaces,
 * commas between, none twice.
 */
import {defineRule} from '../src/rule/define-rule.ts'
import {quote} from '../src/rule/text.ts'

export default defineRule(
  {
    id: 'tags-format',
    description:
      'Require tags as `a,b,c`: lower case, hyphens within, no repeats',
    repair: 'fix and suggest',
    severity: 'error'
  },
  function* (bank) {
    for (const card of bank.cards) {
      for (const {label, template, value} of card.fields) {
        if (template.kind !== 'tags') continue
        const actual = bank.text.slice(value.start, value.end)
        const candidates = readTags(actual)
        const name = quote(template.label)
        if (actual === candidates[0]) continue
        if (candidates.length === 0) {
          yield {
            place: bank.place(label.start, label.end),
            message: `Unexpected empty ${name}, expected tags such as \`first-tag,second-tag\``
          }
          continue
        }

        yield {
          place: bank.place(value.start, value.end),
          message: `Unexpected ${name} ${quote(actual)}, expected ${candidates.map(quote).join(' or ')}`,
          actual,
          expected: candidates
        }
      }
    }
  }
)

/** What separates tags: punctuation, or `and` between words. */
const separator = /[,;/|，、；·•\n]+|(?:^|[ \t])(?:and|&)(?=[ \t])/i

/** @returns how the tags are to be written; two ways where spaces may be meant as commas; none without tags */
export function readTags(text: string): string[] {
  // `#one #two` needs no commas; elsewhere a `#` belongs to the tag (`c#`).
  const marked = text.replace(/(^|[\s,;])#(?=[\p{L}\p{N}])/gu, '$1,')
  const parts = marked.split(separator)
  const words = parts.map((part) => part.trim()).filter((part) => part !== '')
  const joined = format(words.map((word) => word.replace(/\s+/g, '-')))
  if (joined === '') return []
  // Three words or more without any separator are more likely a list than one long tag.
  const [only = ''] = words
  if (words.length === 1 && only.split(/\s+/).length > 2) {
    return [joined, format(only.split(/\s+/))]
  }

  return [joined]
}

function format(tags: readonly string[]): string {
  const clean = tags.map((tag) =>
    tag
      .replace(/[`'"“”‘’()[\]{}*]/g, '')
      .toLowerCase()
      .replace(/[_\s]+/g, '-')
      .replace(/-{2,}/g, '-')
      .replace(/^[-.:#]+|[-.:]+$/g, '')
  )
  return [...new Set(clean.filter((tag) => tag !== ''))].join(',')
}
