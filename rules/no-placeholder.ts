/**
 * Text that an author still has to write: notes to oneself, filler, and the words of a suggested field.
 *
 * @off You commit drafts. Better: turn it off for that card only.
 * @limits Fixed English phrases are found (`TODO`, `lorem ipsum`, `<your answer>`, …), not placeholders in other
 * languages. Code and comments may have them, and so may a sentence about them.
 * @example template-left-as-it-is
 */
import {fieldsOf} from './lib/fields.ts'
import {findComments, findLiterals} from './lib/literals.ts'
import type {Bank} from '../src/bank/model.ts'
import type {Range} from '../src/markdown/offsets.ts'
import {findFirst} from '../src/text/binary-search.ts'
import {defineRule} from '../src/rule/define-rule.ts'
import {skeletonWords} from '../src/rule/skeleton.ts'
import {isNarrowUnit} from '../src/text/fuzzy-match.ts'
import {quote} from '../src/text/wording.ts'

export default defineRule(
  {
    id: 'no-placeholder',
    description: 'Disallow text that waits to be written',
    severity: 'error'
  },
  function* (bank) {
    let hidden: readonly Range[] | undefined
    let at = 0
    for (const {start, end} of findPlaceholders(bank)) {
      // Code and comments may mention TODO; only the text of a card counts.
      hidden ??= findHidden(bank)
      while ((hidden[at]?.end ?? Infinity) <= start) at++
      if ((hidden[at]?.start ?? Infinity) <= start) continue
      yield {
        place: bank.place(start, end),
        message: `Unexpected placeholder ${quote(bank.text.slice(start, end))}, expected the text itself`
      }
    }
  }
)

