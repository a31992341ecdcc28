/** The issue of a workflow, from the file that GitHub's runner has written. */
import type {Schema} from '@cfworker/json-schema'
import {hasForm} from '../github/has-form.ts'
import {readEventFile} from '../github/read-event.ts'
import {issueTexts} from './texts.ts'

/** An issue. */
export interface Issue {
  readonly number: number
  readonly body: string
  readonly author: {readonly login: string; readonly id: number}
  /** The base branch of the pull request. */
  readonly defaultBranch: string
}

const text: Schema = {type: 'string'}
const fromOne: Schema = {type: 'integer', minimum: 1}

/** The parts of an event on `issues` that are used. */
const form: Schema = {
  type: 'object',
  required: ['issue', 'repository'],
  properties: {
    issue: {
      type: 'object',
      required: ['number', 'body', 'user'],
      properties: {
        number: fromOne,
        body: {type: ['string', 'null']},
        // A pull request's conversation has this key.
        pull_request: false,
        user: {
          type: 'object',
          required: ['login', 'id'],
          properties: {
            login: {...text, pattern: '^[A-Za-z0-9-]{1,100}(\\[bot\\])?$'},
            id: fromOne
          }
        }
      }
    },
    repository: {
      type: 'object',
      required: ['default_branch'],
      properties: {default_branch: {...text, minLength: 1}}
    }
  }
}

/**
 * @param path of the file that `GITHUB_EVENT_PATH` names
 * @returns the issue; `undefined` if the event is about something else
 * @throws UserError if the file cannot be read
 */
export async function readIssue(path: string): Promise<Issue | undefined> {
  const event = await readEventFile(path, issueTexts.usage)

  if (!hasForm(event, form)) return undefined
  const {issue, repository} = event as {
    issue: {number: number; body: string | null; user: Issue['author']}
    repository: {default_branch: string}
  }
  return {
    number: issue.number,
    body: issue.body ?? '',
    author: issue.user,
    defaultBranch: repository.default_branch
  }
}
