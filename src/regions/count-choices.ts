/** How many cards have which value of the first choice field. */
import type {Bank, Card} from '../bank/model.ts'
import type {ChoiceField} from '../template/model.ts'

/** @returns the first choice field of a bank's template */
export function findChoice({template}: Bank): ChoiceField | undefined {
  return template.fields.find(
    (field): field is ChoiceField => field.kind === 'choice'
  )
}

/** @returns the number of cards for each value of the first choice, in the order of the template */
export function countChoices(bank: Bank, cards: readonly Card[]): number[] {
  const choice = findChoice(bank)
  const values = cards.map((card) => {
    const field = card.fields.find(({template}) => template === choice)
    return field && bank.text.slice(field.value.start, field.value.end)
  })
  return (choice?.choices ?? []).map(
    (choice) => values.filter((value) => value === choice).length
  )
}
