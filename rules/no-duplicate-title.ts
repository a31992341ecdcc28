/**
 * Two cards with one title cannot be told apart, and their anchors in the README are numbered by chance. Titles are the
 * same when nothing but case, width, punctuation and spaces differs; in code, and in names such as `C#`, punctuation
 * makes a difference.
 */
import type {Position} from 'unist'
import {fold} from '../src/bank/match.ts'
import {defineRule} from '../src/rule/define-rule.ts'
import {quote} from '../src/rule/text.ts'

export default defineRule(
  {
    id: 'no-duplicate-title',
    description: 'Disallow two cards with the same title',
    repair: 'none',
    severity: 'error'
  },
  function* (bank) {
    // Numbers tell cards apart: "What does this print?" may be asked of many programs.
    if (bank.template.card.number) return
    const places = new Map<string, Position>()
    for (const {heading} of bank.cards) {
      const key = toKey(heading.title)
      if (key === '') continue
      const place = bank.place(heading.start, heading.end)
      const first = places.get(key)
      if (first === undefined) {
        places.set(key, place)
        continue
      }

      yield {
        place,
        message: `Unexpected title ${quote(heading.title)} again, expected one that no other card has: first used on line ${first.start.line}`,
        related: [first]
      }
    }
  }
)

function toKey(title: string): string {
  return (
    title
      .split('`')
      // Between backticks stands code.
      .map((part, index) => (index % 2 === 1 ? part : dropPunctuation(part)))
      .map((part) => foldCase(part).replace(/\s/g, ''))
      .join('')
  )
}

/** Without punctuation, except that of `C#` and that between digits. */
function dropPunctuation(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/(?<!\p{L})#|(?<!\d)[.,]|[.,](?!\d)|(?![#.,])\p{P}/gu, '')
}

/** By way of capitals, which `ß` and the final sigma have in common with what they are the same as. */
function foldCase(text: string): string {
  return fold(fold(text).toUpperCase())
}
