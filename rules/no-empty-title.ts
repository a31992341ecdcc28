/**
 * A card is found, linked and talked about by its title.
 *
 * @off Almost never: links and the README need titles.
 * @limits A title of one symbol or one short word is a title.
 */
import {fold} from '../src/text/fuzzy-match.ts'
import {getLead} from '../src/bank/model.ts'
import type {Template} from '../src/template/model.ts'
import {defineRule} from '../src/rule/define-rule.ts'
import {quote} from '../src/text/wording.ts'

export default defineRule(
  {
    id: 'no-empty-title',
    description: 'Disallow cards without a title',
    severity: 'error'
  },
  function* (bank) {
    for (const card of bank.cards) {
      const {heading, template} = card
      // Where the number is the whole heading, the question is below it.
      if (template.card.title === false) continue
      const {beginnings, isShort} = beginningsOf(template)
      if (isShort && manyWords.test(heading.title)) continue
      const words = toWords(heading.title)
      // What is nothing but punctuation has no words to find it by.
      const hasWords = /[\p{L}\p{N}\p{S}]/u.test(words)
      if (hasWords && !beginnings.has(words.replace(/\d+$/, '').trim())) {
        continue
      }

      const text = bank.text.slice(heading.start, heading.end)
      const lead = getLead(card)
      yield {
        place: bank.place(heading.start, heading.end),
        message: `Unexpected card heading ${quote(text)} without a title, expected a question or situation${lead === '' ? '' : ` after ${quote(lead)}`}`
      }
    }
  }
)

/** What is left of a heading that somebody has begun to write: `### Q 12`, `### Question`. */
interface Beginnings {
  readonly beginnings: ReadonlySet<string>
  /** Whether none of them has as many words as most titles begin with. */
  readonly isShort: boolean
}

const known = new WeakMap<Template, Beginnings>()

function beginningsOf(template: Template): Beginnings {
  const found = known.get(template)
  if (found) return found
  const word = toWords(template.card.number?.before ?? template.card.prefix)
  const beginnings = new Set([word, ...(word === 'q' ? ['question'] : [])])
  const isShort = [...beginnings].every((each) => !manyWords.test(`${each} `))
  const made = {beginnings, isShort}
  known.set(template, made)
  return made
}

/** The beginning of most titles. */
const manyWords = /^(?:(?:\p{L}+ ){3}|\p{L}{12})/u

/** The text without comments, tags, spaces that are written as entities, and punctuation around it. */
function toWords(text: string): string {
  return fold(
    text
      .replace(/<[^<>]*>|&(?:nbsp|#160);/gi, ' ')
      .replace(/[\p{P}\p{Cf}\s]+/gu, ' ')
  )
}
