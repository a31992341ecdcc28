/** What is said about cards that are put into a bank. */
import {clean} from '../text/clean.ts'
import {joinOr, quote, quoteAllWithin} from '../text/wording.ts'

/** Longest list of names in a sentence, in characters. */
const room = 120

export const insertTexts = {
  unknownCards: (bank: string, line: number, reason: string) =>
    `${clean(bank)}:${line}: front matter is broken, so qbank cannot know what a card is, and puts none into the bank. ${clean(reason)}`,
  empty: 'The card has no text',
  noHeading: 'Expected the heading of the card on the first line',
  noTitle: 'The heading has no title',
  open: 'Something in the card is never closed: a fence, a comment or an HTML element. Close it',
  otherHeading: (title: string, line: number) =>
    `Line ${line} has another heading of the same level, ${quote(title)}. Give each card alone, and use more # for headings within it`,
  tooDeep: (line: number, depth: number) =>
    `The heading on line ${line} would be as deep as the heading of a card, which is ${'#'.repeat(depth)} in this bank. Make it a bold line`,
  noSections: (name: string) =>
    `No section ${quote(name)}: the bank has no sections`,
  unknownSection: (
    name: string,
    nearest: string | undefined,
    names: readonly string[]
  ) =>
    nearest === undefined
      ? `No section ${quote(name)}, expected ${quoteAllWithin(names, room)}`
      : `No section ${quote(name)}. Did you mean ${quote(nearest)}?`,
  whichSection: (names: readonly string[]) =>
    `No section given, expected ${quoteAllWithin(names, room)}`,
  present: (line: number | undefined) =>
    line === undefined
      ? 'The same card comes before it'
      : `The bank has this card on line ${line}`,
  duplicate: (line: number | undefined) =>
    line === undefined
      ? 'A card with the same title or question comes before it'
      : `The bank has a card with the same title or question on line ${line}`,
  unknownField: (
    name: string,
    nearest: string | undefined,
    names: readonly string[]
  ) =>
    nearest === undefined
      ? `No field ${quote(name)}, expected ${quoteAllWithin(names, room)}`
      : `No field ${quote(name)}. Did you mean ${quote(nearest)}?`,
  fieldTwice: (name: string) =>
    `Field ${quote(name)} is given more often than a card has it`,
  inboxOutside: (folder: string) =>
    `${clean(folder)}: the inbox is outside the repository, so nothing is written there. Name another folder as \`bank.inbox\``,
  unclear: (lead: string) =>
    `Among the other cards, qbank cannot tell where this card begins and ends. ${joinOr(['Something above it may not be closed', `its heading (${quote(lead)}) may not be known without labels below it`])}`
} as const
