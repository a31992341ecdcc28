/**
 * What is on a card and does not belong to any field: text between the heading and the first label, anything but bullets in a list of
 * bullets, and what is below a choice, a date or tags. Readers who go through the fields one by one will not see it.
 *
 * @off Cards may have notes outside of their fields. Better: add an optional field of kind `content`.
 * @limits Comments and link definitions are not content. Text that a field of kind `content` takes up belongs to that
 * field.
 */
import type {RootContent} from 'mdast'
import {findCommentContent} from '../src/markdown/html-comment.ts'
import type {Bank, Card, Field} from '../src/bank/model.ts'
import {getBodyEnd} from '../src/bank/model.ts'
import type {Range} from '../src/markdown/offsets.ts'
import {findFirst} from '../src/text/binary-search.ts'
import type {FieldTemplate} from '../src/template/model.ts'
import {startOf, trimEnd} from '../src/markdown/offsets.ts'
import type {Problem} from '../src/rule/define-rule.ts'
import {defineRule} from '../src/rule/define-rule.ts'
import {describeHiddenOptions} from './lib/hidden-lists.ts'
import {nameField} from '../src/template/name-field.ts'
import {count, quote} from '../src/text/wording.ts'

export default defineRule(
  {
    id: 'no-stray-content',
    description: 'Disallow content that belongs to no field of the card',
    severity: 'error',
    awaitsFixes: true,
    skipsCanonical: true
  },
  function* (bank) {
    const nodes = bank.tree.children
    let index = 0
    for (const card of bank.cards) {
      const own: RootContent[] = []
      for (; index < nodes.length; index++) {
        const node = nodes[index]
        const start = node?.position?.start.offset
        if (node === undefined || start === undefined) continue
        if (start >= card.end) break
        if (start >= card.heading.end && start < getBodyEnd(card)) {
          own.push(node)
        }
      }

      yield* checkCard(bank, card, own)
    }
  }
)

function* checkCard(
  bank: Bank,
  card: Card,
  nodes: readonly RootContent[]
): Iterable<Problem> {
  // Without any field, all content is stray, and the missing fields are reported.
  if (card.fields.length === 0) return
  for (const run of findRuns(bank, card, nodes)) yield tell(bank, run)
  yield* checkAfterDetails(bank, card)
  for (const {label, template, value} of card.fields) {
    if (template.kind !== 'bullets' || template.details) continue
    const lineBreak = bank.text.indexOf('\n', label.end)
    const end = lineBreak === -1 ? bank.text.length : lineBreak
    if (value.start === value.end || value.start >= end) continue
    yield {
      place: bank.place(
        value.start,
        Math.max(value.start, trimEnd(bank.text, end))
      ),
      message: `Unexpected text after the label ${quote(template.label)}, expected bullets below it`
    }
  }
}

/** Content that belongs to no field. */
interface Stray extends Range {
  /** Its place, relative to the fields. */
  readonly where: string
  /** What should be there; a single thing begins with “it”. */
  readonly expected: string
}

/** Several blocks of such content, directly after each other: they are one mistake. */
interface Run extends Stray {
  readonly first: RootContent
  count: number
}

function findRuns(
  bank: Bank,
  card: Card,
  nodes: readonly RootContent[]
): readonly Run[] {
  const runs: Run[] = []
  let isOpen = false
  for (const node of nodes) {
    if (isSilent(node)) continue
    const stray = findStray(bank, card, node)
    const last = isOpen ? runs.at(-1) : undefined
    if (stray && last?.where === stray.where) last.count++
    else if (stray) runs.push({...stray, first: node, count: 1})
    isOpen = stray !== undefined
  }

  return runs
}

function findStray(
  bank: Bank,
  card: Card,
  node: RootContent
): Stray | undefined {
  const start = startOf(node)
  const end = node.position?.end.offset ?? start
  const first = card.fields.find(({label}) => label.form !== 'none')
  const headEnd = first?.label.lineStart ?? getBodyEnd(card)
  if (start >= headEnd) {
    const field = findField(card, start)
    const problem = field && checkValue(field, node, start)
    return problem && {start, end, ...problem}
  }

  const head = card.fields.filter(({label}) => label.form === 'none')
  // A value begins at its first word, indented code before that.
  const isOf = ({value}: Field): boolean =>
    isIn(value, start) || isIn({start, end}, value.start)
  if (head.some(isOf)) return undefined
  if (isShown(node) && head.some((field) => isOfLast(bank, field, start))) {
    return undefined
  }

  // Content after a card's last field belongs to no field, except for a line that ends the card.
  if (!first && node.type === 'thematicBreak') return undefined
  const target = findTarget(card)
  const hidden = describeHiddenOptions(bank, card, {start, end})
  return {
    start,
    end: Math.max(start, trimEnd(bank.text, Math.min(end, headEnd))),
    where: describePlace(start, head, first),
    expected:
      hidden ??
      (target
        ? `it in a field, such as ${nameField(target)}`
        : 'a field of kind `content` for it in the template')
  }
}

