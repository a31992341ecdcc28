/** From a submitted issue to a pull request: against a remote on disk, and a server that speaks GitHub's API. */
import {join} from 'node:path'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {readAction, runAction} from '../actions/support.ts'
import {checkWorkflow} from '../actions/lint.ts'
import {call, makeFolder} from '../cli/support.ts'
import {login, token} from '../suggest/server.ts'
import {checkBank} from '../support/bank.ts'
import {git, makeTempFolder, projectRoot, writeFiles} from '../support/temp.ts'
import {makeDesk, open} from './server.ts'
import {
  bank,
  bankName,
  branch,
  fillForm,
  getForm,
  goodAnswers,
  logChanges,
  logRemote,
  makeClone,
  makeEvent,
  readDocument,
  readRemote,
  submit
} from './support.ts'

const test = suite('issues with a card')
const good = makeEvent(fillForm(getForm(bank), goodAnswers))

test('a pull request has the card, and the README that follows', async () => {
  const clone = await makeClone()
  const desk = makeDesk()
  const {status, stdout, stderr} = await submit(clone, desk, good)
  assert.equal(
    [status, stdout, stderr],
    [0, 'Issue 7: pull request 31 has its card\n', '']
  )
  const text = readRemote(clone, bankName)
  assert.match(
    text,
    /### Q: Why does a loaf go stale\?\n\n\*\*Difficulty:\*\* Hard {2}\n\*\*Tags:\*\* crumb,starch {2}\n\*\*Question:\*\* Bread is hard on the next day\. Why\? {2}\n/
  )
  assert.ok(text.indexOf('stale') < text.indexOf('## Rolls'))
  const {messages} = await checkBank(text)
  assert.equal(messages.filter(({fatal}) => fatal === false).map(String), [])
  const readme = readRemote(clone, 'README.md')
  assert.is.not(readme, readRemote(clone, 'README.md', 'main'))
  const checked = makeFolder({[bankName]: text, 'README.md': readme})
  assert.is((await call(checked, ['readme', '--check'])).status, 0)
  assert.is(
    logRemote(clone, '%an <%ae>, %cn: %s'),
    'some-one <99+some-one@users.noreply.github.com>, github-actions[bot]: Add the card of issue 7'
  )
  assert.equal(
    desk.pulls.map(({head, base, title}) => ({head, base, title})),
    [{head: branch, base: 'main', title: 'Add the card of issue 7'}]
  )
  assert.is(desk.comments.length, 1)
  assert.match(
    desk.comments[0]?.body ?? '',
    /^Thank you\. Pull request #31 has your card\./
  )
  assert.not.match(desk.comments[0]?.body ?? '', 'look at this once more')
  assert.is(git(clone.folder, 'status', '--porcelain').stdout, '')
})

test('a bank with an inbox gets a file there, which an edit replaces', async () => {
  const text = `---\nbank:\n  inbox: cards/\n---\n\n${bank}`
  const clone = await makeClone(text)
  const desk = makeDesk()
  const form = getForm(text)
  await submit(clone, desk, makeEvent(fillForm(form, goodAnswers)))
  assert.is(logChanges(clone), 'A\tcards/issue-7.md')
  const added = readRemote(clone, 'cards/issue-7.md')
  assert.match(
    added,
    /^---\nsection: Bread\n---\n\n### Q: Why does a loaf go stale\?\n\n\*\*Difficulty:\*\* Hard {2}\n/
  )
  const edited = {...goodAnswers, Title: '../../../x', Section: 'Rolls'}
  await submit(clone, desk, makeEvent(fillForm(form, edited)))
  assert.is(logChanges(clone), 'A\tcards/issue-7.md')
  assert.match(readRemote(clone, 'cards/issue-7.md'), '### Q: ../../../x')
  assert.equal([desk.pulls.length, desk.comments.length], [1, 1])
  const folder = makeFolder({
    [bankName]: text,
    'cards/issue-7.md': readRemote(clone, 'cards/issue-7.md')
  })
  assert.is((await call(folder, ['collect', '--no-config'])).status, 0)
})

test('the same again does nothing, an edit replaces it', async () => {
  const clone = await makeClone()
  const desk = makeDesk()
  await submit(clone, desk, good)
  const first = logRemote(clone, '%H')
  desk.requests.length = 0
  await submit(clone, desk, good)
  assert.is(logRemote(clone, '%H'), first)
  assert.equal(
    desk.requests.filter((line) => !/^GET |graphql$/.test(line)),
    []
  )
  const edited = {...goodAnswers, Difficulty: 'Easy', Section: 'Rolls'}
  await submit(clone, desk, makeEvent(fillForm(getForm(bank), edited)))
  assert.is(logRemote(clone, '%s'), 'Add the card of issue 7')
  const text = readRemote(clone, bankName)
  assert.ok(text.indexOf('stale') > text.indexOf('## Rolls'))
  assert.equal([desk.pulls.length, desk.comments.length], [1, 1])
})

