/** Actions, workflows, hooks and what docs/ci.md shows of them: the programs that use them can read them. */
import {readFileSync, readdirSync} from 'node:fs'
import {join} from 'node:path'
import {toString} from 'mdast-util-to-string'
import {visit} from 'unist-util-visit'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import * as yaml from 'yaml'
import {repository} from '../../scripts/repository.ts'
import {version} from '../../src/text/version.ts'
import {call, clean, read} from '../cli/support.ts'
import {makeTempFolder, projectRoot, writeFiles} from '../support/temp.ts'
import {checkAction, checkWorkflow, toWorkflow} from './lint.ts'
import type {Pipeline} from './page.ts'
import {blocks, code, findBlock, tree} from './page.ts'
import {readAction} from './support.ts'

const actions = suite('Actions and workflows')

for (const folder of ['.', 'form', 'merge', 'suggest']) {
  const {text, action} = readAction(folder)

  actions(`${folder}: GitHub takes it`, async () => {
    assert.equal(checkAction(text), [])
    assert.equal(await checkWorkflow(toWorkflow(text)), [])
  })

  actions(`${folder}: all inputs are used, and none reaches a shell`, () => {
    const steps = JSON.stringify(action.runs.steps)
    for (const name of Object.keys(action.inputs)) {
      assert.match(steps, `inputs.${name}`)
    }

    for (const {run = ''} of action.runs.steps) assert.not.match(run, '${{')
  })
}

actions('the checks find something', async () => {
  const {text} = readAction('.')
  assert.match(
    checkAction(text.replaceAll('inputs.since', 'input.since')).join(),
    "Unrecognized named-value: 'input'"
  )
  const wrong = toWorkflow(text).replace(/(?<=with:\s+)node-version/, 'nodes')
  assert.match((await checkWorkflow(wrong)).join(), '"nodes" is not defined')
})

const workflows = join(projectRoot, '.github/workflows')
for (const name of readdirSync(workflows)) {
  actions(`workflow ${name}`, async () => {
    const workflow = readFileSync(join(workflows, name), 'utf8')
    assert.equal(await checkWorkflow(workflow), [])
  })
}

