/** The parts of GitHub's answers that are used; they are only known to have this form. */
import type {Schema} from '@cfworker/json-schema'

/** A person's or an organization's copy of a repository, and a commit in it. */
export interface Head {
  /** `owner/name`; none if it was deleted. */
  readonly repository: string | undefined
  readonly branch: string
  readonly commit: string
}

/** An open pull request. */
export interface PullRequest {
  readonly number: number
  readonly head: {
    readonly sha: string
    readonly repo: {readonly full_name: string} | null
  }
}

/** A file of a pull request. */
export interface ChangedFile {
  readonly filename: string
  readonly patch?: string
}

/** A comment on a line of a pull request. */
export interface Comment {
  readonly body: string
  /** Who has made it; none if that account is gone. */
  readonly user: {readonly login: string} | null
  readonly path: string
  /** Last line that it is about; none if the lines have changed since. */
  readonly line?: number | null
}

const text: Schema = {type: 'string'}
const fromOne: Schema = {type: 'integer', minimum: 1}

function object(
  properties: Readonly<Record<string, Schema>>,
  required = Object.keys(properties)
): Schema {
  return {type: 'object', properties, required}
}

const repository = object({full_name: text})

/** Forms of answers by name. */
export const forms = {
  pullRequests: {
    type: 'array',
    items: object({
      number: fromOne,
      head: object({sha: text, repo: {anyOf: [repository, {type: 'null'}]}})
    })
  },
  files: {
    type: 'array',
    items: object({filename: text, patch: text}, ['filename'])
  },
  comments: {
    type: 'array',
    items: object(
      {
        body: text,
        user: {anyOf: [object({login: text}), {type: 'null'}]},
        path: text,
        line: {type: ['integer', 'null']}
      },
      ['body', 'user', 'path']
    )
  },
  /** The account of the token. */
  viewer: object({data: object({viewer: object({login: text})})}),
  /** The file that `GITHUB_EVENT_PATH` names, for `workflow_run`. */
  workflowRun: object({
    workflow_run: object({
      event: text,
      head_branch: text,
      head_sha: text,
      head_repository: object({full_name: text})
    })
  }),
  /** The same for `pull_request`. */
  pullRequest: object({
    pull_request: object({
      number: fromOne,
      head: object({
        ref: text,
        sha: text,
        repo: {anyOf: [repository, {type: 'null'}]}
      })
    })
  })
} satisfies Readonly<Record<string, Schema>>
