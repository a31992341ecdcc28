/** Projects in which `qbank init` runs: package managers, hooks and configuration of all kinds. */

/** A project before it is adopted. */
export interface SetUp {
  readonly manager?: 'npm' | 'pnpm' | 'yarn 1' | 'yarn 4' | 'bun'
  readonly files?: Readonly<Record<string, string>>
  /** What is installed before. */
  readonly installed?: readonly string[]
  /** Folder in which the command is typed. */
  readonly folder?: string
  /** Banks, from the root. */
  readonly banks?: readonly string[]
  /** A file that a task changes on commit, and what it makes of the text `task`. */
  readonly task?: {readonly path: string; readonly text: string}
}

const shout = 'node shout.mjs'
/** A task of the project's own. */
const task = {
  path: 'a.txt',
  text: 'TASK\n'
}
const shouting = {
  'shout.mjs': `import {readFileSync, writeFileSync} from 'node:fs'
for (const path of process.argv.slice(2)) {
  writeFileSync(path, readFileSync(path, 'utf8').toUpperCase())
}
`
}
const tools = ['husky@9', 'lint-staged@16', 'prettier@3']
const json = (more: object): string =>
  `${JSON.stringify({name: 'project', private: true, ...more}, undefined, 2)}\n`

export const setUps: Readonly<Record<string, SetUp>> = {
  fresh: {},
  npm: {files: {'package.json': json({scripts: {test: 'true'}})}},
  pnpm: {manager: 'pnpm', files: {'package.json': json({})}},
  'yarn 1': {
    manager: 'yarn 1',
    files: {'package.json': json({}), 'yarn.lock': ''}
  },
  'yarn 4, PnP': {
    manager: 'yarn 4',
    files: {
      'package.json': json({}),
      'yarn.lock': '',
      '.yarnrc.yml': 'enableTelemetry: false\n'
    }
  },
  'yarn 4, node-modules': {
    manager: 'yarn 4',
    files: {
      'package.json': json({}),
      'yarn.lock': '',
      '.yarnrc.yml': 'nodeLinker: node-modules\nenableTelemetry: false\n'
    }
  },
  bun: {manager: 'bun', files: {'package.json': json({}), 'bun.lock': ''}},
  monorepo: {
    files: {
      'package.json': json({workspaces: ['packages/*']}),
      'packages/bank/package.json': json({name: 'bank'}),
      'packages/other/package.json': json({name: 'other'})
    },
    folder: 'packages/bank',
    banks: ['packages/bank/QUESTION_BANK.md']
  },
  'husky and lint-staged with Prettier on *.md': {
    installed: tools,
    files: {
      ...shouting,
      'package.json': json({
        scripts: {prepare: 'husky'},
        'lint-staged': {'*.txt': shout, '*.md': 'prettier --write'}
      }),
      '.husky/pre-commit': 'npx lint-staged\n'
    },
    task
  },
  '.lintstagedrc.json': {
    installed: tools,
    files: {
      ...shouting,
      'package.json': json({scripts: {prepare: 'husky'}}),
      '.lintstagedrc.json': JSON.stringify({'*.txt': shout}),
      '.husky/pre-commit': 'npx lint-staged\n'
    },
    task
  },
  'lint-staged in package.json, hooks of its own': {
    installed: ['lint-staged@16'],
    files: {
      ...shouting,
      'package.json': json({
        scripts: {prepare: 'git config core.hooksPath .githooks'},
        'lint-staged': {'*.txt': shout}
      }),
      '.githooks/pre-commit': '#!/bin/sh\nnpx lint-staged || exit 1\nexit 0\n'
    },
    task
  },
  '.remarkrc.json': {
    installed: ['remark-lint-no-literal-urls'],
    files: {
      'package.json': json({}),
      '.remarkrc.json': JSON.stringify({
        plugins: ['remark-lint-no-literal-urls']
      })
    }
  },
  'bank in README': {banks: ['README.md']},
  'two banks': {banks: ['css.md', 'html.md']}
}

const titles = ['dough', 'crust', 'crumb', 'steam', 'salt', 'yeast']
/** @returns a card in good form about a topic */
export const toCard = (
  topic: string
): string => `### Q: Why does ${topic} matter?

**Difficulty:** ${topic.length > 4 ? 'Medium' : 'Easy'}  
**Tags:** ${topic}  
**Question:** What would a baker look at first, if ${topic} is wrong, and what would ${topic} show?  
**What a strong answer includes:**

- ${topic} tells how warm it was
- ${topic} tells how long it took
- ${topic} tells what was weighed

**Common pitfalls:**

- To blame the oven for ${topic}
- To change two things at once for ${topic}
`
const bank = `# Bread

## Dough

${titles.map((topic) => toCard(topic)).join('\n')}`

/** @returns the files of a project before it is adopted, its banks included */
export function listFiles({
  files,
  banks = ['QUESTION_BANK.md']
}: SetUp): Record<string, string> {
  // Of several, a README could show none.
  const head = banks.length > 1 ? '---\nbank:\n  readme: false\n---\n\n' : ''
  const texts = banks.map((path) => [
    path,
    head +
      bank.replaceAll('Why does', `${path === 'css.md' ? 'When' : 'Why'} does`)
  ])
  return {
    '.gitignore': 'node_modules/\n',
    ...files,
    ...(Object.fromEntries(texts) as Record<string, string>)
  }
}