/** Content that begins in the value of a field, but does not belong to it. */
function checkValue(
  {bullets, looseOptions, template, value}: Field,
  node: RootContent,
  start: number
): {where: string; expected: string} | undefined {
  const {kind} = template
  switch (kind) {
    case 'bullets':
    case 'options': {
      const end = node.position?.end.offset ?? start
      const isOwn = (part: Range): boolean =>
        start <= part.start && part.start < end
      if (node.type === 'list' && kind === 'bullets') return undefined
      if (bullets.some(isOwn) || looseOptions.some(isOwn)) return undefined
      // Options may be shown: then their text is a letter.
      const isBelow = (bullets[0]?.start ?? end) < start
      if (kind === 'options' && isBelow && isShown(node)) return undefined
      return {
        where: `among the ${kind} of ${quote(template.label)}`,
        expected: `${kind} only`
      }
    }

    case 'choice':
    case 'date':
    case 'tags': {
      // The value itself may be a separate paragraph; a thematic break ends a card.
      if (start === value.start || node.type === 'thematicBreak') {
        return undefined
      }

      return {
        where: `below the value of ${quote(template.label)}`,
        expected: 'it in a field'
      }
    }

    default: {
      return undefined
    }
  }
}

/** Whether content directly after the options belongs to the last one, as it does for the others. */
function isOfLast(
  {text}: Bank,
  {bullets, template, value}: Field,
  start: number
): boolean {
  return (
    template.kind === 'options' &&
    text.slice(value.end, start).trim() === '' &&
    bullets.length > 1 &&
    bullets.every(({end}, index) => {
      const next = bullets[index + 1]
      return !next || text.slice(end, next.start).trim() !== ''
    })
  )
}

/** Whether it is code, or only an image. */
function isShown(node: RootContent): boolean {
  return (
    node.type === 'code' ||
    (node.type === 'paragraph' &&
      node.children.every(({type}) => type === 'image'))
  )
}

const names: Partial<Record<RootContent['type'], string>> = {
  blockquote: 'quote',
  code: 'code',
  heading: 'heading',
  html: 'HTML',
  list: 'list',
  table: 'table',
  thematicBreak: 'horizontal rule'
}

function tell(bank: Bank, run: Run): Problem {
  const {end, first, start, where} = run
  const lineBreak = bank.text.indexOf('\n', start)
  const firstLine = lineBreak === -1 ? end : Math.min(end, lineBreak)
  const others = run.count - 1
  const [more, expected] =
    others === 0
      ? ['', run.expected]
      : [
          ` and ${count(others, 'more block')}`,
          run.expected.replace(/\bit\b/, 'them')
        ]
  return {
    // The first line is enough to see the problem.
    place: bank.place(start, Math.max(start, trimEnd(bank.text, firstLine))),
    message: `Unexpected ${names[first.type] ?? 'text'}${more} ${where}, expected ${expected}`
  }
}

/** Readers do not see comments and definitions. */
function isSilent(node: RootContent): boolean {
  return (
    node.type === 'definition' ||
    node.type === 'footnoteDefinition' ||
    (node.type === 'html' &&
      findCommentContent(node.value) !== undefined &&
      /-->\s*$/.test(node.value))
  )
}

/** The field whose value contains the offset; a paragraph with the label itself is not in the value. */
function findField(card: Card, offset: number): Field | undefined {
  const {fields} = card
  const field = fields[findFirst(fields, ({value}) => offset < value.end)]
  return field && isIn(field.value, offset) ? field : undefined
}

/** The field of the template that is most suitable for any text. */
function findTarget({template: {fields}}: Card): FieldTemplate | undefined {
  const find = (kind: FieldTemplate['kind']): FieldTemplate | undefined =>
    fields.find((field) => field.kind === kind && field.label !== '') ??
    fields.find((field) => field.kind === kind)
  return find('prose') ?? find('content') ?? find('bullets')
}

/** Describes the place of content that is not in a labelled field. */
function describePlace(
  start: number,
  head: readonly Field[],
  first: Field | undefined
): string {
  const above = head.findLast(({value}) => value.end <= start)
  if (above) return `after ${nameField(above.template)}`
  const below = head[0] ?? first
  return below ? `before ${nameField(below.template)}` : 'below the heading'
}

/** Content after a collapsed value and before the next label. */
function* checkAfterDetails(bank: Bank, card: Card): Iterable<Problem> {
  for (const [index, {closing, template}] of card.fields.entries()) {
    if (!closing) continue
    const end = card.fields[index + 1]?.label.lineStart ?? getBodyEnd(card)
    const gap = bank.text
      .slice(closing.end, end)
      // Comments are not seen by readers, and a rule ends a card.
      .replace(/<!--[^]*?-->/g, (comment) => ' '.repeat(comment.length))
      .replace(/^(?:-{3,}|\*{3,}|_{3,})[ \t\r]*$/gm, (rule) =>
        ' '.repeat(rule.length)
      )
    const at = gap.search(/\S/)
    if (at === -1) continue
    const start = closing.end + at
    const line = gap.slice(at).split('\n', 1)[0]?.trimEnd() ?? ''
    yield {
      place: bank.place(start, start + line.length),
      message: `Unexpected text after ${quote(template.label)}, expected it in a field`
    }
  }
}

function isIn({start, end}: Range, offset: number): boolean {
  return start <= offset && offset < end
}
