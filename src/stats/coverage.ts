/** A plan, and how much of it the bank has. */
import type {BankData, CardData} from '../export/card-data.ts'
import {createPlanFilter} from '../export/where.ts'
import type {Goal, Plan} from '../template/config.ts'

/** A goal of a plan. */
export interface GoalCounts {
  /** The cards of the goal: each of these must match, as in `--where`. */
  readonly where: readonly {readonly key: string; readonly value: string}[]
  readonly name: string
  readonly about?: string
  /** How many cards there should be; missing if only the goals among them have numbers. */
  readonly wanted?: number
  readonly cards: number
  /** How many cards are missing. */
  readonly missing: number
  readonly found: readonly {readonly line: number; readonly title: string}[]
}

/**
 * @returns the goals in the order of the plan, each before those among its cards
 * @throws UserError if the plan has a key that is unknown
 */
export function countGoals(plan: Plan, bank: BankData): GoalCounts[] {
  const toFilter = createPlanFilter([bank])
  const goals: GoalCounts[] = []
  const add = (
    part: Plan,
    above: GoalCounts['where'],
    cards: readonly CardData[]
  ): void => {
    for (const [key, values] of Object.entries(part)) {
      for (const [value, goal] of Object.entries(values)) {
        const where = [...above, {key, value}]
        const found = cards.filter(toFilter(key, value))
        goals.push(countGoal(goal, where, found))
        const below = typeof goal === 'number' ? undefined : goal.plan
        if (below) add(below, where, found)
      }
    }
  }
  add(plan, [], bank.cards)
  return goals
}

function countGoal(
  goal: Goal,
  where: GoalCounts['where'],
  found: readonly CardData[]
): GoalCounts {
  const {
    about,
    cards: wanted,
    name
  } = typeof goal === 'number' ? {cards: goal} : goal
  return {
    where,
    name: name ?? where.at(-1)?.value ?? '',
    ...(about !== undefined && {about}),
    ...(wanted !== undefined && {wanted}),
    cards: found.length,
    missing: Math.max(0, (wanted ?? 0) - found.length),
    found: found.map(({line, titleText: title}) => ({line, title}))
  }
}

/** @returns the goal as `--where` would have it */
export function formatWhere({where}: GoalCounts): string {
  return where
    .map(({key, value}) => `${quoteWord(key)}=${quoteWord(value)}`)
    .join(' ')
}

function quoteWord(word: string): string {
  return /[\s=!]/.test(word) ? `"${word}"` : word
}
