/** docs/ci.md and `.pre-commit-hooks.yaml`: what people copy from them holds, and runs. */
import {chmodSync, readFileSync, rmSync} from 'node:fs'
import {join} from 'node:path'
import process from 'node:process'
import type {Code, Table} from 'mdast'
import {fromMarkdown} from 'mdast-util-from-markdown'
import {gfmFromMarkdown} from 'mdast-util-gfm'
import {toString} from 'mdast-util-to-string'
import {gfm} from 'micromark-extension-gfm'
import {visit} from 'unist-util-visit'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import * as yaml from 'yaml'
import type {Ended} from '../cli/support.ts'
import {call, card, clean, glued, read} from '../cli/support.ts'
import {makeWorld, serve, token} from '../suggest/server.ts'
import {
  git,
  linkPackages,
  makeTempFolder,
  projectRoot,
  writeFiles
} from '../support/temp.ts'
import type {Step} from './support.ts'
import {
  areThere,
  checkWorkflow,
  readAction,
  runAction,
  runScript,
  runSteps
} from './support.ts'

const text = readFileSync(join(projectRoot, 'docs/ci.md'), 'utf8')
const tree = fromMarkdown(text, {
  extensions: [gfm()],
  mdastExtensions: [gfmFromMarkdown()]
})
const blocks: Code[] = []
/** All that is code, in blocks and in lines. */
const code: string[] = []
visit(tree, (node) => {
  if (node.type === 'code') blocks.push(node)
  if (node.type === 'code' || node.type === 'inlineCode') code.push(node.value)
})

/** A workflow, or a pipeline of GitLab. */
interface Pipeline {
  readonly jobs: Readonly<Record<string, {readonly steps: readonly Step[]}>>
  readonly questions: {readonly script: readonly string[]}
}

/** @returns the block whose first line names a file, the last one of that name */
function findBlock(name: string): string {
  const found = blocks.findLast(({value}) => value.startsWith(`# ${name}\n`))
  if (!found) throw new Error(`no block ${name}`)
  return found.value
}

function stepsOf(name: string): readonly Step[] {
  const {jobs} = yaml.parse(findBlock(`.github/workflows/${name}`)) as Pipeline
  return Object.values(jobs).flatMap(({steps}) => steps)
}

const form = suite('form')

form('there are all that the page promises', () => {
  assert.equal(
    blocks.map(
      ({lang, value}) => `${lang ?? ''} ${value.split('\n')[0] ?? ''}`
    ),
    [
      'yaml # .github/workflows/questions.yml',
      'yaml # .github/workflows/questions.yml',
      'yaml # .github/workflows/suggestions.yml',
      'yaml # .gitlab-ci.yml',
      'yaml # .pre-commit-config.yaml',
      'sh #!/bin/sh'
    ]
  )
})

for (const {lang, value, position} of blocks) {
  if (lang !== 'yaml' || !value.startsWith('# .github/')) continue
  form(`a workflow on line ${String(position?.start.line)}`, async () => {
    assert.equal(await checkWorkflow(value), [])
    const {jobs} = yaml.parse(value) as Pipeline
    for (const step of Object.values(jobs).flatMap(({steps}) => steps)) {
      const path = /^OWNER\/qbank(.*)@main$/.exec(step.uses ?? '')?.[1]
      if (path === undefined) continue
      const {inputs} = readAction(`.${path}`).action
      for (const name of Object.keys(step.with ?? {})) assert.ok(name in inputs)
    }
  })
}

form('the table has the inputs of the Action', () => {
  const tables: Table[] = []
  visit(tree, 'table', (node) => {
    tables.push(node)
  })
  const names = tables[0]?.children
    .slice(1)
    .map((row) => toString(row.children[0]))
  assert.equal(names, Object.keys(readAction('.').action.inputs))
})

form('commands and options are there', async () => {
  const {stdout: help} = await call('/', ['--help'])
  const {stdout: checkHelp} = await call('/', ['check', '--help'])
  const commands = new Set(
    code.flatMap((text) => text.match(/(?<=\bqbank )[a-z]+/g) ?? [])
  )
  assert.equal([...commands].sort(), ['check', 'fix'])
  for (const name of commands) assert.match(help, `\n  ${name} `)
  const options = code.flatMap(
    (text) => text.match(/(?<=qbank check .*|^)--[a-z-]+/g) ?? []
  )
  assert.ok(options.length > 8, options.join())
  for (const name of options) assert.match(checkHelp, name)
})

