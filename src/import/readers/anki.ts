/** Notes that Anki has exported as text ("Notes in Plain Text"), or that `qbank export --to anki` has written. */
import {UserError} from '../../text/user-error.ts'
import type {
  ForeignCard,
  ForeignField,
  ImportTarget,
  Reader
} from '../foreign-card.ts'
import {asRole, readBody, toAsked} from '../foreign-card.ts'
import {htmlToMarkdown} from '../html-to-markdown.ts'
import {importTexts} from '../texts.ts'
import type {Row} from './csv.ts'
import {readRows} from './csv.ts'

/** Names of separators in the head of a file (Anki's manual, "Text Files"). */
const separators: Readonly<Record<string, string>> = {
  tab: '\t',
  comma: ',',
  semicolon: ';',
  space: ' ',
  pipe: '|',
  colon: ':'
}

/** A line of the head: `#html:true`. */
const headLine = /^#([a-z ]+):(.*)$/i

export const readAnki: Reader = (text, target) => {
  const lines = text.replace(/^\uFEFF/, '').split('\n')
  const end = lines.findIndex((line) => !headLine.test(line))
  const count = end === -1 ? lines.length : end
  const head = new Map(
    lines.slice(0, count).map((line) => {
      const [, key = '', value = ''] = headLine.exec(line.trimEnd()) ?? []
      return [key.toLowerCase(), value.trim()]
    })
  )
  const named = head.get('separator') ?? 'tab'
  const delimiter = separators[named.toLowerCase()] ?? named
  const toMarkdown =
    head.get('html')?.toLowerCase() === 'false'
      ? (value: string) => value.trim()
      : htmlToMarkdown
  const columns = findColumns(head, delimiter)
  return readRows(lines.slice(count).join('\n'), delimiter).map((row) =>
    toCard({...row, line: row.line + count}, columns, toMarkdown, target)
  )
}

/** Meaning of the cells; those without a name are the note's fields in order. */
interface Columns {
  readonly deck: number
  readonly tags: number
  /** Indexes of cells that are not fields. */
  readonly others: ReadonlySet<number>
  readonly names: readonly string[]
}

function findColumns(
  head: ReadonlyMap<string, string>,
  delimiter: string
): Columns {
  const numbers = ['guid', 'notetype', 'deck', 'tags'].map(
    (key) => Number(head.get(`${key} column`) ?? 0) - 1
  )
  const [, , deck = -1, tags = -1] = numbers
  const names = head.get('columns')?.split(delimiter) ?? []
  return {deck, tags, others: new Set(numbers), names}
}

function toCard(
  {cells, line}: Row,
  {deck, names, others, tags}: Columns,
  toMarkdown: (value: string) => string,
  target: ImportTarget
): ForeignCard {
  const values = cells.flatMap((cell, index) =>
    others.has(index)
      ? []
      : [{name: names[index]?.trim() ?? '', markdown: toMarkdown(cell)}]
  )
  const [front, back, ...more] = values
  if (!front) throw new UserError(importTexts.emptyNote(line))
  const [first = '', ...rest] = front.markdown.split('\n')
  const question = rest.join('\n').trim()
  const decks = (cells[deck] ?? '').split('::')
  const labels = (cells[tags] ?? '').split(/\s+/).filter(Boolean)
  const answer = back?.markdown ?? ''
  const fields: ForeignField[] = [
    ...toAsked(question, target),
    ...(readBody(answer, target) ?? [asRole(answer, 'answer', target)]),
    ...more.map(({name, markdown}) => ({label: name, markdown}))
  ]
  const hasTags = fields.some(({kind}) => kind === 'tags')
  return {
    ...(decks.length > 1 && {section: decks.at(-1) ?? ''}),
    title: first.replace(/^#{1,6}[ \t]+/, ''),
    place: String(line),
    fields:
      labels.length > 0 && !hasTags
        ? [...fields, {label: 'tags', kind: 'tags', markdown: labels.join(',')}]
        : fields
  }
}
