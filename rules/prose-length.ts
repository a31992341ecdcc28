/**
 * A question that needs six sentences is two questions. Sentences are counted as the Unicode standard divides them,
 * not by dots: "e.g.", "3.5" and "U.S." end none.
 */
import {findLiterals} from '../src/bank/literals.ts'
import type {Range} from '../src/bank/model.ts'
import {defineRule} from '../src/rule/define-rule.ts'
import {count, quote} from '../src/rule/text.ts'

export default defineRule(
  {
    id: 'prose-length',
    description:
      'Require as many sentences in a prose field as the template asks for',
    repair: 'none',
    severity: 'error'
  },
  function* (bank) {
    let literals: Range[] | undefined
    for (const card of bank.cards) {
      for (const {label, template, value} of card.fields) {
        if (template.kind !== 'prose') continue
        const {min = 0, max = Infinity} = template
        let text = bank.text.slice(value.start, value.end)
        // No more sentences than marks that can end one: most values need no segmenter, which is slow to start.
        if (min <= 1 && /\p{L}/u.test(text) && countMarks(text) <= max) continue
        if (text.includes('`')) {
          literals ??= findLiterals(bank.tree)
          text = blank(text, value.start, literals)
        }

        const sentences = countSentences(text)
        if (sentences >= min && sentences <= max) continue
        const limit = sentences < min ? `at least ${min}` : `at most ${max}`
        yield {
          place: bank.place(label.start, label.end),
          message: `Unexpected ${count(sentences, 'sentence')} in ${quote(template.label)}, expected ${limit}`
        }
      }
    }
  }
)

/** @returns the most sentences that a text can have: the marks that can end one, and one without */
function countMarks(text: string): number {
  return (
    (text.match(
      /[.!?\u0589\u061F\u06D4\u0964\u0965\u3002\uFF01\uFF0E\uFF1F\uFF61…]/g
    )?.length ?? 0) + 1
  )
}

let segmenter: Intl.Segmenter | undefined

/** Words whose dot ends no sentence, though a capital letter may follow. */
const abbreviation =
  /(?:^|[\s(])(?:\p{Lu}|(?:\p{L}\.)+\p{L}|e\.g|i\.e|etc|cf|vs|approx|no|fig|sec|ch|dr|mr|mrs|ms|prof|st|al)\.\s*$/iu

function countSentences(text: string): number {
  segmenter ??= new Intl.Segmenter('en', {granularity: 'sentence'})
  let sentences = 0
  let isContinued = false
  for (const {segment} of segmenter.segment(text.replace(/\s+/g, ' '))) {
    if (!isContinued && /[\p{L}\p{N}]/u.test(segment)) sentences++
    isContinued = abbreviation.test(segment)
  }

  return sentences
}

/** Code as one word, so that what stands in it ends no sentence. */
function blank(
  text: string,
  offset: number,
  literals: readonly Range[]
): string {
  const inside = literals.filter(
    ({start, end}) => start >= offset && end <= offset + text.length
  )
  return inside.reduceRight(
    (result, {start, end}) =>
      result.slice(0, start - offset) + 'x' + result.slice(end - offset),
    text
  )
}
