/**
 * The answers in an issue's body. Anyone may have written them: what would act on the rest of the bank or on its readers' pages is
 * escaped, so that it is text.
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

/** What GitHub writes where nothing was answered. */
const noAnswer = '_No response_'

/**
 * @param body of an issue
 * @returns what was filled in; `undefined` if the body has not all headings of a form of the bank
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

/** @returns where the line begins, at or after an offset; -1 if it is not */
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

/** A value is made inert more than once: without HTML, a text may be read in another way. */
const mostPasses = 5

/**
 * @param markdown of a stranger
 * @returns the same with HTML, comments and definitions as text: those of a definition would be the link of any `[…]` in the bank
 */
export function makeInert(markdown: string): string {
  let text = markdown
  for (let pass = 0; pass < mostPasses; pass++) {
    const edits = findActive(text)
    if (edits.length === 0) return text
    text = applyEdits(text, edits)
  }

  // Whatever this is, it is shown as it was typed.
  return text.replaceAll('<', '&lt;').replaceAll('[', '&#91;')
}

/**
 * @param markdown of a card in its final form: what was joined may be read in another way than its parts
 * @returns whether it has no HTML but that of the template, and defines nothing
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

/** @returns what is in a card that is a `<details>`; its summary is HTML to browsers, so it stays where it has other tags than those of code */
function unwrap(markdown: string): string {
  return markdown
    .trim()
    .replace(/^<details>\s*<summary>(?:[^<]|<\/?code>)*<\/summary>/, '')
    .replace(/<\/details>$/, '')
}

function findActive(text: string): Edit[] {
  // Below a heading, the text is read as it is in a bank: `---` at its start is not front matter.
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
