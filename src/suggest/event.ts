/**
 * Finds the commit that a workflow is about, from the file that GitHub writes. The output of the first of two workflows
 * is not used for that, as the author of the pull request controls it.
 */
import {suggestTexts} from './texts.ts'
import type {Head} from './answers.ts'
import {forms} from './answers.ts'
import {hasForm} from '../github/has-form.ts'
import {readEventFile} from '../github/read-event.ts'

/**
 * @param path of the file that `GITHUB_EVENT_PATH` names
 * @returns the commit that was checked; `undefined` if the event is not about a pull request
 * @throws UserError if the file cannot be read
 */
export async function readEvent(path: string): Promise<Head | undefined> {
  const event = await readEventFile(path, suggestTexts.usage)

  if (hasForm(event, forms.workflowRun)) {
    const {workflow_run: run} = event as {
      workflow_run: {
        event: string
        head_branch: string
        head_sha: string
        head_repository: {full_name: string}
      }
    }
    return run.event.startsWith('pull_request')
      ? {
          repository: run.head_repository.full_name,
          branch: run.head_branch,
          commit: run.head_sha
        }
      : undefined
  }

  if (!hasForm(event, forms.pullRequest)) return undefined
  const {
    pull_request: {head}
  } = event as {
    pull_request: {
      head: {ref: string; sha: string; repo: {full_name: string} | null}
    }
  }
  return {
    repository: head.repo?.full_name,
    branch: head.ref,
    commit: head.sha
  }
}
