/** A check of pull requests, as GitHub and GitLab run it. */
import {existsSync, readdirSync} from 'node:fs'
import {join} from 'node:path'
import {
  enterFolder,
  isGitIgnored,
  readGitIgnoreAbove
} from '../../files/git-ignore.ts'
import {findBranch, git} from '../../files/git.ts'
import {getRunWords} from '../../files/package-manager.ts'
import type {Part} from '../lib/part.ts'
import {appendLines} from '../lib/part.ts'
import type {Project} from '../lib/project.ts'
import {readFrom} from '../lib/project.ts'
import {initTexts} from '../lib/texts.ts'

const id = 'workflow'
const workflows = '.github/workflows'
const pipeline = '.gitlab-ci.yml'

/** A service that runs checks. */
export type Host = 'github' | 'gitlab'

export const workflowPart: Part = {
  id,
  offer: ({project}) => {
    const host = findHost(project)
    if (host === undefined || isChecked(project, host)) return undefined
    return {...initTexts.workflowOffer(host), isDefault: true}
  },
  changes: ({chosen, debts, project}) => {
    const host = findHost(project)
    if (!chosen.has(id) || host === undefined || isChecked(project, host)) {
      return []
    }

    const reason = initTexts.workflowReason(debts)
    return host === 'github'
      ? [
          {
            path: `${workflows}/questions.yml`,
            reason,
            edit: (before) => before ?? renderWorkflow(project, debts)
          }
        ]
      : [
          {
            path: pipeline,
            reason,
            edit: (before) => appendLines(before, renderJob(project, debts))
          }
        ]
  },
  notices: ({chosen, spec}) =>
    chosen.has(id) && /\.tgz$/.test(spec) ? [initTexts.archive(spec)] : []
}

/** @returns where the repository is at home; `undefined` where nothing says so */
export function findHost({root}: Project): Host | undefined {
  const url = git(['config', '--get', 'remote.origin.url'], {
    cwd: root,
    allowedCodes: [1]
  }).toString()
  if (/gitlab/i.test(url) || existsSync(join(root, pipeline))) return 'gitlab'
  return /github/i.test(url) || existsSync(join(root, '.github'))
    ? 'github'
    : undefined
}

/** @returns whether something there checks the bank already */
function isChecked(project: Project, host: Host): boolean {
  const paths =
    host === 'gitlab'
      ? [pipeline]
      : listWorkflows(project).map((name) => `${workflows}/${name}`)
  return paths.some((path) => /qbank/.test(readFrom(project, path) ?? ''))
}

function listWorkflows({root}: Project): string[] {
  try {
    return readdirSync(join(root, workflows)).filter((name) =>
      /\.ya?ml$/.test(name)
    )
  } catch {
    return []
  }
}

/** What installs the packages of the lock file, and nothing else. */
function getInstall({folder, manager, isModernYarn}: Project): string {
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

/** Steps that make the package manager ready, which npm does not need. */
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

function renderWorkflow(project: Project, debts: number): string {
  const {below, manager, root} = project
  const qbank = getRunWords(manager, 'qbank').join(' ')
  const branch = findBranch(root) ?? 'main'
  return [
    'name: questions',
    '',
    'on:',
    '  pull_request:',
    ...(debts > 0
      ? [`  # ${initTexts.debtsComment}`]
      : ['  push:', `    branches: [${JSON.stringify(branch)}]`]),
    '',
    'permissions:',
    '  contents: read',
    '',
    'jobs:',
    '  check:',
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
    `          # ${initTexts.historyComment}`,
    '          fetch-depth: 0',
    ...getSetup(project),
    '      - uses: actions/setup-node@v4',
    '        with:',
    '          node-version: 22',
    `      - run: ${getInstall(project)}`,
    "      - if: github.event_name == 'pull_request'",
    `        run: ${qbank} check --since "origin/$GITHUB_BASE_REF" --reporter github`,
    ...(debts > 0
      ? []
      : [
          "      - if: github.event_name == 'push'",
          `        run: ${qbank} check --reporter github`
        ]),
    ''
  ].join('\n')
}

function renderJob(project: Project, debts: number): string {
  const {below, manager, isModernYarn} = project
  const qbank = getRunWords(manager, 'qbank').join(' ')
  const needsCorepack = manager === 'pnpm' || isModernYarn
  return [
    '',
    'questions:',
    '  image: node:22',
    '  rules:',
    "    - if: $CI_PIPELINE_SOURCE == 'merge_request_event'",
    ...(debts > 0
      ? [`    # ${initTexts.debtsComment}`]
      : ['    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH']),
    '  variables:',
    '    GIT_DEPTH: 0',
    '  script:',
    ...(needsCorepack ? ['    - corepack enable'] : []),
    ...(manager === 'bun' ? ['    - npm install --global bun'] : []),
    ...(below === '' ? [] : [`    - cd ${below}`]),
    `    - ${getInstall(project)}`,
    `    - ${qbank} check \${CI_MERGE_REQUEST_DIFF_BASE_SHA:+--since "$CI_MERGE_REQUEST_DIFF_BASE_SHA"}`,
    ''
  ].join('\n')
}
