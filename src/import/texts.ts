/** Texts of `qbank import`. */
import {clean} from '../text/clean.ts'
import {count, quote, quoteAllWithin} from '../text/wording.ts'

/** Most characters for a list of suggestions. */
const room = 200

export const importTexts = {
  yes: 'True',
  no: 'False',
  options: 'Options',
  unknownFormat: (
    name: string,
    names: readonly string[],
    nearest: string | undefined
  ) =>
    `Unexpected format ${quote(name)}, expected ${quoteAllWithin(names, room)}${nearest === undefined ? '' : ` (Did you mean ${quote(nearest)}?)`}`,
  whichFormat: (name: string, names: readonly string[]) =>
    `${clean(name)}: the name does not say what is in it. Name the format with --from: ${names.join(', ')}`,
  inFile: (name: string, reason: string) => `${clean(name)}: ${reason}`,
  notJson: (line: number, reason: string) =>
    `Line ${line} is not JSON (${clean(reason)})`,
  newer: (line: number, version: number, known: number) =>
    `Line ${line} has version ${version}, and this qbank knows version ${known}. Update qbank`,
  notExported: (line: number, place: string, reason: string) =>
    `Line ${line}: not what \`qbank export\` writes, at ${quote(place)}: ${clean(reason)}`,
  notTable: (reason: string) => `Not a table (${clean(reason)})`,
  noTitleColumn: (names: readonly string[]) =>
    `No column ${quote('title')} in the first row${names.length > 0 ? `, which has ${quoteAllWithin(names, room)}` : ''}. Give the column with titles this name`,
  notGift: (line: number, reason: string) =>
    `Line ${line} is not GIFT (${clean(reason)})`,
  emptyNote: (line: number) => `Line ${line} has no field with text`,
  noCards:
    'No cards found. Give the file front matter with its template (docs/templates.md)',
  noFiles: 'No file of `qbank export --to md` in this folder',
  noTitle: (name: string) => `${clean(name)}: front matter has no title`,
  notYaml: (name: string, reason: string) =>
    `${clean(name)}: front matter is not YAML (${clean(reason)})`,
  oneBank: (banks: readonly string[]) =>
    `Cards go into one bank, and there are several: name one after the file, such as ${quote(banks[0] ?? '')}`,
  sameFile: (name: string) =>
    `${clean(name)}: is the bank itself. Name the file with the cards first, and then the bank`,
  knownId: (id: string, line: number) =>
    `The bank has the card with the id ${quote(id)} on line ${line}`,
  sameId: (id: string) => `A card with the id ${quote(id)} comes before it`,
  unknownLabel: (name: string, bank: string, label: string) =>
    `${clean(name)}: ${clean(bank)} has no field ${quote(label)}. It is at the end of each card, as text`,
  edited:
    'has this card with another text, which is left as it is. Delete the file to import the card again',
  left: (place: string, title: string, reason: string) =>
    `${clean(place)}: ${quote(title)} is left out. ${reason}`,
  about: (place: string, reason: string) => `${clean(place)}: ${reason}`,
  done: (
    bank: string,
    {added, isDryRun, known}: {added: number; isDryRun: boolean; known: number}
  ) =>
    `${clean(bank)}: ${isDryRun ? `${count(added, 'card')} would be added` : `${count(added, 'card')} added`}${known > 0 ? `, ${count(known, 'card')} there already` : ''}`
} as const