actions('what is used is pinned to a commit, with its version', () => {
  const files = [
    ...readdirSync(workflows).map((name) => `.github/workflows/${name}`),
    'action.yml',
    'form/action.yml',
    'merge/action.yml',
    'suggest/action.yml'
  ]
  const uses = files.flatMap((name) =>
    Array.from(
      read(projectRoot, name).matchAll(/\buses: (.+)/g),
      ([, used = '']) => used
    )
  )
  assert.ok(uses.length > 8)
  for (const used of uses) {
    assert.match(
      used,
      /^(?:\.\/[a-z]*|[\w-]+\/[\w-]+@[\da-f]{40} # v\d+\.\d+\.\d+)$/
    )
  }
})

actions('every job says what it may do', () => {
  for (const name of readdirSync(workflows)) {
    const workflow = yaml.parse(
      read(projectRoot, `.github/workflows/${name}`)
    ) as {permissions?: object; jobs: Record<string, {permissions?: object}>}
    for (const [id, job] of Object.entries(workflow.jobs)) {
      const permissions = job.permissions ?? workflow.permissions
      assert.ok(permissions, `${name}: ${id}`)
      const written = Object.entries(permissions).filter(
        ([, right]) => right === 'write'
      )
      // It pushes a merge, and comments where it may not.
      const most = name === 'catch-up.yml' ? 2 : 1
      assert.ok(written.length <= most, `${name}: ${id}`)
    }
  }
})

actions(
  'the repository uses its own Action, on three systems and three Nodes',
  () => {
    const ci = readFileSync(join(workflows, 'ci.yml'), 'utf8')
    assert.match(ci, '- uses: ./\n')
    assert.match(ci, 'os: [ubuntu-latest, macos-latest, windows-latest]')
    assert.match(ci, "node: ['20.19', '22', '24']")
  }
)

actions(
  'with the right to push, nothing of a pull request is checked out',
  () => {
    const {on, jobs} = yaml.parse(
      read(projectRoot, '.github/workflows/catch-up.yml')
    ) as {on: object; jobs: Pipeline['jobs']}
    assert.ok('pull_request_target' in on)
    const [checkout, merge, ...others] = jobs['merge']?.steps ?? []
    assert.match(checkout?.uses ?? '', /^actions\/checkout@/)
    assert.equal(checkout?.with, {
      'fetch-depth': 0,
      'persist-credentials': false
    })
    assert.is(merge?.uses, './merge')
    assert.equal(others, [])
  }
)

actions.run()

const page = suite('docs/ci.md')

page('there are all that the page promises', () => {
  assert.equal(
    blocks.map(
      ({lang, value}) => `${lang ?? ''} ${value.split('\n')[0] ?? ''}`
    ),
    [
      'yaml # .github/workflows/questions.yml',
      'yaml - uses: actions/cache@v4',
      'yaml # .github/workflows/questions.yml',
      'yaml # .github/workflows/suggestions.yml',
      'yaml # .github/workflows/untrusted.yml',
      'yaml bank:',
      'yaml # .github/workflows/readme.yml',
      'yaml # .github/workflows/collect.yml',
      'yaml # .github/workflows/catch-up.yml',
      'yaml # .gitlab-ci.yml',
      'yaml # .gitlab-ci.yml',
      'yaml # .pre-commit-config.yaml',
      'sh #!/bin/sh'
    ]
  )
})

for (const {lang, value, position} of blocks) {
  if (lang !== 'yaml' || !value.startsWith('# .github/')) continue
  page(`a workflow on line ${String(position?.start.line)}`, async () => {
    assert.equal(await checkWorkflow(value), [])
    const {jobs} = yaml.parse(value) as Pipeline
    for (const step of Object.values(jobs).flatMap(({steps}) => steps)) {
      const [action = '', tag] = step.uses?.split('@') ?? []
      if (!action.startsWith(repository)) continue
      // What a reader copies is there once the version is released.
      assert.is(tag, `v${version}`)
      const path = action.slice(repository.length)
      const {inputs} = readAction(`.${path}`).action
      for (const name of Object.keys(step.with ?? {})) assert.ok(name in inputs)
    }
  })
}

page('the table has the inputs of the Action', () => {
  const columns: string[][] = []
  visit(tree, 'table', ({children}) => {
    columns.push(children.map((row) => toString(row.children[0])))
  })
  const [, ...names] = columns.find(([head]) => head === 'Input') ?? []
  assert.equal(names, Object.keys(readAction('.').action.inputs))
})

page('commands and options are there', async () => {
  const {stdout: help} = await call('/', ['--help'])
  const {stdout: checkHelp} = await call('/', ['check', '--help'])
  const commands = new Set(
    code.flatMap((text) => text.match(/(?<=\bqbank )[a-z]+/g) ?? [])
  )
  assert.equal([...commands].sort(), [
    'check',
    'collect',
    'fix',
    'init',
    'readme'
  ])
  for (const name of commands) assert.match(help, `\n  ${name} `)
  const options = code.flatMap(
    (text) => text.match(/(?<=qbank check .*|^)--[a-z-]+/g) ?? []
  )
  assert.ok(options.length > 8, options.join())
  for (const name of options) assert.match(checkHelp, name)
})

page('hooks for pre-commit.com', async () => {
  const hooks = yaml.parse(read(projectRoot, '.pre-commit-hooks.yaml')) as {
    id: string
    entry: string
    files: string
    language: string
    args: string[]
  }[]
  const {repos} = yaml.parse(findBlock('.pre-commit-config.yaml')) as {
    repos: {repo: string; rev: string; hooks: {id: string}[]}[]
  }
  for (const {repo, rev} of repos) {
    assert.is(repo, `https://github.com/${repository}`)
    assert.is(rev, `v${version}`)
  }

  // pre-commit takes all that `npm pack` prints for the name of the package.
  assert.match(read(projectRoot, '.npmrc'), /^foreground-scripts=false$/m)
  const ids = hooks.map(({id}) => id)
  assert.equal(ids, ['qbank-fix', 'qbank-check'])
  for (const {id} of repos.flatMap((repo) => repo.hooks)) {
    assert.ok(ids.includes(id))
  }

  for (const {entry, files, language, args} of hooks) {
    assert.is(language, 'node')
    const pattern = new RegExp(files)
    assert.ok(pattern.test('QUESTION_BANK.md'))
    assert.ok(pattern.test('a/QUESTION_BANK.md'))
    assert.not.ok(pattern.test('MY_QUESTION_BANK.md'))
    const [program, ...argv] = entry.split(' ')
    assert.is(program, 'qbank')
    const folder = makeTempFolder()
    writeFiles(folder, {'a/QUESTION_BANK.md': clean})
    const {status} = await call(folder, [
      ...argv,
      ...args,
      'a/QUESTION_BANK.md'
    ])
    assert.is(status, 0)
    // As pre-commit names a file of a folder that a contributor has called so.
    const name = `--output-file=${folder}/QUESTION_BANK.md`
    const hostile = await call(folder, [...argv, ...args, name])
    assert.match(hostile.stderr, 'no such file')
    assert.equal(readdirSync(folder), ['a'])
  }
})

page.run()
