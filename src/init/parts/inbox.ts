/**
 * An inbox: a folder of files with new cards, which never conflict, and the workflow that moves the cards into the
 * bank.
 */
import {existsSync} from 'node:fs'
import {dirname, join, posix} from 'node:path'
import {findBranch} from '../../files/git.ts'
import {getRunWords} from '../../files/package-manager.ts'
import {getLineBreak} from '../../markdown/offsets.ts'
import {parseFrontMatter} from '../../markdown/parse.ts'
import {
  findBankComment,
  findFrontMatter,
  hasBankKey
} from '../../template/is-bank.ts'
import {readConfig} from '../../template/read-config.ts'
import type {FoundBank} from '../lib/find-bank.ts'
import {renderGitHubWorkflow, toWorkflowPath} from '../lib/github-workflow.ts'
import {pipelinePath, renderGitLabJob} from '../lib/gitlab-job.ts'
import type {Change, Part, Situation} from '../lib/part.ts'
import {appendLines} from '../lib/part.ts'
import type {Project} from '../lib/project.ts'
import {inboxReadme, skeleton} from './contents.ts'
import {partTexts} from './texts.ts'
import {declare} from './bank.ts'
import {findHost} from './workflow.ts'

/** Path relative to the bank. */
const folder = 'cards'

const workflow = toWorkflowPath('collect')

export const inboxPart: Part = {
  id: 'inbox',
  offer: (situation) => {
    const bank = findBank(situation)
    return bank && {...partTexts.inboxOffer(getFolder(bank)), isDefault: false}
  },
  changes: (situation) => {
    const bank = findBank(situation)
    if (!bank) return []
    return [
      {
        path: bank.path,
        reason: partTexts.inboxReason(getFolder(bank)),
        edit: (before) => addInbox(before ?? skeleton) ?? before
      },
      {
        path: posix.join(getFolder(bank), 'README.md'),
        reason: partTexts.inboxReadmeReason,
        edit: (before) =>
          before ??
          inboxReadme(
            posix.basename(bank.path),
            getRunWords(situation.project.manager, 'qbank').join(' ')
          )
      },
      ...collectFrom(bank, situation.project)
    ]
  },
  notices: ({project}) =>
    findHost(project) === 'gitlab' ? [partTexts.inboxNotice] : []
}

/** @returns the one bank, if it has no inbox and its front matter can name one */
function findBank({
  banks,
  project
}: Pick<Situation, 'banks' | 'project'>): FoundBank | undefined {
  const [bank, ...others] = banks
  if (!bank || others.length > 0) return undefined
  const text = declare(bank) ?? skeleton
  const {inbox} = readConfig(parseFrontMatter(text), text)
  const isTaken = existsSync(join(project.root, getFolder(bank)))
  return inbox !== undefined || isTaken || addInbox(text) === undefined
    ? undefined
    : bank
}

/** @returns the inbox, relative to the repository's root */
function getFolder({path}: FoundBank): string {
  return posix.join(dirname(path), folder)
}

/** @returns the text of a bank that names the inbox; `undefined` if its front matter has an unusual form */
function addInbox(text: string): string | undefined {
  const place = findPlace(text)
  if (!place) return undefined
  const {at, lines} = place
  const ending = getLineBreak(text)
  const added =
    text.slice(0, at) + lines.replaceAll('\n', ending) + text.slice(at)
  const {inbox, problems} = readConfig(parseFrontMatter(added), added)
  return inbox === `${folder}/` && problems.length === 0 ? added : undefined
}

/** @returns the place for the lines, as an offset in UTF-16 units from 0 */
function findPlace(
  text: string
): {readonly at: number; readonly lines: string} | undefined {
  const key = `inbox: ${folder}/\n`
  const comment = findBankComment(text)
  if (comment) return {at: comment.start, lines: key}
  const matter = findFrontMatter(text)
  if (!matter) {
    const at = text.startsWith('\uFEFF') ? 1 : 0
    return {at, lines: `---\nbank:\n  ${key}---\n\n`}
  }

  const {yaml} = matter
  const start = /^[^\r\n]*(?:\r\n?|\n)/.exec(text)?.[0].length ?? 0
  if (!hasBankKey(yaml)) {
    return {at: start + yaml.length, lines: `bank:\n  ${key}`}
  }

  const found = /^["']?bank["']?[ \t]*:[ \t]*(?:\r\n?|\n)(?<indent> *)/m.exec(
    yaml
  )
  if (!found) return undefined
  const indent = found.groups?.['indent'] ?? ''
  const end = found.index + found[0].length - indent.length
  return {at: start + end, lines: `${indent || '  '}${key}`}
}

function collectFrom(bank: FoundBank, project: Project): Change[] {
  const reason = partTexts.collectReason
  switch (findHost(project)) {
    case 'github': {
      const edit: Change['edit'] = (before) =>
        before ?? renderWorkflow(bank, project)
      return [{path: workflow, reason, edit}]
    }

    case 'gitlab': {
      const edit: Change['edit'] = (before) =>
        /qbank collect\b/.test(before ?? '')
          ? before
          : appendLines(before, renderJob(bank, project))
      return [{path: pipelinePath, reason, edit}]
    }

    case undefined: {
      return []
    }
  }
}

/** GitLab runs no pipeline for pushes with the job's own token; with other tokens, git has to ask for that. */
function renderJob(bank: FoundBank, project: Project): string {
  const qbank = getRunWords(project.manager, 'qbank').join(' ')
  return renderGitLabJob(
    {
      name: 'collect',
      rules: [
        "- if: $CI_PIPELINE_SOURCE == 'push' && $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH",
        `  changes: [${JSON.stringify(`${getFolder(bank)}/**/*`)}]`
      ],
      keys: ['resource_group: collect'],
      script: [
        '- git config user.name qbank',
        '- git config user.email "qbank@noreply.$CI_SERVER_HOST"',
        `- ${qbank} collect --commit || left=$?`,
        `# ${partTexts.pushComment}`,
        '- git push --quiet -o ci.skip "$CI_REPOSITORY_URL" "HEAD:$CI_COMMIT_BRANCH" || [ "$CI_COMMIT_SHA" != "$(git ls-remote "$CI_REPOSITORY_URL" "refs/heads/$CI_COMMIT_BRANCH" | cut -f1)" ]',
        '- exit "${left:-0}"'
      ]
    },
    project
  )
}

function renderWorkflow(bank: FoundBank, project: Project): string {
  const qbank = getRunWords(project.manager, 'qbank').join(' ')
  const branch = findBranch(project.root) ?? 'main'
  return renderGitHubWorkflow(
    {
      name: 'collect',
      events: [
        'push:',
        `  branches: [${JSON.stringify(branch)}]`,
        `  paths: [${JSON.stringify(`${getFolder(bank)}/**`)}]`,
        'workflow_dispatch:'
      ],
      permissions: ['contents: write'],
      group: 'collect',
      job: 'collect',
      steps: [
        '- run: |',
        "    git config user.name 'github-actions[bot]'",
        "    git config user.email '41898282+github-actions[bot]@users.noreply.github.com'",
        `    ${qbank} collect --commit`,
        '- if: ${{ !cancelled() }}',
        `  # ${partTexts.pushComment}`,
        '  run: git push --quiet || [ "$(git rev-parse HEAD~)" != "$(git ls-remote origin "$GITHUB_REF" | cut -f1)" ]'
      ]
    },
    project
  )
}
