/** The language server, over the real protocol: what an editor shows and offers. */
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {broken, fixAt, makeProject} from '../entrances/support.ts'
import {applyEdits, startServer} from './support/client.ts'

const test = suite('language server')
const folder = makeProject()
const editor = await startServer(folder)

test('Format Document gives the bytes of `qbank fix`', async () => {
  const path = 'QUESTION_BANK.md'
  await editor.open(path, broken)
  const edits = await editor.format(path)
  assert.is(applyEdits(broken, edits), await fixAt(folder, path, broken))
  await editor.edit(path, edits)
  assert.equal(await editor.format(path), [])
})

test('ends when it is told to', async () => {
  assert.is(await editor.stop(), 0)
})

test.run()
