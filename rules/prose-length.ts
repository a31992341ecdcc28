/**
 * A question that needs six sentences is two questions. Sentences are counted as the Unicode standard divides them,
 * not by dots: "e.g.", "3.5" and "U.S." end none, nor does what is in code, addresses and math.
 *
 * @keys `min` and `max` of a field
 * @off A question needs a long story. Better: raise `max` in the template.
 * @limits Sentences are counted, not words. Common abbreviations are known in English, German and Russian; an unknown
 * one may count as the end of a sentence.
 * @example limits-of-the-template
 */
import type {Root} from 'mdast'
import {SKIP, visit} from 'unist-util-visit'
import type {CardField} from './lib/fields.ts'
import {fieldsOf} from './lib/fields.ts'
import type {Range} from '../src/markdown/offsets.ts'
import {getAnchor} from '../src/bank/model.ts'
import {defineRule} from '../src/rule/define-rule.ts'
import {count} from '../src/text/wording.ts'
import {nameField} from '../src/template/name-field.ts'

export default defineRule(
  {
    id: 'prose-length',
    description:
      'Require as many sentences in a prose field as the template asks for',
    severity: 'error'
  },
  function* (bank) {
    let masks: readonly Range[] | undefined
    const fields = fieldsOf(bank, 'prose')
    for (const each of fields.filter((each) => !isRight(bank.text, each))) {
      const {card, end: textEnd, field, start: textStart, template} = each
      const {min = 0, max = Infinity} = template
      const text = bank.text.slice(textStart, textEnd)
      const anchor = getAnchor(card, field)
      masks ??= findMasks(bank.tree)
      const sentences = findSentences(mask(text, textStart, masks))
      const amount = sentences.length
      if (amount >= min && amount <= max) continue
      // Too few sentences are reported at the label, too many at the first one that is too much.
      const surplus = sentences[max]
      const start = surplus ? textStart + surplus.start : anchor.start
      const end = surplus ? textStart + surplus.end : anchor.end
      const limit = amount < min ? `at least ${min}` : `at most ${max}`
      yield {
        place: bank.place(start, end),
        message:
          text === ''
            ? `Unexpected empty ${nameField(template)}, expected ${limit} ${min === 1 ? 'sentence' : 'sentences'}`
            : `Unexpected ${count(amount, 'sentence')} in ${nameField(template)}, expected ${limit}`
      }
    }
  }
)

/** Whether a value certainly has as many sentences as it should: most do not need the segmenter, which starts slowly. */
function isRight(
  text: string,
  {end, start, template: {min = 0, max = Infinity}}: CardField<'prose'>
): boolean {
  const value = text.slice(start, end)
  return min <= 1 && /\p{L}/u.test(value) && countAtMost(value) <= max
}

/** Whether a UTF-16 unit may end a sentence: 1 (it may) or 2 (it does not), 0 if that is not known yet. */
const terminals = new Uint8Array(0x1_00_00)

/**
 * @returns the highest possible number of sentences: each but the last needs a mark at its end, and the dot in `3.5`
 *   is not one
 */
function countAtMost(text: string): number {
  let marks = 0
  let last = -1
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if ((terminals[code] || classify(code)) !== 1) continue
    last = at
    if (code === 46 /* `.` */ && /^\d/.test(text.charAt(at + 1))) continue
    marks++
  }

  return last === text.length - 1 ? marks : marks + 1
}

function classify(code: number): number {
  const character = String.fromCharCode(code)
  // A mark that ends a sentence, or half of one; V8 takes long to make the set, and ASCII does not need it.
  const isTerminal =
    code < 128
      ? '.!?'.includes(character)
      : /[\p{Sentence_Terminal}\u2024\p{Cs}]/u.test(character)
  return (terminals[code] = isTerminal ? 1 : 2)
}

let segmenter: Intl.Segmenter | undefined

