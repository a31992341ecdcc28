/** Texts of exports, filters and counts. */
import {clean} from '../text/clean.ts'
import {count, quote, quoteAllWithin} from '../text/wording.ts'

/** Most characters for a list of suggestions. */
const room = 400

function didYouMean(nearest: string | undefined): string {
  return nearest === undefined ? '' : ` (Did you mean ${quote(nearest)}?)`
}

/** Texts of exports. */
export const exportTexts = {
  unknownFormat: (
    name: string,
    names: readonly string[],
    nearest: string | undefined
  ) =>
    `Unexpected format ${quote(name)}, expected ${quoteAllWithin(names, room)}${didYouMean(nearest)}`,
  unknownCards: (bank: string, line: number, reason: string) =>
    `${clean(bank)}:${line}: front matter is broken, so qbank cannot know what a card is. ${clean(reason)}`,
  problems: (bank: string, errors: number) =>
    `${clean(bank)}: ${count(errors, 'error')}; cards may be incomplete. \`npx --no -- qbank check\` explains them`,
  refused:
    'Nothing is exported, because --strict is given. Fix the errors, or leave --strict out',
  noCards:
    'No card to export. Check --where, or leave it out to export all cards',
  noOptions: (format: string) =>
    `\`${format}\` is for cards with options to choose from, and the template of no bank has a field of kind \`options\``,
  withoutRight: (bank: string, lines: readonly number[], format: string) =>
    `${clean(bank)}: ${count(lines.length, 'card')} left out of ${format}, which needs 2 options, and 1 of them ticked: line ${lines.slice(0, mostLines).join(', ')}${lines.length > mostLines ? ', …' : ''}`,
  needsFolder: (format: string) =>
    `\`${format}\` writes several files: name the folder for them with --out`,
  needsFile: (format: string) =>
    `\`${format}\` is not text, so it is not printed: name a file with --out`,
  noImage: (bank: string, source: string, reason: string) =>
    `${clean(bank)}: image ${quote(source)} is not in the package (${reason})`,
  imageReasons: {
    missing: 'there is no such file',
    outside: 'it is outside of the repository',
    kind: 'it is not an image that Anki shows',
    size: 'it is larger than 10 MB'
  },
  isFolder: (path: string) =>
    `${clean(path)}: is a folder. Name a file with --out`,
  isFile: (path: string) =>
    `${clean(path)}: is a file. Name a folder with --out`,
  overSource: (path: string) =>
    `${clean(path)}: is a bank that is exported, or its README, so nothing is written over it. Name another file with --out`,
  foreign: (path: string) =>
    `${clean(path)}: was not written by \`qbank export\`, so it is not overwritten. Name another folder with --out, or add --force`,
  notWritten: (path: string, reason: string) =>
    `${clean(path)}: cannot be written (${clean(reason)}). Name a place that you may write to`,
  left: (path: string, files: number) =>
    `${clean(path)}: ${count(files, 'file')} of an earlier export left as they are, because this export has no such card`,
  written: (path: string, cards: number) =>
    `${clean(path)}: ${count(cards, 'card')} exported`,
  noStdin:
    'Standard input is not taken here, because cards are named by their file. Name a file'
} as const

/** How many lines are named in one sentence. */
const mostLines = 20

/** Texts of filters. */
export const whereTexts = {
  syntax: (rest: string) =>
    `Unexpected ${quote(rest)} in --where, expected terms such as 'difficulty=Hard tag=caching section="Two words"'`,
  unknownKey: (
    key: string,
    place: string,
    keys: readonly string[],
    nearest: string | undefined
  ) =>
    `Unexpected key ${quote(key)} in ${place}, expected ${quoteAllWithin(keys, room)}${didYouMean(nearest)}`,
  unknownValue: (
    key: string,
    value: string,
    values: readonly string[],
    nearest: string | undefined
  ) =>
    values.length === 0
      ? `Unexpected ${quote(`${key}=${value}`)} in --where: no card has a ${key}`
      : `Unexpected ${quote(value)} for ${quote(key)} in --where, expected ${quoteAllWithin(values, room)}${didYouMean(nearest)}`
} as const

/** Texts about roles of fields. */
export const roleTexts = {
  unknownLabel: (
    flag: string,
    label: string,
    labels: readonly string[],
    nearest: string | undefined
  ) =>
    `Unexpected label ${quote(label)} for --${flag}, expected ${quoteAllWithin(labels, room)}${didYouMean(nearest)}`
} as const

/** Texts in the export itself, for people and models. */
export const exportedTexts = {
  choose: {
    one: 'Answer with the letter of the right option, and nothing else.',
    some: 'Answer with the letters of all right options, separated by commas, and nothing else.'
  },
  includes: 'A strong answer makes these points:',
  must: ' (must-have)',
  accept: 'These answers are as good:',
  pitfalls: 'A strong answer makes none of these mistakes:',
  makesPoint: (point: string) => `The answer makes this point: ${point}`,
  avoids: (mistake: string) =>
    `The answer does not make this mistake: ${mistake}`,
  matches: (answer: string) =>
    `The answer says the same as this one: ${answer}`,
  orAccepted: (answers: readonly string[]) =>
    `\n\nIf the answer is one of these instead, the point counts as made:\n${answers.map((answer) => `- ${answer}`).join('\n')}`
} as const
