/** A server that speaks the few calls of GitHub's API that the card of an issue needs. */
import type {IncomingMessage, ServerResponse} from 'node:http'
import {createServer} from 'node:http'
import type {AddressInfo} from 'node:net'
import {login, token} from '../suggest/server.ts'

/** What the server knows; tests change it. */
export interface Desk {
  readonly pulls: {
    number: number
    state: string
    head: string
    title: string
    base: string
    body: string
  }[]
  readonly comments: {id: number; body: string; user: {login: string} | null}[]
  /** `GET /path?query` of each request. */
  readonly requests: string[]
}

/** Number of the issue. */
export const issueNumber = 7

export function makeDesk(): Desk {
  return {pulls: [], comments: [], requests: []}
}

/** Starts a server on this machine. */
export async function open(
  desk: Desk
): Promise<{readonly url: string; readonly close: () => void}> {
  const server = createServer((request, response) => {
    void answer(desk, request, response)
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const {port} = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => server.close()
  }
}

async function answer(
  desk: Desk,
  request: IncomingMessage,
  response: ServerResponse
): Promise<void> {
  const line = `${request.method ?? ''} ${request.url ?? ''}`
  desk.requests.push(line)
  let text = ''
  for await (const chunk of request) text += String(chunk)
  const isKnown = request.headers.authorization === `Bearer ${token}`
  const body = isKnown ? react(desk, line, text) : undefined
  response.writeHead(isKnown ? (body === undefined ? 404 : 200) : 401)
  response.end(JSON.stringify(body ?? {message: 'Not Found'}))
}

function react(desk: Desk, line: string, text: string): unknown {
  const [method = '', address = ''] = line.split(' ')
  const {pathname, searchParams} = new URL(address, 'http://x')
  const root = '/repos/a-team/bread'
  const comments = `${root}/issues/${issueNumber}/comments`
  const sent = (text === '' ? {} : JSON.parse(text)) as Record<string, string>
  switch (`${method} ${pathname}`) {
    case `GET ${root}/pulls`: {
      const head = searchParams.get('head')
      return desk.pulls.filter((pull) => `a-team:${pull.head}` === head)
    }

    case `POST ${root}/pulls`: {
      const pull = {number: desk.pulls.length + 31, state: 'open', ...sent}
      desk.pulls.push(pull as unknown as Desk['pulls'][number])
      return pull
    }

    case `GET ${comments}`: {
      return desk.comments
    }

    case `POST ${comments}`: {
      const id = desk.comments.length + 1
      desk.comments.push({id, body: sent['body'] ?? '', user: {login}})
      return {id}
    }

    case 'POST /graphql': {
      return {data: {viewer: {login}}}
    }

    default: {
      const id = Number(pathname.split('/issues/comments/')[1])
      const comment = desk.comments.find((each) => each.id === id)
      if (comment && method === 'PATCH') comment.body = sent['body'] ?? ''
      return comment
    }
  }
}
