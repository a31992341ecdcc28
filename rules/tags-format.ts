/**
 * Tags are compared, counted and searched, so each is written in one way: lower case, hyphens instead of spaces,
 * commas between, none twice. Where it cannot be seen whether two words are one tag or two (`search and rescue`, `ci/cd`),
 * the tags of the other cards tell; where they do not, a person is asked.
 */
import type {Bank, Field, Range} from '../src/bank/model.ts'
import {defineRule} from '../src/rule/define-rule.ts'
import {quote, quoteAll} from '../src/rule/text.ts'

export default defineRule(
  {
    id: 'tags-format',
    description:
      'Require tags as `a,b,c`: lower case, hyphens within, no repeats',
    repair: 'fix and suggest',
    severity: 'error'
  },
  function* (bank) {
    let known: ReadonlySet<string> | undefined
    for (const card of bank.cards) {
      for (const field of card.fields) {
        if (field.template.kind !== 'tags') continue
        const value = findTags(bank, field)
        const actual = bank.text.slice(value.start, value.end)
        if (plain.test(actual) && !hasRepeats(actual)) continue
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
  }
)

/** Tags that are as they should be, but for repeats: most are, and need no reading. */
const plain = /^[\p{Ll}\p{Lo}\p{M}\p{N}]+(?:[-,][\p{Ll}\p{Lo}\p{M}\p{N}]+)*$/u

function hasRepeats(text: string): boolean {
  const tags = text.split(',')
  return new Set(tags).size < tags.length
}

/** A line that begins with a bullet's marker. */
const bullet = /^[ \t]*(?:[-+*•]|\d{1,3}[.)])[ \t]+/

/** The tags of a field, without a paragraph or block below them, which is another rule's to name. */
function findTags(bank: Bank, {value}: Field): Range {
  const text = bank.text.slice(value.start, value.end)
  if (bullet.test(text)) return value
  const [first = ''] = text.split(
    /\r?\n[ \t]*\r?\n|\r?\n(?=[ \t]*(?:```|~~~|<|!\[|\|))/
  )
  return {start: value.start, end: value.start + first.trimEnd().length}
}

/** The tags of all cards that have them in canonical form. */
function findKnownTags(bank: Bank): Set<string> {
  const known = new Set<string>()
  for (const {fields} of bank.cards) {
    for (const {template, value} of fields) {
      if (template.kind !== 'tags') continue
      const text = bank.text.slice(value.start, value.end)
      if (!plain.test(text)) continue
      for (const tag of text.split(',')) known.add(tag)
    }
  }

  return known
}

/** What separates tags, without doubt. */
const separator = /[,;|，、；،؛•]+| [+·–—] |(?<!l)·|·(?!l)/i

/** What separates tags or words of one tag. */
const doubtful = / (?:and|&|-) |\/|\n/i

/** Markup whose words are not all to be seen: a link, HTML, an entity. */
const markup = /\]\(|<[a-z!/]|&#?\w+;/i

/** Longer than any tag, in words: a sentence. */
const mostWords = 4

/** Words this short around a slash are one term: `ci/cd`, `tcp/ip`, `a/b`. */
const shortWord = 2

/**
 * @param known tags of the other cards
 * @returns how the tags are to be written; two ways where spaces may be meant as commas; none without tags;
 *   `undefined` for what is no list of tags
 */
export function readTags(
  text: string,
  known: ReadonlySet<string>
): string[] | undefined {
  if (markup.test(text)) return undefined
  const lines = text
    .split(/\r?\n/)
    .map((line) => line.replace(/\s+/g, ' ').trim())
  const list = lines.every((line) => bullet.test(line))
    ? lines.map((line) => line.replace(bullet, '')).join(',')
    : lines.join('\n')
  // `#one #two` needs no commas; elsewhere a `#` belongs to the tag (`c#`).
  const marked = list.replace(/(^|[\s,;])\\?#(?=[^\s#,;])/gu, '$1,')
  const terms = marked
    .split(separator)
    // `a, and b`
    .map((term) => term.trim().replace(/^(?:and|&) /i, ''))
    .filter((term) => term !== '')
  const whole: string[] = []
  const split: string[] = []
  for (const [index, term] of terms.entries()) {
    const parts = term.split(doubtful).filter((part) => part.trim() !== '')
    const words = term.split(/\s+/)
    if (parts.length === 1 && words.length > mostWords) return undefined
    const isLast = index > 0 && index === terms.length - 1
    const one = toTag(term)
    const several = (parts.length > 1 ? parts : words).map(toTag)
    switch (
      decide({
        term,
        parts,
        words,
        one,
        several,
        isLast,
        isOnly: terms.length === 1,
        known
      })
    ) {
      case 'one': {
        whole.push(one)
        split.push(one)
        break
      }

      case 'several': {
        whole.push(...several)
        split.push(...several)
        break
      }

      default: {
        whole.push(one)
        split.push(...several)
      }
    }
  }

  const candidates = [join(whole), join(split)]
  return [...new Set(candidates)].filter((candidate) => candidate !== '')
}

interface Term {
  readonly term: string
  /** The term divided where it is doubtful; the term itself where it is not. */
  readonly parts: readonly string[]
  readonly words: readonly string[]
  /** The tag, if it is one. */
  readonly one: string
  /** The tags, if they are several. */
  readonly several: readonly string[]
  readonly isLast: boolean
  readonly isOnly: boolean
  readonly known: ReadonlySet<string>
}

/** @returns whether a term is one tag or several; `undefined` where a person has to say */
function decide({
  term,
  parts,
  words,
  one,
  several,
  isLast,
  isOnly,
  known
}: Term): 'one' | 'several' | undefined {
  if (parts.length === 1 && words.length === 1) return 'one'
  const isOneKnown = known.has(one)
  const areSeveralKnown = several.every((tag) => known.has(tag))
  if (isOneKnown !== areSeveralKnown) return isOneKnown ? 'one' : 'several'
  if (parts.length === 1) return isOnly ? undefined : 'one'
  // `a, b and c` is how a list ends, and nobody writes one tag with three parts.
  if (parts.length > 2 || (isLast && / and /i.test(term))) {
    return 'several'
  }

  const isSlash = /^[^\s/]+ ?\/[^/]+$/.test(term)
  return isSlash && parts.every((part) => part.trim().length > shortWord)
    ? 'several'
    : undefined
}

function join(tags: readonly string[]): string {
  return [...new Set(tags.filter((tag) => tag !== ''))].join(',')
}

/** A word with its brackets, `o(n)`. */
const call = /^[^\s()[\]{}]+\([^\s()[\]{}]*\)$/

function toTag(term: string): string {
  const text = term.trim()
  const tag = (call.test(text) ? text : text.replace(/[()[\]{}]/g, ''))
    .replace(/`/g, '')
    .replace(/\\(?=[_#+./,;-])/g, '')
    .replace(/(\*{1,3})([^*]+)\1/g, '$2')
    .split(/\s/)
    .map((word) => trim(word, quotes, quotes))
    .join(' ')
    .toLowerCase()
    .replace(/ & /g, '&')
    .replace(/: /g, ':')
    .replace(/[_/\s]+/g, '-')
    .replace(/-{2,}/g, '-')
  const bare = trim(tag, '-:#.', '-.:')
  // `.net` is called so.
  return /^\.[\p{L}\p{N}]/u.test(tag) ? `.${bare}` : bare
}

const quotes = '\'"“”‘’«»'

/** The text without certain characters in front and behind. */
function trim(text: string, front: string, behind: string): string {
  let start = 0
  while (start < text.length && front.includes(text.charAt(start))) start++
  let end = text.length
  while (end > start && behind.includes(text.charAt(end - 1))) end--
  return text.slice(start, end)
}

/** The part of the tags that is to change, from comma to comma. */
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
  // A comma or space too many, or a tag that only goes, is shown with what stays.
  return wrong !== wrong.trim() || /^,|,$/.test(wrong) || expected.includes('')
    ? {start: 0, end: actual.length, expected: [...candidates]}
    : {start, end, expected}
}
