/** The counts of `qbank stats`, which are also the output of `--json` (`schema/stats.schema.json`). */
import type {BankData, CardData} from '../export/card-data.ts'
import {createRoleFinder, isMarkable, toQuestions} from '../export/question.ts'
import {fieldsOf} from '../export/roles.ts'
import {isSameField} from '../template/model.ts'
import type {Plan} from '../template/config.ts'
import type {GoalCounts} from './coverage.ts'
import {countGoals} from './coverage.ts'
import type {CardChanges} from './last-change.ts'
import {findLastChange} from './last-change.ts'
import {statsVersion} from './schema.ts'

/** Cards by the values of a choice or by tags. */
export type Tally = Readonly<Record<string, number>>

/** Cards of a section. */
export interface SectionCounts {
  /** Empty for cards outside of sections. */
  readonly section: string
  readonly cards: number
  /** For each field of kind `choice`, its values, with the tags of their cards. */
  readonly choices: Readonly<
    Record<string, Readonly<Record<string, {cards: number; tags: Tally}>>>
  >
  readonly tags: Tally
}

/** Words of a field on the cards that have it. */
export interface WordCounts {
  readonly label: string
  readonly kind: string
  /** Cards that have the field. */
  readonly cards: number
  readonly total: number
  readonly median: number
  readonly most: number
}

/** A bank. */
export interface BankCounts {
  readonly bank: string
  readonly cards: number
  readonly sections: readonly SectionCounts[]
  readonly tags: Tally
  readonly words: readonly WordCounts[]
  readonly withoutAnswer: readonly {
    readonly line: number
    readonly title: string
  }[]
  /** Goals of its plan, if it has one. */
  readonly coverage?: readonly GoalCounts[]
  /** When it was last committed, in ISO 8601; missing outside of git, and before the first commit. */
  readonly lastChange?: string
  /** When each card was last committed, the oldest first; those with lines that are not committed are missing. */
  readonly changes?: readonly {
    readonly line: number
    readonly title: string
    readonly lastChange: string
  }[]
}

/** The counts of all banks. */
export interface Counts {
  readonly version: number
  readonly banks: readonly BankCounts[]
}

/** A bank to count. */
export interface CountedBank {
  readonly data: BankData
  /** Absolute. */
  readonly path: string
  /** When its cards have changed, if that is wanted. */
  readonly changes?: CardChanges
  readonly plan?: Plan | undefined
}

/**
 * @param answer label of the field with the answer, if it is not the one that is found
 */
export function countBanks(
  banks: readonly CountedBank[],
  answer?: string
): Counts {
  const labels = answer === undefined ? {} : {answer}
  const all = banks.flatMap(({data}) => data.templates)
  return {
    version: statsVersion,
    banks: banks.map(({changes, data, path, plan}) => {
      const rolesOf = createRoleFinder(data, labels, all)
      const lastChange = findLastChange(path)
      return {
        bank: data.path,
        cards: data.cards.length,
        sections: groupCards(data.cards).map(([section, cards]) =>
          countSection(section, cards, data)
        ),
        tags: tally(data.cards.flatMap(getTags)),
        words: countWords(data),
        withoutAnswer: [...toQuestions([data], {labels: {}})]
          .filter(
            (question) =>
              !isMarkable(question) &&
              fieldsOf(question.card, rolesOf(question.card).answer).length ===
                0
          )
          .map(({card: {line, titleText}}) => ({line, title: titleText})),
        ...(plan && {coverage: countGoals(plan, data)}),
        ...(lastChange !== undefined && {lastChange}),
        ...(changes && {changes: listChanges(data.cards, changes)})
      }
    })
  }
}

function listChanges(
  cards: readonly CardData[],
  changes: CardChanges
): NonNullable<BankCounts['changes']> {
  return cards
    .flatMap(({line, titleText: title}) => {
      const lastChange = changes.get(line)
      return lastChange === undefined ? [] : [{line, title, lastChange}]
    })
    .sort((left, right) => (left.lastChange < right.lastChange ? -1 : 1))
}

function groupCards(cards: readonly CardData[]): [string, CardData[]][] {
  const groups = new Map<string, CardData[]>()
  for (const card of cards) {
    const section = card.section ?? ''
    const group = groups.get(section) ?? []
    groups.set(section, group)
    group.push(card)
  }

  return [...groups]
}

function countSection(
  section: string,
  cards: readonly CardData[],
  {templates}: BankData
): SectionCounts {
  const values = new Map<string, Set<string>>()
  for (const field of templates.flatMap(({fields}) => fields)) {
    if (field.kind !== 'choice') continue
    const known = values.get(field.label) ?? []
    values.set(field.label, new Set([...known, ...field.choices]))
  }

  const choices = [...values].map(([label, known]) => [
    label,
    Object.fromEntries(
      [...known].map((value) => {
        const chosen = cards.filter((card) => hasChoice(card, label, value))
        return [
          value,
          {cards: chosen.length, tags: tally(chosen.flatMap(getTags))}
        ]
      })
    )
  ])
  return {
    section,
    cards: cards.length,
    choices: Object.fromEntries(choices) as SectionCounts['choices'],
    tags: tally(cards.flatMap(getTags))
  }
}

function hasChoice({fields}: CardData, label: string, value: string): boolean {
  return fields.some((field) => field.label === label && field.text === value)
}

function getTags({fields}: CardData): readonly string[] {
  return [...new Set(fields.flatMap(({tags}) => tags ?? []))]
}

/** @returns how often each word is there, the most frequent first */
function tally(words: readonly string[]): Tally {
  const counts = new Map<string, number>()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  return Object.fromEntries(
    [...counts].sort(
      ([left, one], [right, other]) =>
        other - one || (left < right ? -1 : left > right ? 1 : 0)
    )
  )
}

function countWords({cards, templates}: BankData): WordCounts[] {
  return templates
    .flatMap(({fields}) => fields)
    .filter(
      (field, at, all) =>
        !['choice', 'date', 'tags'].includes(field.kind) &&
        all.findIndex((other) => isSameField(field, other)) === at
    )
    .map((field) => {
      const counts = cards
        .map((card) => fieldsOf(card, field))
        .filter((fields) => fields.length > 0)
        .map((fields) => fields.reduce((sum, {text}) => sum + countIn(text), 0))
        .sort((left, right) => left - right)
      return {
        label: field.label,
        kind: field.kind,
        cards: counts.length,
        total: counts.reduce((sum, count) => sum + count, 0),
        median: counts[Math.floor((counts.length - 1) / 2)] ?? 0,
        most: counts.at(-1) ?? 0
      }
    })
}

/** In scripts without spaces between words, only a dictionary finds them. */
const segmenter = new Intl.Segmenter(undefined, {granularity: 'word'})

function countIn(text: string): number {
  let count = 0
  for (const {isWordLike} of segmenter.segment(text)) if (isWordLike) count++
  return count
}
