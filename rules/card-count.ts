/**
 * Front matter may promise how many cards a section has and how the choices are balanced (`bank.cards`). A promise that
 * is not checked is broken one card at a time.
 *
 * @keys `cards.section`, `cards.share`
 * @off You are rebuilding the bank, and its counts are wrong for a while. To stop for good, delete `bank.cards` from
 * front matter.
 * @limits Parts without cards of their own (contents, license) are not counted. A value with a typo counts for the
 * choice it is fixed to.
 */
import {findNearest} from '../src/text/fuzzy-match.ts'
import {findFirstHeading} from '../src/bank/heading-texts.ts'
import type {Bank} from '../src/bank/model.ts'
import type {ChoiceField} from '../src/template/model.ts'
import {findChoice, isSameField} from '../src/template/model.ts'
import type {Problem} from '../src/rule/define-rule.ts'
import {defineRule} from '../src/rule/define-rule.ts'
import {count, quote} from '../src/text/wording.ts'

export default defineRule(
  {
    id: 'card-count',
    description:
      'Require as many cards, and such shares of each choice, as front matter asks for',
    severity: 'error'
  },
  function* (bank) {
    // Shares are reported at the top, before the sections.
    yield* checkShares(bank)
    yield* checkSections(bank)
  }
)

function* checkSections(bank: Bank): Iterable<Problem> {
  const limits = bank.config.cards?.section
  if (!limits) return
  const {min = 0, max = Infinity} = limits
  for (const [index, {cards, heading, title}] of bank.sections.entries()) {
    const start = heading.position?.start.offset
    const end = heading.position?.end.offset
    if (start === undefined || end === undefined) continue
    // The cards of a part belong to its sections.
    const next = bank.sections[index + 1]?.heading.depth ?? 0
    if (cards.length === 0 && next > heading.depth) continue
    if (cards.length >= min && cards.length <= max) continue
    yield {
      place: bank.place(start, end),
      message: `Unexpected ${count(cards.length, 'card')} in section ${quote(title)}, expected ${cards.length < min ? `at least ${min}` : `at most ${max}`}`
    }
  }
}

function* checkShares(bank: Bank): Iterable<Problem> {
  const {cards, config, templates} = bank
  const shares = config.cards?.share
  const choice = findChoice(templates)
  if (!choice || !shares || cards.length === 0) return
  const title = findFirstHeading(bank)
  if (!title) return
  const {start, end} = title
  const amounts = countValues(bank, choice)
  for (const value of choice.choices) {
    const share = shares[value]
    if (!share) continue
    const amount = amounts.get(value) ?? 0
    const {min = 0, max = 100} = share
    const isFew = 100 * amount < min * cards.length
    if (!isFew && 100 * amount <= max * cards.length) continue
    const limit = isFew
      ? `at least ${Math.ceil((min * cards.length) / 100)} (${min} %)`
      : `at most ${Math.floor((max * cards.length) / 100)} (${max} %)`
    yield {
      place: bank.place(start, end),
      message: `Unexpected ${amount} of ${count(cards.length, 'card')} with ${quote(choice.label)} ${quote(value)}, expected ${limit}`
    }
  }
}

/** Counts the cards of each value; a value with a typo counts as the one that the fix makes of it. */
function countValues(
  {cards, text}: Bank,
  choice: ChoiceField
): Map<string, number> {
  const amounts = new Map<string, number>()
  for (const {fields} of cards) {
    const field = fields.find(({template}) => isSameField(template, choice))
    if (!field) continue
    const written = text.slice(field.value.start, field.value.end)
    const value = choice.choices.includes(written)
      ? written
      : findNearest(written, choice.choices, (each) => each)
    if (value !== undefined) amounts.set(value, (amounts.get(value) ?? 0) + 1)
  }

  return amounts
}
