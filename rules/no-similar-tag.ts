/**
 * A tag that is used once or twice beside a much more frequent one that means the same: a search finds half. Tags
 * are alike when nothing but hyphens, a plural, a typo or the ending of the word differs (`eval`, `evaluation`).
 * A card that has both is found either way.
 *
 * @off You use tags that differ in one letter and mean two things.
 * @limits The frequent tag has to occur at least 3 times, and 3 times as often as the rare one. Typos are not looked
 * for in tags of fewer than 5 letters. Tags with different numbers are never alike.
 */
import type {Bank, Card} from '../src/bank/model.ts'
import {fieldsOf} from './lib/fields.ts'
import {defineRule} from '../src/rule/define-rule.ts'
import {quote} from '../src/text/wording.ts'

/** The other tag must be this many times as frequent. */
const ratio = 3

/** Shorter words are similar by chance. */
const shortest = 5

/** In words shorter than this, another letter makes another word: `stage`, `state`. */
const shortestReplaced = 7

/** Of longer tags, only the beginnings are compared. */
const longest = 40

/** No more similar tags are compared. */
const mostNeighbors = 8

/** The part that a short form lacks: `evaluation`, `training`, `deployment`. */
const ending = /^\p{L}{0,4}(?:ation|ition|ing|ment|ency|ance)$/u

export default defineRule(
  {
    id: 'no-similar-tag',
    description:
      'Disallow a rare tag beside a frequent one that means the same',
    hasSuggestions: true,
    severity: 'warning'
  },
  function* (bank) {
    const counts = new Map<string, number>()
    for (const [text, amount] of countValues(bank)) {
      for (const tag of text.split(',')) {
        if (tag !== '') counts.set(tag, (counts.get(tag) ?? 0) + amount)
      }
    }

    // Most banks have no such tag; then the places of tags are not needed.
    const similar = findSimilar(counts)
    if (similar.size === 0) return
    for (const uses of bank.cards.map((card) => findTags(bank, card))) {
      for (const {tag, start} of uses) {
        const other = similar.get(tag)
        if (other === undefined || uses.some((use) => use.tag === other)) {
          continue
        }

        yield {
          place: bank.place(start, start + tag.length),
          message: `Unexpected tag ${quote(tag)}, expected ${quote(other)}, which is used ${counts.get(other) ?? 0} times`,
          // Two candidates, since only the author knows whether the tags mean the same: the other tag, or both.
          expected: [other, `${other},${tag}`]
        }
      }
    }
  }
)

/** @returns the values of tags, and on how many cards each is; tags with a wrong form are left to `tags-format` */
function countValues(bank: Bank): Map<string, number> {
  const counts = new Map<string, number>()
  for (const {end, start} of fieldsOf(bank, 'tags')) {
    const text = bank.text.slice(start, end)
    const amount = counts.get(text) ?? 0
    if (amount > 0 || isWellWritten(text)) counts.set(text, amount + 1)
  }

  return counts
}

function isWellWritten(text: string): boolean {
  return !/\s/.test(text)
}

interface Use {
  readonly tag: string
  readonly start: number
}

function findTags(bank: Bank, {fields}: Card): Use[] {
  return fields
    .filter(({template}) => template.kind === 'tags')
    .flatMap(({value}) => {
      const text = bank.text.slice(value.start, value.end)
      const tags = isWellWritten(text) ? [...text.matchAll(/[^,]+/g)] : []
      return tags.map(({0: tag, index}) => ({tag, start: value.start + index}))
    })
}

/** @returns rare tags, each with the most frequent similar one */
function findSimilar(counts: ReadonlyMap<string, number>): Map<string, string> {
  const find = createFinder(counts)
  const similar = new Map<string, string>()
  for (const tag of counts.keys()) {
    const other = find(tag)
    if (other !== undefined) similar.set(tag, other)
  }

  return similar
}

/**
 * Indexes frequent tags by everything that a similar tag would share with them, so that tags without anything in common
 * are not compared.
 *
 * @returns a function that finds the most frequent tag that is similar to another and frequent enough
 */
function createFinder(
  counts: ReadonlyMap<string, number>
): (tag: string) => string | undefined {
  const index = new Map<string, string[]>()
  const frequent = [...counts]
    .filter(([, amount]) => amount >= ratio)
    .sort((left, right) => right[1] - left[1])
  for (const [tag] of frequent) {
    for (const key of getKeys(tag)) {
      const tags = index.get(key)
      if (!tags) index.set(key, [tag])
      else if (tags.length < mostNeighbors) tags.push(tag)
    }
  }

  return (tag) => {
    const least = ratio * (counts.get(tag) ?? 0)
    let most: string | undefined
    for (const key of getKeys(tag)) {
      for (const other of index.get(key) ?? []) {
        const amount = counts.get(other) ?? 0
        if (amount < least || amount <= (counts.get(most ?? '') ?? 0)) continue
        if (other !== tag && isAlike(tag, other)) most = other
      }
    }

    return most
  }
}

/** What two similar tags have in common: the word, the word without one of its letters, or its stem. */
function* getKeys(tag: string): Iterable<string> {
  const word = simplify(tag).slice(0, longest)
  yield word
  yield word.replace(/(?:ies|es|s|y)$/, '')
  if (word.length < shortest - 1) return
  for (let at = 0; at < word.length; at++) {
    yield word.slice(0, at) + word.slice(at + 1)
    if (at >= shortest - 1 && ending.test(word.slice(at))) {
      yield word.slice(0, at)
    }
  }
}

function simplify(tag: string): string {
  return tag.toLowerCase().replace(/[-_]/g, '')
}

function isAlike(left: string, right: string): boolean {
  const [one, other] = [simplify(left), simplify(right)].sort(
    (a, b) => a.length - b.length
  ) as [string, string]
  if (one === other) return true
  // `http2` and `http3`, `gpt-4` and `gpt-5` differ exactly in what matters.
  if (one.replace(/\P{N}/gu, '') !== other.replace(/\P{N}/gu, '')) return false
  if (isPlural(one, other)) return true
  const stem = one.replace(/s$/, '')
  if (stem.length >= shortest - 1 && other.startsWith(stem)) {
    if (ending.test(other.slice(stem.length))) return true
  }

  return one.length >= shortest && isSlip(one, other)
}

function isPlural(one: string, other: string): boolean {
  return (
    one.length >= shortest - 2 &&
    (other === `${one}s` ||
      other === `${one}es` ||
      (one.endsWith('y') && other === `${one.slice(0, -1)}ies`))
  )
}

/** Whether one letter is missing, different, or swapped with its neighbor; people rarely mistype the first one. */
function isSlip(one: string, other: string): boolean {
  let at = 0
  while (at < one.length && one[at] === other[at]) at++
  if (at === 0) return false
  if (one.length + 1 === other.length) {
    return one.slice(at) === other.slice(at + 1)
  }

  if (one.length !== other.length) return false
  const isSwapped =
    one[at] === other[at + 1] &&
    one[at + 1] === other[at] &&
    one.slice(at + 2) === other.slice(at + 2)
  const isReplaced =
    one.length >= shortestReplaced && one.slice(at + 1) === other.slice(at + 1)
  return isSwapped || isReplaced
}
