/** The formats by name. A format is loaded when it is needed. */
import {findNearest} from '../../text/fuzzy-match.ts'
import {UserError} from '../../text/user-error.ts'
import type {Format} from '../format.ts'
import type {FormatName} from '../names.ts'
import {formatNames} from '../names.ts'
import {exportTexts} from '../texts.ts'

const formats: Readonly<Record<FormatName, () => Promise<Format>>> = {
  json: async () => (await import('./json.ts')).json,
  jsonl: async () => (await import('./json.ts')).jsonl,
  csv: async () => (await import('./csv.ts')).csv,
  tsv: async () => (await import('./csv.ts')).tsv,
  md: async () => (await import('./card-files.ts')).md,
  html: async () => (await import('./html.ts')).html,
  anki: async () => (await import('./anki.ts')).anki,
  apkg: async () => (await import('./apkg.ts')).apkg,
  gift: async () => (await import('./gift.ts')).gift,
  moodle: async () => (await import('./moodle.ts')).moodle,
  qti12: async () => (await import('./qti12.ts')).qti12,
  qti21: async () => (await import('./qti21.ts')).qti21,
  promptfoo: async () => (await import('./evaluation.ts')).promptfoo,
  inspect: async () => (await import('./evaluation.ts')).inspect
}

/** @throws UserError that lists the formats */
export async function loadFormat(name: string): Promise<Format> {
  const known = formatNames.find((each) => each === name)
  if (known !== undefined) return formats[known]()
  const nearest = findNearest(name, formatNames, (each) => each)
  throw new UserError(exportTexts.unknownFormat(name, formatNames, nearest))
}
