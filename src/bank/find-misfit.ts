/**
 * Finds out whether the template in force is that of the bank at all. By another one everything would be wrong, and repaired:
 * hardly any card has a label or a heading of the template, and other headings are those that come again and again.
 */
import type {Heading} from 'mdast'
import {toString} from 'mdast-util-to-string'
import type {ConfigProblem} from '../template/config.ts'
import {guessCards} from '../template/guess-template.ts'
import {formatLead} from '../template/model.ts'
import {count, quote} from '../text/wording.ts'
import type {Bank, Card} from './model.ts'

/** In the bank's own template, at least one card is in it for each so many that seem to be one. */
const fewestFitting = 5

/** @returns the problem, at the first heading that seems to be a card's; `undefined` where the template may be the bank's */
export function findMisfit(bank: Bank): ConfigProblem | undefined {
  const {cards, nonCanonical, text} = bank
  const fitting = cards.filter((card) => isFitting(card, bank)).length
  const isRare = (amount: number): boolean => fitting * fewestFitting < amount
  const headings = nonCanonical.tree.children.filter(
    (node): node is Heading => node.type === 'heading' && node.depth > 1
  )
  if (!isRare(Math.max(cards.length, headings.length))) return undefined
  const guess = guessCards(
    headings.map((node) => ({node, depth: node.depth, title: toString(node)})),
    cards.length > 0
  )
  const [first] = guess?.headings ?? []
  const start = first?.node.position?.start.offset
  const end = first?.node.position?.end.offset
  if (!guess || !first || start === undefined || end === undefined) {
    return undefined
  }

  if (!isRare(guess.headings.length)) return undefined
  const alike = count(guess.headings.length, 'heading')
  const cardsThere = fitting === 0 ? 'no card' : count(fitting, 'card')
  return {
    start,
    end,
    message: `Unexpected ${alike} like ${quote(shorten(text.slice(start, end)))} and ${cardsThere} in the template, expected front matter with \`card: ${guess.card}\`, which \`qbank template\` writes`
  }
}

/** Whether a card has something of the template that no other text has. */
function isFitting({fields, heading, isCanonical}: Card, bank: Bank): boolean {
  const {card} = bank.template
  if (isCanonical || fields.some(({label}) => label.form !== 'none'))
    return true
  if (heading.form !== 'atx' || heading.depth !== card.depth) return false
  if (card.number) return heading.hasPrefix
  return heading.lead === formatLead(bank.template)
}

/** The beginning of a heading is enough to know it by. */
function shorten(source: string): string {
  const words = source.split(/\s+/, 4)
  return words.length < 4 ? source : `${words.slice(0, 3).join(' ')} …`
}
