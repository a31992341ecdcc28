/** Pull requests in GitHub's answers; only the form of these is checked. */
import type {Schema} from '@cfworker/json-schema'
import type {Client} from '../github/client.ts'
import {githubTexts} from '../github/texts.ts'
import {hasForm} from '../github/has-form.ts'
import {readEventFile} from '../github/read-event.ts'
import {UserError} from '../text/user-error.ts'
import {catchUpTexts} from './texts.ts'

/** An open pull request. */
export interface Pull {
  readonly number: number
  readonly base: {readonly ref: string}
  readonly head: {
    readonly ref: string
    readonly sha: string
    /** None where it was deleted. */
    readonly repo: {
      readonly full_name: string
      readonly clone_url: string
    } | null
  }
  /** Whether people who may push to the base may push to the head. GitHub does not give it in lists. */
  readonly maintainer_can_modify?: boolean
}

/** What a workflow has to process. */
export interface Occasion {
  /** Name of the base branch. */
  readonly base: string
  /** The one pull request that has changed; without it, all of the base. */
  readonly number?: number
}

const text: Schema = {type: 'string'}
const commit: Schema = {type: 'string', pattern: '^[0-9a-f]{40,64}$'}
const pullForm: Schema = {
  type: 'object',
  required: ['number', 'base', 'head'],
  properties: {
    number: {type: 'integer', minimum: 1},
    base: {type: 'object', required: ['ref'], properties: {ref: text}},
    head: {
      type: 'object',
      required: ['ref', 'sha', 'repo'],
      properties: {
        ref: text,
        sha: commit,
        repo: {
          anyOf: [
            {type: 'null'},
            {
              type: 'object',
              required: ['full_name', 'clone_url'],
              properties: {full_name: text, clone_url: text}
            }
          ]
        }
      }
    },
    maintainer_can_modify: {type: 'boolean'}
  }
}
const eventForm: Schema = {
  type: 'object',
  required: ['pull_request'],
  properties: {pull_request: pullForm}
}

/**
 * @param root path of the repository in the API
 * @returns open pull requests for the base, those that have changed longest ago first
 */
export async function listPulls(
  client: Client,
  root: string,
  {base, number}: Occasion
): Promise<readonly Pull[]> {
  if (number !== undefined) return [await getPull(client, root, number)]
  const query = new URLSearchParams({
    ...{state: 'open', base, sort: 'updated', direction: 'asc'}
  })
  const path = `${root}/pulls?${query.toString()}`
  const pulls = await client.getAll(path)
  if (hasForm(pulls, {type: 'array', items: pullForm})) {
    return pulls as readonly Pull[]
  }

  throw new UserError(githubTexts.foreignAnswer(path))
}

/** @returns a pull request, with all properties */
export async function getPull(
  client: Client,
  root: string,
  number: number
): Promise<Pull> {
  const path = `${root}/pulls/${number}`
  const pull = await client.get(path)
  if (hasForm(pull, pullForm)) return pull as Pull
  throw new UserError(githubTexts.foreignAnswer(path))
}

/**
 * @param path of the file that `GITHUB_EVENT_PATH` names
 * @param branch that the workflow runs on, if the event is not about a pull request
 * @throws UserError if the file cannot be read
 */
export async function readOccasion(
  path: string,
  branch: string
): Promise<Occasion> {
  const event = await readEventFile(path, catchUpTexts.usage)

  if (!hasForm(event, eventForm)) return {base: branch}
  const {pull_request: pull} = event as {pull_request: Pull}
  return {base: pull.base.ref, number: pull.number}
}
