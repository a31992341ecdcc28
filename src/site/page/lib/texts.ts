/** What the page's script says. */

function count(amount: number, noun: string): string {
  return `${amount.toLocaleString('en')} ${noun}${amount === 1 ? '' : 's'}`
}

/** Words of the page. */
export const pageTexts = {
  views: {
    cards: 'Cards',
    study: 'Study',
    interview: 'Interview',
    print: 'Print'
  },
  viewsLabel: 'Views',
  notLoaded: (file: string) =>
    `${file} cannot be loaded. Reload the page; if that does not help, the page has to be built again.`,
  search: 'Search the cards',
  searchHint: 'Search: words, tags, names in code',
  filters: 'Filters',
  clear: 'Clear all',
  remove: (value: string) => `Remove the filter ${value}`,
  showAll: (amount: number) => `Show all ${amount}`,
  showFew: 'Show fewer',
  found: (amount: number, all: number) =>
    amount === all
      ? count(all, 'card')
      : `${amount.toLocaleString('en')} of ${count(all, 'card')}`,
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
  themes: {
    auto: {sign: '\u25D0', name: 'as the system has it'},
    light: {sign: '\u2600', name: 'light'},
    dark: {sign: '\u263E', name: 'dark'}
  },
  showAnswers: 'Show all answers',
  hideAnswers: 'Hide all answers',
  help: {
    open: 'Keyboard shortcuts',
    title: 'Keyboard shortcuts',
    close: 'Close',
    enabled: 'Use keyboard shortcuts',
    keys: [
      ['/', 'search'],
      ['j', 'next card'],
      ['k', 'previous card'],
      ['Space', 'show the question, then the answer'],
      ['r', 'random card'],
      ['x', 'pick the card for an interview'],
      ['1 2 3 4', 'in study mode: Again, Hard, Good, Easy'],
      ['?', 'this list'],
      ['Esc', 'leave the search']
    ] as const
  },
  study: {
    ratings: ['Again', 'Hard', 'Good', 'Easy'] as const,
    show: 'Show answer',
    counts: (due: number, fresh: number) =>
      `${count(due, 'card')} due, ${fresh.toLocaleString('en')} new`,
    done: 'Done for now.',
    next: (when: string) => `The next card is due ${when}.`,
    never: 'No card of this choice has been studied yet.',
    more: 'Study 10 more new cards',
    progress: 'Progress and settings',
    newPerDay: 'New cards a day',
    about:
      'Your answers set when a card comes again. Progress stays in this browser, and only here: export it to keep it.',
    export: 'Export progress',
    import: 'Import progress',
    forget: 'Forget all progress',
    forgetSure:
      'Forget the progress of all cards of this page? This cannot be undone.',
    imported: (amount: number) =>
      `Progress of ${count(amount, 'card')} imported.`,
    notImported: (reason: string) =>
      `This file was not imported: ${reason}. Choose a file that was exported here.`,
    reasons: {
      json: 'it is not JSON',
      format: 'it holds no progress of cards',
      version: 'it is of a newer version'
    },
    notKept:
      'This browser keeps nothing for this page (private window, or storage is full). Export your progress before you leave.',
    totals: (learned: number, all: number) =>
      `${learned.toLocaleString('en')} of ${count(all, 'card')} studied`
  },
  interview: {
    none: 'No card is picked for the interview yet.',
    noneHint:
      'Pick cards in the list, or take some at random from those that match the filters.',
    take: (amount: number) => `Take ${amount} at random`,
    candidate: 'Candidate or session',
    notes: 'Notes',
    score: (made: number, all: number) => `${made} of ${all}`,
    musts: 'Must-haves',
    others: 'Other points',
    must: 'must-have',
    copy: 'Copy as Markdown',
    copied: 'Copied.',
    notCopied: 'Copy this text:',
    up: (title: string) => `Move up: ${title}`,
    down: (title: string) => `Move down: ${title}`,
    drop: (title: string) => `Remove: ${title}`,
    clear: 'New interview',
    clearSure: 'Remove all cards, scores and notes of this interview?',
    heading: (name: string) =>
      name === '' ? 'Interview' : `Interview: ${name}`,
    rating: 'Overall',
    ratings: ['–', '1 weak', '2', '3', '4 strong'] as const
  },
  print: {
    answers: 'With answers',
    breaks: 'Each card on a page of its own',
    print: 'Print, or save as PDF',
    loading: (done: number, all: number) =>
      `${done} of ${count(all, 'card')} …`,
    about: 'The cards that match the filters, in order.'
  },
  card: (title: string) => `Card: ${title}`
} as const