/** Notes to oneself, unless a sentence is about the note. */
const note =
  /(?<![\w"'“‘«*_/-])(?<!\b(?:[Aa]n?|[Tt]he|[Tt]his|[Tt]hat|[Tt]hese|[Tt]hose|[Ee]ach|[Ee]very|[Aa]ny|[Aa]ll|[Nn]o|[Oo]ld|of|with|like|as|called|marked|word|\d{1,6}) )(?:TODO|TBD|TBA|FIXME|XXX(?=:))(?![\w"'”’»*_/-])(?! (?:list|comment|item|note|marker|app|tag|tracker)s?\b)/g

/** Filler and blanks, at any place. */
const blank =
  /\blorem ipsum dolor\b|<(?:your|insert|add|the|an?|some) [^<>=\n]{1,60}>|\[(?:your|insert|add) [^[\]\n]{1,60}\](?![([])|\{\{?(?:your|insert|add) [^{}\n]{1,60}\}|(?:^|\n)[ \t]*(?:\.{3,}|…)[ \t]*(?=\r?\n|$)/gi

/** Text without a meaning, if there is nothing else. */
const alone =
  /^[<[({"'“*_]{0,3}(?:to-?do|tbd|tba|fixme|x{3,}|wip|n\/a|placeholder|coming soon|(?:to be|will be) (?:written|added|done|determined|defined|decided|announced|filled in)|fill (?:this |me )?in|(?:add|insert|put|write) (?:your |the |some |more )?(?:text|title|question|answer|bullets?|pitfalls?|tags?|content)(?: here)?|your (?:text|title|question|answer|bullet|pitfall|tags?)(?: (?:goes )?here)?|(?:(?:card|question)[ -])?(?:text|title|question|answer|bullet|pitfall|tags?)(?: goes)? here|(?:card|question) (?:title|text)|(?:title|question|(?:bullet(?: point)?|point|item|pitfall|tag|answer)(?: ?(?:\d{1,2}|one|two|three))?)|asdf[a-z]*|qwerty|bla(?:h|bla)*|foo|\.{3,}|…|\?{2,}|_{3,}|-{2,})[>\])}"'”*_]{0,3}[.!:…]{0,3}$/i

/** Longer text, markup included, is never `alone`. */
const longestAlone = 100

/** Text with more words, or with a comma (tags), is not, either; this is quicker to check. */
const mostWordsAlone = 4

/** A pattern, and what each of its matches contains: something rare, which is quick to find. */
type Pattern = readonly [pattern: RegExp, signs: readonly (RegExp | string)[]]

const patterns: readonly Pattern[] = [
  [note, ['TODO', 'TBD', 'TBA', 'FIXME', 'XXX']],
  [
    blank,
    ['...', '…', /lorem ipsum/gi, /[<[{](?:your|insert|add|the|an?|some) /gi]
  ],
  ...Object.values(skeletonWords).map((words): Pattern => {
    const pattern = words.replace(/[^\w\s]/g, String.raw`\$&`)
    return [new RegExp(pattern, 'g'), [words]]
  })
]

/** @returns the placeholders of all cards, in source order */
function findPlaceholders(bank: Bank): readonly Range[] {
  const found = [
    ...findAlone(bank),
    ...patterns.flatMap(([pattern, signs]) => findMatches(bank, pattern, signs))
  ]
  return found
    .sort((left, right) => left.start - right.start || right.end - left.end)
    .filter(
      ({start}, index, all) =>
        !all.slice(Math.max(0, index - 2), index).some(({end}) => start < end)
    )
}

/** @returns titles, values and bullets that are only a placeholder, in any order */
function findAlone(bank: Bank): Range[] {
  const {cards, text} = bank
  const titles = cards
    .filter(({heading: {title}}) => isAlone(title, 0, title.length))
    .map(({heading}) => heading.titleRange)
  const values = fieldsOf(bank, 'content', 'prose', 'tags')
    .filter(({end, start}) => isAlone(text, start, end))
    .map(({end, start}) => ({end, start}))
  const bullets = fieldsOf(bank, 'bullets', 'options')
    .filter(({texts}) => hasShort(text, texts))
    .flatMap(({field}) => field.bullets)
    .flatMap(({plainText, text: range}) =>
      range &&
      range.end - range.start <= longestAlone &&
      isAlone(plainText, 0, plainText.length)
        ? [range]
        : []
    )
  return [...titles, ...values, ...bullets]
}

/** Whether one of the bullets may be only a placeholder. */
function hasShort(text: string, texts: readonly number[]): boolean {
  for (let at = 0; at < texts.length; at += 2) {
    const start = texts[at] as number
    const end = texts[at + 1] as number
    if (end - start <= longestAlone && !isSentence(text, start, end))
      return true
  }

  return false
}

function isAlone(text: string, start: number, end: number): boolean {
  if (isSentence(text, start, end)) return false
  const part = text.slice(start, end).trim()
  return mayBeAlone(part) && alone.test(part)
}

/** @returns matches of a pattern in titles and values, in any order */
function findMatches(bank: Bank, pattern: RegExp, signs: Pattern[1]): Range[] {
  const {cards, text} = bank
  const found = signs.flatMap((sign) => findAll(text, sign))
  if (found.length === 0) return []
  found.sort((left, right) => left - right)
  const hasSign = ({start, end}: Range): boolean => {
    const next = found[findFirst(found, (at) => at >= start)]
    return next !== undefined && next < end
  }

  const ranges = cards
    .filter(hasSign)
    .flatMap(({fields, heading}) => [
      heading.titleRange,
      ...fields.map(({value}) => value)
    ])
  return ranges.filter(hasSign).flatMap((range) =>
    Array.from(
      text.slice(range.start, range.end).matchAll(pattern),
      ({0: match, index}) => {
        const part = match.trim()
        const start = range.start + index + match.indexOf(part)
        return {start, end: start + part.length}
      }
    )
  )
}

/** @returns offsets of all places, in source order, at which something is in a text */
function findAll(text: string, sign: RegExp | string): number[] {
  if (typeof sign !== 'string') {
    return Array.from(text.matchAll(sign), ({index}) => index)
  }

  const found: number[] = []
  for (let at = text.indexOf(sign); at !== -1;) {
    found.push(at)
    at = text.indexOf(sign, at + 1)
  }

  return found
}

/** Four spaces, with neither markup nor a line break before them. */
const fourWords = /(?:[^ [<\n]* ){4}/y

/** Whether a text begins with more words than one that is `alone` has, without markup, or with a letter of another script: nearly all do. */
function isSentence(text: string, start: number, end: number): boolean {
  const first = text.charCodeAt(start)
  if (first > 0xff && isNarrowUnit(first)) return true
  // At the start of an address, or a tag, there may be invisible spaces.
  fourWords.lastIndex = start
  return fourWords.test(text) && fourWords.lastIndex <= end
}

function mayBeAlone(text: string): boolean {
  if (text.includes(',')) return false
  let at = -1
  for (let word = 0; word < mostWordsAlone; word++) {
    at = text.indexOf(' ', at + 1)
    if (at === -1) return true
  }

  return false
}

/** @returns code and comments, in source order */
function findHidden(bank: Bank): Range[] {
  return [...(findLiterals(bank) ?? []), ...findComments(bank)].sort(
    (left, right) => left.start - right.start
  )
}
