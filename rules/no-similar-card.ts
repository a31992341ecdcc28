/**
 * Two cards that ask nearly the same: one was written without knowing the other. They are compared by the three-word
 * sequences that they share, with their titles and without; sequences that many cards have (a common way to begin) tell
 * nothing and are not looked up, which also keeps the cost linear.
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
    const texts = bank.cards.map((card) => readText(bank, card))
    const index = new Map<string, number[]>()
    for (const [card, text] of texts.entries()) {
      const shared = new Map<number, Shared>()
      for (const sequence of text.all) {
        const cards = index.get(sequence)
        if (!cards) {
          index.set(sequence, [card])
        } else if (cards.length < mostCards) {
          for (const other of cards) {
            const counts = shared.get(other) ?? {all: 0, prose: 0}
            counts.all++
            if (text.prose.has(sequence) && texts[other]?.prose.has(sequence)) {
              counts.prose++
            }

            shared.set(other, counts)
          }

          cards.push(card)
        }
      }

      const found = findMostSimilar(text, shared, texts)
      const current = bank.cards[card]
      const other = found && bank.cards[found.card]
      if (!other || !current) continue
      const {heading} = current
      const place = bank.place(other.heading.start, other.heading.end)
      yield {
        place: bank.place(heading.start, heading.end),
        message: `Unexpected card that is ${Math.round(found.likeness * 100)} % like the one on line ${place.start.line}, expected a question of its own`,
        note: `The other card is ${quote(other.heading.title)}.`,
        related: [place]
      }
    }
  }
)

/** Sequences of a card: of its title and prose, and of its prose alone. */
interface CardText {
  readonly all: ReadonlySet<string>
  readonly prose: ReadonlySet<string>
}

/** How many sequences two cards have in common. */
interface Shared {
  all: number
  prose: number
}

function findMostSimilar(
  text: CardText,
  shared: ReadonlyMap<number, Shared>,
  texts: readonly CardText[]
): {card: number; likeness: number} | undefined {
  let found: {card: number; likeness: number} | undefined
  for (const [card, common] of shared) {
    const other = texts[card]
    if (!other) continue
    const likeness = Math.max(
      getLikeness(text.all.size, other.all.size, common.all),
      getLikeness(text.prose.size, other.prose.size, common.prose)
    )
    if (likeness >= threshold && likeness > (found?.likeness ?? 0)) {
      found = {card, likeness}
    }
  }

  return found
}

/** @returns the common sequences' share of all (Jaccard index); 0 where there are too few to tell */
function getLikeness(size: number, otherSize: number, common: number): number {
  return Math.min(size, otherSize) < fewestSequences
    ? 0
    : common / (size + otherSize - common)
}

function readText(bank: Bank, card: Card): CardText {
  const prose = card.fields
    .filter(({template}) => ['prose', 'content'].includes(template.kind))
    .flatMap(({value}) => getSequences(bank.text.slice(value.start, value.end)))
  return {
    all: new Set([...getSequences(card.heading.title), ...prose]),
    prose: new Set(prose)
  }
}

/** A word; a letter, in scripts that write no spaces. */
const word =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]|(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}])[\p{L}\p{M}\p{N}])+/gu

function getSequences(text: string): string[] {
  const words = fold(text).match(word) ?? []
  return words
    .slice(2)
    .map((last, at) => `${words[at] ?? ''} ${words[at + 1] ?? ''} ${last}`)
}
