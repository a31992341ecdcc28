/** Pages for contributors: the guide, the template of pull requests, and extensions for an editor. */
import {existsSync} from 'node:fs'
import {basename, join} from 'node:path'
import {formatInstall, getRunWords} from '../../files/package-manager.ts'
import type {FoundBank} from '../lib/find-bank.ts'
import type {Part} from '../lib/part.ts'
import {appendLines} from '../lib/part.ts'
import type {Project} from '../lib/project.ts'
import {findFirst, readFrom} from '../lib/project.ts'
import {contributing, pullRequest} from './contents.ts'
import {partTexts} from './texts.ts'
import {findHost} from './workflow.ts'

/** Paths at which GitHub and GitLab search for the guide, in their order. */
const guides = ['', '.github/', 'docs/', '.gitlab/'].flatMap((folder) => [
  `${folder}CONTRIBUTING.md`,
  `${folder}contributing.md`
])

export const contributingPart: Part = {
  id: 'contributing',
  offer: ({project}) => {
    const path = findGuide(project)
    return /qbank/.test(readFrom(project, path) ?? '')
      ? undefined
      : {...partTexts.contributingOffer(path), isDefault: false}
  },
  changes: ({banks, project}) => [
    {
      path: findGuide(project),
      reason: partTexts.contributingReason,
      edit: (before = '# Contributing\n') =>
        appendLines(before, renderGuide(project, banks))
    }
  ]
}

function findGuide(project: Project): string {
  return findFirst(project, guides) ?? 'CONTRIBUTING.md'
}

function renderGuide({manager}: Project, banks: readonly FoundBank[]): string {
  return contributing({
    banks: banks.map(({path}) => path),
    install: formatInstall(manager),
    fix: `${getRunWords(manager, 'qbank').join(' ')} fix`
  })
}

/** Possible places of a template of pull requests, in any case. */
const pullRequests = {
  github: [
    ...['', '.github/', 'docs/'].flatMap((folder) => [
      `${folder}pull_request_template.md`,
      `${folder}PULL_REQUEST_TEMPLATE.md`,
      `${folder}PULL_REQUEST_TEMPLATE`
    ])
  ],
  gitlab: ['.gitlab/merge_request_templates']
}

export const pullRequestPart: Part = {
  id: 'pull-request',
  offer: ({project}) => {
    const path = getPullRequest(project)
    return path === undefined
      ? undefined
      : {...partTexts.pullRequestOffer(path), isDefault: false}
  },
  changes: ({banks, project}) => {
    const path = getPullRequest(project)
    if (path === undefined) return []
    return [
      {
        path,
        reason: partTexts.pullRequestReason,
        edit: (before) =>
          before ?? pullRequest(banks.map((bank) => basename(bank.path)))
      }
    ]
  }
}

/** @returns the file to create; `undefined` if there already is one */
function getPullRequest(project: Project): string | undefined {
  const host = findHost(project)
  if (host === undefined) return undefined
  if (findFirst(project, pullRequests[host]) !== undefined) return undefined
  return host === 'github'
    ? '.github/pull_request_template.md'
    : '.gitlab/merge_request_templates/Default.md'
}

const extensions = '.vscode/extensions.json'
const extension = 'unifiedjs.vscode-remark'

export const extensionsPart: Part = {
  id: 'vscode',
  offer: ({project}) =>
    readFrom(project, extensions)?.includes(extension) === true
      ? undefined
      : {
          ...partTexts.extensionsOffer,
          isDefault: existsSync(join(project.root, '.vscode'))
        },
  changes: () => [
    {path: extensions, reason: partTexts.extensionsReason, edit: recommend}
  ]
}

/** The file may contain comments, so only the list itself is changed. */
function recommend(before: string | undefined): string | undefined {
  if (before === undefined || before.trim() === '') {
    return `${JSON.stringify({recommendations: [extension]}, undefined, 2)}\n`
  }

  if (before.includes(extension)) return before
  const list = /"recommendations"\s*:\s*\[(\s*)/.exec(before)
  if (!list) return undefined
  const end = list.index + list[0].length
  const isEmpty = before[end] === ']'
  const gap = list[1] === '' ? ' ' : (list[1] ?? ' ')
  return `${before.slice(0, end)}"${extension}"${isEmpty ? '' : `,${gap}`}${before.slice(end)}`
}
