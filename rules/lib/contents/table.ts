/**
 * Contents as a table: each row leads to a section or a card. Rows may have more content than items of a list, so they
 * are not changed. A missing row is added if its content is certain.
 */
import type {Link, Table, TableRow} from 'mdast'
import {toString} from 'mdast-util-to-string'
import {visit} from 'unist-util-visit'
import type {Bank} from '../../../src/bank/model.ts'
import type {Range} from '../../../src/markdown/offsets.ts'
import {rangeOf} from '../../../src/markdown/offsets.ts'
import type {Edit} from '../../../src/message/edits.ts'
import {applyEdits} from '../../../src/message/edits.ts'
import type {Problem} from '../../../src/rule/define-rule.ts'
import type {Entry} from './entries.ts'
import {assignTargets, readLink} from './entries.ts'
import type {Target} from './targets.ts'
import {
  countTargets,
  describeMissing,
  findTargets,
  formatLink
} from './targets.ts'

/** A row of the table. */
interface Row extends Range {
  /** Its link to a heading, if it has one. */
  readonly entry: Entry | undefined
  /** The cell with a number, if there is one. */
  readonly number: (Range & {readonly value: number}) | undefined
  /** Whether it has nothing else. */
  readonly isPlain: boolean
}

/**
 * @param table of contents
 * @returns problems with sections or cards that it lacks
 */
export function* checkTable(bank: Bank, table: Table): Iterable<Problem> {
  const rows = readRows(bank, table)
  const wanted = rows && findWanted(bank, rows)
  if (!wanted) return
  const rowOf = new Map(
    rows.flatMap((row) => (row.entry?.target ? [[row.entry.target, row]] : []))
  )
  const missing = wanted.filter((target) => !rowOf.has(target))
  const [first] = missing
  if (!first) return
  const above = wanted
    .slice(0, wanted.indexOf(first))
    .findLast((target) => rowOf.has(target))
  const row = (above && rowOf.get(above)) ?? rows[0]
  if (!row) return
  const isCertain =
    above !== undefined &&
    missing.length <= rowOf.size &&
    isRegular(rows, wanted)
  const end = isCertain ? (rows.at(-1)?.end ?? row.end) : row.end
  yield {
    place: bank.place(row.start, end),
    message: `Unexpected table of contents ${describeMissing(missing)}, expected a row for each of the ${countTargets(wanted)} of the bank`,
    ...(isCertain && {
      expected: [
        addRows(bank.text, rows.slice(rows.indexOf(row)), wanted).join('\n')
      ]
    })
  }
}

/** @returns the rows below the header; `undefined` if one leads to several headings */
function readRows({text}: Bank, {children}: Table): Row[] | undefined {
  const rows: Row[] = []
  for (const node of children.slice(1)) {
    const range = rangeOf(node)
    const links = findLinks(node)
    if (!range || links.length > 1) return undefined
    const [link] = links
    const linkRange = rangeOf(link)
    const entry = link && linkRange && readLink(link, linkRange, text)
    const cells = node.children.filter((cell) => toString(cell).trim() !== '')
    const others = cells.filter((cell) => cell.children[0] !== link)
    const [number] = others.flatMap((cell) => {
      const digits = rangeOf(cell.children[0])
      const value = toString(cell).trim()
      return digits && /^\d{1,6}$/.test(value)
        ? [{...digits, value: Number(value)}]
        : []
    })
    rows.push({
      ...range,
      entry: entry && {...entry, name: entry.text, level: 0},
      number,
      isPlain:
        others.length === (number ? 1 : 0) &&
        cells.every((cell) => cell.children.length === 1)
    })
  }

  return rows
}

function findLinks(row: TableRow): Link[] {
  const links: Link[] = []
  visit(row, 'link', (link) => {
    links.push(link)
  })
  return links
}

/**
 * Finds the target of each row.
 *
 * @returns the targets that need a row: sections, cards, or both, as in most rows; `undefined` if the rows lead to
 *   something else
 */
function findWanted(bank: Bank, rows: readonly Row[]): Target[] | undefined {
  const entries = rows.flatMap(({entry}) => entry ?? [])
  for (const hasCards of [false, true]) {
    const {all, toName} = findTargets(bank, hasCards)
    for (const entry of entries) {
      entry.target = undefined
      entry.name = toName(entry.text)
    }

    assignTargets(entries, all)
    const levels = new Set(entries.map(({target}) => target?.level))
    const found = entries.filter(({target}) => target).length
    if (found * 2 > entries.length) {
      return all.filter(
        ({isRequired, level}) => isRequired && levels.has(level)
      )
    }
  }

  return undefined
}

/**
 * Whether a new row would look like the others: these are in order, and have only a link and a number that counts them.
 */
function isRegular(rows: readonly Row[], wanted: readonly Target[]): boolean {
  const linked = rows.filter(({entry}) => entry)
  const first = linked[0]?.number?.value
  const placeOf = new Map(wanted.map((target, place) => [target, place]))
  const places = linked.map(({entry}) =>
    entry?.target ? (placeOf.get(entry.target) ?? -1) : -1
  )
  return linked.every(
    ({isPlain, number}, at) =>
      isPlain &&
      number?.value === (first === undefined ? undefined : first + at) &&
      (places[at] ?? -1) > (places[at - 1] ?? -1)
  )
}

/** @returns the rows as they are, each followed by the rows that are missing after it; their numbers continue */
function addRows(
  text: string,
  rows: readonly Row[],
  wanted: readonly Target[]
): string[] {
  const listed = new Set(rows.map(({entry}) => entry?.target))
  const placeOf = new Map(wanted.map((target, place) => [target, place]))
  const lines: string[] = []
  let added = 0
  for (const row of rows) {
    lines.push(writeRow(text, row, added))
    const target = row.entry?.target
    if (!target) continue
    for (let at = (placeOf.get(target) ?? -1) + 1; at < wanted.length; at++) {
      const next = wanted[at]
      if (!next || listed.has(next)) break
      added++
      lines.push(writeRow(text, row, added, next))
    }
  }

  return lines
}

/**
 * @param by how much to add to its number
 * @param target of the new row, if it is not the same
 */
function writeRow(
  text: string,
  {end, entry, number, start}: Row,
  by: number,
  target?: Target
): string {
  const edits: Edit[] = []
  const add = (range: Range, replacement: string): void => {
    const from = range.start - start
    edits.push({start: from, end: range.end - start, text: replacement})
  }
  if (number) {
    const digits = String(number.value + by)
    add(number, digits.padStart(number.end - number.start, '0'))
  }

  // A bar would begin another cell.
  const link = target && formatLink(target).replace(/\s+/g, ' ')
  if (entry && link !== undefined) {
    add(entry, link.replace(/(?<!\\)\|/g, '\\|'))
  }

  return applyEdits(text.slice(start, end), edits)
}
