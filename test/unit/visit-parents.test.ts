/** What the bundle has in place of `unist-util-visit-parents` visits the same nodes, in the same order, as the package. */
import type {Node, Parent} from 'unist'
import {SKIP, visitParents} from 'unist-util-visit-parents'
import type {Test, VisitorResult} from 'unist-util-visit-parents'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {visitParents as ours} from '../../scripts/stand-ins/visit-parents.mjs'
import {parse} from '../../src/markdown/parse.ts'

const test = suite('unist-util-visit-parents in the bundle')

const text = '# A *b*\n\n- c\n- > d `e`\n\n<p>\n\n| f |\n| - |\n| *g* h |\n'

/** What visitors answer. */
const answers: Readonly<Record<string, (node: Node) => VisitorResult>> = {
  nothing: () => undefined,
  'to leave a node out': ({type}) => (type === 'list' ? SKIP : undefined),
  'to leave a node out, in a list': ({type}) =>
    type === 'listItem' ? [SKIP, 5] : true,
  'to end': ({type}) => type !== 'blockquote',
  'to end, in a list': ({type}) => [type !== 'html'],
  'where to go on': ({type}) => (type === 'heading' ? 2 : undefined),
  'to go on after all': ({type}) => (type === 'list' ? 100 : null),
  'to go on before all': ({type}) => (type === 'list' ? -1 : null)
}

const tests: Readonly<Record<string, Test>> = {
  all: undefined,
  'a type': 'paragraph',
  'some types': ['text', 'emphasis', 'listItem'],
  'what has no parent, or is not the first': (_: Node, index?: number) =>
    index === undefined || index > 0
}

for (const [answer, respond] of Object.entries(answers)) {
  for (const [kind, which] of Object.entries(tests)) {
    test(`visitors that answer ${answer}; ${kind}`, () => {
      const seen = [visitParents, ours].map((visit) => {
        const list: unknown[] = []
        const visitor = (
          node: Node,
          parents: Parent[],
          index?: number
        ): VisitorResult => {
          list.push([node.type, parents.map(({type}) => type), index])
          return respond(node)
        }
        if (which === undefined) visit(parse(text), visitor)
        visit(parse(text), which, visitor)
        return list
      })
      assert.equal(seen[1], seen[0])
    })
  }
}

test('what is added meanwhile is visited', () => {
  const [theirs, own] = [visitParents, ours].map((visit) => {
    const tree = parse('a\n\nb\n')
    const seen: string[] = []
    visit(tree, (node: Node) => {
      seen.push(node.type)
      if (seen.length < 9 && node.type === 'paragraph') {
        tree.children.push({type: 'thematicBreak'})
      }
    })
    return seen
  })
  assert.equal(own, theirs)
})

test('other orders are refused', () => {
  const visit = ours as (...given: unknown[]) => void
  assert.throws(() => {
    visit(parse(text), 'text', () => undefined, true)
  }, 'no other order')
  assert.throws(() => {
    visit(parse(text), {exit: () => undefined})
  }, 'expected a function')
})

test.run()
