/** Counts as tables for a person. */
import type {BankCounts, Counts, SectionCounts} from './count-banks.ts'
import {formatWhere} from './coverage.ts'
import {statsTexts} from './texts.ts'

/** No more tags are listed; `--json` has all. */
const mostTags = 20

/** No more cards are listed. */
const mostCards = 20

/** No more goals are listed. */
const mostGoals = 20

/** @returns tables, bank by bank */
export function formatCounts({banks}: Counts): string {
  return banks.map(formatBank).join('\n')
}

function formatBank(bank: BankCounts): string {
  // Of several choices, sections are planned by the first one.
  const [field = ''] = Object.keys(bank.sections[0]?.choices ?? {})
  const values = Object.keys(bank.sections[0]?.choices[field] ?? {})
  const tags = Object.keys(bank.tags)
  const blocks = [
    [statsTexts.bank(bank)],
    formatTable([
      [statsTexts.section, ...values, statsTexts.cards],
      ...bank.sections.map((section) => [
        section.section === '' ? statsTexts.noSection : section.section,
        ...values.map((value) =>
          String(section.choices[field]?.[value]?.cards ?? 0)
        ),
        String(section.cards)
      ])
    ]),
    ...(tags.length === 0 ? [] : [formatTags(bank, tags, {field, values})]),
    formatTable([
      statsTexts.wordColumns,
      ...bank.words.map(({label, kind, cards, median, most, total}) => [
        label === '' ? `(${kind})` : label,
        ...[cards, median, most, total].map(String)
      ])
    ]),
    formatMissing(bank),
    formatGoals(bank),
    formatChanges(bank)
  ]
  return blocks
    .filter((block) => block.length > 0)
    .map((block) => block.map((line) => `${line}\n`).join(''))
    .join('\n')
}

function formatTags(
  bank: BankCounts,
  tags: readonly string[],
  {field, values}: {readonly field: string; readonly values: readonly string[]}
): string[] {
  const others = tags.length - mostTags
  return [
    ...formatTable([
      [statsTexts.tag, ...values, statsTexts.cards],
      ...tags
        .slice(0, mostTags)
        .map((tag) => [
          tag,
          ...values.map((value) =>
            String(countTag(bank.sections, field, value, tag))
          ),
          String(bank.tags[tag] ?? 0)
        ])
    ]),
    ...(others > 0 ? [statsTexts.otherTags(others)] : [])
  ]
}

function countTag(
  sections: readonly SectionCounts[],
  field: string,
  value: string,
  tag: string
): number {
  return sections.reduce(
    (sum, {choices}) => sum + (choices[field]?.[value]?.tags[tag] ?? 0),
    0
  )
}

/** The goals with missing cards; the page with coverage has all. */
function formatGoals({coverage}: BankCounts): string[] {
  if (!coverage) return []
  const missing = coverage.filter((goal) => goal.missing > 0)
  const others = missing.length - mostGoals
  return [
    statsTexts.plan(coverage),
    ...formatTable([
      statsTexts.goalColumns,
      ...missing
        .slice(0, mostGoals)
        .map((goal) => [
          formatWhere(goal),
          ...[goal.cards, goal.wanted ?? 0, goal.missing].map(String)
        ])
    ]),
    ...(others > 0 ? [statsTexts.otherGoals(others)] : [])
  ]
}

function formatChanges({changes = []}: BankCounts): string[] {
  if (changes.length === 0) return []
  return [
    statsTexts.oldest(Math.min(changes.length, mostCards)),
    ...changes
      .slice(0, mostCards)
      .map(
        ({lastChange, line, title}) =>
          `  ${lastChange.slice(0, 10)}  ${line}: ${title}`
      )
  ]
}

function formatMissing({withoutAnswer}: BankCounts): string[] {
  if (withoutAnswer.length === 0) return []
  const others = withoutAnswer.length - mostCards
  return [
    statsTexts.withoutAnswer(withoutAnswer.length),
    ...withoutAnswer
      .slice(0, mostCards)
      .map(({line, title}) => `  ${line}: ${title}`),
    ...(others > 0 ? [`  ${statsTexts.otherCards(others)}`] : [])
  ]
}

/** @returns lines: the first column to the left, numbers to the right; none if there are no rows below the heading */
function formatTable(rows: readonly (readonly string[])[]): string[] {
  if (rows.length < 2) return []
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => Array.from(row[column] ?? '').length))
  )
  return rows.map((row) =>
    row
      .map((cell, column) => {
        const gap = ' '.repeat((widths[column] ?? 0) - Array.from(cell).length)
        return column === 0 ? cell + gap : gap + cell
      })
      .join('  ')
      .trimEnd()
  )
}
