/** Every fixture says and becomes what it should, and holds to the laws of a repair. */
import * as prettier from 'prettier'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {format, rules} from '../../rules/index.ts'
import {toSafeEdit} from '../../src/fix/edits.ts'
import {processBank} from '../support/bank.ts'
import {
  expectFixtureFile,
  formatFrames,
  readFixtures
} from '../support/fixtures.ts'

const fixtures = readFixtures()
const inventory = suite('inventory')

inventory('every rule has fixtures, every folder a rule', () => {
  assert.equal(
    [...new Set(fixtures.map(({rule}) => rule))].sort(),
    [...rules, format].map(({meta}) => meta.id).sort()
  )
})

inventory('every rule has at least four situations', () => {
  for (const {meta} of [...rules, format]) {
    const situations = fixtures.filter(({rule}) => rule === meta.id)
    assert.ok(
      situations.length >= 4,
      `${meta.id} has ${situations.length} situations`
    )
  }
})

inventory.run()

for (const {meta} of [...rules, format]) {
  const test = suite(meta.id)
  for (const fixture of fixtures.filter(({rule}) => rule === meta.id)) {
    const {situation, input} = fixture

    test(situation, async () => {
      const {messages, value} = await processBank(input)
      const own = messages.filter(({ruleId}) => ruleId === meta.id)
      expectFixtureFile(
        fixture,
        'messages.txt',
        formatFrames(input, own),
        assert.is
      )
      expectFixtureFile(fixture, 'output.md', value, assert.is)
    })

    test(`${situation}: a second repair changes nothing`, async () => {
      const {value, remaining} = await processBank(input)
      assert.is((await processBank(value)).value, value)
      assert.equal(
        remaining.filter((message) => toSafeEdit(message)),
        []
      )
    })

    test(`${situation}: plain Prettier changes nothing more`, async () => {
      const {value} = await processBank(input)
      assert.is(await prettier.format(value, {parser: 'markdown'}), value)
    })

    test(`${situation}: CRLF and a byte order mark change nothing else`, async () => {
      const {messages, value} = await processBank(input)
      const windows = `\uFEFF${input.replaceAll('\n', '\r\n')}`
      const other = await processBank(windows)
      assert.is(other.value, `\uFEFF${value}`)
      // Prettier's `lf` changes every line of such a file, which is `format`'s to say.
      const places = (list: typeof messages): unknown[] =>
        list
          .filter(({ruleId}) => ruleId !== format.meta.id)
          .map(({ruleId, line, column}) => [ruleId, line, column])
      assert.equal(places(other.messages), places(messages))
    })

    test(`${situation}: a tree without positions is survived`, async () => {
      const {VFile} = await import('vfile')
      const {unified} = await import('unified')
      const {default: remarkParse} = await import('remark-parse')
      const {visit} = await import('unist-util-visit')
      const rule = [...rules, format].find((each) => each.meta.id === meta.id)
      if (!rule) throw new Error('no such rule')
      const processor = unified().use(remarkParse).use(rule).freeze()
      const file = new VFile({path: 'QUESTION_BANK.md', value: input})
      const tree = processor.parse(file)
      visit(tree, (node) => {
        delete node.position
      })
      if (meta.id === 'format') return
      await processor.run(tree, file)
      assert.equal(file.messages.map(String), [])
    })
  }

  test.run()
}
