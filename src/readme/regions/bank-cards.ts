/** The sections with their cards, as they stand in the bank. */
import type {Bank, Section} from '../../bank/model.ts'
import type {RegionContext, RegionKind} from '../region.ts'

export const bankCards: RegionKind = {
  name: 'bank-cards',
  // The bank itself has been formatted, and its text is taken as it is.
  isFormatted: true,
  render({bank}: RegionContext): string {
    const parts =
      bank.sections.length > 0 ? findShownSections(bank) : bank.cards
    const text = parts
      .map((part) => bank.text.slice(part.start, part.end).trim())
      .join('\n\n')
    // A comment in a card must not end the region that the card stands in.
    return text.replace(/<!--(?=\s*bank-)/g, '&lt;!--')
  }
}

/** @returns the sections that are shown: those that have cards */
export function findShownSections(bank: Bank): Section[] {
  return bank.sections.filter((section) => section.cards.length > 0)
}
