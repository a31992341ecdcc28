/** Texts of the page's script: the words of `page-words.ts`, or those that the build has put on the page instead. */
import type {Words} from '../../../template/page-words.ts'
import {createSay, toLocale} from '../../../template/page-words.ts'

const {dataset, lang} = document.documentElement
const say = createSay(lang, JSON.parse(dataset['words'] ?? '{}') as Words)
const numbers = new Intl.NumberFormat(toLocale(lang))

function toCards(n: number): string {
  return say('cards', {n})
}

/** Words of the page. */
export const pageTexts = {
  number: (amount: number) => numbers.format(amount),
  views: {
    cards: say('viewCards'),
    study: say('viewStudy'),
    interview: say('viewInterview'),
    print: say('viewPrint')
  },
  viewsLabel: say('views'),
  notLoaded: (file: string) => say('notLoaded', {file}),
  search: say('search'),
  searchHint: say('searchHint'),
  filters: say('filters'),
  clear: say('clear'),
  remove: (value: string) => say('removeFilter', {value}),
  showAll: (n: number) => say('showAll', {n}),
  showFew: say('showFew'),
  found: (n: number, all: number) =>
    n === all ? toCards(all) : say('found', {n, cards: toCards(all)}),
  nothing: say('nothing'),
  nothingHint: say('nothingHint'),
  more: say('more'),
  random: say('random'),
  another: say('another'),
  back: say('back'),
  page: say('page'),
  pick: say('pick'),
  picked: say('picked'),
  incomplete: say('incomplete'),
  loading: say('loading'),
  theme: say('theme'),
  themes: {
    auto: {sign: '\u25D0', name: say('themeAuto')},
    light: {sign: '\u2600', name: say('themeLight')},
    dark: {sign: '\u263E', name: say('themeDark')}
  },
  showAnswers: say('showAnswers'),
  hideAnswers: say('hideAnswers'),
  help: {
    open: say('help'),
    title: say('help'),
    close: say('close'),
    enabled: say('useKeys'),
    keys: [
      ['/', say('keySearch')],
      ['j', say('keyNext')],
      ['k', say('keyPrevious')],
      ['Space', say('keyOpen')],
      ['r', say('keyRandom')],
      ['x', say('keyPick')],
      ['1 2 3 4', say('keyRate')],
      ['?', say('keyHelp')],
      ['Esc', say('keyLeave')]
    ] as const
  },
  study: {
    ratings: [say('again'), say('hard'), say('good'), say('easy')] as const,
    show: say('showAnswer'),
    counts: (n: number, fresh: number) => say('dueAndNew', {n, new: fresh}),
    done: say('done'),
    next: (when: string) => say('nextDue', {when}),
    now: say('now'),
    later: (time: string) => say('inTime', {time}),
    spans: {
      minutes: (n: number) => say('minutes', {n}),
      hours: (n: number) => say('hours', {n}),
      days: (n: number) => say('days', {n}),
      months: (n: number) => say('months', {n}),
      years: (n: number) => say('years', {n})
    },
    never: say('never'),
    more: say('studyMore'),
    progress: say('progress'),
    newPerDay: say('newPerDay'),
    about: say('aboutProgress'),
    export: say('export'),
    import: say('import'),
    forget: say('forget'),
    forgetSure: say('forgetSure'),
    imported: (n: number) => say('imported', {n}),
    notImported: (reason: string) => say('notImported', {reason}),
    reasons: {
      json: say('notJson'),
      format: say('noProgress'),
      version: say('newer')
    },
    notKept: say('notKept'),
    totals: (n: number, all: number) => say('studied', {n, cards: toCards(all)})
  },
  interview: {
    none: say('nonePicked'),
    noneHint: say('nonePickedHint'),
    take: (n: number) => say('take', {n}),
    candidate: say('candidate'),
    notes: say('notes'),
    score: (made: number, n: number) => say('score', {made, n}),
    musts: say('musts'),
    others: say('otherPoints'),
    must: say('must'),
    copy: say('copy'),
    copied: say('copied'),
    notCopied: say('notCopied'),
    up: (title: string) => say('up', {title}),
    down: (title: string) => say('down', {title}),
    drop: (title: string) => say('drop', {title}),
    clear: say('newInterview'),
    clearSure: say('newInterviewSure'),
    heading: (name: string) =>
      name === '' ? say('interview') : say('interviewOf', {name}),
    rating: say('overall'),
    ratings: ['–', `1 ${say('weak')}`, '2', '3', `4 ${say('strong')}`] as const
  },
  print: {
    answers: say('withAnswers'),
    breaks: say('breaks'),
    print: say('print'),
    loading: (n: number, all: number) =>
      say('loaded', {n, cards: toCards(all)}),
    about: say('aboutPrint')
  },
  card: (title: string) => say('card', {title})
} as const
