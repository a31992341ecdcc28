/** The pull request with the card of an issue, and the one comment in the issue that says what became of it. */
import type {Schema} from '@cfworker/json-schema'
import type {Client} from '../github/client.ts'
import {githubTexts} from '../github/texts.ts'
import {hasForm} from '../suggest/answers.ts'
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
const commentForm: Schema = {
  type: 'object',
  required: ['id', 'body'],
  properties: {
    id: fromOne,
    body: {type: ['string', 'null']},
    user: {type: ['object', 'null']}
  }
}
const viewerForm: Schema = {
  type: 'object',
  required: ['data'],
  properties: {
    data: {
      type: 'object',
      required: ['viewer'],
      properties: {
        viewer: {
          type: 'object',
          required: ['login'],
          properties: {login: {type: 'string'}}
        }
      }
    }
  }
}

/** Speaks with GitHub about one issue. */
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

  /** @returns the pull request of the issue's branch, the last one where there were several */
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

  /** Says something in the issue; what was said before is replaced. */
  async say(text: string): Promise<void> {
    const body = `${text.trimEnd()}\n\n${mark}`
    const comments = `${this.#root}/issues/${this.#issue.number}/comments`
    const known = (await this.#list(comments, commentForm)) as {
      id: number
      body: string | null
      user?: {login?: string} | null
    }[]
    const marked = known.filter((each) => each.body?.trimEnd().endsWith(mark))
    // Anyone may write the mark.
    const login = marked.length > 0 ? await this.#findLogin() : ''
    const own = marked.find(({user}) => user?.login === login)
    if (!own) await this.#client.send('POST', comments, {body})
    else if (own.body?.replaceAll('\r', '').trimEnd() !== body) {
      const path = `${this.#root}/issues/comments/${own.id}`
      await this.#client.send('PATCH', path, {body})
    }
  }

  async #findLogin(): Promise<string> {
    const answer = await this.#client.query('{viewer {login}}')
    if (!hasForm(answer, viewerForm)) {
      throw new UserError(githubTexts.foreignAnswer('/graphql'))
    }

    return (answer as {data: {viewer: {login: string}}}).data.viewer.login
  }

  async #list(path: string, form: Schema): Promise<readonly unknown[]> {
    const items = await this.#client.getAll(path)
    if (hasForm(items, {type: 'array', items: form})) return items
    throw new UserError(githubTexts.foreignAnswer(path))
  }
}
