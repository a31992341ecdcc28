/** An issue form for cards, and the workflow that makes pull requests of the answers. */
import {existsSync} from 'node:fs'
import {join} from 'node:path'
import {getRunWords} from '../../files/package-manager.ts'
import {listForms} from '../../form/fields.ts'
import {nameForms, renderIssueForm} from '../../form/render-form.ts'
import {readText} from '../../merge/merge-bank.ts'
import {renderGitHubWorkflow, toWorkflowPath} from '../lib/github-workflow.ts'
import type {Change, Part, Situation} from '../lib/part.ts'
import type {Project} from '../lib/project.ts'
import {skeleton} from './contents.ts'
import {partTexts} from './texts.ts'
import {declare} from './bank.ts'
import {findHost} from './workflow.ts'

const workflow = toWorkflowPath('card')

export const formPart: Part = {
  id: 'form',
  offer: (situation) =>
    isOffered(situation)
      ? {
          ...partTexts.formOffer(listFiles(situation).map(({path}) => path)),
          isDefault: false
        }
      : undefined,
  changes: (situation) => {
    return [
      ...listFiles(situation),
      {
        path: workflow,
        reason: partTexts.formWorkflowReason,
        edit: (before) => before ?? renderWorkflow(situation.project)
      }
    ]
  },
  notices: () => [partTexts.formNotice]
}

/** A form needs exactly one bank, with a known template. */
function isOffered(situation: Pick<Situation, 'banks' | 'project'>): boolean {
  const {banks, project} = situation
  return (
    banks.length === 1 &&
    findHost(project) === 'github' &&
    readOnly(situation).config.isTemplateKnown &&
    [{path: workflow}, ...listFiles(situation)].every(
      ({path}) => !existsSync(join(project.root, path))
    )
  )
}

/** @returns the forms of the one bank: one for each of its templates */
function listFiles(situation: Pick<Situation, 'banks'>): Change[] {
  const forms = listForms(readOnly(situation))
  return nameForms(forms).flatMap((path, index): Change[] => {
    const form = forms[index]
    if (!form) return []
    const edit: Change['edit'] = (before) => before ?? renderIssueForm(form)
    return [{path, reason: partTexts.formReason, edit}]
  })
}

/** @returns the one bank, as it will be after the set-up */
function readOnly({
  banks
}: Pick<Situation, 'banks'>): ReturnType<typeof readText> {
  const [bank] = banks
  return readText((bank && declare(bank)) ?? skeleton)
}

/** The answers are read from the event's file, and never become part of a script. */
function renderWorkflow(project: Project): string {
  const qbank = getRunWords(project.manager, 'qbank').join(' ')
  return renderGitHubWorkflow(
    {
      name: 'card',
      events: ['issues:', '  types: [opened, edited]'],
      permissions: ['contents: write', 'issues: write', 'pull-requests: write'],
      group: 'card-${{ github.event.issue.number }}',
      job: 'card',
      steps: [
        `- run: ${qbank} form --issue`,
        '  env:',
        '    GITHUB_TOKEN: ${{ github.token }}'
      ]
    },
    project
  )
}
