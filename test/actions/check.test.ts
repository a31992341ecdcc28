/** The Action that checks a bank. */
import {join} from 'node:path'
import {pathToFileURL} from 'node:url'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {card, clean, glued, noReadme, read, short} from '../cli/support.ts'
import {
  git,
  linkPackages,
  makeTempFolder,
  projectRoot,
  writeFiles
} from '../support/temp.ts'
import {areThere, fillInputs, readAction, runAction} from './support.ts'

const bank = 'QUESTION_BANK.md'
const {action} = readAction('.')

const runs = suite('the Action that checks')

runs('compares with the base of what is proposed', () => {
  const sinceOf = (github: object): string =>
    fillInputs(action, {}, {github})['since'] ?? '?'
  assert.is(sinceOf({base_ref: 'a/main', event: {}}), 'origin/a/main')
  assert.is(sinceOf({base_ref: '', event: {}}), '')
  const merge_group = {base_sha: 'abc'}
  assert.is(sinceOf({base_ref: '', event: {merge_group}}), 'abc')
})

/** A clone with a bank that is not clean; its branch adds a card that has to be fixed by hand. */
function makeClone(): string {
  const source = makeTempFolder()
  const author = ['-c', 'user.name=A', '-c', 'user.email=a@example.com']
  const commit = (value: string): void => {
    writeFiles(source, {[bank]: value})
    git(source, 'add', bank)
    git(source, ...author, 'commit', '--quiet', '-m', 'x')
  }

  git(source, 'init', '--quiet', '--initial-branch=main')
  commit(glued)
  git(source, 'checkout', '--quiet', '-b', 'topic')
  const added = card
    .replace(/^### .*/, '### Q: Ready?')
    .replace(/A loaf.*\?/, 'How do you tell?')
  commit(`${glued}\n${added.replace('- Blaming the yeast.\n', '')}`)
  return source
}

const clone = makeTempFolder()
git(clone, 'clone', '--quiet', makeClone(), '.')
linkPackages(clone)

runs('a pull request is checked for what it changes', async () => {
  const {stdout, stderr, status} = await runAction(clone, action, {
    inputs: {
      reporters: 'github\nsarif=reports/qbank.sarif\njson=report.json\n'
    },
    github: {base_ref: 'main', event: {}},
    env: {GITHUB_STEP_SUMMARY: join(clone, 'summary.md')}
  })
  assert.match(
    stdout,
    /^::error file=QUESTION_BANK\.md,line=31,[^\n]+\(bullet-count\)\n1 problem \(1 error\)\nNext: fix what is named here, and commit again\.\n$/
  )
  assert.is(stderr, noReadme)
  assert.is(status, 1)
  assert.match(read(clone, 'summary.md'), /^## 1 problem \(1 error\)/)
  assert.equal(areThere(clone, 'reports/qbank.sarif', 'report.json'), [
    true,
    true
  ])
})

runs('elsewhere all cards are', async () => {
  const {stdout, status} = await runAction(clone, action, {
    inputs: {reporters: 'stylish'},
    github: {base_ref: '', event: {}}
  })
  assert.match(stdout, '2 problems (2 errors)')
  assert.is(status, 1)
})

runs('a shallow clone gets a sentence', async () => {
  const shallow = makeTempFolder()
  const source = pathToFileURL(clone).href
  git(shallow, 'clone', '--quiet', '--depth=1', source, '.')
  const {stdout, stderr, status} = await runAction(shallow, action, {
    github: {base_ref: 'main', event: {}}
  })
  assert.match(
    stderr,
    /^--since origin\/main: no such branch, tag or commit in this clone\. .*`fetch-depth: 0` for actions\/checkout/m
  )
  assert.is(stdout, '')
  assert.is(status, 2)
})

runs('banks, limits and folders are passed on', async () => {
  const folder = makeTempFolder()
  writeFiles(folder, {[`docs/a/${bank}`]: clean, [`docs/b/${bank}`]: short})
  const github = {event: {}}
  const inputs = {'working-directory': 'docs', files: `a/${bank}\n`}
  const one = await runAction(folder, action, {inputs, github})
  assert.is(
    one.stdout + one.stderr,
    `a/${noReadme.replace('from ', 'from a/')}`
  )
  assert.is(one.status, 0)
  for (const [name, value, expected] of [
    [
      'max-warnings',
      'none',
      /^error: option '--max-warnings <n>' argument 'none'/
    ],
    ['working-directory', 'nowhere', /nowhere: no such folder\n$/],
    ['reporters', 'gitub', /\(Did you mean github\?\)/]
  ] as const) {
    const wrong = await runAction(folder, action, {
      inputs: {[name]: value},
      github
    })
    assert.match(wrong.stderr, expected)
    assert.is(wrong.status, 2)
  }
})

/** A bank whose project has code that writes down that it has run; and its own copy of qbank. */
function makeTrap(): string {
  const folder = makeTempFolder()
  const trap = (name: string): string =>
    `import {writeFileSync} from 'node:fs'\nwriteFileSync('${name}.loaded', '')\nexport default {}\n`
  writeFiles(folder, {
    [bank]: clean,
    '.remarkrc.mjs': trap('remark'),
    'prettier.config.mjs': trap('prettier'),
    'node_modules/qbank/package.json':
      '{"name": "qbank", "type": "module", "bin": {"qbank": "bin.mjs"}}',
    'node_modules/qbank/bin.mjs': trap('qbank')
  })
  return folder
}

const loaded = ['remark.loaded', 'prettier.loaded', 'qbank.loaded']

runs('without configuration, no code of the repository runs', async () => {
  for (const event of ['pull_request', 'pull_request_target', 'workflow_run']) {
    const folder = makeTrap()
    const {status, stderr, stdout} = await runAction(folder, action, {
      inputs: {config: 'false'},
      github: {event: {}},
      env: {GITHUB_EVENT_NAME: event}
    })
    assert.is(status, 0, stdout + stderr)
    assert.equal(areThere(folder, ...loaded), [false, false, false])
  }
})

runs('with rights that a stranger must not have, nothing runs', async () => {
  for (const event of ['pull_request_target', 'workflow_run']) {
    const folder = makeTrap()
    const {status, stderr, stdout} = await runAction(folder, action, {
      github: {event: {}},
      env: {GITHUB_EVENT_NAME: event}
    })
    assert.is(
      stderr,
      `A workflow on \`${event}\` may write and has secrets, and the configuration of a pull request is code that would run with them. Set \`config: false\`, or use the Action in a workflow on \`pull_request\` (docs/ci.md)\n`
    )
    assert.is(stdout, '')
    assert.is(status, 2)
    assert.equal(areThere(folder, ...loaded), [false, false, false])
  }

  const folder = makeTrap()
  const wrong = await runAction(folder, action, {
    inputs: {config: 'no'},
    github: {event: {}}
  })
  assert.is(wrong.stderr, '`config` is neither `true` nor `false`\n')
  assert.is(wrong.status, 2)
  // What it is about: elsewhere the trap is sprung.
  await runAction(folder, action, {
    github: {event: {}},
    env: {GITHUB_EVENT_NAME: 'pull_request'}
  })
  assert.equal(areThere(folder, 'qbank.loaded'), [true])
})

runs('no input is a command', async () => {
  const folder = makeTempFolder()
  const hostile = '$(touch pwned) `touch pwned` "; touch pwned; \' --diff'
  const all = Object.keys(action.inputs)
  for (const names of [all, all.filter((name) => !name.startsWith('w'))]) {
    const {status, stdout} = await runAction(folder, action, {
      inputs: Object.fromEntries(names.map((name) => [name, hostile])),
      github: {event: {}}
    })
    assert.is(status, 2)
    assert.is(stdout, '')
    assert.equal(areThere(folder, 'pwned'), [false])
  }
})

runs('where qbank is not installed, the Action builds its own', async () => {
  const root = makeTempFolder()
  const made = '#!/usr/bin/env node\nconsole.log(...process.argv.slice(2))\n'
  const build = `const {mkdirSync, writeFileSync} = require('node:fs')
mkdirSync('dist')
writeFileSync('dist/bin.js', ${JSON.stringify(made)})`
  const manifest = {name: 'qbank', version: '1.0.0'}
  writeFiles(root, {
    'scripts/action.mjs': read(projectRoot, 'scripts/action.mjs'),
    'build.cjs': build,
    'package.json': JSON.stringify({
      ...manifest,
      bin: {qbank: 'dist/bin.js'},
      scripts: {build: 'node build.cjs', prepare: 'exit 1'}
    }),
    'package-lock.json': JSON.stringify({
      ...manifest,
      lockfileVersion: 3,
      packages: {'': manifest}
    })
  })
  const folder = makeTempFolder()
  const inputs = {files: `b.md\n-c.md\n`, since: 'x'}
  for (let nth = 0; nth < 2; nth++) {
    const {stdout, status} = await runAction(folder, action, {root, inputs})
    assert.is(
      stdout,
      `check --cwd=${folder} --reporter=github --since=x -- b.md -c.md\n`
    )
    assert.is(status, 0)
  }
})

runs.run()
