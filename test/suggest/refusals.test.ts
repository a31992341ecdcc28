/** `qbank suggest` where GitHub, the report or the surroundings are not as they should be. */
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {assertFailure, call, glued} from '../cli/support.ts'
import {makeTempFolder} from '../support/temp.ts'
import type {Answer} from './server.ts'
import {makeWorld, serve} from './server.ts'
import {bank, done, suggest, toReport} from './support.ts'

const wrong = suite('what goes wrong')

/** @param path of what was asked for, below the pull request */
function unknownForm(path: string): string {
  return `GitHub answers /repos/a-team/bread/pulls/12/${path} in a form that qbank does not know. Run the job again; if this comes back, GITHUB_API_URL may be the address of something else`
}

for (const [name, report, expected] of [
  [
    'no JSON',
    '{"version": 1',
    /^report\.json: is not JSON \(.*\)\. `npx --no -- qbank check/
  ],
  [
    'another version',
    '{"version": 2, "files": [], "summary": {}}',
    /^report\.json: is not a report of qbank: at \S+, .* `npx --no -- qbank check/
  ],
  [
    'a number for a text',
    toReport({message: 1}),
    /^report\.json: is not a report of qbank: at \/files\/0\/messages\/0/
  ],
  [
    'more than there should be',
    toReport({pull: 1}),
    /^report\.json: is not a report of qbank/
  ],
  ['a line 0', toReport({line: 0}), /^report\.json: is not a report of qbank/],
  ['a list', '[]', /^report\.json: is not a report of qbank: at \//]
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
    `GitHub does not let this token do that (403: Resource not accessible by integration). ${rights}; a workflow on \`pull_request\` may never write for a fork, one on \`workflow_run\` may`
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
    unknownForm('comments?per_page=100&page=1')
  ],
  ['no list', /files/, {status: 200, body: '{}'}, unknownForm('files')],
  [
    'a list of something else',
    /files/,
    {status: 200, body: '[{"name": 1}]'},
    unknownForm('files')
  ],
  [
    'a bank that is no text',
    /contents/,
    {status: 200, body: 'x\0'},
    'QUESTION_BANK.md:1: has a zero byte in this line, so it is not text. Name a Markdown file; if this is one, save it with the encoding UTF-8'
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

wrong('no answer', async () => {
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
      'GITHUB_API_URL is `file:///etc`, which is not an address. Leave it as GitHub sets it\n'
    ]
  ] as const) {
    assertFailure(await suggest(world, {env}), expected)
  }

  const env = {GITHUB_EVENT_PATH: '/nowhere.json'}
  assert.match(
    (await suggest(world, {env})).stderr,
    /^\/nowhere\.json: the event cannot be read from it \(ENOENT.*\)\. Run `qbank suggest` in a workflow/
  )
  assertFailure(
    await call(makeTempFolder(), ['suggest', 'r.json']),
    'r.json: no such file. `npx --no -- qbank check --reporter json=report.json` writes one, in the version that reads it\n'
  )
})

wrong.run()
