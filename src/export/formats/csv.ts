/**
 * Tables for spreadsheets (RFC 4180): a row per card, a column per field. A cell that a spreadsheet would read as a
 * formula begins with an apostrophe.
 */
import type {BankData, CardData, FieldData} from '../card-data.ts'
import type {Format} from '../format.ts'

/** Columns before those of the fields. */
export const cardColumns = ['bank', 'id', 'section', 'number', 'title'] as const

export const csv: Format = {render: (banks) => renderTable(banks, ',')}

export const tsv: Format = {render: (banks) => renderTable(banks, '\t')}

function renderTable(banks: readonly BankData[], delimiter: string): string {
  const fields = listColumns(banks)
  const rows = banks.flatMap(({path, cards}) =>
    cards.map((card) => [
      path,
      card.id ?? '',
      card.section ?? '',
      card.number === undefined ? '' : String(card.number),
      card.title,
      ...toCells(card, fields)
    ])
  )
  const inert = [[...cardColumns, ...fields], ...rows].map((row) =>
    row.map(toInert)
  )
  return formatRows(inert, delimiter)
}

/** @returns the names of the columns of fields, in the order of the templates */
function listColumns(banks: readonly BankData[]): string[] {
  const columns = new Set<string>()
  for (const {templates, cards} of banks) {
    const fields = templates.flatMap((each) => each.fields)
    for (const {label, kind, repeat} of fields) {
      const most = repeat
        ? Math.max(1, ...cards.map((card) => countOf(card, {label, kind})))
        : 1
      for (let at = 0; at < most; at++) columns.add(nameColumn(label, kind, at))
    }
  }

  return [...columns]
}

function countOf(
  {fields}: CardData,
  wanted: Pick<FieldData, 'label' | 'kind'>
): number {
  return fields.filter(
    ({label, kind}) => label === wanted.label && kind === wanted.kind
  ).length
}

/**
 * @param at index among the fields with that label, from 0
 * @returns the name of a column; for a field without a label, its kind in parentheses
 */
export function nameColumn(
  label: string,
  kind: FieldData['kind'],
  at: number
): string {
  const name = label === '' ? `(${kind})` : label
  return at === 0 ? name : `${name} ${at + 1}`
}

function toCells({fields}: CardData, columns: readonly string[]): string[] {
  const cells = new Map<string, string>()
  for (const field of fields) {
    let at = 0
    while (cells.has(nameColumn(field.label, field.kind, at))) at++
    cells.set(
      nameColumn(field.label, field.kind, at),
      field.below ? `\n${field.markdown}` : field.markdown
    )
  }

  return columns.map((column) => cells.get(column) ?? '')
}

/** What spreadsheets read as the beginning of a formula, in any width; or such a text that is already protected. */
const formula = /^'*[=+\-@\t\r\n＝＋－＠]/

function toInert(cell: string): string {
  return formula.test(cell) ? `'${cell}` : cell
}

/** @returns the input of `toInert` */
export function fromInert(cell: string): string {
  return cell.startsWith("'") && formula.test(cell) ? cell.slice(1) : cell
}

/** @returns rows as text, with quotation marks where they are needed */
export function formatRows(
  rows: readonly (readonly string[])[],
  delimiter: string,
  lineBreak = '\r\n'
): string {
  const needsQuotes = new RegExp(`["\\r\\n${delimiter}]|^\\s|\\s$`)
  return rows
    .map(
      (row) =>
        row
          .map((cell) =>
            needsQuotes.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
          )
          .join(delimiter) + lineBreak
    )
    .join('')
}
