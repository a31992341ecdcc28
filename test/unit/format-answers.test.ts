/** What Prettier has said of a block is remembered for as long as a process runs; it never changes what is reported. */
import type {Options} from 'prettier'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {formatBlocks} from '../../src/format/format-bank.ts'
import {getRange} from '../../src/message/source.ts'
import {processBank, readText} from '../support/bank.ts'

const test = suite('what is remembered of blocks')

const front = `---
bank:
  template:
    card: { depth: 2, prefix: "" }
    fields:
      - { kind: content }
---

# Loaves

`
const card = `## Rolls

Small ones bake faster.

`

/** Cards that Prettier would print otherwise, or that are not to be given to it. */
const cards = {
  changed:
    '## Rye\n\nIt   keeps *longer* than wheat, and it is *darker* too.\n',
  numbered: '## Wheat\n\n1. One\n2. Two\n9. Nine\n',
  excessive: `## Oats\n\n${'[a*b'.repeat(400)}\n`
}

/** @returns what the formatter reports: the text, its place, and why */
async function report(
  text: string,
  prettierOptions: Options = {}
): Promise<{found: [string, number, string, unknown][]; value: string}> {
  const {messages, value} = await processBank(text, {prettierOptions})
  const found = messages
    .filter(({ruleId}) => ruleId?.startsWith('format'))
    .map((message): [string, number, string, unknown] => {
      const {start, end} = getRange(message) ?? {start: -1, end: -1}
      return [text.slice(start, end), start, message.reason, message.expected]
    })
  return {found, value}
}

for (const [name, block] of Object.entries(cards)) {
  test(`a block that has moved is reported where it is: ${name}`, async () => {
    const {found: before} = await report(front + block)
    const text = front + card + block
    const after = await report(text)
    assert.is(before.length, 1)
    assert.equal(
      after.found,
      before.map(([source, start, ...rest]) => [
        ...[source, start + card.length],
        ...rest
      ])
    )
    assert.equal(await report(text), after)
  })
}

test('with other options, Prettier is asked again', async () => {
  const text = `${front}${cards.changed}`
  const {value} = await report(text)
  const wrapped = await report(text, {proseWrap: 'always', printWidth: 30})
  assert.match(value, 'It keeps _longer_ than wheat, and it is _darker_ too.\n')
  assert.match(wrapped.value, 'It keeps _longer_ than wheat,\nand')
  assert.is((await report(text)).value, value)
})

test('Prettier is not asked about a block that only lacks a blank line, or has too many', async () => {
  const bank = readText('# B\n\n### Q: a\n### Q: b\n\n\n### Q: *c*\n### Q: d\n')
  const options = {parser: 'none'}
  const results = await formatBlocks(bank, bank.blocks.slice(1, -1), {options})
  assert.equal(
    results.map((result) => ('expected' in result ? result.expected : '-')),
    ['### Q: a\n\n', '', '-']
  )
})

test.run()
