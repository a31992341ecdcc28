/** Editor, command line and remark say the same; here of every twenty-fifth fixture, of all in `npm run fuzz`. */
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {broken, declared, fixAt, makeProject} from '../entrances/support.ts'
import {readFixtures} from '../support/fixtures.ts'
import {applyEdits, startServer} from './support/client.ts'
import {expectSameMessages} from './support/expect-same.ts'
import {startStockServer} from './support/stock.ts'

const test = suite('the same everywhere')

test('an editor shows the messages of `qbank check` and of remark', async () => {
  const fixtures = readFixtures().filter((_, at) => at % 25 === 0)
  const banks = new Map(
    fixtures.map(({rule, situation, input}) => [`${rule}/${situation}`, input])
  )
  assert.ok(banks.size > 12)
  assert.ok((await expectSameMessages(banks)) > banks.size)
})

test('remark’s own server shows and does the same, one severity lower', async () => {
  const folder = makeProject({
    '.remarkrc.mjs': "export {default} from 'qbank'\n"
  })
  const [ours, stock] = await Promise.all([
    startServer(folder),
    startStockServer(folder)
  ])
  for (const [path, text] of [
    ['QUESTION_BANK.md', `${broken}\n## Empty\n`],
    ['docs/knots.md', declared]
  ] as const) {
    const [expected, actual] = await Promise.all(
      [ours, stock].map(async (editor) => {
        await editor.open(path, text)
        const diagnostics = await editor.diagnostics(path)
        const actions = await editor.codeActions(path, {
          diagnostics,
          only: ['quickfix']
        })
        return {
          diagnostics: diagnostics.map(({severity = 0, ...rest}) => ({
            ...rest,
            severity: editor === ours ? severity + 1 : severity
          })),
          edits: actions.map(({edit, isPreferred}) => ({edit, isPreferred})),
          formatting: await editor.format(path)
        }
      })
    )
    assert.ok(expected && expected.edits.length > 0)
    assert.equal(actual, expected)
    assert.is(
      applyEdits(text, actual?.formatting ?? []),
      await fixAt(folder, path, text)
    )
  }

  // And what an editor does with it.
  const path = 'QUESTION_BANK.md'
  const diagnostics = (await stock.diagnostics(path)).filter(
    ({code, data}) => code === 'choice-value' && data !== undefined
  )
  const [action] = await stock.codeActions(path, {diagnostics})
  assert.ok(action)
  await stock.apply(path, action)
  assert.match(stock.textOf(path), /^\*\*Difficulty:\*\* Easy$/m)

  assert.equal([await ours.stop(), await stock.stop()], [0, 0])
})

test.run()
