/** Counts the cards of each value of the first choice field. */
import type {Bank, Card} from '../bank/model.ts'
import {findChoice, isSameField} from '../template/model.ts'

/** @returns the number of cards for each value of the first choice, in the order of the template */
export function countChoices(bank: Bank, cards: readonly Card[]): number[] {
  const choice = findChoice(bank.templates)
  if (!choice) return []
  const values = cards.map((card) => {
    const field = card.fields.find(({template}) =>
      isSameField(template, choice)
    )
    return field && bank.text.slice(field.value.start, field.value.end)
  })
  return choice.choices.map(
    (choice) => values.filter((value) => value === choice).length
  )
}
