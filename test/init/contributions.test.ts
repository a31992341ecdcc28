/** What `qbank init` sets up for contributors without a clone, or without a place in the bank: an issue form, and an inbox. */
import {existsSync} from 'node:fs'
import {join} from 'node:path'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {parse} from 'yaml'
import {call, card} from '../cli/support.ts'
import {git, makeTempFolder, run, writeFiles} from '../support/temp.ts'
import {cards, init, makeRepository, read} from './support.ts'

const test = suite('contributions')

const form = '.github/ISSUE_TEMPLATE/card.yml'
const heat = `# Ovens\n\n## Heat\n\n${card}`

/** What a job of a workflow runs, in order. */
function listRuns(folder: string, name: string): string[] {
  const {jobs} = parse(read(folder, `.github/workflows/${name}.yml`)) as {
    jobs: Record<string, {steps: {run?: string}[]}>
  }
  return Object.values(jobs).flatMap(({steps}) =>
    steps.flatMap(({run}) => run ?? [])
  )
}

for (const [what, files] of [
  ['a template that is inferred', {'questions.md': cards}],
  ['the default template, and sections', {'QUESTION_BANK.md': heat}],
  ['a bank that is begun', {}],
  ['a README', {'README.md': cards}]
] as const) {
  test(`an issue form: ${what}`, async () => {
    const folder = makeRepository({'.github/x': '', ...files})
    const {stderr, stdout} = await init(folder, '--with', 'form')
    assert.is(stderr, '')
    assert.match(stdout, 'allow GitHub Actions to create pull requests')
    const printed = await call(folder, ['form', '--no-config'])
    assert.is(read(folder, form), printed.stdout)
    assert.equal(listRuns(folder, 'card'), [
      'npm ci',
      'npx --no -- qbank form --issue'
    ])
  })
}

test('an issue form is for one bank on GitHub, and none that is there is replaced', async () => {
  for (const files of [
    {'QUESTION_BANK.md': heat},
    {'.github/x': '', 'QUESTION_BANK.md': heat, 'b/QUESTION_BANK.md': heat},
    {'.github/x': '', 'QUESTION_BANK.md': '---\nbank:\n  template: 3\n---\n'},
    {[form]: 'name: Ours\n', 'QUESTION_BANK.md': heat}
  ]) {
    const folder = makeRepository(files)
    await init(folder, '--with', 'form')
    assert.not(existsSync(join(folder, '.github/workflows/card.yml')))
    if (form in files) assert.is(read(folder, form), 'name: Ours\n')
  }
})

