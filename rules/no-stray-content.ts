/**
 * What stands on a card and belongs to no field: text between the heading and the first label, and anything but bullets in a list
 * of bullets. Nobody who reads the fields one by one will see it.
 */
import type {RootContent} from 'mdast'
import type {Bank, Card, Field} from '../src/bank/model.ts'
import {trimEnd} from '../src/bank/text.ts'
import type {Problem} from '../src/rule/define-rule.ts'
import {defineRule} from '../src/rule/define-rule.ts'
import {quote} from '../src/rule/text.ts'

export default defineRule(
  {
    id: 'no-stray-content',
    description: 'Disallow content that belongs to no field of the card',
    repair: 'none',
    severity: 'error'
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
        if (start >= card.heading.end) own.push(node)
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
  const [first] = card.fields
  // Without a field all of it is stray, and it is told which fields are missing.
  if (!first) return
  for (const node of nodes) {
    const start = node.position?.start.offset ?? 0
    const end = node.position?.end.offset ?? start
    if (isSilent(node)) continue
    if (start < first.label.lineStart) {
      const stop = Math.min(end, first.label.lineStart)
      yield tell(bank, node, {
        start,
        end: Math.max(start, trimEnd(bank.text, stop)),
        where: `in front of ${quote(first.template.label)}`,
        expected: `it in a field, such as ${quote(findProse(bank) ?? first.template.label)}`
      })
      continue
    }

    const field = findField(card, start)
    if (field?.template.kind !== 'bullets' || node.type === 'list') continue
    yield tell(bank, node, {
      start,
      end,
      where: `among the bullets of ${quote(field.template.label)}`,
      expected: 'bullets only'
    })
  }

  for (const {label, template, value} of card.fields) {
    if (template.kind !== 'bullets') continue
    const lineBreak = bank.text.indexOf('\n', label.end)
    const end = lineBreak === -1 ? bank.text.length : lineBreak
    if (value.start === value.end || value.start >= end) continue
    yield {
      place: bank.place(
        value.start,
        Math.max(value.start, trimEnd(bank.text, end))
      ),
      message: `Unexpected text behind the label ${quote(template.label)}, expected bullets below it`
    }
  }
}

const names: Partial<Record<RootContent['type'], string>> = {
  blockquote: 'quote',
  code: 'code',
  heading: 'heading',
  html: 'HTML',
  list: 'list',
  table: 'table',
  thematicBreak: 'rule'
}

function tell(
  bank: Bank,
  node: RootContent,
  problem: {start: number; end: number; where: string; expected: string}
): Problem {
  const {start, end, where, expected} = problem
  const lineBreak = bank.text.indexOf('\n', start)
  const firstLine = lineBreak === -1 ? end : Math.min(end, lineBreak)
  return {
    // The first line is enough to be seen.
    place: bank.place(start, Math.max(start, trimEnd(bank.text, firstLine))),
    message: `Unexpected ${names[node.type] ?? 'text'} ${where}, expected ${expected}`
  }
}

/** Comments and definitions are seen by nobody, wherever they stand. */
function isSilent(node: RootContent): boolean {
  return (
    node.type === 'definition' ||
    node.type === 'footnoteDefinition' ||
    (node.type === 'html' && /^<!--[^]*-->\s*$/.test(node.value))
  )
}

/** The field in whose value something begins; a paragraph with the label itself is not in it. */
function findField(card: Card, offset: number): Field | undefined {
  return card.fields.find(
    ({value}) => value.start <= offset && offset < value.end
  )
}

function findProse({template}: Bank): string | undefined {
  return template.fields.find(({kind}) => kind === 'prose')?.label
}
