/** Texts of `qbank stats`. */
import {clean} from '../text/clean.ts'
import {count, quote} from '../text/wording.ts'

export const statsTexts = {
  bank: ({
    bank,
    cards,
    lastChange
  }: {
    readonly bank: string
    readonly cards: number
    readonly lastChange?: string
  }) =>
    `${bank}: ${count(cards, 'card')}${lastChange === undefined ? '' : `, last committed on ${lastChange.slice(0, 10)}`}`,
  section: 'Section',
  noSection: '(none)',
  cards: 'Cards',
  tag: 'Tag',
  otherTags: (tags: number) => `and ${count(tags, 'tag')} more (--json)`,
  wordColumns: ['Words', 'Cards', 'Median', 'Most', 'Total'],
  withoutAnswer: (cards: number) =>
    `Without an answer: ${count(cards, 'card')}`,
  oldest: (cards: number) => `Not changed for longest: ${count(cards, 'card')}`,
  plan: (goals: Parameters<typeof describeGoals>[0]) =>
    `Plan: ${describeGoals(goals)}`,
  goalColumns: ['Goal', 'Cards', 'Wanted', 'Missing'],
  otherGoals: (goals: number) => `and ${count(goals, 'goal')} more (--json)`,
  otherCards: (cards: number) => `and ${count(cards, 'card')} more (--json)`
} as const

/** @returns how many of the goals with a number are reached */
export function describeGoals(
  goals: readonly {readonly wanted?: number; readonly missing: number}[]
): string {
  const counted = goals.filter(({wanted}) => wanted !== undefined)
  const missing = counted.filter((goal) => goal.missing > 0).length
  const all = count(counted.length, 'goal')
  return missing === 0
    ? `${all}, no card is missing`
    : `${missing} of ${all} lack cards`
}

/** Texts about plans. */
export const planTexts = {
  outside: (bank: string, path: string) =>
    `${clean(bank)}: ${quote(path)} for \`bank.plan\` is outside the repository, so it is not read. Name a file in the repository`,
  broken: (name: string, line: number, reason: string) =>
    `${clean(name)}:${line}: ${clean(reason)}`,
  notAPlan: (name: string) =>
    `${clean(name)}: Unexpected text, expected a plan such as \`tag: {caching: 3}\``,
  none: 'No bank has a plan. Say in front matter how many cards there are to be: `bank: {plan: {tag: {caching: 3}}}`'
} as const

/** Words on the page with coverage. */
export const coverageTexts = {
  title: 'Coverage',
  about: (bank: string, goals: string) =>
    `What the plan of ${bank} wants, and which cards there are: ${goals}. \`npx --no -- qbank stats --coverage\` writes this page; change the plan, not the page.`,
  missing: 'Missing cards',
  goal: 'Goal',
  numbers: ['Cards', 'Wanted'],
  found: 'Which',
  note: 'Note'
} as const