form('hooks for pre-commit.com', async () => {
  const hooks = yaml.parse(read(projectRoot, '.pre-commit-hooks.yaml')) as {
    id: string
    entry: string
    files: string
    language: string
  }[]
  const {repos} = yaml.parse(findBlock('.pre-commit-config.yaml')) as {
    repos: {hooks: {id: string}[]}[]
  }
  // pre-commit takes all that `npm pack` prints for the name of the package.
  assert.match(read(projectRoot, '.npmrc'), /^foreground-scripts=false$/m)
  const ids = hooks.map(({id}) => id)
  assert.equal(ids, ['qbank-fix', 'qbank-check'])
  for (const {id} of repos.flatMap((repo) => repo.hooks)) {
    assert.ok(ids.includes(id))
  }

  for (const {entry, files, language} of hooks) {
    assert.is(language, 'node')
    const pattern = new RegExp(files)
    assert.ok(pattern.test('QUESTION_BANK.md'))
    assert.ok(pattern.test('a/QUESTION_BANK.md'))
    assert.not.ok(pattern.test('MY_QUESTION_BANK.md'))
    const [program, ...argv] = entry.split(' ')
    assert.is(program, 'qbank')
    const folder = makeTempFolder()
    writeFiles(folder, {'a/QUESTION_BANK.md': clean})
    const {status} = await call(folder, [...argv, 'a/QUESTION_BANK.md'])
    assert.is(status, 0)
  }
})

form.run()

const runs = suite('runs')
const bank = 'QUESTION_BANK.md'

/** A card with a fault that can be repaired. */
const added = card
  .replace(/^### .*/, '### Q: Ready?')
  .replace(/A loaf.*\?/, 'How do you tell?')
  .replace('Easy', 'easy')

/** Puts down that it has been loaded. */
const trap = (name: string): string =>
  `import {writeFileSync} from 'node:fs'\nwriteFileSync('${name}.loaded', '')\nexport default {}\n`

/** A clone of a project with a bank that is not clean, in which a branch of somebody else is checked out. */
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

runs('a fork brings cards and no code; its repairs are suggested', async () => {
  const clone = makeClone()
  const github = {base_ref: 'main', token, event: {}}
  const steps = stepsOf('questions.yml')
  const env = {...withoutNpm(clone), GITHUB_BASE_REF: 'main'}
  // So it would be without the step that takes code from the base branch.
  await runAction(clone, check, {github})
  const loaded = ['remark.loaded', 'docs.loaded']
  assert.equal(areThere(clone, ...loaded), [true, true])
  for (const name of loaded) rmSync(join(clone, name))
  const prepared = await runSteps(clone, steps, {contexts: {github}, env})
  assert.is(prepared.stdout, 'npm ci\n')
  const {with: given} = steps.find(({uses}) => uses?.startsWith('OWNER/')) ?? {}
  const inputs = given as Record<string, string>
  const checked = await runAction(clone, check, {inputs, github})
  assert.match(checked.stdout, /^::error file=QUESTION_BANK\.md,line=22,/)
  assert.match(checked.stdout, '\n::error file=docs/QUESTION_BANK.md,line=7,')
  assert.is(checked.stdout.split('\n').length, 3)
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
  const ended = await suggestIn(world, read(clone, path))
  assert.match(ended.stdout, /^Pull request 12: 2 repairs suggested,/)
  assert.is(ended.status, 0)
  assert.equal(
    world.comments.map(({path, line}) => `${path}:${String(line)}`),
    [`${bank}:22`, `docs/${bank}:7`]
  )
})

async function suggestIn(
  world: ReturnType<typeof makeWorld>,
  report: string
): Promise<Ended> {
  const root = makeTempFolder()
  const folder = join(root, 'work')
  writeFiles(folder, {'.git/HEAD': ''})
  writeFiles(root, {
    'qbank-report/qbank-report.json': report,
    'event.json': JSON.stringify({
      workflow_run: {
        event: 'pull_request',
        head_branch: 'their/branch',
        head_sha: world.head,
        head_repository: {full_name: 'someone/bread'}
      }
    })
  })
  const {url, close} = await serve(world)
  const ended = await runAction(folder, suggest, {
    github: {token, event: {}},
    root: join(projectRoot, 'suggest'),
    env: {
      GITHUB_API_URL: url,
      GITHUB_REPOSITORY: 'a-team/bread',
      GITHUB_EVENT_PATH: join(root, 'event.json')
    }
  })
  close()
  return ended
}

runs('in GitLab', async () => {
  const clone = makeClone()
  git(
    clone,
    'checkout',
    '--quiet',
    'origin/main',
    '.remarkrc.mjs',
    '.prettierrc'
  )
  const {questions} = yaml.parse(findBlock('.gitlab-ci.yml')) as Pipeline
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

runs('on any other machine', async () => {
  const clone = makeClone()
  git(
    clone,
    'checkout',
    '--quiet',
    'origin/main',
    '.remarkrc.mjs',
    '.prettierrc'
  )
  const script = blocks.at(-1)?.value ?? ''
  const {stdout, status} = await runScript(clone, script, withoutNpm(clone))
  assert.match(stdout, '2 problems (2 errors)')
  assert.is(status, 1)
})

runs.run()
