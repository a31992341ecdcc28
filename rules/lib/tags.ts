/** Reads tags in all forms in which people write them: which words are tags, and how each is written. */

/** A line that begins with a bullet's marker. */
export const tagBullet = /^[ \t]*(?:[-+*•]|\d{1,3}[.)])[ \t]+/

/** Certain separators of tags. */
const separator = /[,;|，、；،؛•]+| [+·–—] |(?<!l)·|·(?!l)/i

/** Separators of tags, or of words of one tag. */
const doubtful = / (?:and|&|-) |\/|\n/i

/** Markup with invisible words: a link, HTML, an entity. */
const markup = /\]\(|<[a-z!/]|&#?\w+;/i

/** A longer term, in words, is a sentence. */
const mostWords = 4

/** Around a slash, such short words are one term: `ci/cd`, `tcp/ip`, `a/b`. */
const shortWord = 2

/**
 * @param text after the label
 * @param known tags of the other cards
 * @returns how the tags should be written; two candidates if spaces may be meant as commas; none without tags;
 *   `undefined` if it is not a list of tags
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
    whole.push(...(verdict === 'several' ? several : [one]))
    split.push(...(verdict === 'one' ? [one] : several))
  }

  const candidates = [join(whole), join(split)]
  return [...new Set(candidates)].filter((candidate) => candidate !== '')
}

/** @returns the terms between separators, without markers of lists */
function findTerms(text: string): string[] {
  const lines = text
    .split(/\r?\n/)
    .map((line) => line.replace(/\s+/g, ' ').trim())
  const list = lines.every((line) => tagBullet.test(line))
    ? lines.map((line) => line.replace(tagBullet, '')).join(',')
    : lines.join('\n')
  // `#one #two` needs no commas; otherwise, a `#` belongs to the tag (`c#`).
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
  /** The parts of an unclear term; otherwise the term itself. */
  readonly parts: readonly string[]
  readonly words: readonly string[]
  /** The tag, if the term is one. */
  readonly one: string
  /** The tags, if the term is several. */
  readonly several: readonly string[]
  readonly isLast: boolean
  readonly isOnly: boolean
  readonly known: ReadonlySet<string>
}

/** @returns whether a term is one tag or several; `undefined` if a person has to say */
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
  // `a, b and c` is how a list ends, and authors do not write one tag with three parts.
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
  // `.net` has this name.
  return /^\.[\p{L}\p{N}]/u.test(tag) ? `.${bare}` : bare
}

const quotes = '\'"“”‘’«»'

/** The text without certain characters at its start and end. */
function trim(text: string, leading: string, trailing: string): string {
  let start = 0
  while (start < text.length && leading.includes(text.charAt(start))) start++
  let end = text.length
  while (end > start && trailing.includes(text.charAt(end - 1))) end--
  return text.slice(start, end)
}
