/** Reads tags in all the ways in which people write them: which words are tags, and how each is written. */
import {pushAll} from '../../src/text/many.ts'

/** A line that begins with a bullet's marker. */
export const tagBullet = /^[ \t]*(?:[-+*•]|\d{1,3}[.)])[ \t]+/

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
 * @param text what is after the label
 * @param known tags of the other cards
 * @returns how the tags are to be written; two ways where spaces may be meant as commas; none without tags;
 *   `undefined` for what is not a list of tags
 */
export function readTags(
  text: string,
  known: ReadonlySet<string>
): string[] | undefined {
  if (markup.test(text)) return undefined
  const terms = findTerms(text)
  const whole: string[] = []
  const split: string[] = []
  for (const [index, term] of terms.entries()) {
    const parts = term.split(doubtful).filter((part) => part.trim() !== '')
    const words = term.split(/\s+/)
    if (parts.length === 1 && words.length > mostWords) return undefined
    const isLast = index > 0 && index === terms.length - 1
    const one = toTag(term)
    const several = (parts.length > 1 ? parts : words).map(toTag)
    const verdict = decide({
      term,
      parts,
      words,
      one,
      several,
      isLast,
      isOnly: terms.length === 1,
      known
    })
    pushAll(whole, verdict === 'several' ? several : [one])
    pushAll(split, verdict === 'one' ? [one] : several)
  }

  const candidates = [join(whole), join(split)]
  return [...new Set(candidates)].filter((candidate) => candidate !== '')
}

/** @returns what is between separators, without the marks of lists */
function findTerms(text: string): string[] {
  const lines = text
    .split(/\r?\n/)
    .map((line) => line.replace(/\s+/g, ' ').trim())
  const list = lines.every((line) => tagBullet.test(line))
    ? lines.map((line) => line.replace(tagBullet, '')).join(',')
    : lines.join('\n')
  // `#one #two` needs no commas; elsewhere a `#` belongs to the tag (`c#`).
  const marked = list.replace(/(^|[\s,;])\\?#(?=[^\s#,;])/gu, '$1,')
  return (
    marked
      .split(separator)
      // `a, and b`
      .map((term) => term.trim().replace(/^(?:and|&) /i, ''))
      .filter((term) => term !== '')
  )
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

/** The text without certain characters at its start and end. */
function trim(text: string, front: string, behind: string): string {
  let start = 0
  while (start < text.length && front.includes(text.charAt(start))) start++
  let end = text.length
  while (end > start && behind.includes(text.charAt(end - 1))) end--
  return text.slice(start, end)
}
