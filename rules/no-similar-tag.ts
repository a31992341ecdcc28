/**
 * A tag that is used once or twice beside a much more frequent one that means the same: whoever searches finds half. Tags
 * are alike when nothing but hyphens, a plural or one letter differs, or one is the beginning of the other.
 */
import type {Bank} from '../src/bank/model.ts'
import {defineRule} from '../src/rule/define-rule.ts'
import {quote} from '../src/rule/text.ts'
import {distance} from 'fastest-levenshtein'

/** The other tag is this many times as frequent. */
const ratio = 3

/** Shorter words are alike by chance. */
const shortest = 5

export default defineRule(
  {
    id: 'no-similar-tag',
    description:
      'Disallow a rare tag beside a frequent one that means the same',
    repair: 'suggest',
    severity: 'warning'
  },
  function* (bank) {
    const uses = findTags(bank)
    const counts = new Map<string, number>()
    for (const {tag} of uses) counts.set(tag, (counts.get(tag) ?? 0) + 1)
    const frequent = [...counts].filter(([, amount]) => amount >= ratio)
    const found = new Map<string, string | undefined>()
    for (const {tag, start} of uses) {
      const own = counts.get(tag) ?? 0
      if (!found.has(tag)) {
        found.set(
          tag,
          frequent.find(
            ([other, amount]) =>
              other !== tag && amount >= ratio * own && isAlike(tag, other)
          )?.[0]
        )
      }

      const other = found.get(tag)
      if (other === undefined) continue
      yield {
        place: bank.place(start, start + tag.length),
        message: `Unexpected tag ${quote(tag)}, expected ${quote(other)}, which is used ${counts.get(other) ?? 0} times`,
        // Two candidates: which tag is right is for a person to say.
        expected: [other, `${other},${tag}`]
      }
    }
  }
)

function findTags(bank: Bank): {tag: string; start: number}[] {
  const tags: {tag: string; start: number}[] = []
  for (const {fields} of bank.cards) {
    for (const {template, value} of fields) {
      if (template.kind !== 'tags') continue
      const text = bank.text.slice(value.start, value.end)
      for (const match of text.matchAll(/[^,\s]+/g)) {
        tags.push({tag: match[0], start: value.start + match.index})
      }
    }
  }

  return tags
}

function isAlike(left: string, right: string): boolean {
  const [one, other] = [left, right].map((tag) =>
    tag
      .toLowerCase()
      .replace(/[-_]/g, '')
      .replace(/(?:es|s)$/, '')
  ) as [string, string]
  if (one === other) return true
  const [short, long] = one.length < other.length ? [one, other] : [other, one]
  if (
    short.length >= shortest - 1 &&
    long.startsWith(short) &&
    !/[-_]/.test(left + right)
  ) {
    return true
  }

  return short.length >= shortest && distance(one, other) === 1
}
