/** For programs: all data of a card, in the form of `schema/export.schema.json`. */
import {cleanJson} from '../../text/clean.ts'
import type {BankData, CardData} from '../card-data.ts'
import type {Format} from '../format.ts'
import {exportVersion} from '../schema.ts'

/** A card as it is in the file. */
export type JsonCard = {readonly bank: string} & CardData

export const json: Format = {
  render: (banks) =>
    `${toJson({version: exportVersion, cards: toCards(banks)}, 2)}\n`
}

export const jsonl: Format = {
  render: (banks) =>
    toCards(banks)
      .map((card) => `${toJson({version: exportVersion, ...card})}\n`)
      .join('')
}

function toCards(banks: readonly BankData[]): JsonCard[] {
  return banks.flatMap(({path, cards}) =>
    cards.map((card) => ({bank: path, ...card}))
  )
}

/** @returns JSON that is safe in a terminal or a log; the data are the same */
export function toJson(value: unknown, indent?: number): string {
  return cleanJson(JSON.stringify(value, undefined, indent))
}
