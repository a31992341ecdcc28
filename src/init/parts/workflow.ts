/** A check of pull requests, for GitHub and GitLab. */
import {existsSync} from 'node:fs'
import {join} from 'node:path'
import {findBranch, git} from '../../files/git.ts'
import {getRunWords} from '../../files/package-manager.ts'
import {
  readWorkflows,
  renderGitHubWorkflow,
  toWorkflowPath
} from '../lib/github-workflow.ts'
import {pipelinePath, renderGitLabJob} from '../lib/gitlab-job.ts'
import type {Part} from '../lib/part.ts'
import {appendLines} from '../lib/part.ts'
import type {Project} from '../lib/project.ts'
import {readFrom} from '../lib/project.ts'
import {partTexts} from './texts.ts'

/** A service that runs checks. */
export type Host = 'github' | 'gitlab'

export const workflowPart: Part = {
  id: 'workflow',
  offer: ({project}) => {
    const host = findHost(project)
    if (host === undefined || isChecked(project, host)) return undefined
    return {...partTexts.workflowOffer(host), isDefault: true}
  },
  changes: ({debts, project}) => {
    const reason = partTexts.workflowReason(debts)
    return findHost(project) === 'github'
      ? [
          {
            path: toWorkflowPath('questions'),
            reason,
            edit: (before) => before ?? renderWorkflow(project, debts)
          }
        ]
      : [
          {
            path: pipelinePath,
            reason,
            edit: (before) => appendLines(before, renderJob(project, debts))
          }
        ]
  }
}

/** @returns the service that hosts the repository; `undefined` if nothing shows it */
export function findHost({root}: Project): Host | undefined {
  const url = git(['config', '--get', 'remote.origin.url'], {
    cwd: root,
    allowedCodes: [1]
  }).toString()
  if (/gitlab/i.test(url) || existsSync(join(root, pipelinePath)))
    return 'gitlab'
  return /github/i.test(url) || existsSync(join(root, '.github'))
    ? 'github'
    : undefined
}

/** @returns whether an existing workflow already checks the bank */
function isChecked(project: Project, host: Host): boolean {
  const texts =
    host === 'gitlab'
      ? [readFrom(project, pipelinePath) ?? '']
      : readWorkflows(project)
  // Other workflows of qbank do not check.
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
          ? [`# ${partTexts.debtsComment}`]
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
  const qbank = getRunWords(project.manager, 'qbank').join(' ')
  return renderGitLabJob(
    {
      name: 'questions',
      rules: [
        "- if: $CI_PIPELINE_SOURCE == 'merge_request_event'",
        debts > 0
          ? `# ${partTexts.debtsComment}`
          : '- if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH'
      ],
      script: [
        `- ${qbank} check \${CI_MERGE_REQUEST_DIFF_BASE_SHA:+--since "$CI_MERGE_REQUEST_DIFF_BASE_SHA"}`
      ]
    },
    project
  )
}
