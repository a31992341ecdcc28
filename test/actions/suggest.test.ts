/** The Action that suggests fixes. */
import {join} from 'node:path'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {call, glued, makeFolder} from '../cli/support.ts'
import {makeWorld} from '../suggest/server.ts'
import {runSuggest} from './run-suggest.ts'
import {evaluate, fillInputs, readAction} from './support.ts'

const test = suite('the Action that suggests')
const {action} = readAction('suggest')

test('fetches the report of the workflow that has ended', () => {
  const github = {token: 'the token', event: {workflow_run: {id: 7}}}
  const contexts = {github, runner: {temp: '/tmp'}}
  const inputs = fillInputs(action, {}, contexts)
  const step = action.runs.steps.find(({uses}) =>
    uses?.startsWith('actions/download-artifact@')
  )
  assert.equal(
    Object.entries(step?.with ?? {}).map(([name, value]) => [
      name,
      evaluate(String(value), {...contexts, inputs})
    ]),
    [
      ['name', 'qbank-report'],
      ['path', '/tmp/qbank-report'],
      ['run-id', '7'],
      ['github-token', 'the token']
    ]
  )
})

test('hands the report to qbank', async () => {
  const world = makeWorld({'docs/QUESTION_BANK.md': {now: glued}})
  const files = {'docs/QUESTION_BANK.md': glued}
  const folder = makeFolder({'.git/HEAD': '', ...files})
  const report = await call(join(folder, 'docs'), [
    ...['check', '--reporter', 'json']
  ])
  const {stdout, stderr, status} = await runSuggest(world, report.stdout, {
    files,
    inputs: {'working-directory': 'docs'}
  })
  assert.is(stderr, '')
  assert.match(stdout, /^Pull request 12: 1 fix suggested,/)
  assert.is(status, 0)
  assert.is(world.comments[0]?.path, 'docs/QUESTION_BANK.md')
})

test.run()
