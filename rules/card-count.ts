/**
 * Front matter may promise how many cards a section has and how the choices are balanced (`bank.cards`). A promise that
 * nobody checks is broken one card at a time.
 */
import type {Bank, Card} from '../src/bank/model.ts'
import type {ChoiceField} from '../src/bank/template.ts'
import {defineRule} from '../src/rule/define-rule.ts'
import {count, quote} from '../src/rule/text.ts'

export default defineRule(
  {
    id: 'card-count',
    description:
      'Require as many cards, and such shares of each choice, as front matter asks for',
    repair: 'none',
    severity: 'error'
  },
  function* (bank) {
    const {cards: promised} = bank.config
    if (!promised) return
    const {min = 0, max = Infinity} = promised.section ?? {}
    for (const {cards, heading, title} of bank.sections) {
      const start = heading.position?.start.offset
      const end = heading.position?.end.offset
      if (start === undefined || end === undefined) continue
      if (cards.length >= min && cards.length <= max) continue
      const limit = cards.length < min ? `at least ${min}` : `at most ${max}`
      yield {
        place: bank.place(start, end),
        message: `Unexpected ${count(cards.length, 'card')} in ${quote(title)}, expected ${limit}`
      }
    }

    const choice = bank.template.fields.find(
      (field): field is ChoiceField => field.kind === 'choice'
    )
    const title = bank.tree.children.find(({type}) => type === 'heading')
    const start = title?.position?.start.offset
    const end = title?.position?.end.offset
    if (!choice || start === undefined || end === undefined) return
    for (const value of choice.choices) {
      const share = promised.share?.[value]
      if (!share || bank.cards.length === 0) continue
      const amount = bank.cards.filter(
        (card) => getValue(bank, card, choice) === value
      ).length
      const percent = (100 * amount) / bank.cards.length
      const {min = 0, max = 100} = share
      if (percent >= min && percent <= max) continue
      const limit = percent < min ? `at least ${min} %` : `at most ${max} %`
      yield {
        place: bank.place(start, end),
        message: `Unexpected ${percent.toFixed(1)} % of cards with ${quote(choice.label)} ${quote(value)}, expected ${limit}`
      }
    }
  }
)

function getValue(
  bank: Bank,
  card: Card,
  choice: ChoiceField
): string | undefined {
  const field = card.fields.find(({template}) => template === choice)
  return field && bank.text.slice(field.value.start, field.value.end)
}
