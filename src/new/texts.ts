/** Texts of `qbank new`. */
import {clean, quoteForShell} from '../text/clean.ts'
import {count, quote} from '../text/wording.ts'

export const newTexts = {
  whichBank: 'Which bank?',
  section: 'Section',
  kind: 'Kind of card',
  title: 'Title',
  optional: (name: string) => `${clean(name)} (optional)`,
  lines: (name: string, fewest: number) =>
    `${clean(name)}: one a line${fewest > 0 ? `, at least ${fewest}` : ''} (Enter twice ends)`,
  text: (name: string) => `${clean(name)} (Enter twice ends)`,
  tags: (name: string) => `${clean(name)} (Tab takes one)`,
  newTag: 'new',
  none: '(none)',
  rightOptions: 'Which are right?',
  like: (title: string, line: number) => `line ${line}: ${clean(title)}`,
  required: 'Required',
  next: (errors: number) =>
    `The card has ${count(errors, 'problem')}. And now?`,
  edit: 'Open it in the editor',
  write: 'Add it to the bank as it is',
  stop: 'Stop, and print the card',
  stopped: 'Nothing was written. This is the card so far:',
  refused: (reason: string) => `Nothing was written. ${clean(reason)}`,
  notWritten: (problems: readonly string[]) =>
    [
      'Nothing was written, because of these problems of the card:',
      ...problems.map((each) => `- ${clean(each)}`)
    ].join('\n'),
  added: (place: string, title: string, section: string | undefined) =>
    `${clean(place)}: ${quote(title)} added${section === undefined ? '' : ` to ${quote(section)}`}`,
  wouldAdd: (place: string, title: string, section: string | undefined) =>
    `${clean(place)}: ${quote(title)} would be added${section === undefined ? '' : ` to ${quote(section)}`}`,
  inbox: (file: string, section: string | undefined) =>
    `${clean(file)}: new card${section === undefined ? '' : ` for ${quote(section)}`}`,
  inInbox: 'The inbox has this card',
  warning: (text: string) => `warning: ${clean(text)}`,
  needsBank: (paths: readonly string[]) =>
    `There are several banks, and a card is for one: ${paths.map(clean).join(', ')}. Name it`,
  oneBank: 'A card is for one bank: name one file',
  needsTitle:
    'A card needs a title: add --title, or run this in a terminal to be asked',
  field: (given: string) =>
    `--field ${quote(given)}: expected a label, \`=\`, and a value`,
  fieldOfStdin:
    'The card comes on standard input: leave out --section, --title and --field',
  badJson: (reason: string) =>
    `Standard input is not JSON: ${clean(reason)}. Expected \`{"section": "…", "title": "…", "fields": {"Label": "value"}}\``,
  badCard: (key: string, expected: string) =>
    `Standard input: unexpected ${quote(key)}, expected ${expected}`,
  noEditor:
    'No editor is set. Set the variable EDITOR to the program that opens a file, such as `nano` or `code --wait`',
  editorSyntax: (command: string) =>
    `The variable EDITOR has a quotation mark that is not closed: ${quote(command)}`,
  editorFailed: (command: string, reason: string, file: string) =>
    `The editor ${quote(command)} has failed (${clean(reason)}). Nothing was written; the card is in ${quoteForShell(file)}`,
  kept: (file: string) => `Your text is kept in ${quoteForShell(file)}`
} as const
