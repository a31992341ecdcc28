/** `qbank suggest`: fixes as suggestions on a pull request, against a server that speaks GitHub's API. */
import process from 'node:process'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import type {NewComment} from '../../src/suggest/pull-request.ts'
import {mostFiles, mostSuggestions} from '../../src/suggest/suggest.ts'
import {makeBank} from '../../bench/banks.ts'
import {call, clean, glued, short} from '../cli/support.ts'
import {makeTempFolder} from '../support/temp.ts'
import {bank, done, event, suggest, toReport} from './support.ts'
import {login, makeWorld} from './server.ts'

/** @returns the text after a click on "Commit suggestion" of each comment, the last one first */
function accept(text: string, comments: readonly NewComment[]): string {
  const lines = text.split('\n')
  for (const {body, line, start_line = line} of comments.toReversed()) {
    lines.splice(start_line - 1, line - start_line + 1, ...readBlock(body))
  }

  return lines.join('\n')
}

/** @returns the lines of the first block, as CommonMark 4.5 reads a fence */
function readBlock(body: string): string[] {
  const lines = body.split('\n')
  const start = lines.findIndex((line) => /^`{3,}suggestion$/.test(line))
  const fence = (lines[start] ?? '').replace('suggestion', '')
  const rest = lines.slice(start + 1)
  return rest.slice(
    0,
    rest.findIndex((line) => line.startsWith(fence) && /^`+$/.test(line))
  )
}

const making = suite('making suggestions')

making('all at once; taken over, they fix the bank', async () => {
  const broken = glued.replace('Easy', 'easy').replaceAll('\n- T', '\n* T')
  const world = makeWorld({[bank]: {now: broken}})
  const {stdout, stderr, status} = await suggest(world)
  assert.is(stderr, '')
  assert.is(stdout, done(3))
  assert.is(status, 0)
  const [review] = world.reviews
  assert.ok(review)
  assert.is(world.reviews.length, 1)
  assert.is(review.commit_id, 'c0ffee')
  assert.match(review.body, /^3 fixes suggested: "Commit suggestion" takes/)
  assert.is(accept(broken, review.comments), clean)
  assert.equal(review.comments[0], {
    path: bank,
    line: 7,
    side: 'RIGHT',
    body: world.comments[0]?.body
  })
  assert.match(
    world.comments[0]?.body ?? '',
    /^Unexpected value `easy` of `Difficulty`, expected `Easy` · `choice-value`\n\n```suggestion\n\*\*Difficulty:\*\* Easy {2}\n```\n\n<!--qbank-suggestion [\da-f]{16}-->\n$/
  )
})

making('nothing to suggest, nothing said', async () => {
  const world = makeWorld({[bank]: {now: short}})
  assert.is((await suggest(world)).stdout, done(0))
  assert.equal(world.reviews, [])
})

making('several candidates are a choice', async () => {
  const now = clean.replace('Easy', 'Breezy')
  const world = makeWorld({[bank]: {now}})
  const problem = {
    ruleId: 'a',
    source: 'question-bank',
    severity: 'error',
    message: 'Unexpected `Breezy`',
    line: 7,
    column: 17,
    endLine: 7,
    endColumn: 23,
    expected: ['Easy', 'Hard', 'Medium', 'Simple'],
    fixable: false
  }
  await suggest(world, {report: toReport(problem)})
  const body = world.comments[0]?.body ?? ''
  assert.match(body, 'Choose one:')
  assert.equal(
    Array.from(
      body.matchAll(/^\*\*Difficulty:\*\* (.*) {2}$/gm),
      ([, word]) => word
    ),
    ['Easy', 'Hard', 'Medium']
  )
})

making('a fence is longer than those in the text', async () => {
  const code = ['````md', '```js', 'x', '```', '````'].join('\n  ')
  const now = clean.replace('risen.', `risen:\n\n  ${code}\n`)
  const broken = now.replace('````md', '````   md')
  const world = makeWorld({[bank]: {now: broken}})
  const {stdout} = await call(
    makeTempFolder(),
    [...['fix', '-', '--stdin-filepath', bank]],
    {input: broken}
  )
  await suggest(world, {
    report: toReport({
      ruleId: 'a',
      source: 'question-bank',
      severity: 'error',
      message: 'x',
      line: 1,
      column: 1,
      endLine: broken.split('\n').length,
      endColumn: 1,
      expected: [stdout],
      fixable: true
    })
  })
  assert.match(world.comments[0]?.body ?? '', '`````suggestion')
  assert.is(accept(broken, world.comments as NewComment[]), stdout)
})

/** @returns a problem about the difficulty of the clean bank, with one candidate */
function difficulty(candidate: string): object {
  return {
    ruleId: 'a',
    source: 'question-bank',
    severity: 'error',
    message: 'x',
    line: 7,
    column: 17,
    endLine: 7,
    endColumn: 21,
    expected: [candidate],
    fixable: true
  }
}

