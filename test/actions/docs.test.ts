/** What people copy from docs/ci.md runs. */
import {chmodSync, rmSync, symlinkSync} from 'node:fs'
import {join} from 'node:path'
import process from 'node:process'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import * as yaml from 'yaml'
import {card, clean, glued, read} from '../cli/support.ts'
import {repository} from '../../scripts/repository.ts'
import {makeWorld, token} from '../suggest/server.ts'
import {
  git,
  linkPackages,
  makeTempFolder,
  projectRoot,
  writeFiles
} from '../support/temp.ts'
import type {Pipeline} from './page.ts'
import {blocks, findBlock, stepsIn, stepsOf} from './page.ts'
import {runSuggest} from './run-suggest.ts'
import {
  areThere,
  readAction,
  runAction,
  runScript,
  runSteps
} from './support.ts'

const runs = suite('runs')
const bank = 'QUESTION_BANK.md'

/** A card with a problem that can be fixed. */
const added = card
  .replace(/^### .*/, '### Q: Ready?')
  .replace(/A loaf.*\?/, 'How do you tell?')
  .replace('Easy', 'easy')

/** Puts down that it has been loaded. */
const trap = (name: string): string =>
  `import {writeFileSync} from 'node:fs'\nwriteFileSync('${name}.loaded', '')\nexport default {}\n`

/** A clone of a project with a bank that is not clean. The branch that is checked out is another person's. */
function makeClone(): string {
  const source = makeTempFolder()
  const author = ['-c', 'user.name=A', '-c', 'user.email=a@example.com']
  const commit = (files: Readonly<Record<string, string>>): void => {
    writeFiles(source, files)
    git(source, 'add', '--all')
    const {status, stderr} = git(source, ...author, 'commit', '-q', '-m', 'x')
    if (status !== 0) throw new Error(stderr)
  }

  git(source, 'init', '--quiet', '--initial-branch=main')
  commit({
    [bank]: glued,
    '.gitignore': 'node_modules/\n',
    '.remarkrc.mjs': "export {default} from 'qbank'\n",
    '.prettierrc': '{}\n',
    'package.json': '{"type": "module", "private": true}\n'
  })
  git(source, 'checkout', '--quiet', '-b', 'topic')
  commit({
    [bank]: `${glued}\n${added}`,
    '.remarkrc.mjs': trap('remark'),
    '.prettierrc': '{"plugins": ["./plugin.mjs"]}\n',
    'plugin.mjs': trap('plugin'),
    'docs/prettier.config.mjs': trap('docs'),
    [`docs/${bank}`]: clean.replace('Easy', 'easy')
  })
  const clone = makeTempFolder()
  git(clone, 'clone', '--quiet', source, '.')
  linkPackages(clone)
  writeFiles(clone, {'.programs/npm': '#!/bin/sh\necho "npm $*"\n'})
  chmodSync(join(clone, '.programs/npm'), 0o755)
  return clone
}

/** The packages are there already. */
function withoutNpm(folder: string): {PATH: string} {
  return {PATH: `${join(folder, '.programs')}:${process.env['PATH'] ?? ''}`}
}

const check = readAction('.').action
const suggest = readAction('suggest').action

runs('a fork brings cards and no code; its fixes are suggested', async () => {
  const clone = makeClone()
  const github = {base_ref: 'main', token, event: {}}
  const steps = stepsOf('questions.yml')
  const env = {...withoutNpm(clone), GITHUB_BASE_REF: 'main'}
  // So it would be without the step that takes code from the base branch.
  await runAction(clone, check, {github})
  const loaded = ['remark.loaded', 'plugin.loaded', 'docs.loaded']
  assert.equal(areThere(clone, ...loaded), [true, true, true])
  for (const name of loaded) rmSync(join(clone, name))
  const prepared = await runSteps(clone, steps, {contexts: {github}, env})
  assert.is(prepared.stdout, 'npm ci\n')
  const {with: given} =
    steps.find(({uses}) => uses?.startsWith(`${repository}@`)) ?? {}
  const inputs = given as Record<string, string>
  const checked = await runAction(clone, check, {inputs, github})
  assert.match(checked.stdout, /^::error file=QUESTION_BANK\.md,line=22,/)
  assert.match(checked.stdout, '\n::error file=docs/QUESTION_BANK.md,line=7,')
  assert.is(checked.stdout.split('::error').length, 3)
  assert.is(checked.status, 1)
  assert.equal(
    areThere(
      clone,
      'remark.loaded',
      'plugin.loaded',
      'docs.loaded',
      'plugin.mjs'
    ),
    [false, false, false, false]
  )

  const {with: upload} =
    steps.find(({uses}) => uses?.startsWith('actions/upload-artifact@')) ?? {}
  const path = String(upload?.['path'])
  assert.is(upload?.['name'], suggest.inputs['artifact']?.default)
  assert.is(path, suggest.inputs['report']?.default)
  const world = makeWorld({
    [bank]: {before: glued, now: read(clone, bank)},
    [`docs/${bank}`]: {now: read(clone, `docs/${bank}`)}
  })
  const ended = await runSuggest(world, read(clone, path))
  assert.match(ended.stdout, /^Pull request 12: 2 fixes suggested,/)
  assert.is(ended.status, 0)
  assert.equal(
    world.comments.map(({path, line}) => `${path}:${String(line)}`),
    [`${bank}:22`, `docs/${bank}:7`]
  )
})

/** A clone with the configuration of the base branch. */
function makeTrustedClone(): string {
  const clone = makeClone()
  const paths = ['.remarkrc.mjs', '.prettierrc']
  git(clone, 'checkout', '--quiet', 'origin/main', ...paths)
  return clone
}

runs('on main, the README follows its bank, once', async () => {
  const clone = makeClone()
  const config = ['-c', 'user.name=A', '-c', 'user.email=a@example.com']
  const commit = (files: Readonly<Record<string, string>>): void => {
    writeFiles(clone, files)
    git(clone, 'add', '--all', '--', ':(exclude).programs')
    git(clone, ...config, 'commit', '--quiet', '-m', 'From the web')
  }

  git(clone, 'switch', '--quiet', 'main')
  commit({
    [bank]: `---\nbank:\n  readme: { path: README.md, on: main }\n---\n\n${clean}`,
    'README.md': '<!--bank-cards start-->\n<!--bank-cards end-->\n'
  })
  git(clone, 'push', '--quiet')
  const steps = stepsOf('readme.yml')
  const work = async (): Promise<number | null> => {
    const {status} = await runSteps(clone, steps, {
      contexts: {},
      env: withoutNpm(clone)
    })
    return status
  }
  const getMain = (): string =>
    git(clone, 'ls-remote', 'origin', 'refs/heads/main').stdout
  assert.is(await work(), 0)
  const {stdout} = git(clone, 'log', '-1', '--format=%s', 'origin/main')
  assert.is(stdout, 'Regenerate the README [skip ci]\n')
  assert.match(read(clone, 'README.md'), '### Q: Why does a cold oven')
  const main = getMain()
  assert.is(await work(), 0)
  assert.is(getMain(), main, 'no loop')

  // While it works, another person pushes.
  commit({[bank]: read(clone, bank).replace('Blaming', 'Changing')})
  const other = makeTempFolder()
  git(other, 'clone', '--quiet', join(clone, '.git'), '.')
  const {stdout: source} = git(clone, 'remote', 'get-url', 'origin')
  git(other, 'remote', 'set-url', 'origin', source.trim())
  git(clone, 'push', '--quiet')
  writeFiles(other, {'notes.txt': 'a note'})
  git(other, 'add', '--all')
  git(other, ...config, 'commit', '--quiet', '-m', 'Meanwhile')
  assert.is(git(other, 'push', '--quiet', 'origin', 'HEAD:main').status, 0)
  const meanwhile = getMain()
  assert.is(await work(), 0)
  assert.is(getMain(), meanwhile)
})

runs('in GitLab', async () => {
  const clone = makeTrustedClone()
  const {questions} = yaml.parse(
    findBlock('.gitlab-ci.yml', 'questions:')
  ) as Pipeline
  const script = questions.script.join('\n')
  const base = git(clone, 'rev-parse', 'origin/main').stdout.trim()
  const env = withoutNpm(clone)
  const all = await runScript(clone, script, env)
  assert.match(all.stdout, '3 problems (3 errors)')
  const changed = await runScript(clone, script, {
    ...env,
    CI_MERGE_REQUEST_DIFF_BASE_SHA: base
  })
  assert.match(changed.stdout, '2 problems (2 errors)')
  assert.is(changed.status, 1)
  const report = read(clone, 'gl-code-quality-report.json')
  assert.is((JSON.parse(report) as unknown[]).length, 2)
  assert.match(read(clone, 'junit.xml'), 'tests="4" failures="2"')
})

/** Those that the page shows, and this repository's own, which runs the qbank that it builds. */
const collecting = {
  'docs/ci.md': stepsOf('collect.yml'),
  'this repository': stepsIn(read(projectRoot, '.github/workflows/collect.yml'))
}

for (const [where, steps] of Object.entries(collecting)) {
  runs(`${where}: new cards move from the inbox into the bank`, async () => {
    const clone = makeClone()
    symlinkSync(join(projectRoot, 'dist'), join(clone, 'dist'))
    git(clone, 'switch', '--quiet', 'main')
    writeFiles(clone, {
      [bank]: `---\nbank:\n  inbox: cards/\n---\n\n${clean}`,
      'cards/ready.md': added.replace('easy', 'Easy'),
      'cards/broken.md': '### Q: Broken\n\n**Difficulty:** Breezy\n'
    })
    git(clone, 'add', '--all', '--', ':(exclude).programs', ':(exclude)dist')
    const author = ['-c', 'user.name=A', '-c', 'user.email=a@example.com']
    git(clone, ...author, 'commit', '--quiet', '-m', 'From the web')
    git(clone, 'push', '--quiet')
    const [last] = steps.slice(-1)
    const env = {...withoutNpm(clone), GITHUB_REF: 'refs/heads/main'}
    const options = {contexts: {}, env}
    const moved = await runSteps(clone, steps, options)
    assert.is(moved.status, 1)
    assert.match(moved.stdout, 'cards/broken.md: left where it is.')
    assert.is((await runSteps(clone, last ? [last] : [], options)).status, 0)
    const {stdout} = git(clone, 'log', '-1', '--format=%B', 'origin/main')
    assert.is(
      stdout.trim(),
      'Collect 1 card from cards/\n\nCo-authored-by: A <a@example.com>'
    )
    assert.match(read(clone, bank), '### Q: Ready?')
  })
}

runs('on any other machine', async () => {
  const clone = makeTrustedClone()
  const script = blocks.at(-1)?.value ?? ''
  const {stdout, status} = await runScript(clone, script, withoutNpm(clone))
  assert.match(stdout, '2 problems (2 errors)')
  assert.is(status, 1)
})

runs.run()
