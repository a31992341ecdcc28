/** Coverage of a plan as Markdown: what is missing, and goal by goal which cards there are. */
import type {BankCounts} from './count-banks.ts'
import type {GoalCounts} from './coverage.ts'
import {formatWhere} from './coverage.ts'
import {coverageTexts, describeGoals} from './texts.ts'
import {escapeMarkdown} from '../text/escape.ts'

/** If a goal has more cards than this, none is named. */
const mostTitles = 20

/** @returns a page; it is not in Prettier's form */
export function formatCoverage(banks: readonly BankCounts[]): string {
  const parts = banks.flatMap(({bank, coverage: goals}) =>
    goals ? [formatBank(bank, goals)] : []
  )
  return `# ${coverageTexts.title}\n\n${parts.join('\n')}`
}

function formatBank(bank: string, goals: readonly GoalCounts[]): string {
  const missing = goals.filter((goal) => goal.missing > 0)
  const blocks = [
    coverageTexts.about(code(bank), describeGoals(goals)),
    ...(missing.length > 0
      ? [
          `## ${coverageTexts.missing}`,
          formatTable(
            [coverageTexts.goal, ...coverageTexts.numbers],
            missing.map((goal) => [code(formatWhere(goal)), ...toNumbers(goal)])
          )
        ]
      : []),
    ...formatLevel(goals, 1)
  ]
  return `${blocks.join('\n\n')}\n`
}

/** The goals of one depth in tables, by key, and for each goal with goals among its cards a heading of its own. */
function formatLevel(goals: readonly GoalCounts[], depth: number): string[] {
  const own = goals.filter(({where}) => where.length === depth)
  const keys = new Set(own.map(({where}) => where[depth - 1]?.key ?? ''))
  return [...keys].flatMap((key) => {
    const group = own.filter(({where}) => where[depth - 1]?.key === key)
    const isAmong = (goal: GoalCounts, {where}: GoalCounts): boolean =>
      where.length > depth &&
      goal.where.every(
        (term, at) =>
          term.key === where[at]?.key && term.value === where[at].value
      )
    return [
      ...(depth === 1 ? [`## ${escape(upperFirst(key))}`] : []),
      formatGroup(group, (goal) => goals.some((each) => isAmong(goal, each))),
      ...group.flatMap((goal) => {
        const among = goals.filter((each) => isAmong(goal, each))
        const marker = '#'.repeat(Math.min(6, depth + 2))
        return among.length === 0
          ? []
          : [`${marker} ${escape(goal.name)}`, ...formatLevel(among, depth + 1)]
      })
    ]
  })
}

function formatGroup(
  goals: readonly GoalCounts[],
  hasParts: (goal: GoalCounts) => boolean
): string {
  const hasAbout = goals.some(({about}) => about !== undefined)
  return formatTable(
    [
      coverageTexts.goal,
      ...coverageTexts.numbers,
      coverageTexts.found,
      ...(hasAbout ? [coverageTexts.note] : [])
    ],
    goals.map((goal) => [
      escape(goal.name),
      ...toNumbers(goal),
      hasParts(goal) ? '' : listTitles(goal),
      ...(hasAbout ? [escape(goal.about ?? '')] : [])
    ])
  )
}

function toNumbers({cards, wanted}: GoalCounts): string[] {
  return [String(cards), wanted === undefined ? '' : String(wanted)]
}

function listTitles({found}: GoalCounts): string {
  return found.length > mostTitles
    ? ''
    : found.map(({title}) => escape(title)).join('; ')
}

/** The second and the third column are numbers. */
function formatTable(
  head: readonly string[],
  rows: readonly (readonly string[])[]
): string {
  const line = head.map((_, at) => (at === 1 || at === 2 ? '--:' : '---'))
  return [head, line, ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n')
}

/** Text from a plan or a card is escaped. */
function escape(text: string): string {
  return escapeMarkdown(text.replace(/\s+/g, ' ').trim())
}

/** A text as code in a cell of a table: without grave accents, and with escaped bars. */
function code(text: string): string {
  const safe = text.replace(/\s+/g, ' ').replaceAll('`', "'")
  return `\`${safe.replaceAll('|', '\\|')}\``
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
