/** `qbank suggest`: repairs as suggestions on a pull request, against a server that speaks GitHub's API. */
import {join} from 'node:path'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import type {NewComment} from '../../src/suggest/pull-request.ts'
import {mostSuggestions} from '../../src/suggest/suggest.ts'
import {makeBank} from '../../bench/banks.ts'
import type {Ended} from '../cli/support.ts'
import {assertFailure, call, clean, glued, short} from '../cli/support.ts'
import {makeTempFolder, writeFiles} from '../support/temp.ts'
import type {Answer, World} from './server.ts'
import {makeWorld, pullNumber, serve, token} from './server.ts'

const bank = 'QUESTION_BANK.md'

/** What GitHub's runner writes down about the second of two workflows. */
const event = {
  workflow_run: {
    event: 'pull_request',
    head_branch: 'their/branch',
    head_sha: 'c0ffee',
    head_repository: {full_name: 'someone/bread'},
    // Empty for forks.
    pull_requests: []
  }
}

/** Options of `suggest`. */
interface Options {
  readonly report?: string
  readonly event?: unknown
  readonly env?: Readonly<Record<string, string>>
  /** Folder of the report, below that of the repository. */
  readonly folder?: string
}

/** Checks the files as the first workflow does, and runs the second. */
async function suggest(world: World, options: Options = {}): Promise<Ended> {
  const root = makeTempFolder()
  writeFiles(root, {
    ...Object.fromEntries(
      Object.entries(world.files).map(([path, {now}]) => [path, now])
    ),
    '.git/HEAD': '',
    'event.json': JSON.stringify(options.event ?? event)
  })
  const cwd = join(root, options.folder ?? '.')
  const report =
    options.report ?? (await call(cwd, ['check', '--reporter', 'json'])).stdout
  writeFiles(cwd, {'report.json': report})
  const {url, close} = await serve(world)
  const ended = await call(cwd, ['suggest', 'report.json'], {
    env: {
      GITHUB_API_URL: url,
      GITHUB_REPOSITORY: 'a-team/bread',
      GITHUB_EVENT_PATH: join(root, 'event.json'),
      GITHUB_TOKEN: token,
      ...options.env
    }
  })
  close()
  return ended
}

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

function done(suggested: number, known = 0, left = 0): string {
  const repairs = `${suggested} repair${suggested === 1 ? '' : 's'}`
  return `Pull request ${pullNumber}: ${repairs} suggested, ${known} suggested before, ${left} not suggested (beyond the limit, or on lines that it does not show)\n`
}

const making = suite('making suggestions')

making('all at once; taken over, they repair the bank', async () => {
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
  assert.match(review.body, /^3 repairs suggested: "Commit suggestion" takes/)
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
  const broken = now.replace('- The crust', '* The crust')
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
    'Hi `@all,` see `https://example.com` \\<img src=x> `[x](http://y)` \\<!--qbank-suggestion 0123456789abcdef--> # no · `` a|b:`@you` ``'
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
    /20 more repairs are not shown here: no more than 20 are suggested at once, .* `npx qbank fix` makes them all\.$/
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
      'What happened has nothing to do with a pull request, so nothing is suggested.\n'
    )
    assert.is(status, 0)
  }

  assert.equal(world.requests, [])
})

moved.run()

const wrong = suite('what goes wrong')

