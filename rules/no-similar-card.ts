/**
 * Two cards that ask nearly the same: one was written without knowing the other. Title and prose are compared by the
 * three-word sequences that they share; sequences that many cards have (a common way to begin) tell nothing and are not
 * looked up, which also keeps the cost linear.
 */
import {fold} from '../src/bank/match.ts'
import type {Bank, Card} from '../src/bank/model.ts'
import {defineRule} from '../src/rule/define-rule.ts'
import {quote} from '../src/rule/text.ts'

/** Share of common sequences (of all that the two cards have) from which cards are similar. */
const threshold = 0.5

/** A sequence on more cards than this is a phrase, not a sign of a copy. */
const mostCards = 20

/** Shorter texts share sequences by chance. */
const fewestSequences = 8

export default defineRule(
  {
    id: 'no-similar-card',
    description: 'Disallow two cards that ask nearly the same',
    repair: 'none',
    severity: 'warning'
  },
  function* (bank) {
    const texts = bank.cards.map((card) => getSequences(bank, card))
    const index = new Map<string, number[]>()
    for (const [card, sequences] of texts.entries()) {
      const shared = new Map<number, number>()
      for (const sequence of sequences) {
        const cards = index.get(sequence)
        if (!cards) {
          index.set(sequence, [card])
        } else if (cards.length < mostCards) {
          for (const other of cards) {
            shared.set(other, (shared.get(other) ?? 0) + 1)
          }

          cards.push(card)
        }
      }

      const found = findMostSimilar(shared, sequences.size, texts)
      const current = bank.cards[card]
      const other = found && bank.cards[found.card]
      if (!other || !current) continue
      const {heading} = current
      const line = bank.place(other.heading.start, other.heading.end).start.line
      yield {
        place: bank.place(heading.start, heading.end),
        message: `Unexpected card that is ${Math.round(found.likeness * 100)} % like another, expected a question of its own: compare line ${line}`,
        note: `The other card is ${quote(other.heading.title)}.`
      }
    }
  }
)

function findMostSimilar(
  shared: ReadonlyMap<number, number>,
  size: number,
  texts: readonly ReadonlySet<string>[]
): {card: number; likeness: number} | undefined {
  let found: {card: number; likeness: number} | undefined
  for (const [card, common] of shared) {
    const otherSize = texts[card]?.size ?? 0
    if (Math.min(size, otherSize) < fewestSequences) continue
    const likeness = common / (size + otherSize - common)
    if (likeness >= threshold && likeness > (found?.likeness ?? 0)) {
      found = {card, likeness}
    }
  }

  return found
}

function getSequences(bank: Bank, card: Card): Set<string> {
  const prose = card.fields
    .filter(({template}) => template.kind === 'prose')
    .map(({value}) => bank.text.slice(value.start, value.end))
  const words = fold([card.heading.title, ...prose].join(' '))
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
  const sequences = new Set<string>()
  for (let at = 0; at + 2 < words.length; at++) {
    sequences.add(words.slice(at, at + 3).join(' '))
  }

  return sequences
}