making('what cannot be seen is not suggested', async () => {
  for (const text of [
    'Easy\u202E',
    '\u2066Easy',
    'Ea\u200Bsy',
    'Easy\u001B[31m',
    'Easy\nx\u0000',
    'Easy\u{E0041}'
  ]) {
    const world = makeWorld({[bank]: {now: clean}})
    const report = toReport(difficulty(text))
    const {stdout, status} = await suggest(world, {report})
    assert.is(stdout, done(0), JSON.stringify(text))
    assert.is(status, 0)
    assert.equal(world.comments, [])
  }
})

making('a file is asked for once, and few files are', async () => {
  const problem = difficulty('Hard')
  const world = makeWorld({[bank]: {now: clean}})
  const same = Array.from({length: 3000}, () => bank)
  const report = toReport(problem, same)
  assert.is((await suggest(world, {report})).stdout, done(1, 0, 1000))
  assert.ok(world.requests.length < 10, String(world.requests.length))

  const paths = Array.from({length: 300}, (_, at) => `${at}/${bank}`)
  const many = makeWorld(
    Object.fromEntries(paths.map((path) => [path, {now: clean}]))
  )
  const {stdout} = await suggest(many, {report: toReport(problem, paths)})
  assert.is(stdout, done(20, 0, 280))
  const contents = many.requests.filter((line) => line.includes('/contents/'))
  assert.is(contents.length, mostFiles)
})

making('a report of any size takes no time', async () => {
  const now = `${clean}\n${'x'.repeat(50_000)}\n`.repeat(20)
  const world = makeWorld({[bank]: {now}})
  const lines = now.split('\n').length
  const others = Array.from({length: 20_000}, (_, at) => ({
    ...difficulty('y'),
    line: (at % lines) + 1,
    column: 1,
    endLine: lines,
    endColumn: 1,
    expected: ['y', 'z', 'x'.repeat(1000)]
  }))
  const start = process.cpuUsage()
  await suggest(world, {report: toReport(difficulty('y'), [bank], ...others)})
  const {user} = process.cpuUsage(start)
  assert.ok(user < 5_000_000, `${user / 1e6} s`)
})

making('texts of the report are no markup', async () => {
  const message =
    'Hi @all, see https://example.com <img src=x> [x](http://y) <!--qbank-suggestion 0123456789abcdef-->\n# no'
  const world = makeWorld({[bank]: {now: clean.replace('Easy', 'easy')}})
  await suggest(world, {
    report: toReport({
      ruleId: '`@you`',
      source: 'a|b',
      severity: 'error',
      message,
      line: 7,
      column: 17,
      endLine: 7,
      endColumn: 21,
      expected: ['Easy'],
      fixable: true
    })
  })
  const [text = ''] = (world.comments[0]?.body ?? '').split('\n\n')
  assert.is(
    text,
    'Hi `@all,` see `https://example.com` \\<img src=x> `[x](http://y)` \\<!--qbank-suggestion `0123456789abcdef-->` `#` no · `` a|b:`@you` ``'
  )
})

making('the folder of the check is put in front of names', async () => {
  const path = `docs/ü b/${bank}`
  const world = makeWorld({[path]: {now: glued}})
  const {stdout} = await suggest(world, {folder: 'docs'})
  assert.is(stdout, done(1))
  assert.is(world.comments[0]?.path, path)
})

making('a pull request within the repository has one workflow', async () => {
  const world = makeWorld({[bank]: {now: glued}})
  const repo = {full_name: 'someone/bread'}
  const head = {ref: 'their/branch', sha: 'c0ffee', repo}
  const own = {pull_request: {number: 99, head}}
  assert.is((await suggest(world, {event: own})).stdout, done(1))
})

making.run()

const limits = suite('limits')

limits('only lines that the pull request shows', async () => {
  const before = glued.replace('# Baking', '# Bakery')
  const world = makeWorld({[bank]: {before, now: glued}})
  assert.is((await suggest(world)).stdout, done(0, 0, 1))
  assert.equal(world.reviews, [])
})

limits('not where GitHub shows no diff, nor in other files', async () => {
  const world = makeWorld({[bank]: {now: glued, isHidden: true}})
  assert.is((await suggest(world)).stdout, done(0, 0, 1))
  const other = makeWorld({'x.js': {now: 'easy'}})
  const report = toReport(
    {
      ruleId: 'a',
      source: 'question-bank',
      severity: 'error',
      message: 'x',
      line: 1,
      column: 1,
      endLine: 1,
      endColumn: 5,
      expected: ['hard'],
      fixable: true
    },
    ['x.js', '../../x.js', `${bank}/../x.js`, 'nowhere.md']
  )
  assert.is((await suggest(other, {report})).stdout, done(0, 0, 4))
  assert.equal(
    other.requests.filter((request) => request.includes('contents')),
    []
  )
})

