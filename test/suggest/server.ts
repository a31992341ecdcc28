/**
 * A server that speaks the few calls of GitHub's API that suggestions need, and is as strict about comments as GitHub
 * is: they are on lines of the diff, and those of one comment in one hunk.
 */
import type {IncomingMessage, Server, ServerResponse} from 'node:http'
import {createServer} from 'node:http'
import type {AddressInfo} from 'node:net'
import {structuredPatch} from 'diff'
import type {NewComment} from '../../src/suggest/pull-request.ts'

/** A file of a pull request: its text before (none where it is new) and now. */
export interface ServedFile {
  readonly before?: string
  readonly now: string
  /** The diff is too long for GitHub to show. */
  readonly isHidden?: boolean
}

/** An answer in the place of the right one. */
export interface Answer {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/** A review that was made. */
export interface Review {
  readonly commit_id: string
  readonly body: string
  readonly comments: readonly NewComment[]
}

/** What the server knows; tests change it. */
export interface World {
  files: Record<string, ServedFile>
  /** Commit with which the pull request ends. */
  head: string
  readonly reviews: Review[]
  readonly comments: (Omit<NewComment, 'line'> & {
    line: number | null
    /** Who has made it; default: whose token it is. */
    user?: {login: string} | null
  })[]
  /** `GET /path?query` of each request. */
  readonly requests: string[]
  /** Answers in another way. */
  intervene: (request: string) => Answer | undefined
}

/** Number of the pull request, which only the server says. */
export const pullNumber = 12

/** Key that the server wants to see. */
export const token = 'secret-of-the-job'

/** Whose key that is. */
export const login = 'github-actions[bot]'

/** @returns a new world with one pull request */
export function makeWorld(files: World['files']): World {
  return {
    files,
    head: 'c0ffee',
    reviews: [],
    comments: [],
    requests: [],
    intervene: () => undefined
  }
}

/** A server of a world. */
export interface Served {
  readonly url: string
  readonly close: () => void
}

/** Starts a server on this machine. */
export async function serve(world: World): Promise<Served> {
  const server = createServer((request, response) => {
    void answer(world, request, response)
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  return {url: getUrl(server), close: () => server.close()}
}

function getUrl(server: Server): string {
  const {port} = server.address() as AddressInfo
  return `http://127.0.0.1:${port}/api/v3`
}

async function answer(
  world: World,
  request: IncomingMessage,
  response: ServerResponse
): Promise<void> {
  const path = (request.url ?? '').replace('/api/v3', '')
  const line = `${request.method ?? ''} ${path}`
  world.requests.push(line)
  let text = ''
  for await (const chunk of request) text += String(chunk)
  const {status, headers, body} =
    request.headers.authorization === `Bearer ${token}`
      ? (world.intervene(line) ?? react(world, line, text))
      : {status: 401, body: '{"message": "Bad credentials"}'}
  response.writeHead(status, headers)
  response.end(body)
}

function react(world: World, request: string, body: string): Answer {
  const [method = '', address = ''] = request.split(' ')
  const {pathname, searchParams} = new URL(address, 'http://x')
  const page = (items: readonly unknown[]): Answer => {
    const size = Number(searchParams.get('per_page'))
    const start = (Number(searchParams.get('page')) - 1) * size
    return send(items.slice(start, start + size))
  }

  const root = '/repos/a-team/bread'
  const pull = `${root}/pulls/${pullNumber}`
  switch (`${method} ${pathname}`) {
    case `GET ${root}/pulls`: {
      const isMeant =
        searchParams.get('head') === 'someone:their/branch' &&
        searchParams.get('state') === 'open'
      const repo = {full_name: 'someone/bread'}
      return page(
        isMeant ? [{number: pullNumber, head: {sha: world.head, repo}}] : []
      )
    }

    case `GET ${pull}/files`: {
      return page(
        Object.entries(world.files).map(([filename, file]) => ({
          filename,
          ...(!file.isHidden && {patch: toPatch(file)})
        }))
      )
    }

    case `GET ${pull}/comments`: {
      return page(
        world.comments.map((comment) => ({user: {login}, ...comment}))
      )
    }

    case 'POST /api/graphql': {
      return body.includes('viewer {login}')
        ? send({data: {viewer: {login}}})
        : {status: 400}
    }

    case `POST ${pull}/reviews`: {
      const review = JSON.parse(body) as Review
      if (!review.comments.every((comment) => isTaken(world, comment))) {
        return refuse('Line could not be resolved')
      }

      world.reviews.push(review)
      world.comments.push(...review.comments)
      return send({id: 1})
    }

    case `POST ${pull}/comments`: {
      const comment = JSON.parse(body) as NewComment
      if (!isTaken(world, comment)) return refuse('Line is not in the diff')
      world.comments.push(comment)
      return send({id: 1})
    }

    default: {
      const [, path] = pathname.split(`${root}/contents/`)
      const file = world.files[decodeURIComponent(path ?? '')]
      return file && searchParams.get('ref') === world.head
        ? {status: 200, body: file.now}
        : {status: 404, body: '{"message": "Not Found"}'}
    }
  }
}

function send(value: unknown): Answer {
  return {status: 200, body: JSON.stringify(value)}
}

function refuse(message: string): Answer {
  const body = {message: 'Unprocessable Entity', errors: [{message}]}
  return {status: 422, body: JSON.stringify(body)}
}

function diff({before = '', now}: ServedFile): {
  oldStart: number
  oldLines: number
  newStart: number
  newLines: number
  lines: string[]
}[] {
  return structuredPatch('', '', before, now, '', '', {context: 3}).hunks
}

function toPatch(file: ServedFile): string {
  return diff(file)
    .flatMap(({oldStart, oldLines, newStart, newLines, lines}) => [
      `@@ -${oldStart},${oldLines} +${newStart},${newLines} @@`,
      ...lines
    ])
    .join('\n')
}

/** Whether GitHub would take a comment: counted line by line, not read from the hunks' heads. */
function isTaken(world: World, comment: NewComment): boolean {
  const file = world.files[comment.path]
  if (!file || file.isHidden || comment.body.length > 65_536) return false
  const {line, start_line = line} = comment
  return diff(file).some(({newStart, lines}) => {
    let at = newStart - 1
    const shown = new Set<number>()
    for (const text of lines) {
      if (!/^[ +]/.test(text)) continue
      at++
      shown.add(at)
    }

    return shown.has(line) && shown.has(start_line) && start_line <= line
  })
}
