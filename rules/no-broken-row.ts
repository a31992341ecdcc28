/**
 * A row with more cells than the header loses the last ones: GitHub does not show them. A row that is apart from its table, after
 * a blank line, is text with bars in it. Both happen where a table is kept by hand, as a table of contents is.
 *
 * @off Never: such cells are not shown.
 * @limits A row with fewer cells is reported if it has but one, in a table of three columns or more. Tables in quotes are not looked at.
 */
import type {RootContent, Table, TableRow} from 'mdast'
import {visit} from 'unist-util-visit'
import type {Bank} from '../src/bank/model.ts'
import type {Problem} from '../src/rule/define-rule.ts'
import {defineRule} from '../src/rule/define-rule.ts'
import {trimEnd} from '../src/markdown/offsets.ts'
import {count, quote} from '../src/text/wording.ts'

/** The row below a table's header has one of these. */
const marks = ['|', ':-', '-:']

export default defineRule(
  {
    id: 'no-broken-row',
    description: 'Disallow rows that are not shown as a part of their table',
    severity: 'warning',
    skipsCanonical: true
  },
  function* (bank) {
    // Looking for them is quicker than walking the tree.
    if (!marks.some((mark) => bank.text.includes(mark))) return
    const problems: Problem[] = []
    visit(bank.tree, 'table', (table, index = 0, parent) => {
      const [header, ...rows] = table.children
      const columns = header?.children.length ?? 0
      for (const row of rows) {
        const problem = checkRow(bank, row, columns)
        if (problem) problems.push(problem)
      }

      const next = parent?.children[index + 1]
      const problem = checkNext(bank, table, next)
      if (problem) problems.push(problem)
    })
    yield* problems
  }
)

function checkRow(
  bank: Bank,
  row: TableRow,
  columns: number
): Problem | undefined {
  const start = row.position?.start.offset
  const end = row.position?.end.offset
  if (start === undefined || end === undefined) return undefined
  const cells = row.children.length
  const isShort = cells === 1 && columns > 2
  if (cells <= columns && !isShort) return undefined
  const first = row.children[cells > columns ? columns : 0]
  const from = first?.position?.start.offset ?? start
  // A row without a bar is a line that has become part of the table; another rule reports it if it belongs to a card.
  if (isShort && !bank.text.slice(start, end).includes('|')) return undefined
  return {
    place: bank.place(from, Math.max(from, trimEnd(bank.text, end))),
    message: `Unexpected row of ${count(cells, 'cell')}, expected ${count(columns, 'cell')} as in the header`,
    note:
      cells > columns
        ? 'What is in the other cells is not shown. A bar that is text is written as `\\|`.'
        : 'The other cells of the row are empty.'
  }
}

/** Rows after the blank line that ends the table. */
function checkNext(
  bank: Bank,
  {position}: Table,
  next: RootContent | undefined
): Problem | undefined {
  const tableEnd = position?.end.offset
  const start = next?.position?.start.offset
  const end = next?.position?.end.offset
  if (next?.type !== 'paragraph' || start === undefined) return undefined
  if (tableEnd === undefined || end === undefined) return undefined
  const [line = ''] = bank.text.slice(start, end).split('\n', 1)
  const row = line.trimEnd()
  if (!/^\|.*\|$/.test(row)) return undefined
  return {
    place: bank.place(start, start + row.length),
    message: `Unexpected row ${quote(row)} after a blank line, expected it right below its table`
  }
}
