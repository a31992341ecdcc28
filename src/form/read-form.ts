/**
 * Reads the answers in an issue's body. Any user may have written them: text that would affect the rest of the bank, or
 * its readers' pages, is escaped.
 */
import type {Nodes} from 'mdast'
import {visit} from 'unist-util-visit'
import type {Bank} from '../bank/model.ts'
import type {Answer} from '../insert/draft-card.ts'
import {formatValue} from '../insert/draft-card.ts'
import {parse} from '../markdown/parse.ts'
import type {Edit} from '../message/edits.ts'
import {applyEdits} from '../message/edits.ts'
import type {Template} from '../template/model.ts'
import {detailsEnd, formatLabel} from '../template/model.ts'
import type {Form} from './fields.ts'
import {listForms} from './fields.ts'

/** A card as it was filled in. */
export interface FilledForm {
  readonly template: Template
  readonly section?: string
  readonly title: string
  readonly answers: readonly Answer[]
}

/** GitHub writes this for an empty answer. */
const noAnswer = '_No response_'

/**
 * @param body of an issue
 * @returns the answers; `undefined` if the body lacks a heading of the bank's forms
 */
export function readForm(body: string, bank: Bank): FilledForm | undefined {
  const text = body.replace(/\r\n?/g, '\n')
  for (const form of listForms(bank)) {
    const filled = readAnswers(text, form)
    if (filled) return filled
  }

  return undefined
}

/** @returns `undefined` if the text was not written with this form */
function readAnswers(
  text: string,
  {fields, kind, template}: Form
): FilledForm | undefined {
  const filled: {
    template: Template
    section?: string
    title: string
    answers: Answer[]
  } = {template, title: '', answers: []}
  let at = 0
  const starts = fields.map(({label}) => {
    const heading = `### ${label}\n`
    const start = at === -1 ? -1 : findLine(text, heading, at)
    at = start === -1 ? -1 : start + heading.length
    return {start, end: at}
  })
  if (starts.some(({start}) => start === -1)) return undefined
  for (const [index, {part}] of fields.entries()) {
    const end = starts[index + 1]?.start ?? text.length
    const value = text.slice(starts[index]?.end, end).trim()
    if (part === 'kind') {
      if (toLine(value) !== kind) return undefined
      continue
    }

    if (value === noAnswer || value === '') continue
    if (part === 'section') filled.section = toLine(value)
    else if (part === 'title') filled.title = makeInert(toLine(value))
    else {
      const text = makeInert(formatValue(part, value))
      filled.answers.push({field: part, text})
    }
  }

  return filled
}

/** @returns where the line begins, at or after an offset; -1 if it is not found */
function findLine(text: string, line: string, from: number): number {
  const source = text.endsWith('\n') ? text : `${text}\n`
  if (
    source.startsWith(line, from) &&
    (from === 0 || source[from - 1] === '\n')
  )
    return from
  const at = source.indexOf(`\n${line}`, Math.max(0, from - 1))
  return at === -1 ? -1 : at + 1
}

function toLine(value: string): string {
  return value.replace(/\s+/g, ' ')
}

/** A value is escaped more than once: without HTML, a text may mean something else. */
const mostPasses = 5

/**
 * @param markdown of a stranger
 * @returns the same with HTML, comments and definitions as text: a definition would make links of any `[…]` in the
 *   bank
 */
export function makeInert(markdown: string): string {
  let text = markdown
  for (let pass = 0; pass < mostPasses; pass++) {
    const edits = findActive(text)
    if (edits.length === 0) return text
    text = applyEdits(text, edits)
  }

  // After all passes it is still not inert, so all of it is escaped.
  return text.replaceAll('<', '&lt;').replaceAll('[', '&#91;')
}

/**
 * @param markdown of a card in its final form: joined parts may mean something else than separate ones
 * @returns whether its only HTML is that of the template, and it has no definitions
 */
export function isInert(markdown: string, {card, fields}: Template): boolean {
  let text = card.as === 'details' ? unwrap(markdown) : markdown
  for (const field of fields) {
    if (!field.details) continue
    const lead = formatLabel(field)
    const at = text.indexOf(lead)
    if (at === -1) continue
    const end = text.indexOf(`\n${detailsEnd}`, at)
    text =
      text.slice(0, at) +
      text.slice(at + lead.length, end) +
      text.slice(end + 1 + detailsEnd.length)
  }

  return findActive(text).length === 0
}

/**
 * @returns the content of a card that is a `<details>`. Browsers read its summary as HTML, so the summary is kept if
 *   it has other tags than those of code
 */
function unwrap(markdown: string): string {
  return markdown
    .trim()
    .replace(/^<details>\s*<summary>(?:[^<]|<\/?code>)*<\/summary>/, '')
    .replace(/<\/details>$/, '')
}

function findActive(text: string): Edit[] {
  // Text below a heading is read as in a bank: `---` at its start is not front matter.
  const lead = '# x\n\n'
  const edits: Edit[] = []
  visit(parse(lead + text), (node: Nodes) => {
    const start = (node.position?.start.offset ?? 0) - lead.length
    const end = (node.position?.end.offset ?? 0) - lead.length
    if (node.type === 'html') {
      const source = text.slice(start, end)
      for (const {index} of source.matchAll(/</g)) {
        const at = start + index
        edits.push({start: at, end: at + 1, text: '&lt;'})
      }
    } else if (
      node.type === 'definition' ||
      node.type === 'footnoteDefinition'
    ) {
      edits.push({start, end: start, text: '\\'})
    }
  })
  return edits
}
