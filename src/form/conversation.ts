/** The pull request with the card of an issue, and the one comment on the issue that reports the result. */
import type {Schema} from '@cfworker/json-schema'
import type {Client} from '../github/client.ts'
import {sayOnce} from '../github/own-comment.ts'
import {githubTexts} from '../github/texts.ts'
import {hasForm} from '../github/has-form.ts'
import {UserError} from '../text/user-error.ts'
import {nameBranch} from './branch.ts'
import type {Issue} from './event.ts'
import {issueTexts} from './texts.ts'

/** A pull request. */
export interface Pull {
  readonly number: number
  readonly isOpen: boolean
}

/** At the very end, where no text of a message can be. */
const mark = '<!--qbank-card-->'

const fromOne: Schema = {type: 'integer', minimum: 1}
const pullForm: Schema = {
  type: 'object',
  required: ['number', 'state'],
  properties: {number: fromOne, state: {type: 'string'}}
}

/** GitHub's data about one issue. */
export class Conversation {
  readonly #client: Client
  /** Path of the repository in the API. */
  readonly #root: string
  readonly #owner: string
  readonly #issue: Issue

  /** @param repository `owner/name` */
  constructor(client: Client, repository: string, issue: Issue) {
    const [owner = '', name = ''] = repository
      .split('/')
      .map(encodeURIComponent)
    this.#client = client
    this.#root = `/repos/${owner}/${name}`
    this.#owner = owner
    this.#issue = issue
  }

  /** @returns the pull request of the issue's branch, the last one if there were several */
  async findPull(): Promise<Pull | undefined> {
    const query = new URLSearchParams({
      state: 'all',
      head: `${this.#owner}:${nameBranch(this.#issue)}`
    })
    const path = `${this.#root}/pulls?${query.toString()}`
    const found = await this.#list(path, pullForm)
    const pulls = (found as {number: number; state: string}[]).map(
      ({number, state}) => ({number, isOpen: state === 'open'})
    )
    return pulls.toSorted((left, right) => right.number - left.number)[0]
  }

  /** @returns number of the pull request that was opened */
  async openPull(): Promise<number> {
    const path = `${this.#root}/pulls`
    const {number, defaultBranch} = this.#issue
    const answer = await this.#client.send('POST', path, {
      title: issueTexts.pullTitle(number),
      head: nameBranch(this.#issue),
      base: defaultBranch,
      body: issueTexts.pullBody(number),
      maintainer_can_modify: true
    })
    if (!hasForm(answer, pullForm)) {
      throw new UserError(githubTexts.foreignAnswer(path))
    }

    return (answer as {number: number}).number
  }

  /** Writes the comment on the issue; it replaces the earlier one. */
  async say(text: string): Promise<void> {
    const issue = `${this.#root}/issues/${this.#issue.number}`
    await sayOnce(this.#client, issue, {text, mark})
  }

  async #list(path: string, form: Schema): Promise<readonly unknown[]> {
    const items = await this.#client.getAll(path)
    if (hasForm(items, {type: 'array', items: form})) return items
    throw new UserError(githubTexts.foreignAnswer(path))
  }
}
