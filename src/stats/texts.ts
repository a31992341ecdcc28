/** What `qbank stats` says. */
import {count} from '../text/wording.ts'

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
  otherCards: (cards: number) => `and ${count(cards, 'card')} more (--json)`
} as const
