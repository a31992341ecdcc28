/**
 * Tags are compared, counted and searched, so each is written in one way: lower case, hyphens instead of spaces,
 * commas between, none twice. Where it cannot be seen whether two words are one tag or two (`search and rescue`, `ci/cd`),
 * the tags of the other cards decide; where they do not, the author is asked.
 *
 * @off Another system needs the spelling of your tags (capitals, spaces).
 * @limits Words without commas become tags only if other cards have these tags. A sentence is reported, not split.
 */
import type {Bank, Field} from '../src/bank/model.ts'
import type {Range} from '../src/markdown/offsets.ts'
import {fieldsOf} from './lib/fields.ts'
import {readTags, tagBullet} from './lib/tags.ts'
import {defineRule} from '../src/rule/define-rule.ts'
import {quote, quoteAll} from '../src/text/wording.ts'

export default defineRule(
  {
    id: 'tags-format',
    description:
      'Require tags as `a,b,c`: lower case, hyphens within, no repeats',
    fixable: true,
    hasSuggestions: true,
    severity: 'error'
  },
  function* (bank) {
    let known: ReadonlySet<string> | undefined
    // Many cards have the same tags.
    const right = new Set<string>()
    for (const {end, field, start} of fieldsOf(bank, 'tags')) {
      if (right.has(bank.text.slice(start, end))) continue
      const value = findTags(bank, field)
      const actual = bank.text.slice(value.start, value.end)
      if (isPlain(actual) && !hasRepeats(actual)) {
        right.add(actual)
        continue
      }

      known ??= findKnownTags(bank)
      const candidates = readTags(actual, known)
      const name = quote(field.template.label)
      if (candidates?.[0] === actual) continue
      if (!candidates) {
        yield {
          place: bank.place(value.start, value.end),
          message: `Unexpected text ${quote(actual)} in ${name}, expected tags such as \`first-tag,second-tag\``
        }
      } else if (candidates.length === 0) {
        const {label} = field
        yield {
          place: bank.place(label.start, label.end),
          message: `Unexpected empty ${name}, expected tags such as \`first-tag,second-tag\``
        }
      } else {
        const {start, end, expected} = narrow(actual, candidates)
        const wrong = actual.slice(start, end)
        yield {
          place: bank.place(value.start + start, value.start + end),
          message: `Unexpected ${quote(wrong)} in ${name}, expected ${quoteAll(expected)}`,
          actual: wrong,
          expected
        }
      }
    }
  }
)

/** Whether tags are right, apart from repetition: most are, and need no closer check. */
function isPlain(text: string): boolean {
  // Making the second expression takes longer than searching a bank with it.
  return (
    /^[a-z\d]+(?:[-,][a-z\d]+)*$/.test(text) ||
    /^[\p{Ll}\p{Lo}\p{M}\p{N}]+(?:[-,][\p{Ll}\p{Lo}\p{M}\p{N}]+)*$/u.test(text)
  )
}

function hasRepeats(text: string): boolean {
  const tags = text.split(',')
  return new Set(tags).size < tags.length
}

/** The tags of a field, without a paragraph, block, or unknown label below them, which other rules report. */
function findTags(bank: Bank, {value}: Field): Range {
  const text = bank.text.slice(value.start, value.end)
  if (tagBullet.test(text) || !text.includes('\n')) return value
  const [first = ''] = text.split(
    /\r?\n[ \t]*\r?\n|\r?\n(?=[ \t]*(?:```|~~~|<|!\[|\||(?:\*\*|__)[^*_:\n]{1,80}(?::(?:\*\*|__)|(?:\*\*|__)[ \t]?:)))/
  )
  return {start: value.start, end: value.start + first.trimEnd().length}
}

/** The tags of all cards with tags in canonical form. */
function findKnownTags(bank: Bank): Set<string> {
  const known = new Set<string>()
  for (const {end, start} of fieldsOf(bank, 'tags')) {
    const text = bank.text.slice(start, end)
    if (!isPlain(text)) continue
    for (const tag of text.split(',')) known.add(tag)
  }

  return known
}

/** The part of the tags that has to change, from comma to comma. */
function narrow(
  actual: string,
  candidates: readonly string[]
): Range & {expected: string[]} {
  const texts = [actual, ...candidates]
  const shortest = Math.min(...texts.map(({length}) => length))
  let start = 0
  let at = 0
  while (at < shortest && texts.every((text) => text[at] === actual[at])) {
    at++
    if (actual[at - 1] === ',') start = at
  }

  let tail = 0
  at = 0
  while (
    at < shortest - start &&
    texts.every((text) => text.at(-1 - at) === actual.at(-1 - at))
  ) {
    at++
    if (actual.at(-at) === ',') tail = at
  }

  const expected = candidates.map((candidate) =>
    candidate.slice(start, candidate.length - tail)
  )
  const end = actual.length - tail
  const wrong = actual.slice(start, end)
  // A surplus comma or space, or a tag that is only removed, is shown together with its neighbors.
  return wrong !== wrong.trim() || /^,|,$/.test(wrong) || expected.includes('')
    ? {start: 0, end: actual.length, expected: [...candidates]}
    : {start, end, expected}
}
