/**
 * The packed package in projects of other package managers and versions: a real commit fixes a broken card, and refuses
 * a wrong one. Needs the registry and minutes, so it is not one of the tests that `npm test` runs.
 *
 * Usage: npm run test:managers [part of a name…]
 */
import {spawnSync} from 'node:child_process'
import {mkdirSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import process from 'node:process'
import {cleanEnv, makeTempFolder} from '../support/temp.ts'
import type {Result} from './support.ts'
import {getNode, makeYarn, name, pack, writeAll} from './support.ts'

/** How a project installs, and starts the hook. */
interface Manager {
  readonly init?: readonly string[]
  readonly install: (packages: readonly string[]) => readonly string[]
  readonly hook: string
  readonly files?: Readonly<Record<string, string>>
}

const npx = ['npx', '--yes'] as const
const sourced = '. node_modules/qbank/pre-commit.sh\n'

const managers: Readonly<Record<string, Manager>> = {
  npm: {
    install: (packages) => ['npm', 'install', '--save-dev', ...packages],
    hook: sourced
  },
  pnpm: {
    install: (packages) => [...npx, 'pnpm@9', 'add', '-D', ...packages],
    hook: sourced
  },
  'yarn 4 with node_modules': {
    install: (packages) => [
      ...npx,
      '@yarnpkg/cli-dist@4',
      'add',
      '-D',
      ...packages
    ],
    hook: sourced,
    files: {
      '.yarnrc.yml': 'nodeLinker: node-modules\nenableTelemetry: false\n',
      'yarn.lock': ''
    }
  },
  'yarn 4 with PnP': {
    install: (packages) => [
      ...npx,
      '@yarnpkg/cli-dist@4',
      'add',
      '-D',
      ...packages
    ],
    hook: "git diff --cached --quiet -- '*.md' '*.markdown' || yarn qbank-hook\n",
    files: {'.yarnrc.yml': 'enableTelemetry: false\n', 'yarn.lock': ''}
  }
}

const nodes = ['20', '22', '24']
const runners = ['16.4.0', '16', '17']

const card = `### Q: Why does dough rest before it is shaped?

**Difficulty:** easy
**Tags:** dough, resting
**Question:** What happens in a ball of dough while it rests?
**What a strong answer includes:**

- Gluten relaxes
- Flour takes up water
- Yeast makes gas
**Common pitfalls:**

- Calling it drying
- Naming no minutes
`

const wanted = process.argv.slice(2)
const tarball = pack()
let failures = 0
for (const node of nodes) {
  for (const runner of runners) {
    // lint-staged 17 needs Node 22.22.1.
    if (runner === '17' && node === '20') continue
    for (const [name, manager] of Object.entries(managers)) {
      const title = `Node ${node}, lint-staged ${runner}, ${name}`
      if (!wanted.every((part) => title.includes(part))) continue
      try {
        tryProject(manager, node, runner)
        process.stdout.write(`ok   ${title}\n`)
      } catch (error) {
        failures++
        process.stdout.write(`FAIL ${title}\n${String(error)}\n`)
      }
    }
  }
}

process.exitCode = failures > 0 ? 1 : 0

function tryProject(manager: Manager, node: string, runner: string): void {
  const folder = makeTempFolder()
  const env = {
    ...cleanEnv(),
    PATH: `${getNode(node)}:${makeYarn(folder)}:${process.env['PATH'] ?? ''}`
  }
  const run = (...[command = '', ...args]: readonly string[]): Result => {
    const {status, stdout, stderr} = spawnSync(command, args, {
      cwd: folder,
      encoding: 'utf8',
      env
    })
    return {status, output: `${stdout}${stderr}`}
  }
  const succeed = (...words: readonly string[]): void => {
    const {status, output} = run(...words)
    if (status !== 0) throw new Error(`${words.join(' ')}: ${output}`)
  }
  writeAll(folder, {
    'package.json': '{"name": "project", "private": true}\n',
    '.gitignore': 'node_modules/\n.yarn/\n.pnp.*\nbin/\n',
    '.remarkrc.mjs': "export {default} from 'qbank'\n",
    'README.md': '# Bread\n\n<!--bank-cards start-->\n<!--bank-cards end-->\n',
    '.husky/pre-commit': manager.hook,
    ...manager.files
  })
  succeed('git', 'init', '--quiet')
  succeed('git', 'config', 'user.name', 'A contributor')
  succeed('git', 'config', 'user.email', 'contributor@example.com')
  const spec = name(tarball)
  succeed(
    ...manager.install([spec, 'prettier', 'husky', `lint-staged@${runner}`])
  )
  mkdirSync(join(folder, '.husky/_'), {recursive: true})
  writeFileSync(
    join(folder, '.husky/_/pre-commit'),
    '#!/bin/sh\nset -e\n. .husky/pre-commit\n',
    {mode: 0o755}
  )
  succeed('git', 'config', 'core.hooksPath', '.husky/_')
  writeAll(folder, {'QUESTION_BANK.md': `# Bread\n\n## Dough\n\n${card}`})
  succeed('git', 'add', '--all')
  for (let time = 0; time < 2; time++) {
    const {status, output} = run(
      'git',
      'commit',
      '--quiet',
      '-m',
      `Commit ${time}`
    )
    if (status !== 0 || !/problems fixed/.test(output)) throw new Error(output)
    const shown = run('git', 'show', 'HEAD:QUESTION_BANK.md').output
    const readme = run('git', 'show', 'HEAD:README.md').output
    if (!shown.includes('**Difficulty:** Easy  \n')) throw new Error(shown)
    if (!readme.includes('**Difficulty:** Easy  \n')) throw new Error(readme)
    const left = run('git', 'status', '--porcelain').output
    if (left !== '') throw new Error(left)
    writeAll(folder, {
      'QUESTION_BANK.md': `${shown}\n${card.replace('Why does', 'How long does')}`
    })
    succeed('git', 'add', 'QUESTION_BANK.md')
  }

  writeAll(folder, {
    'QUESTION_BANK.md': readFileSync(
      join(folder, 'QUESTION_BANK.md'),
      'utf8'
    ).replace('** easy', '** Breezy')
  })
  succeed('git', 'add', 'QUESTION_BANK.md')
  const {status, output} = run('git', 'commit', '--quiet', '-m', 'Wrong')
  if (status === 0 || !output.includes('Breezy')) throw new Error(output)
}
