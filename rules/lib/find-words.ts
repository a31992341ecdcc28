/** Finds words as an author counts them: text between spaces. In scripts without spaces, a dictionary finds them. */
import type {Range} from '../../src/markdown/offsets.ts'

/** Text without spaces; a dash without spaces separates words, a hyphen does not. */
const stretch = /[^\s—]+/g

/** So much of a text is divided at once; longer runs are not words. */
const longestPart = 1000

let segmenter: Intl.Segmenter | undefined

/**
 * @returns where the words of a text are: `**Must:**`, `8,192-token` and `and/or` are one word each, `×` is not a
 *   word
 */
export function findWords(text: string): Range[] {
  // Scripts without spaces between words.
  const unspaced =
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u
  const words: Range[] = []
  for (const {0: part, index} of text.matchAll(stretch)) {
    if (unspaced.test(part)) words.push(...divide(part, index))
    else if (/[\p{L}\p{N}]/u.test(part)) {
      words.push({start: index, end: index + part.length})
    }
  }

  return words
}

function* divide(text: string, offset: number): Iterable<Range> {
  segmenter ??= new Intl.Segmenter('ja', {granularity: 'word'})
  for (let at = 0; at < text.length; at += longestPart) {
    const part = text.slice(at, at + longestPart)
    for (const {index, isWordLike, segment} of segmenter.segment(part)) {
      if (!isWordLike) continue
      const start = offset + at + index
      yield {start, end: start + segment.length}
    }
  }
}
