/**
 * All words on the pages, for the build and for the script. Front matter can replace them in another language, with the
 * same keys. `{n}` is a number, other braces have names; a word with a number has a form for each plural of its
 * language.
 */

/** A text, or its forms by plural (`one`, `few`, `other`, …). */
export type Word = string | Readonly<Record<string, string>>

/** The words, unless front matter has others. */
export const defaultWords = {
  skip: 'Skip to content',
  all: 'All cards',
  answer: 'Answer',
  hint: 'Hint',
  right: 'Right',
  source: 'Source',
  previous: 'Previous',
  next: 'Next',
  sections: 'Sections',
  table: 'Table',
  link: 'Link to this card',
  image: 'Image',
  imageOf: 'Image: {alt}',
  notFound: 'There is no such page',
  cards: {one: '{n} card', other: '{n} cards'},
  incompleteCard: {
    one: 'This card is incomplete: {n} error to fix.',
    other: 'This card is incomplete: {n} errors to fix.'
  },
  incompleteCards: {
    one: '{n} card is incomplete:',
    other: '{n} cards are incomplete:'
  },
  bank: 'Bank',
  section: 'Section',
  tag: 'Tag',
  views: 'Views',
  viewCards: 'Cards',
  viewStudy: 'Study',
  viewInterview: 'Interview',
  viewPrint: 'Print',
  notLoaded:
    '{file} cannot be loaded. Reload the page; if that does not help, the page has to be built again.',
  search: 'Search the cards',
  searchHint: 'Search: words, tags, names in code',
  filters: 'Filters',
  clear: 'Clear all',
  removeFilter: 'Remove the filter {value}',
  showAll: 'Show all {n}',
  showFew: 'Show fewer',
  found: '{n} of {cards}',
  nothing: 'No card matches.',
  nothingHint: 'Try fewer words, or remove a filter.',
  more: 'Show more cards',
  random: 'Random card',
  another: 'Another random card',
  back: 'Back to all cards',
  page: 'On its page',
  pick: 'Pick for interview',
  picked: 'Picked for interview',
  incomplete: 'Incomplete',
  loading: 'Loading …',
  theme: 'Color scheme',
  themeAuto: 'as the system has it',
  themeLight: 'light',
  themeDark: 'dark',
  showAnswers: 'Show all answers',
  hideAnswers: 'Hide all answers',
  help: 'Keyboard shortcuts',
  close: 'Close',
  useKeys: 'Use keyboard shortcuts',
  keySearch: 'search',
  keyNext: 'next card',
  keyPrevious: 'previous card',
  keyOpen: 'show the question, then the answer',
  keyRandom: 'random card',
  keyPick: 'pick the card for an interview',
  keyRate: 'in study mode: Again, Hard, Good, Easy',
  keyHelp: 'this list',
  keyLeave: 'leave the search',
  again: 'Again',
  hard: 'Hard',
  good: 'Good',
  easy: 'Easy',
  showAnswer: 'Show answer',
  dueAndNew: {
    one: '{n} card due, {new} new',
    other: '{n} cards due, {new} new'
  },
  done: 'Done for now.',
  nextDue: 'The next card is due {when}.',
  now: 'now',
  inTime: 'in {time}',
  minutes: '{n} min',
  hours: '{n} h',
  days: '{n} d',
  months: '{n} mo',
  years: '{n} y',
  never: 'No card of this choice has been studied yet.',
  studyMore: 'Study 10 more new cards',
  progress: 'Progress and settings',
  newPerDay: 'New cards a day',
  aboutProgress:
    'Your answers set when a card comes again. Progress stays in this browser, and only here: export it to keep it.',
  export: 'Export progress',
  import: 'Import progress',
  forget: 'Forget all progress',
  forgetSure:
    'Forget the progress of all cards of this page? This cannot be undone.',
  imported: {
    one: 'Progress of {n} card imported.',
    other: 'Progress of {n} cards imported.'
  },
  notImported:
    'This file was not imported: {reason}. Choose a file that was exported here.',
  notJson: 'it is not JSON',
  noProgress: 'it holds no progress of cards',
  newer: 'it is of a newer version',
  notKept:
    'This browser keeps nothing for this page (private window, or storage is full). Export your progress before you leave.',
  studied: '{n} of {cards} studied',
  nonePicked: 'No card is picked for the interview yet.',
  nonePickedHint:
    'Pick cards in the list, or take some at random from those that match the filters.',
  take: 'Take {n} at random',
  candidate: 'Candidate or session',
  notes: 'Notes',
  score: '{made} of {n}',
  musts: 'Must-haves',
  otherPoints: 'Other points',
  must: 'must-have',
  copy: 'Copy as Markdown',
  copied: 'Copied.',
  notCopied: 'Copy this text:',
  up: 'Move up: {title}',
  down: 'Move down: {title}',
  drop: 'Remove: {title}',
  newInterview: 'New interview',
  newInterviewSure: 'Remove all cards, scores and notes of this interview?',
  interview: 'Interview',
  interviewOf: 'Interview: {name}',
  overall: 'Overall',
  weak: 'weak',
  strong: 'strong',
  withAnswers: 'With answers',
  breaks: 'Each card on a page of its own',
  print: 'Print, or save as PDF',
  loaded: '{n} of {cards} …',
  aboutPrint: 'The cards that match the filters, in order.',
  card: 'Card: {title}'
} as const satisfies Readonly<Record<string, Word>>

/** Names of the words. */
export type WordKey = keyof typeof defaultWords

/** Words of another language, by their names. */
export type Words = Readonly<Partial<Record<WordKey, Word>>>

/** @returns the word with its values; numbers are formatted as in the language */
export type Say = (
  key: WordKey,
  values?: Readonly<Record<string, string | number>>
) => string

/**
 * @param lang of the words, as in HTML; an unknown one counts as English
 * @param own words that replace others
 */
export function createSay(lang: string, own: Words = {}): Say {
  const locale = toLocale(lang)
  const numbers = new Intl.NumberFormat(locale)
  const plurals = new Intl.PluralRules(locale)
  return (key, values = {}) => {
    const word: Word = own[key] ?? defaultWords[key]
    const {n} = values
    const plural = typeof n === 'number' ? plurals.select(n) : 'other'
    const text =
      typeof word === 'string' ? word : (word[plural] ?? word['other'] ?? '')
    return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = values[name]
      return typeof value === 'number'
        ? numbers.format(value)
        : (value ?? whole)
    })
  }
}

/** @returns the language in its canonical form; English if it is unknown */
export function toLocale(lang: string): string {
  try {
    return Intl.getCanonicalLocales(lang)[0] ?? 'en'
  } catch {
    return 'en'
  }
}
