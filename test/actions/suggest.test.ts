/** The Action that suggests repairs. */
import {join} from 'node:path'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {call, glued} from '../cli/support.ts'
import {makeWorld, serve, token} from '../suggest/server.ts'
import {makeTempFolder, writeFiles} from '../support/temp.ts'
import {evaluate, fillInputs, readAction, runAction} from './support.ts'

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
  const {url, close} = await serve(world)
  const root = makeTempFolder()
  const folder = join(root, 'work')
  writeFiles(folder, {'.git/HEAD': '', 'docs/QUESTION_BANK.md': glued})
  const cwd = join(folder, 'docs')
  const report = await call(cwd, ['check', '--reporter', 'json'])
  writeFiles(root, {
    'qbank-report/qbank-report.json': report.stdout,
    'event.json': JSON.stringify({
      workflow_run: {
        event: 'pull_request',
        head_branch: 'their/branch',
        head_sha: world.head,
        head_repository: {full_name: 'someone/bread'}
      }
    })
  })
  const {stdout, stderr, status} = await runAction(folder, action, {
    inputs: {'working-directory': 'docs'},
    github: {token, event: {}},
    root: join(import.meta.dirname, '../../suggest'),
    env: {
      GITHUB_API_URL: url,
      GITHUB_REPOSITORY: 'a-team/bread',
      GITHUB_EVENT_PATH: join(root, 'event.json')
    }
  })
  close()
  assert.is(stderr, '')
  assert.match(stdout, /^Pull request 12: 1 repair suggested,/)
  assert.is(status, 0)
  assert.is(world.comments[0]?.path, 'docs/QUESTION_BANK.md')
})

test.run()