/** Whether a text ends in a word whose dot ends no sentence, though a capital letter may follow. */
function endsInAbbreviation(text: string): boolean {
  return /(?:^|[\s(])(?:\p{L}|(?:\p{L}\.){1,4}\p{L}|e\.g|i\.e|etc|cf|vs|approx|dr|mr|mrs|ms|prof|st|jr|sr|inc|al|bzw|ca|ggf|evtl|inkl|sog|vgl|см|ср|напр|рис|табл|тыс|млн|руб)\.\s*$/iu.test(
    text
  )
}

/** Words whose dot does not end a sentence before a number. */
const numbered = /(?:^|[\s(])(?:no|nos|fig|sec|ch|eq|pp|p|vol|ver)\.\s*$/iu

function findSentences(text: string): Range[] {
  const sentences: Range[] = []
  let previous = ''
  // A line break does not end a sentence.
  for (const {segment, index} of divide(text.replace(/\s/g, ' '))) {
    const end = index + segment.trimEnd().length
    const isContinued =
      endsInAbbreviation(previous) ||
      (numbered.test(previous) && /^\p{N}/u.test(segment)) ||
      // `"Why?" is …`
      (/["'”’»)*_]\s*$/.test(previous) && /^\p{Ll}/u.test(segment))
    const last = sentences.at(-1)
    if (isContinued && last) {
      sentences[sentences.length - 1] = {start: last.start, end}
    } else if (hasWords(segment)) {
      sentences.push({start: index, end})
    }

    previous = segment.slice(-20)
  }

  return sentences
}

/** So much of a text is divided at once: the segmenter's time grows with the square. */
const longestPart = 2000

interface Segment {
  readonly segment: string
  readonly index: number
}

/** @returns the text in segments, as if it were divided at once */
function* divide(text: string): Iterable<Segment> {
  segmenter ??= new Intl.Segmenter('en', {granularity: 'sentence'})
  let start = 0
  let length = longestPart
  while (start < text.length) {
    const isLast = start + length >= text.length
    const part = text.slice(start, start + length)
    const segments = [...segmenter.segment(part)]
    // The last segment may continue after the part.
    if (!isLast) segments.pop()
    for (const {segment, index} of segments) {
      yield {segment, index: start + index}
    }

    if (isLast) return
    const last = segments.at(-1)
    if (last) {
      start += last.index + last.segment.length
      length = longestPart
    } else {
      length *= 2
    }
  }
}

/** Whether a segment has words; the number of a list item is not one. */
function hasWords(segment: string): boolean {
  return /[\p{L}\p{N}]/u.test(segment) && !/^\s*\d{1,9}[.)]\s*$/.test(segment)
}

/** @returns ranges that are not read: code, HTML, images, and addresses of links, in source order */
function findMasks(tree: Root): Range[] {
  const masks: Range[] = []
  visit(tree, (node) => {
    const start = node.position?.start.offset
    const end = node.position?.end.offset
    if (start === undefined || end === undefined) return undefined
    switch (node.type) {
      case 'code':
      case 'inlineCode':
      case 'html':
      case 'image':
      case 'imageReference': {
        masks.push({start, end})
        return undefined
      }

      case 'link': {
        const last = node.children.at(-1)?.position?.end.offset
        // An address that is its own link has no other text.
        const isBare =
          last === undefined ||
          node.children[0]?.position?.start.offset === start ||
          end - last === 1
        masks.push({start: isBare ? start : last, end})
        return isBare ? SKIP : undefined
      }

      default: {
        return undefined
      }
    }
  })
  return masks.sort((left, right) => left.start - right.start)
}

/** The text with `x` in place of what is not read, at the same offsets. */
function mask(text: string, offset: number, masks: readonly Range[]): string {
  let low = 0
  let high = masks.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((masks[middle]?.start ?? 0) < offset) low = middle + 1
    else high = middle
  }

  let result = ''
  let at = 0
  for (let index = low; index < masks.length; index++) {
    const {start, end} = masks[index] ?? {start: Infinity, end: Infinity}
    if (start >= offset + text.length) break
    if (start - offset < at) continue
    result += text.slice(at, start - offset) + 'x'.repeat(end - start)
    at = end - offset
  }

  return (result + text.slice(at))
    .slice(0, text.length)
    .replace(/\$[^$\n]{1,200}\$/g, (math) => 'x'.repeat(math.length))
    .replace(enclosed, (part) => part.replace(innerMark, ','))
}

/** Quoted text, and text in parentheses. */
const enclosed =
  /"[^"]{1,300}"|“[^“”]{1,300}”|«[^«»]{1,300}»|「[^「」]{1,300}」|[(（][^()（）]{1,300}[)）]/g

/** A mark that ends a sentence, unless it is the last in its parentheses: those belong to another sentence. */
const innerMark =
  /[.!?\u0589\u061F\u06D4\u0964\u0965\u3002\uFF01\uFF0E\uFF1F](?![)）"”»」])/g
