/** A server that speaks the few calls of GitHub's API that catching up needs. */
import type {IncomingMessage, ServerResponse} from 'node:http'
import {createServer} from 'node:http'
import type {AddressInfo} from 'node:net'

/** A pull request as GitHub describes it. */
export interface ServedPull {
  readonly number: number
  readonly base: {readonly ref: string}
  readonly head: {
    readonly ref: string
    /** Asked for when the pull request is: it may have changed. */
    readonly sha: () => string
    readonly repo: {
      readonly full_name: string
      readonly clone_url: string
    } | null
  }
  readonly maintainer_can_modify: boolean
}

/** A comment under a pull request. */
export interface ServedComment {
  readonly id: number
  readonly number: number
  body: string
  readonly user: {readonly login: string}
}

/** What the server knows. */
export interface PullWorld {
  readonly pulls: ServedPull[]
  readonly comments: ServedComment[]
  /** `GET /path` of each request that changes something. */
  readonly writes: string[]
  /** The same of the other requests. */
  readonly reads: string[]
}

export const token = 'secret-of-the-job'
export const login = 'github-actions[bot]'
const root = '/repos/a-team/bread'

/** Starts a server on this machine. */
export async function serve(
  world: PullWorld
): Promise<{readonly url: string; readonly close: () => void}> {
  const server = createServer((request, response) => {
    void answer(world, request, response)
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const {port} = server.address() as AddressInfo
  return {url: `http://127.0.0.1:${port}`, close: () => server.close()}
}

async function answer(
  world: PullWorld,
  request: IncomingMessage,
  response: ServerResponse
): Promise<void> {
  let text = ''
  for await (const chunk of request) text += String(chunk)
  const isKnown = request.headers.authorization === `Bearer ${token}`
  const value = isKnown
    ? react(world, `${request.method ?? ''} ${request.url ?? ''}`, text)
    : undefined
  response.writeHead(isKnown ? (value === undefined ? 404 : 200) : 401)
  response.end(JSON.stringify(value ?? {message: 'No'}))
}

function react(world: PullWorld, line: string, body: string): unknown {
  const [method = '', address = ''] = line.split(' ')
  const {pathname, searchParams} = new URL(address, 'http://x')
  const [, number] = /\/(?:pulls|issues)\/(\d+)/.exec(pathname) ?? []
  const isRead = method === 'GET' || pathname === '/graphql'
  const requests = isRead ? world.reads : world.writes
  requests.push(`${method} ${pathname}`)
  if (pathname === '/graphql') return {data: {viewer: {login}}}
  if (line.startsWith(`GET ${root}/pulls?`)) {
    if (searchParams.get('state') !== 'open') return undefined
    return world.pulls
      .filter(({base}) => base.ref === searchParams.get('base'))
      .map(({number, base, head}) => toAnswer({number, base, head}))
  }

  if (pathname === `${root}/pulls/${String(number)}`) {
    const pull = world.pulls.find((each) => String(each.number) === number)
    return pull && toAnswer(pull)
  }

  if (pathname === `${root}/issues/${String(number)}/comments`) {
    const own = world.comments.filter((each) => String(each.number) === number)
    if (method === 'GET') return own
    const {body: said} = JSON.parse(body) as {body: string}
    const id = world.comments.length + 1
    world.comments.push({id, number: Number(number), body: said, user: {login}})
    return {id}
  }

  const [, id] = /\/issues\/comments\/(\d+)$/.exec(pathname) ?? []
  const comment = world.comments.find((each) => String(each.id) === id)
  if (!comment || method !== 'PATCH') return undefined
  comment.body = (JSON.parse(body) as {body: string}).body
  return {id: comment.id}
}

function toAnswer(pull: Pick<ServedPull, 'number' | 'base' | 'head'>): object {
  return {...pull, head: {...pull.head, sha: pull.head.sha()}}
}