test('what is missing is answered, once', async () => {
  const clone = await makeClone()
  const desk = makeDesk()
  const incomplete = makeEvent(
    fillForm(getForm(bank), {
      ...goodAnswers,
      Question: '_No response_',
      Difficulty: '@all ${{ x }}'
    })
  )
  for (let run = 0; run < 2; run++) {
    const {status, stdout} = await submit(clone, desk, incomplete)
    assert.equal([status, stdout], [0, 'Issue 7: the card has problems\n'])
  }

  assert.equal([desk.pulls.length, desk.comments.length], [0, 1])
  assert.match(
    desk.comments[0]?.body ?? '',
    /not complete yet[^]*- .*`Question`/
  )
  assert.match(desk.comments[0]?.body ?? '', '`@all ${{ x }}`')
  assert.is(logRemote(clone, '%s'), '')
  await submit(clone, desk, good)
  assert.equal([desk.pulls.length, desk.comments.length], [1, 1])
  assert.match(desk.comments[0]?.body ?? '', 'Pull request #31')
})

test('a comment with our mark that someone else wrote is left alone', async () => {
  const clone = await makeClone()
  const desk = makeDesk()
  desk.comments.push({
    ...{id: 1, body: 'Mine\n\n<!--qbank-card-->'},
    user: {login: 'some-one'}
  })
  await submit(clone, desk, good)
  assert.equal(
    desk.comments.map(({user}) => user?.login),
    ['some-one', login]
  )
  assert.match(desk.comments[0]?.body ?? '', /^Mine/)
})

test('a pull request that is closed stays closed', async () => {
  const clone = await makeClone()
  const desk = makeDesk()
  await submit(clone, desk, good)
  const before = logRemote(clone, '%H')
  for (const pull of desk.pulls) pull.state = 'closed'
  const edited = {...goodAnswers, Difficulty: 'Easy'}
  await submit(clone, desk, makeEvent(fillForm(getForm(bank), edited)))
  assert.is(logRemote(clone, '%H'), before)
  assert.is(desk.pulls.length, 1)
  assert.match(desk.comments[0]?.body ?? '', 'is closed')
})

test('commits of others on the branch are kept', async () => {
  const clone = await makeClone()
  const desk = makeDesk()
  await submit(clone, desk, good)
  const other = makeTempFolder()
  git(other, 'clone', '--quiet', '--branch', branch, clone.remote, '.')
  writeFiles(other, {'notes.md': 'x\n'})
  git(other, 'add', '--all')
  const author = ['-c', 'user.name=B', '-c', 'user.email=b@example.com']
  git(other, ...author, 'commit', '--quiet', '-m', 'By hand')
  git(other, 'push', '--quiet', 'origin', branch)
  const edited = {...goodAnswers, Difficulty: 'Easy'}
  await submit(clone, desk, makeEvent(fillForm(getForm(bank), edited)))
  assert.match(logRemote(clone, '%s'), /^By hand\n/)
  assert.match(desk.comments[0]?.body ?? '', 'has other commits')
})

test('what is not a form, and not an issue', async () => {
  const clone = await makeClone()
  const desk = makeDesk()
  for (const [event, said] of [
    [makeEvent('Just a question'), 'not written with the form'],
    [makeEvent(null), 'not written with the form'],
    [{pull_request: {}}, 'not about an issue'],
    [
      {...good, issue: {...(good as {issue: object}).issue, pull_request: {}}},
      'not about an issue'
    ]
  ] as const) {
    const {status, stdout} = await submit(clone, desk, event)
    assert.is(status, 0)
    assert.match(stdout, said)
  }

  assert.equal(desk.requests, [])
})

test('a remote that cannot be pushed to', async () => {
  const clone = await makeClone()
  git(clone.folder, 'remote', 'set-url', 'origin', '/nowhere')
  const {status, stderr} = await submit(clone, makeDesk(), good)
  assert.is(status, 2)
  assert.match(stderr, 'contents: write')
})

test('the Action', async () => {
  const clone = await makeClone()
  const desk = makeDesk()
  const folder = makeTempFolder()
  writeFiles(folder, {'event.json': JSON.stringify(good)})
  const {url, close} = await open(desk)
  const {status, stdout, stderr} = await runAction(
    clone.folder,
    readAction('form').action,
    {
      inputs: {config: 'false'},
      github: {token, event: {}},
      root: join(projectRoot, 'form'),
      env: {
        GITHUB_API_URL: url,
        GITHUB_REPOSITORY: 'a-team/bread',
        GITHUB_EVENT_PATH: join(folder, 'event.json')
      }
    }
  )
  close()
  assert.equal(
    [status, stdout, stderr],
    [0, 'Issue 7: pull request 31 has its card\n', '']
  )
  assert.match(readRemote(clone, bankName), 'go stale')
})

test('the workflow in the documentation', async () => {
  const page = readDocument('docs/contributing-a-card.md')
  const [, workflow = ''] = /^ *```yaml\n([^]*?)^ *```$/m.exec(page) ?? []
  assert.match(workflow, '/form@v')
  assert.equal(await checkWorkflow(workflow), [])
})

test.run()
