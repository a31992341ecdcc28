/** Banks with mistakes, and comments that tell Prettier to leave something alone. */
import type {RootContent} from 'mdast'
import fc from 'fast-check'
import * as assert from 'uvu/assert'
import {parse} from '../../src/markdown/parse.ts'
import {brokenBank} from './banks.ts'
import {expectLaws} from './expect-laws.ts'
import {share} from './support.ts'

const behind = '<!-- prettier-ignore -->'
const opening = '<!-- prettier-ignore-start -->'
const closing = '<!-- prettier-ignore-end -->'

/** A comment before some line, or two around some lines. */
export const bankWithIgnored = fc
  .record({
    text: brokenBank,
    at: share,
    indent: fc.constantFrom('', '', '  '),
    lines: fc.integer({min: 0, max: 8})
  })
  .map(({text, at, indent, lines: count}) => {
    const lines = text.split('\n')
    const start = Math.floor(at * lines.length)
    return [
      ...lines.slice(0, start),
      ...(count === 0
        ? [`${indent}${behind}`]
        : [opening, '', ...lines.slice(start, start + count), '', closing, '']),
      ...lines.slice(start + count)
    ].join('\n')
  })

/**
 * Checks all invariants, and that nothing changes in what is ignored at the top level: elsewhere it may be indented
 * anew.
 */
export async function expectIgnoredKept(text: string): Promise<void> {
  const value = await expectLaws(text)
  for (const part of findIgnored(text)) {
    assert.ok(value.includes(part), `${part}\nis not in\n${value}`)
  }
}

/** Prettier itself takes away spaces at the end of what it ignores. */
function findIgnored(text: string): string[] {
  const {children} = parse(text)
  return children.flatMap((node, at) => {
    const [last] = children.filter(
      (other, index) => index > at && isComment(other, closing)
    )
    const next = children[at + 1]
    if (isComment(node, opening) && last) {
      return [text.slice(endOf(node), startOf(last)).trim()]
    }

    return isComment(node, behind) && next
      ? [text.slice(startOf(next), endOf(next)).trimEnd()]
      : []
  })
}

function isComment(node: RootContent, comment: string): boolean {
  return node.type === 'html' && node.value === comment
}

function startOf({position}: RootContent): number {
  return position?.start.offset ?? 0
}

function endOf({position}: RootContent): number {
  return position?.end.offset ?? 0
}
