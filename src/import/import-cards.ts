/** Inserts the cards of another file into a bank, except for those that it already has. Nothing is written here. */
import type {Bank} from '../bank/model.ts'
import type {
  Insertion,
  InsertOptions,
  RefusedCard
} from '../insert/insert-cards.ts'
import {insertCards} from '../insert/insert-cards.ts'
import type {CheckedBank} from '../since/select.ts'
import type {ForeignCard} from './foreign-card.ts'
import {createTarget, findUnknownLabels, toNewCard} from './foreign-card.ts'
import {importTexts} from './texts.ts'

/** The result of an import. */
export interface Imported {
  readonly insertion: Insertion
  /** Labels of inserted cards that the bank does not have. */
  readonly unknownLabels: readonly string[]
  /** Cards that were not inserted, in the order of the file. */
  readonly refused: readonly (Omit<RefusedCard, 'index'> & {
    readonly card: ForeignCard
  })[]
}

/** Options of `importCards`. */
export interface ImportOptions extends Pick<
  InsertOptions,
  'cwd' | 'hasConfiguration'
> {
  /** Section for all cards. */
  readonly section?: string | undefined
}

/**
 * @param value text of the bank
 * @param path of the bank
 * @param before result of `readKnownBank` for the text
 */
export async function importCards(
  {value, path, before}: {value: string; path: string; before: CheckedBank},
  cards: readonly ForeignCard[],
  {section, ...options}: ImportOptions
): Promise<Imported> {
  const {bank} = before
  const known = findKnown(cards, bank)
  const others = cards.filter((card) => !known.has(card))
  const target = createTarget(bank)
  const insertion = await insertCards(
    value,
    path,
    others.map((card) => toNewCard(card, target, section)),
    {
      ...options,
      before,
      // A section that the user names must exist, and a file in an inbox names a section of its bank.
      mayAddSections: section === undefined && bank.config.inbox === undefined
    }
  )
  const reasons = new Map(
    insertion.refused.map(({index, ...refused}) => [others[index], refused])
  )
  const placed = insertion.placed.flatMap(({index}) => others[index] ?? [])
  return {
    insertion,
    unknownLabels: findUnknownLabels(placed, target),
    refused: cards.flatMap((card) => {
      const reason = known.get(card)
      const refused = reason
        ? {kind: 'present' as const, reason}
        : reasons.get(card)
      return refused ? [{card, ...refused}] : []
    })
  }
}

/** @returns cards whose ids the bank, or an earlier card of the file, already has, with a message about each */
function findKnown(
  cards: readonly ForeignCard[],
  bank: Bank
): Map<ForeignCard, string> {
  const lines = new Map(
    bank.cards.flatMap(({heading, id}) =>
      id ? [[id.value, bank.place(heading.start, heading.end).start.line]] : []
    )
  )
  const seen = new Set<string>()
  const known = new Map<ForeignCard, string>()
  for (const card of cards) {
    const {id} = card
    if (id === undefined) continue
    const line = lines.get(id)
    if (line !== undefined) known.set(card, importTexts.knownId(id, line))
    else if (seen.has(id)) known.set(card, importTexts.sameId(id))
    seen.add(id)
  }

  return known
}
