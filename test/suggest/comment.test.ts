/** A text in a report acts on no reader of the comment that is made of it. */
import {fromMarkdown} from 'mdast-util-from-markdown'
import {gfmFromMarkdown} from 'mdast-util-gfm'
import {gfm} from 'micromark-extension-gfm'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {visit} from 'unist-util-visit'
import type {ProblemRecord} from '../../src/report/record.ts'
import {toComment} from '../../src/suggest/comment.ts'
import {hostile} from '../report/hostile-texts.ts'

const test = suite('hostile text in comments')

/** @returns a problem in which everything is the text */
function toProblem(text: string): ProblemRecord {
  return {
    ...{ruleId: text, source: text, severity: 'error', message: text},
    ...{line: 1, column: 1, endLine: 1, endColumn: 2},
    ...{note: text, card: text, url: text, expected: [], fixable: false}
  }
}

for (const text of hostile) {
  test(JSON.stringify(text), () => {
    const {body} = toComment(text, {
      ...{
        first: 1,
        last: 1,
        before: ['x'],
        problems: [toProblem(text)]
      },
      after: [text.split('\n'), ['y', text.replaceAll('\n', ' '), '']]
    })
    assert.match(body, /<!--qbank-suggestion [\da-f]{16}-->\n$/)
    const tree = fromMarkdown(body, {
      extensions: [gfm()],
      mdastExtensions: [gfmFromMarkdown()]
    })
    const {children} = tree
    assert.equal(
      children.map(({type}) => type),
      ['paragraph', 'paragraph', 'code', 'code', 'html']
    )
    visit(tree, (node) => {
      if (node.type === 'code') assert.is(node.lang, 'suggestion')
      if (node.type === 'html') assert.is(node, children.at(-1))
      if (node.type === 'text') {
        assert.not.match(
          node.value,
          /[@#$]|:\/\/|gh-\d|:[\w+]+:|\b[\da-f]{7,}\b/i
        )
      }

      assert.not.ok(['link', 'image', 'break', 'delete'].includes(node.type))
    })
  })
}

test.run()
