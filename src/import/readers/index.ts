/** The formats that cards can be imported from, and how a file's name shows which one it is. */
import {findNearest} from '../../text/fuzzy-match.ts'
import {UserError} from '../../text/user-error.ts'
import type {Reader} from '../foreign-card.ts'
import type {ImportFormat} from '../names.ts'
import {importFormats} from '../names.ts'
import {importTexts} from '../texts.ts'

/** Each format is loaded when it is needed. */
const readers: Readonly<Record<ImportFormat, () => Promise<Reader>>> = {
  json: async () => (await import('./json.ts')).readJson,
  jsonl: async () => (await import('./json.ts')).readJsonLines,
  csv: async () => (await import('./csv.ts')).readCsv,
  tsv: async () => (await import('./csv.ts')).readTsv,
  anki: async () => (await import('./anki.ts')).readAnki,
  gift: async () => (await import('./gift.ts')).readGift,
  md: async () => (await import('./markdown.ts')).readMarkdown
}

/** Formats by the endings of names. */
const endings: Readonly<Record<string, ImportFormat>> = {
  json: 'json',
  jsonl: 'jsonl',
  ndjson: 'jsonl',
  csv: 'csv',
  tsv: 'tsv',
  gift: 'gift',
  md: 'md',
  markdown: 'md'
}

/**
 * @param name of the file
 * @param given what follows `--from`
 * @param text of the file
 * @throws UserError if the format is unknown, or neither name nor text shows it
 */
export function findFormat(
  name: string,
  given: string | undefined,
  text: string
): ImportFormat {
  if (given !== undefined) {
    const known = importFormats.find((each) => each === given)
    if (known !== undefined) return known
    const nearest = findNearest(given, importFormats, (each) => each)
    throw new UserError(
      importTexts.unknownFormat(given, importFormats, nearest)
    )
  }

  const ending = /\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase() ?? ''
  const format = endings[ending]
  if (format) return format
  // Anki and Moodle name their files `.txt`.
  if (/^\uFEFF?#(?:separator|html|notetype|columns):/.test(text)) return 'anki'
  if (/^\s*(?:\/\/|\$CATEGORY:|::)/.test(text)) return 'gift'
  throw new UserError(importTexts.whichFormat(name, importFormats))
}

/** @returns the reader of the format */
export async function loadReader(format: ImportFormat): Promise<Reader> {
  return readers[format]()
}
