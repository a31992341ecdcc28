/** Reads a pull request and its comments, and writes new ones. */
import type {Buffer} from 'node:buffer'
import type {Schema} from '@cfworker/json-schema'
import {githubTexts} from '../github/texts.ts'
import {UserError} from '../text/user-error.ts'
import type {ChangedFile, Comment, Head, PullRequest} from './answers.ts'
import {forms} from './answers.ts'
import {hasForm} from '../github/has-form.ts'
import type {Client} from '../github/client.ts'
import {Refusal} from '../github/client.ts'

/** A comment to make. */
export interface NewComment {
  readonly path: string
  readonly body: string
  /** Last line that it is about. */
  readonly line: number
  readonly side: 'RIGHT'
  /** First line, if there are several. */
  readonly start_line?: number
  readonly start_side?: 'RIGHT'
}

/** The result of posting comments. */
export interface Posted {
  readonly made: number
  readonly refused: number
  /** GitHub's reason for refusing some of them. */
  readonly reason: string
}

/** Asks GitHub about one pull request. */
export interface Conversation {
  readonly number: number
  readonly listFiles: () => Promise<readonly ChangedFile[]>
  readonly listComments: () => Promise<readonly Comment[]>
  /** @returns the login of the token, which makes the comments */
  readonly findLogin: () => Promise<string>
  /** @param path from the root of the repository, with `/` */
  readonly readFile: (path: string) => Promise<Buffer>
  /**
   * Posts all comments at once, which is one notification; one by one, if GitHub refuses the content of one of them.
   */
  readonly review: (
    body: string,
    comments: readonly NewComment[]
  ) => Promise<Posted>
}

/**
 * @param repository `owner/name` of the repository that the pull request is for
 * @param head the commit that was checked
 * @returns `undefined` if no open pull request ends with that commit
 */
export async function findPullRequest(
  client: Client,
  repository: string,
  head: Head
): Promise<Conversation | undefined> {
  if (head.repository === undefined) return undefined
  const root = `/repos/${escape(repository)}`
  const [owner = ''] = head.repository.split('/')
  const query = new URLSearchParams({
    state: 'open',
    head: `${owner}:${head.branch}`
  })
  const path = `${root}/pulls?${query.toString()}`
  const found = await list<PullRequest>(client, path, forms.pullRequests)
  const match = found.find(
    (each) =>
      each.head.sha === head.commit &&
      each.head.repo?.full_name === head.repository
  )
  return match && converse(client, root, match.number, head.commit)
}

function converse(
  client: Client,
  root: string,
  number: number,
  commit: string
): Conversation {
  const pull = `${root}/pulls/${number}`
  return {
    number,
    listFiles: () => list(client, `${pull}/files`, forms.files),
    listComments: () => list(client, `${pull}/comments`, forms.comments),
    async findLogin() {
      const answer = await client.query('{viewer {login}}')
      if (!hasForm(answer, forms.viewer)) {
        throw new UserError(githubTexts.foreignAnswer('/graphql'))
      }

      return (answer as {data: {viewer: {login: string}}}).data.viewer.login
    },
    readFile: (path) =>
      client.getBytes(
        `${root}/contents/${escape(path)}?ref=${encodeURIComponent(commit)}`
      ),
    async review(body, comments) {
      const review = {commit_id: commit, event: 'COMMENT', body, comments}
      try {
        await client.send('POST', `${pull}/reviews`, review)
        return {made: comments.length, refused: 0, reason: ''}
      } catch (error) {
        if (!isAboutContent(error)) throw error
      }

      let [refused, reason] = [0, '']
      for (const comment of comments) {
        try {
          await client.send('POST', `${pull}/comments`, {
            commit_id: commit,
            ...comment
          })
        } catch (error) {
          if (!isAboutContent(error)) throw error
          refused++
          reason = error.message
        }
      }

      return {made: comments.length - refused, refused, reason}
    }
  }
}

/** Whether GitHub refuses because of the content, and not because of permissions. */
function isAboutContent(error: unknown): error is Refusal {
  return error instanceof Refusal && error.status === 422
}

async function list<Item>(
  client: Client,
  path: string,
  form: Schema
): Promise<readonly Item[]> {
  const items = await client.getAll(path)
  if (hasForm(items, form)) return items as readonly Item[]
  throw new UserError(githubTexts.foreignAnswer(path))
}

/** A path as part of an address; `/` is kept. */
function escape(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/')
}
