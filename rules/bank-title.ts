/**
 * A bank has one title, and it comes first: GitHub shows it as the page's name, tools take it for the document's, and
 * a second one would make the sections below it a document of their own.
 */
import {toString} from 'mdast-util-to-string'
import {defineRule} from '../src/rule/define-rule.ts'
import {quote} from '../src/rule/text.ts'

export default defineRule(
  {
    id: 'bank-title',
    description: 'Require exactly one `#` heading, in front of all other text',
    repair: 'none',
    severity: 'error'
  },
  function* (bank) {
    // Front matter, definitions and comments can stand in front of a title: none of them is seen.
    const nodes = bank.tree.children.filter(
      ({type}) => !['yaml', 'html', 'definition'].includes(type)
    )
    const titles = nodes.filter(
      (node) => node.type === 'heading' && node.depth === 1
    )
    const [title, ...others] = titles
    const start = nodes[0]?.position?.start.offset
    if (start === undefined) return
    if (!title) {
      yield {
        place: bank.place(start, endOfLine(bank.text, start)),
        message:
          'Unexpected start without a title, expected a heading such as `# Name of the bank`'
      }
      return
    }

    const first = title.position?.start
    if (title !== nodes[0] && first?.offset !== undefined) {
      yield {
        place: bank.place(start, endOfLine(bank.text, start)),
        message: `Unexpected text in front of the title, expected the title first: it is on line ${first.line}`
      }
    }

    for (const other of others) {
      const from = other.position?.start.offset
      const to = other.position?.end.offset
      if (from === undefined || to === undefined) continue
      yield {
        place: bank.place(from, to),
        message: `Unexpected second title ${quote(toString(other))}, expected one: the first is on line ${first?.line ?? 1}`
      }
    }
  }
)

function endOfLine(text: string, offset: number): number {
  const at = text.indexOf('\n', offset)
  return at === -1 ? text.length : at
}
