/** JSON and JSON Lines, as `qbank export` writes them (`schema/export.schema.json`). */
import {Validator} from '@cfworker/json-schema'
import type {JsonCard} from '../../export/formats/json.ts'
import {exportSchema, exportVersion} from '../../export/schema.ts'
import {UserError} from '../../text/user-error.ts'
import type {ForeignCard, Reader} from '../foreign-card.ts'
import {importTexts} from '../texts.ts'

/** Reads a text that is one JSON value. */
export const readJson: Reader = (text) => {
  const file = parseJson(text, 1)
  assertVersion(file, 1)
  const {cards} = validate(file, 1) as {readonly cards: readonly JsonCard[]}
  return cards.map((card, index) => toForeign(card, `cards[${index}]`))
}

/** Reads a JSON value on each line. */
export const readJsonLines: Reader = (text) =>
  text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return []
    const card = parseJson(line, index + 1)
    assertVersion(card, index + 1)
    validate({version: exportVersion, cards: [card]}, index + 1)
    return toForeign(card as JsonCard, String(index + 1))
  })

/** @throws UserError with the line */
function parseJson(text: string, line: number): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch (error) {
    const {message} = error as SyntaxError
    const at = Number(/position (\d+)/.exec(message)?.[1] ?? 0)
    const before = text.slice(0, at).split('\n').length - 1
    throw new UserError(importTexts.notJson(line + before, message))
  }
}

/** In a later version, the same key may mean something else. */
function assertVersion(value: unknown, line: number): void {
  const version =
    typeof value === 'object' && value !== null && 'version' in value
      ? value.version
      : undefined
  if (typeof version === 'number' && version > exportVersion) {
    throw new UserError(importTexts.newer(line, version, exportVersion))
  }
}

function validate(value: unknown, line: number): unknown {
  const {errors} = new Validator(exportSchema, '7').validate(value)
  // The last one is the innermost.
  const error = errors.at(-1)
  if (!error) return value
  const {error: reason, instanceLocation} = error
  throw new UserError(importTexts.notExported(line, instanceLocation, reason))
}

function toForeign(
  {id, section, title, fields}: JsonCard,
  place: string
): ForeignCard {
  return {
    ...(id !== undefined && {id}),
    ...(section !== undefined && {section}),
    title,
    place,
    fields
  }
}