for (const [what, path, text, head] of [
  ['none', 'QUESTION_BANK.md', heat, '---\nbank:\n  inbox: cards/\n---\n\n# '],
  [
    'an inferred template',
    'questions.md',
    cards,
    /^---\nbank:\n {2}inbox: cards\/\n {2}readme: false\n/
  ],
  [
    'a README',
    'README.md',
    cards,
    /^<!--bank\ninbox: cards\/\nreadme: false\n/
  ],
  [
    'keys with an indentation of their own',
    'QUESTION_BANK.md',
    `---\ntitle: x\nbank:\n    readme: false\n---\n\n${heat}`,
    '---\ntitle: x\nbank:\n    inbox: cards/\n    readme: false\n---\n'
  ],
  [
    'other keys, and Windows line breaks',
    'QUESTION_BANK.md',
    `---\ntitle: x\n---\n\n${heat}`.replaceAll('\n', '\r\n'),
    '---\r\ntitle: x\r\nbank:\r\n  inbox: cards/\r\n---\r\n'
  ]
] as const) {
  test(`an inbox, front matter: ${what}`, async () => {
    const folder = makeRepository({'.github/x': '', [path]: text})
    const {stderr} = await init(folder, '--with', 'inbox')
    assert.is(stderr, '')
    assert.match(read(folder, path), head)
    assert.match(read(folder, 'cards/README.md'), `](../${path})`)
    assert.match(listRuns(folder, 'collect')[1] ?? '', 'qbank collect --commit')
    assert.is(listRuns(folder, 'questions').length, 3)
    const title = 'Why does a slow oven dry a loaf?'
    writeFiles(folder, {
      'cards/new.md':
        path !== 'QUESTION_BANK.md'
          ? `### 1. ${title}\n\nIt takes too long.\n`
          : card
              .replace(/### Q: .*/, `### Q: ${title}`)
              .replace(/(\*\*Question:\*\*) .*/, '$1 A slow one. Why?  ')
    })
    const fixed = await call(folder, ['fix', '--no-config'])
    assert.is(fixed.status, 0, fixed.stdout)
    const collected = await call(folder, ['collect', '--no-config'])
    assert.is(collected.status, 0, collected.stdout)
    assert.match(read(folder, path), title)
  })
}

test('an inbox on GitLab: a job of the pipeline that is there moves its cards', async () => {
  const before = 'other:\n  script:\n    - echo\n'
  const folder = makeRepository({
    '.gitlab-ci.yml': before,
    'QUESTION_BANK.md': heat
  })
  const {stderr, stdout} = await init(folder, '--with', 'inbox')
  assert.is(stderr, '')
  assert.match(stdout, 'Job token permissions')
  const text = read(folder, '.gitlab-ci.yml')
  assert.ok(text.startsWith(before))
  const jobs = parse(text) as Record<
    string,
    {rules: {changes?: string[]}[]; script: string[]}
  >
  assert.equal(Object.keys(jobs), ['other', 'questions', 'collect'])
  const {rules = [], script = []} = jobs['collect'] ?? {}
  assert.equal(rules[0]?.changes, ['cards/**/*'])
  assert.equal(script.slice(0, 1), ['npm ci'])
  assert.match(script[3] ?? '', 'qbank collect --commit')
  assert.ok(script.every((line) => typeof line === 'string'))
  git(folder, 'add', '--all')
  git(folder, 'commit', '--quiet', '--no-verify', '-m', 'Set up')
  await init(folder, '--with', 'inbox')
  assert.is(read(folder, '.gitlab-ci.yml'), text)
})

test('the job on GitLab pushes what was collected, and says what is left; a branch that has moved on is left alone', async () => {
  const folder = makeRepository({
    '.gitlab-ci.yml': '',
    'QUESTION_BANK.md': heat
  })
  await init(folder, '--with', 'inbox')
  const {collect} = parse(read(folder, '.gitlab-ci.yml')) as {
    collect: {script: string[]}
  }
  const [, ...lines] = collect.script
  const script = lines
    .join('\n')
    .replace(/npx .* --commit/, 'git commit -q --allow-empty -m Moved; false')
  assert.match(script, 'Moved; false')
  const remote = join(makeTempFolder(), 'remote.git')
  git(folder, 'clone', '--quiet', '--bare', folder, remote)
  // As GitLab does.
  git(
    folder,
    ...['--git-dir', remote, 'config', 'receive.advertisePushOptions', 'true']
  )
  const begin = git(folder, 'rev-parse', 'HEAD').stdout.trim()
  const runJob = (): number | null => {
    git(folder, 'reset', '--quiet', '--hard', begin)
    return run(folder, 'bash', ['-eo', 'pipefail', '-c', script], {
      env: {
        CI_COMMIT_BRANCH: 'main',
        CI_COMMIT_SHA: begin,
        CI_REPOSITORY_URL: remote,
        CI_SERVER_HOST: 'example.com'
      }
    }).status
  }
  const readTip = (): string =>
    git(folder, '--git-dir', remote, 'log', '-1', '--format=%s %ce').stdout
  assert.is(runJob(), 1)
  assert.is(readTip(), 'Moved qbank@noreply.example.com\n')
  git(folder, 'commit', '--quiet', '--allow-empty', '-m', 'Another')
  git(folder, 'push', '--quiet', remote, 'HEAD:main')
  assert.is(runJob(), 1)
  assert.match(readTip(), /^Another /)
})

test('an inbox is not made where a folder of its name is, or front matter has a form of its own', async () => {
  for (const files of [
    {'QUESTION_BANK.md': heat, 'cards/notes.md': '# Ours\n'},
    {'QUESTION_BANK.md': `---\nbank: {readme: false}\n---\n\n${heat}`},
    {'QUESTION_BANK.md': `---\nbank:\n  inbox: new/\n---\n\n${heat}`}
  ]) {
    const folder = makeRepository(files)
    const {stderr} = await init(folder, '--with', 'inbox')
    assert.not.match(stderr, 'stopped on an error')
    assert.is(read(folder, 'QUESTION_BANK.md'), files['QUESTION_BANK.md'])
  }
})

test.run()
