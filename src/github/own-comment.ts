/** A comment on an issue or pull request that is made once, and then edited. */
import type {Schema} from '@cfworker/json-schema'
import {UserError} from '../text/user-error.ts'
import type {Client} from './client.ts'
import {hasForm} from './has-form.ts'
import {githubTexts} from './texts.ts'

const commentsForm: Schema = {
  type: 'array',
  items: {
    type: 'object',
    required: ['id', 'body'],
    properties: {
      id: {type: 'integer', minimum: 1},
      body: {type: ['string', 'null']},
      user: {type: ['object', 'null'], properties: {login: {type: 'string'}}}
    }
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

/** The parts of a comment that are used. */
interface Comment {
  readonly id: number
  readonly body: string | null
  readonly user?: {readonly login?: string} | null
}

/**
 * @param issue path of an issue or pull request in the API: `/repos/a/b/issues/1`
 * @param mark HTML comment at the end of the comment, which identifies it
 * @returns whether anything was written
 * @throws UserError if GitHub does not answer, or refuses
 */
export async function sayOnce(
  client: Client,
  issue: string,
  {text, mark}: {readonly text: string; readonly mark: string}
): Promise<boolean> {
  const body = `${text.trimEnd()}\n\n${mark}`
  const comments = `${issue}/comments`
  const found = await client.getAll(comments)
  if (!hasForm(found, commentsForm)) {
    throw new UserError(githubTexts.foreignAnswer(comments))
  }

  const marked = (found as readonly Comment[]).filter((each) =>
    each.body?.trimEnd().endsWith(mark)
  )
  // Any user can write the mark.
  const login = marked.length > 0 ? await findLogin(client) : ''
  const own = marked.find(({user}) => user?.login === login)
  if (own?.body?.replaceAll('\r', '').trimEnd() === body) return false
  if (own) {
    const [root = ''] = issue.split('/issues/')
    await client.send('PATCH', `${root}/issues/comments/${own.id}`, {body})
  } else await client.send('POST', comments, {body})
  return true
}

/** @returns the login of the client's token */
async function findLogin(client: Client): Promise<string> {
  const answer = await client.query('{viewer {login}}')
  if (!hasForm(answer, viewerForm)) {
    throw new UserError(githubTexts.foreignAnswer('/graphql'))
  }

  return (answer as {data: {viewer: {login: string}}}).data.viewer.login
}
