/** The sections with their cards, as they stand in the bank. */
import type {Bank, Range} from '../../bank/model.ts'
import type {RegionContext, RegionKind} from '../region.ts'

export const bankCards: RegionKind = {
  name: 'bank-cards',
  // The bank itself has been formatted, and its text is taken as it is.
  isFormatted: true,
  render({bank}: RegionContext): string {
    const text = findShownParts(bank)
      .map((part) => bank.text.slice(part.start, part.end).trim())
      .join('\n\n')
    // A comment in a card must not end the region that the card stands in.
    return text.replace(/<!--(?=\s*bank-)/g, '&lt;!--')
  }
}

/** @returns what is shown: the sections that have cards; the cards, where there are no sections */
export function findShownParts(bank: Bank): readonly Range[] {
  return bank.sections.length > 0
    ? bank.sections.filter((section) => section.cards.length > 0)
    : bank.cards
}