limits('no more than a person reads, with a word about the rest', async () => {
  const now = makeBank({cards: 40}).replaceAll(/(?<=Tags:.*) {2}$/gm, '')
  const world = makeWorld({[bank]: {now}})
  assert.is((await suggest(world)).stdout, done(20, 0, 20))
  assert.is(world.comments.length, mostSuggestions)
  assert.match(
    world.reviews[0]?.body ?? '',
    /20 more fixes are not shown here: no more than 20 are suggested at once, .* `npx --no -- qbank fix` makes them all\.$/
  )
  // The next run goes on.
  assert.is((await suggest(world)).stdout, done(20, 20))
})

limits('what does not fit the text is left out', async () => {
  const world = makeWorld({[bank]: {now: clean}})
  const problem = {
    ruleId: 'a',
    source: 'question-bank',
    severity: 'error',
    message: 'x',
    line: 7,
    column: 17,
    endLine: 7,
    endColumn: 21,
    expected: ['Hard'],
    fixable: true
  }
  const report = toReport(
    {...problem, line: 700, endLine: 701},
    [bank],
    {...problem, column: 70, endColumn: 80},
    {...problem, endLine: 6},
    {...problem, expected: ['Easy']}
  )
  assert.is((await suggest(world, {report})).stdout, done(0))
})

limits.run()

const again = suite('run again')

again('nothing is said twice', async () => {
  const world = makeWorld({[bank]: {now: glued}})
  await suggest(world)
  assert.is((await suggest(world)).stdout, done(0, 1))
  // Lines above come and go; the comment goes with its line.
  const now = glued.replace('## Bread', 'Read this.\n\n## Bread')
  world.files = {[bank]: {now}}
  assert.is((await suggest(world)).stdout, done(0, 1))
  assert.is(world.reviews.length, 1)
})

again('the same change in another place is another one', async () => {
  const card = glued.slice(glued.indexOf('### '))
  const two = `${glued}\n${card.replace('Why does a cold', 'How does a hot')}`
  const world = makeWorld({[bank]: {now: glued}})
  await suggest(world)
  world.files = {[bank]: {now: two}}
  assert.is((await suggest(world)).stdout, done(1, 1))
  assert.equal(
    world.comments.map(({line}) => line),
    [15, 30]
  )
  assert.is((await suggest(world)).stdout, done(0, 2))
})

again('a mark counts only in a comment of our own', async () => {
  const world = makeWorld({[bank]: {now: glued}})
  await suggest(world)
  const [comment] = world.comments
  assert.ok(comment)
  for (const user of [{login: 'someone'}, {login: 'github-actions'}, null]) {
    comment.user = user
    assert.is((await suggest(world)).stdout, done(1), JSON.stringify(user))
    world.comments.length = 1
  }

  comment.user = {login}
  assert.is((await suggest(world)).stdout, done(0, 1))
})

again('no author is asked for where there is no mark', async () => {
  const world = makeWorld({[bank]: {now: glued}})
  await suggest(world)
  assert.not(world.requests.includes('POST /api/graphql'))
})

again('a comment on lines that have changed does not count', async () => {
  const world = makeWorld({[bank]: {now: glued}})
  await suggest(world)
  for (const comment of world.comments) comment.line = null
  assert.is((await suggest(world)).stdout, done(1))
})

again.run()

const moved = suite('the pull request is what GitHub says')

moved('closed, or with a newer commit', async () => {
  const world = makeWorld({[bank]: {now: glued}})
  world.head = 'abc'
  const gone =
    'No open pull request ends with the commit that was checked: it was closed, or there is a newer commit, which has a check of its own. Nothing is suggested.\n'
  const {stdout, status} = await suggest(world)
  assert.is(stdout, gone)
  assert.is(status, 0)
  const run = {...event.workflow_run, head_branch: 'other'}
  assert.is((await suggest(world, {event: {workflow_run: run}})).stdout, gone)
  const head = {ref: 'their/branch', sha: 'abc', repo: null}
  const own = {pull_request: {number: 12, head}}
  assert.is((await suggest(world, {event: own})).stdout, gone)
  assert.equal(world.reviews, [])
})

moved('there is none', async () => {
  const world = makeWorld({[bank]: {now: glued}})
  const push = {workflow_run: {...event.workflow_run, event: 'push'}}
  for (const other of [push, {ref: 'refs/heads/main'}, [], 1]) {
    const {stdout, status} = await suggest(world, {event: other})
    assert.is(
      stdout,
      'This event is not about a pull request, so nothing is suggested.\n'
    )
    assert.is(status, 0)
  }

  assert.equal(world.requests, [])
})

moved.run()