for (const [name, report, expected] of [
  [
    'no JSON',
    '{"version": 1',
    /^report\.json: is no JSON \(.*\)\. `qbank check/
  ],
  [
    'another version',
    '{"version": 2, "files": [], "summary": {}}',
    /^report\.json: is no report of qbank: at \S+, .* `qbank check/
  ],
  [
    'a number for a text',
    toReport({message: 1}),
    /^report\.json: is no report of qbank: at \/files\/0\/messages\/0/
  ],
  [
    'more than there should be',
    toReport({pull: 1}),
    /^report\.json: is no report of qbank/
  ],
  ['a line 0', toReport({line: 0}), /^report\.json: is no report of qbank/],
  ['a list', '[]', /^report\.json: is no report of qbank: at \//]
] as const) {
  wrong(`a report: ${name}`, async () => {
    const world = makeWorld({[bank]: {now: glued}})
    const {status, stdout, stderr} = await suggest(world, {report})
    assert.match(stderr, expected)
    assert.is(stdout, '')
    assert.is(status, 2)
    assert.equal(world.requests, [])
  })
}

const rights =
  'Give the job `permissions: {contents: read, pull-requests: write}`'

const refusals: [
  name: string,
  request: RegExp,
  answer: Answer,
  expected: string
][] = [
  [
    'a token without rights',
    /^POST/,
    {
      status: 403,
      body: '{"message": "Resource not accessible by integration"}'
    },
    `GitHub does not let this token do that (403: Resource not accessible by integration). ${rights}; a workflow on \`pull_request\` never has the second for a fork, one on \`workflow_run\` has`
  ],
  [
    'a private repository',
    /^GET/,
    {status: 404, body: '{"message": "Not Found"}'},
    `GitHub finds nothing at /repos/a-team/bread/pulls?state=open&head=someone%3Atheir%2Fbranch&per_page=100&page=1 (404), or does not show it to this token. ${rights}`
  ],
  [
    'the limit of an hour',
    /files/,
    {
      status: 403,
      headers: {'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1700000000'}
    },
    'GitHub takes no more requests with this token for now. Run the job again after 22:13 UTC'
  ],
  [
    'a limit that does not say when',
    /files/,
    {status: 429},
    'GitHub takes no more requests with this token for now. Run the job again in an hour'
  ],
  [
    'a bad day',
    /comments/,
    {status: 502, body: '<html>'},
    'GitHub refuses (502). Run the job again later'
  ],
  [
    'broken JSON',
    /comments/,
    {status: 200, body: '[{'},
    'GitHub answers /repos/a-team/bread/pulls/12/comments?per_page=100&page=1 in a form that qbank does not know. Run the job again; if this comes back, GITHUB_API_URL may be the address of something else'
  ],
  [
    'no list',
    /files/,
    {status: 200, body: '{}'},
    'GitHub answers /repos/a-team/bread/pulls/12/files in a form that qbank does not know. Run the job again; if this comes back, GITHUB_API_URL may be the address of something else'
  ],
  [
    'a list of something else',
    /files/,
    {status: 200, body: '[{"name": 1}]'},
    'GitHub answers /repos/a-team/bread/pulls/12/files in a form that qbank does not know. Run the job again; if this comes back, GITHUB_API_URL may be the address of something else'
  ],
  [
    'a bank that is no text',
    /contents/,
    {status: 200, body: 'x\0'},
    'QUESTION_BANK.md:1: holds a zero byte in this line, as no text does. Name a Markdown file; if this is one, save it with the encoding UTF-8'
  ]
]

for (const [name, request, answer, expected] of refusals) {
  wrong(name, async () => {
    const world = makeWorld({[bank]: {now: glued}})
    world.intervene = (line) => (request.test(line) ? answer : undefined)
    assertFailure(await suggest(world), `${expected}\n`)
    assert.equal(world.comments, [])
  })
}

wrong('a limit that ends in some seconds', async () => {
  const world = makeWorld({[bank]: {now: glued}})
  const answer = {status: 403, headers: {'retry-after': '60'}}
  world.intervene = (line) => (line.startsWith('POST') ? answer : undefined)
  assert.match(
    (await suggest(world)).stderr,
    /^GitHub takes no more requests .* after \d\d:\d\d UTC\n$/
  )
})

wrong('a comment that GitHub does not take: the others are made', async () => {
  const now = glued.replace('Easy', 'easy')
  const world = makeWorld({[bank]: {now}})
  let posts = 0
  const body = '{"message": "Validation Failed", "errors": ["no line"]}'
  world.intervene = (line) => {
    if (!line.startsWith('POST')) return undefined
    posts++
    return posts < 3 ? {status: 422, body} : undefined
  }
  const {stdout, stderr, status} = await suggest(world)
  assert.is(stdout, done(1))
  assert.is(
    stderr,
    '1 suggestion refused by GitHub. GitHub refuses (422: Validation Failed: no line). Run the job again later\n'
  )
  assert.is(status, 2)
  assert.equal(
    world.comments.map(({line}) => line),
    [15]
  )
})

wrong('nobody answers', async () => {
  const world = makeWorld({[bank]: {now: glued}})
  const {url, close} = await serve(world)
  close()
  assertFailure(
    await suggest(world, {env: {GITHUB_API_URL: `${url}/`}}),
    `${url} does not answer (ECONNREFUSED). Run the job again later\n`
  )
})

wrong('the surroundings are not those of a workflow', async () => {
  const world = makeWorld({[bank]: {now: glued}})
  const runs =
    '`qbank suggest` runs in a workflow of GitHub, and NAME is not set. docs/ci.md shows the workflow\n'
  for (const [env, expected] of [
    [
      {GITHUB_TOKEN: 'wrong'},
      'GitHub does not know the token (401). Give the step `env: {GITHUB_TOKEN: "${{ github.token }}"}`\n'
    ],
    [
      {GITHUB_TOKEN: ''},
      '`qbank suggest` asks GitHub with the token of its workflow, and GITHUB_TOKEN is not set. Give the step `env: {GITHUB_TOKEN: "${{ github.token }}"}`\n'
    ],
    [{GITHUB_EVENT_PATH: ''}, runs.replace('NAME', 'GITHUB_EVENT_PATH')],
    [{GITHUB_REPOSITORY: ''}, runs.replace('NAME', 'GITHUB_REPOSITORY')],
    [
      {GITHUB_API_URL: 'file:///etc'},
      'GITHUB_API_URL is `file:///etc`, which is no address. Leave it as GitHub sets it\n'
    ]
  ] as const) {
    assertFailure(await suggest(world, {env}), expected)
  }

  const env = {GITHUB_EVENT_PATH: '/nowhere.json'}
  assert.match(
    (await suggest(world, {env})).stderr,
    /^\/nowhere\.json: what happened cannot be read from it \(ENOENT.*\)\. Run `qbank suggest` in a workflow/
  )
  assertFailure(
    await call(makeTempFolder(), ['suggest', 'r.json']),
    'r.json: no such file. `qbank check --reporter json=report.json` writes one, in the version that reads it\n'
  )
})

wrong.run()

/** @returns a report with a problem in each of the files, and others in the first one */
function toReport(
  problem: object,
  paths: readonly string[] = [bank],
  ...others: readonly object[]
): string {
  return JSON.stringify({
    version: 1,
    files: paths.map((path, at) => ({
      path,
      messages: at === 0 ? [problem, ...others] : [problem]
    })),
    summary: {errors: 1, warnings: 0, fixable: 0}
  })
}
