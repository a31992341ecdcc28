/** Exports banks to a format: chooses cards, and reports the ones that are left out. Nothing is written here. */
import {UserError} from '../text/user-error.ts'
import type {BankData, CardData} from './card-data.ts'
import type {ExportedFile, Format, FormatOptions} from './format.ts'
import {isMarkable, toQuestions} from './question.ts'
import {exportTexts} from './texts.ts'
import {createFilter} from './where.ts'

/** What to export, and how. */
export interface ExportOptions extends FormatOptions {
  readonly where?: string | undefined
}

/** An export. */
export interface Exported {
  /** Number of its cards. */
  readonly cards: number
  /** The export, if it is one text. */
  readonly text?: string
  /** Makes the export, if it is a file that is not text. */
  readonly renderBytes?: () => ReturnType<NonNullable<Format['renderBytes']>>
  /** The export, if it is several files. */
  readonly files?: readonly ExportedFile[]
  /** Notices about it, a line each. */
  readonly notices: readonly string[]
}

/**
 * @param name of the format
 * @throws UserError if the format does not fit the banks, or the filter has a mistake
 */
export function exportBanks(
  banks: readonly BankData[],
  {name, format}: {readonly name: string; readonly format: Format},
  {where, ...options}: ExportOptions
): Exported {
  const wanted = selectCards(banks, where)
  const {needsOptions = false, needsRight = false} = format
  const isLacking = ({templates}: BankData): boolean =>
    templates.every(({fields}) => fields.every(({kind}) => kind !== 'options'))
  if (needsOptions && banks.every(isLacking)) {
    throw new UserError(exportTexts.noOptions(name))
  }

  const notices: string[] = []
  const chosen = needsRight
    ? wanted.map((bank) => {
        const out = findUnmarkable(bank, needsOptions, options)
        if (out.length === 0) return bank
        const lines = out.map(({line}) => line)
        notices.push(exportTexts.withoutRight(bank.path, lines, name))
        return keepCards(bank, (card) => !out.includes(card))
      })
    : wanted
  const files = format.renderFiles?.(chosen, options)
  const text = format.render?.(chosen, options)
  return {
    cards: countCards(chosen),
    ...(format.renderBytes && {
      renderBytes: format.renderBytes.bind(format, chosen, options)
    }),
    ...(files && {files}),
    ...(text !== undefined && {text}),
    notices
  }
}

/** @returns the banks with the cards that match */
export function selectCards(
  banks: readonly BankData[],
  where: string | undefined
): readonly BankData[] {
  if (where === undefined) return banks
  const isWanted = createFilter(where, banks)
  return banks.map((bank) => keepCards(bank, isWanted))
}

/** @returns how many cards there are in all */
function countCards(banks: readonly BankData[]): number {
  return banks.reduce((sum, {cards}) => sum + cards.length, 0)
}

function keepCards(
  bank: BankData,
  isWanted: (card: CardData) => boolean
): BankData {
  return {...bank, cards: bank.cards.filter(isWanted)}
}

/** @returns cards whose options do not show what is right; with `needsOptions`, also those without options */
function findUnmarkable(
  bank: BankData,
  needsOptions: boolean,
  options: FormatOptions
): CardData[] {
  // Flags may name labels that only another bank has.
  const found = toQuestions([bank], {...options, labels: {}})
  return [...found]
    .filter(
      (question) =>
        !isMarkable(question) && (needsOptions || question.options.length > 0)
    )
    .map(({card}) => card)
}
