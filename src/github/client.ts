/** Calls the few endpoints of GitHub's REST API that we use, and explains its refusals. */
import {Buffer} from 'node:buffer'
import {githubTexts} from './texts.ts'
import {UserError} from '../text/user-error.ts'

/** Items on a page of a list, and the most pages that are read: GitHub lists no more than 3,000 files. */
const pageSize = 100
const mostPages = 30

/** How long an answer may take, in milliseconds. */
const patience = 30_000

/** What a client needs. */
export interface ClientOptions {
  /** Address of the API, without a slash at its end. */
  readonly url: string
  /** The token for requests. */
  readonly token: string
  /** Permissions that the job needs, as in `permissions` of a workflow. */
  readonly permissions: string
}

/** GitHub refuses. */
export class Refusal extends UserError {
  /** Status of the answer. */
  readonly status: number

  constructor(text: string, status: number) {
    super(text)
    this.status = status
  }
}

/** One request. */
interface Request extends RequestInit {
  readonly accept?: string
  readonly base?: string
}

/** Calls GitHub; paths begin with a slash, and their parts must be escaped. */
export class Client {
  readonly #options: ClientOptions

  constructor(options: ClientOptions) {
    this.#options = options
  }

  /** @throws UserError if GitHub does not answer, or Refusal */
  async get(path: string): Promise<unknown> {
    return parse(await this.#ask(path), path)
  }

  /** Like `get`, for a list: reads all its pages. */
  async getAll(path: string): Promise<readonly unknown[]> {
    const items: unknown[] = []
    const separator = path.includes('?') ? '&' : '?'
    for (let page = 1; page <= mostPages; page++) {
      const query = `per_page=${pageSize}&page=${page}`
      const part = await this.get(`${path}${separator}${query}`)
      if (!Array.isArray(part)) {
        throw new UserError(githubTexts.foreignAnswer(path))
      }

      items.push(...(part as unknown[]))
      if (part.length < pageSize) break
    }

    return items
  }

  /** Like `get`, for a file. */
  async getBytes(path: string): Promise<Buffer> {
    return this.#ask(path, {accept: 'application/vnd.github.raw+json'})
  }

  /** Like `get`, with a body. */
  async send(
    method: 'POST' | 'PATCH' | 'PUT',
    path: string,
    body: object
  ): Promise<unknown> {
    return parse(
      await this.#ask(path, {method, body: JSON.stringify(body)}),
      path
    )
  }

  /** Like `get`, for GraphQL. */
  async query(query: string): Promise<unknown> {
    const path = '/graphql'
    // On GitHub Enterprise Server, the addresses are `…/api/v3` and `…/api/graphql`.
    const base = this.#options.url.replace(/\/v3$/, '')
    const init = {method: 'POST', body: JSON.stringify({query}), base}
    return parse(await this.#ask(path, init), path)
  }

  async #ask(path: string, request: Request = {}): Promise<Buffer> {
    const {url, token, permissions} = this.#options
    const {accept = 'application/vnd.github+json', base = url} = request
    let response: Response
    let bytes: Buffer
    try {
      response = await fetch(base + path, {
        ...request,
        headers: {
          accept,
          authorization: `Bearer ${token}`,
          'user-agent': 'qbank',
          'x-github-api-version': '2022-11-28'
        },
        signal: AbortSignal.timeout(patience)
      })
      bytes = Buffer.from(await response.arrayBuffer())
    } catch (error) {
      const reason = getReason(error)
      throw new UserError(githubTexts.noAnswer(url, reason), {cause: error})
    }

    if (response.ok) return bytes
    const {status} = response
    throw new Refusal(explain(response, {path, bytes, permissions}), status)
  }
}

function parse(bytes: Buffer, path: string): unknown {
  try {
    return JSON.parse(bytes.toString())
  } catch (error) {
    throw new UserError(githubTexts.foreignAnswer(path), {cause: error})
  }
}

/** The error of `fetch` only says "fetch failed"; its cause has the reason. */
function getReason(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const {code} = (error.cause ?? {}) as {code?: string}
  return code ?? error.message
}

function explain(
  {status, headers}: Response,
  {
    path,
    bytes,
    permissions
  }: {
    readonly path: string
    readonly bytes: Buffer
    readonly permissions: string
  }
): string {
  const reason = getMessage(bytes)
  const isLimited =
    headers.get('x-ratelimit-remaining') === '0' || headers.has('retry-after')
  if (status === 429 || (status === 403 && isLimited)) {
    return githubTexts.limited(getEnd(headers))
  }

  switch (status) {
    case 401: {
      return githubTexts.unknownToken
    }

    case 403: {
      return githubTexts.notAllowed(reason, permissions)
    }

    case 404: {
      return githubTexts.notFound(path, permissions)
    }

    default: {
      return githubTexts.refused(status, reason)
    }
  }
}

/** GitHub's message for a refusal, in one line, with its details. */
function getMessage(bytes: Buffer): string {
  try {
    const {message = '', errors = []} = JSON.parse(bytes.toString()) as {
      message?: string
      errors?: readonly unknown[]
    }
    const details = errors.map((error) =>
      typeof error === 'string'
        ? error
        : String((error as {message?: unknown}).message)
    )
    return [message, ...details].join(': ')
  } catch {
    return ''
  }
}

/** When a rate limit ends, if GitHub says so. */
function getEnd(headers: Headers): Date | undefined {
  const after = Number(headers.get('retry-after') ?? Number.NaN)
  if (Number.isFinite(after)) return new Date(Date.now() + after * 1000)
  const reset = Number(headers.get('x-ratelimit-reset') ?? Number.NaN)
  return Number.isFinite(reset) ? new Date(reset * 1000) : undefined
}
