/** Tables, as `qbank export` writes them: a row per card, a column per field. */
import {parse} from 'csv-parse/sync'
import {cardColumns, fromInert, nameColumn} from '../../export/formats/csv.ts'
import type {FieldTemplate} from '../../template/model.ts'
import {UserError} from '../../text/user-error.ts'
import type {ForeignCard, ForeignField, Reader} from '../foreign-card.ts'
import {importTexts} from '../texts.ts'

/** More columns of one label than any table has. */
const mostRepeats = 100

/** A row with its line. */
export interface Row {
  readonly cells: readonly string[]
  readonly line: number
}

export const readCsv: Reader = (text, target) => readTable(text, ',', target)

export const readTsv: Reader = (text, target) => readTable(text, '\t', target)

/** @throws UserError with the line */
export function readRows(text: string, delimiter: string): Row[] {
  try {
    const rows: unknown = parse(text, {
      bom: true,
      delimiter,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true
    })
    return (
      rows as readonly {record: readonly string[]; info: {lines: number}}[]
    ).map(({info, record}) => ({
      cells: record,
      // The parser gives the last line of a row.
      line: info.lines - countBreaks(record)
    }))
  } catch (error) {
    throw new UserError(importTexts.notTable((error as Error).message))
  }
}

function countBreaks(cells: readonly string[]): number {
  return cells.join('').split('\n').length - 1
}

function readTable(
  text: string,
  delimiter: string,
  {bank}: Parameters<Reader>[1]
): readonly ForeignCard[] {
  const [head, ...rows] = readRows(text, delimiter)
  const names = (head?.cells ?? []).map((cell) => fromInert(cell).trim())
  const lower = names.map((name) => name.toLowerCase())
  const columnOf = (name: (typeof cardColumns)[number]): number =>
    lower.indexOf(name)
  const at = {
    id: columnOf('id'),
    section: columnOf('section'),
    title: columnOf('title')
  }
  if (at.title === -1) throw new UserError(importTexts.noTitleColumn(names))
  const fields = bank.templates.flatMap((template) => template.fields)
  const columns = names.map((name, index) =>
    (cardColumns as readonly string[]).includes(name.toLowerCase()) &&
    lower.indexOf(name.toLowerCase()) === index
      ? undefined
      : findField(name, fields)
  )
  return rows.map(({cells, line}) => {
    const values = cells.map(fromInert)
    const id = values[at.id] ?? ''
    const section = values[at.section] ?? ''
    return {
      ...(id !== '' && {id}),
      ...(section !== '' && {section}),
      title: values[at.title] ?? '',
      place: String(line),
      fields: values.flatMap((value, index) => {
        const field = columns[index]
        return field && value !== '' ? [toField(field, value)] : []
      })
    }
  })
}

/** A value that begins below its label has a leading line break. */
function toField(
  {label, kind}: Pick<ForeignField, 'label' | 'kind'>,
  value: string
): ForeignField {
  const markdown = value.replace(/\r\n?/g, '\n')
  return {
    label,
    ...(kind && {kind}),
    markdown: markdown.trim(),
    ...(markdown.startsWith('\n') && {below: true as const})
  }
}

/** @returns the field of the column; if the template has none, one with that label */
function findField(
  name: string,
  fields: readonly FieldTemplate[]
): Pick<ForeignField, 'label' | 'kind'> {
  for (const {kind, label, repeat} of fields) {
    for (let at = 0; at < (repeat ? mostRepeats : 1); at++) {
      if (nameColumn(label, kind, at) === name) return {label, kind}
    }
  }

  return {label: name}
}
