/** A check of pull requests, as GitHub and GitLab run it. */
import {existsSync} from 'node:fs'
import {join} from 'node:path'
import {findBranch, git} from '../../files/git.ts'
import {getRunWords} from '../../files/package-manager.ts'
import {
  getInstall,
  readWorkflows,
  renderGitHubWorkflow,
  toWorkflowPath
} from '../lib/github-workflow.ts'
import type {Part} from '../lib/part.ts'
import {appendLines} from '../lib/part.ts'
import type {Project} from '../lib/project.ts'
import {readFrom} from '../lib/project.ts'
import {initTexts} from '../lib/texts.ts'

const id = 'workflow'
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
            path: toWorkflowPath('questions'),
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
    [id, 'form', 'inbox'].some((each) => chosen.has(each)) &&
    /\.tgz$/.test(spec)
      ? [initTexts.archive(spec)]
      : []
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
  const texts =
    host === 'gitlab'
      ? [readFrom(project, pipeline) ?? '']
      : readWorkflows(project)
  // Other workflows of qbank check nothing.
  return texts.some((text) =>
    /qbank/.test(text.replace(/qbank (?:collect|form)\b/g, ''))
  )
}

function renderWorkflow(project: Project, debts: number): string {
  const {manager, root} = project
  const qbank = getRunWords(manager, 'qbank').join(' ')
  const branch = findBranch(root) ?? 'main'
  return renderGitHubWorkflow(
    {
      name: 'questions',
      events: [
        'pull_request:',
        ...(debts > 0
          ? [`# ${initTexts.debtsComment}`]
          : ['push:', `  branches: [${JSON.stringify(branch)}]`])
      ],
      permissions: ['contents: read'],
      job: 'check',
      steps: [
        "- if: github.event_name == 'pull_request'",
        `  run: ${qbank} check --since "origin/$GITHUB_BASE_REF" --reporter github`,
        ...(debts > 0
          ? []
          : [
              "- if: github.event_name == 'push'",
              `  run: ${qbank} check --reporter github`
            ])
      ]
    },
    project
  )
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
