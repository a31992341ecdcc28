/** How qbank is started from the folder in which a person is. */
import {mkdirSync} from 'node:fs'
import {join} from 'node:path'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {findCommand, findFix} from '../../src/files/command.ts'
import {makeTempFolder, writeFiles} from '../support/temp.ts'

const test = suite('command')

const root = makeTempFolder()
writeFiles(root, {"the app's/node_modules/.bin/qbank": ''})
const app = join(root, "the app's")
const inner = join(app, 'docs/deep')
mkdirSync(inner, {recursive: true})

test('in the folder with the packages, and below it', () => {
  assert.is(findCommand(app, 'qbank', [app]), 'npx --no -- qbank')
  assert.is(findCommand(inner, 'qbank', [app]), 'npx --no -- qbank')
})

test('elsewhere it says where the packages are', () => {
  assert.is(
    findCommand(root, 'qbank', [app]),
    String.raw`npx --no --prefix 'the app'\''s' -- qbank`
  )
  const beside = join(root, 'notes')
  assert.is(
    findCommand(beside, 'qbank', [
      root,
      join(app, 'node_modules/.store/qbank@1/node_modules/qbank/dist')
    ]),
    String.raw`npx --no --prefix '../the app'\''s' -- qbank`
  )
})

test('where nothing is installed, nothing is asked of the registry', () => {
  assert.is(findCommand(root, 'qbank', [root]), 'qbank')
  assert.is(findCommand(app, 'lint-staged', [app]), 'lint-staged')
})

test('names banks that no run without names would find', () => {
  assert.is(
    findFix(app, ['QUESTION_BANK.md', 'a/b.md']),
    'npx --no -- qbank fix'
  )
  assert.is(
    findFix(inner, ['a.md', '../../QUESTION_BANK.md']),
    'npx --no -- qbank fix a.md ../../QUESTION_BANK.md'
  )
})

test.run()
