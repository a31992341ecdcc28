/**
 * A card is found, linked and talked about by its title.
 *
 * @off Almost never: links and the README need titles.
 * @limits A title of one symbol or one short word is a title.
 * @example prefix-alone
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
      // If the number is the whole heading, the question is below it.
      if (template.card.title === false) continue
      const {beginnings, longer} = beginningsOf(template)
      if (longer.test(heading.title)) continue
      const words = toWords(heading.title)
      // Punctuation alone has no words to search for.
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

/** The rest of a heading that was only begun: `### Q 12`, `### Question`. */
interface Beginnings {
  readonly beginnings: ReadonlySet<string>
  /** Matches titles that have more letters than any of them, and no markup with letters: nearly all. */
  readonly longer: RegExp
}

const known = new WeakMap<Template, Beginnings>()

function beginningsOf(template: Template): Beginnings {
  const found = known.get(template)
  if (found) return found
  const word = toWords(template.card.number?.before ?? template.card.prefix)
  const beginnings = new Set([word, ...(word === 'q' ? ['question'] : [])])
  const longest = Math.max(...Array.from(beginnings, ({length}) => length))
  const longer = new RegExp(`^(?:[^<&\\p{L}]*\\p{L}){${longest + 1}}`, 'u')
  const made = {beginnings, longer}
  known.set(template, made)
  return made
}

/** The text without comments, tags, spaces that are written as entities, and punctuation at its ends. */
function toWords(text: string): string {
  return fold(
    text
      .replace(/<[^<>]*>|&(?:nbsp|#160);/gi, ' ')
      .replace(/[\p{P}\p{Cf}\s]+/gu, ' ')
  )
}
