/** The common parts of GitHub's workflows. */
import {readdirSync} from 'node:fs'
import {join} from 'node:path'
import {
  enterFolder,
  isGitIgnored,
  readGitIgnoreAbove
} from '../../files/git-ignore.ts'
import type {Project} from './project.ts'
import {readFrom} from './project.ts'
import {projectTexts} from './texts.ts'

const workflows = '.github/workflows'

/** The parts of one workflow; lines are YAML, without indentation. */
export interface Workflow {
  readonly name: string
  /** Below `on:`. */
  readonly events: readonly string[]
  /** Below `permissions:`. */
  readonly permissions: readonly string[]
  /** Only one run of a group at a time. */
  readonly group?: string
  readonly job: string
  /** Steps after packages are installed. */
  readonly steps: readonly string[]
}

/** @returns path of a workflow, relative to the repository's root */
export function toWorkflowPath(name: string): string {
  return `${workflows}/${name}.yml`
}

/** @returns the file, with the history and the packages of the lock file */
export function renderGitHubWorkflow(
  {name, events, permissions, group, job, steps}: Workflow,
  project: Project
): string {
  const {below} = project
  return [
    `name: ${name}`,
    '',
    'on:',
    ...indent(events, 2),
    '',
    'permissions:',
    ...indent(permissions, 2),
    ...(group === undefined ? [] : ['', 'concurrency:', `  group: ${group}`]),
    '',
    'jobs:',
    `  ${job}:`,
    '    runs-on: ubuntu-latest',
    ...(below === ''
      ? []
      : [
          '    defaults:',
          '      run:',
          `        working-directory: ${JSON.stringify(below)}`
        ]),
    '    steps:',
    '      - uses: actions/checkout@v4',
    '        with:',
    `          # ${projectTexts.historyComment}`,
    '          fetch-depth: 0',
    ...getSetup(project),
    '      - uses: actions/setup-node@v4',
    '        with:',
    '          node-version: 22',
    `      - run: ${getInstall(project)}`,
    ...indent(steps, 6),
    ''
  ].join('\n')
}

function indent(lines: readonly string[], width: number): string[] {
  return lines.map((line) => ' '.repeat(width) + line)
}

/** The command that installs exactly the packages of the lock file. */
export function getInstall({folder, manager, isModernYarn}: Project): string {
  const rules = enterFolder(readGitIgnoreAbove(folder), folder)
  const hasLock = !isGitIgnored(rules, join(folder, 'package-lock.json'), false)
  const frozen = `${manager} install --frozen-lockfile`
  return {
    npm: hasLock ? 'npm ci' : 'npm install',
    pnpm: frozen,
    yarn: isModernYarn ? 'yarn install --immutable' : frozen,
    bun: frozen
  }[manager]
}

/** Steps that set up the package manager; npm does not need them. */
function getSetup({manager, isModernYarn, json}: Project): string[] {
  const isNamed = json.packageManager !== undefined
  switch (manager) {
    case 'pnpm': {
      const version = ['        with:', '          version: 10']
      return ['      - uses: pnpm/action-setup@v4', ...(isNamed ? [] : version)]
    }

    case 'yarn': {
      return isModernYarn ? ['      - run: corepack enable'] : []
    }

    case 'bun': {
      return ['      - uses: oven-sh/setup-bun@v2']
    }

    case 'npm': {
      return []
    }
  }
}

/** @returns texts of the existing workflows */
export function readWorkflows(project: Project): string[] {
  let names: string[]
  try {
    names = readdirSync(join(project.root, workflows))
  } catch {
    return []
  }

  return names
    .filter((name) => /\.ya?ml$/.test(name))
    .map((name) => readFrom(project, `${workflows}/${name}`) ?? '')
}
