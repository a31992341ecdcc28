/** The few things that are asked of GitHub's REST API, and its refusals as sentences. */
import {Buffer} from 'node:buffer'
import {suggestTexts} from './texts.ts'
import {UserError} from '../text/user-error.ts'

/** Items on a page of a list, and pages that are asked for: GitHub lists no more than 3,000 files. */
const pageSize = 100
const mostPages = 30

/** How long an answer may take, in milliseconds. */
const patience = 30_000

/** What a client is made of. */
export interface ClientOptions {
  /** Address of the API, without a slash at its end. */
  readonly url: string
  /** Key that says who asks. */
  readonly token: string
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

/** Asks GitHub; paths begin with a slash, and what is put into them is escaped. */
export interface Client {
  /** @throws UserError where GitHub does not answer, or Refusal */
  readonly get: (path: string) => Promise<unknown>
  /** Like `get`, of a list: all its pages. */
  readonly getAll: (path: string) => Promise<readonly unknown[]>
  /** Like `get`, of a file. */
  readonly getBytes: (path: string) => Promise<Buffer>
  /** Like `get`, with something to say. */
  readonly post: (path: string, body: object) => Promise<unknown>
  /** Like `get`, in GitHub's other language. */
  readonly query: (query: string) => Promise<unknown>
}

/** @returns a client for one repository's API */
export function createClient({url, token}: ClientOptions): Client {
  async function ask(
    path: string,
    {
      accept = 'application/vnd.github+json',
      base = url,
      ...init
    }: RequestInit & {
      accept?: string
      base?: string
    } = {}
  ): Promise<Buffer> {
    let response: Response
    let bytes: Buffer
    try {
      response = await fetch(base + path, {
        ...init,
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
      throw new UserError(suggestTexts.noAnswer(url, reason), {cause: error})
    }

    if (response.ok) return bytes
    throw new Refusal(explain(response, path, bytes), response.status)
  }

  const get = async (path: string): Promise<unknown> =>
    parse(await ask(path), path)
  return {
    get,
    async getAll(path) {
      const items: unknown[] = []
      const separator = path.includes('?') ? '&' : '?'
      for (let page = 1; page <= mostPages; page++) {
        const query = `per_page=${pageSize}&page=${page}`
        const part = await get(`${path}${separator}${query}`)
        if (!Array.isArray(part)) {
          throw new UserError(suggestTexts.foreignAnswer(path))
        }

        items.push(...(part as unknown[]))
        if (part.length < pageSize) break
      }

      return items
    },
    getBytes: (path) => ask(path, {accept: 'application/vnd.github.raw+json'}),
    async post(path, body) {
      const init = {method: 'POST', body: JSON.stringify(body)}
      return parse(await ask(path, init), path)
    },
    async query(query) {
      const path = '/graphql'
      // On a server of one's own, the addresses are `…/api/v3` and `…/api/graphql`.
      const base = url.replace(/\/v3$/, '')
      const init = {method: 'POST', body: JSON.stringify({query}), base}
      return parse(await ask(path, init), path)
    }
  }
}

function parse(bytes: Buffer, path: string): unknown {
  try {
    return JSON.parse(bytes.toString())
  } catch (error) {
    throw new UserError(suggestTexts.foreignAnswer(path), {cause: error})
  }
}

/** What `fetch` says is "fetch failed"; why is what its cause says. */
function getReason(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const {code} = (error.cause ?? {}) as {code?: string}
  return code ?? error.message
}

function explain(response: Response, path: string, bytes: Buffer): string {
  const {status, headers} = response
  const reason = getMessage(bytes)
  const isLimited =
    headers.get('x-ratelimit-remaining') === '0' || headers.has('retry-after')
  if (status === 429 || (status === 403 && isLimited)) {
    return suggestTexts.limited(getEnd(headers))
  }

  switch (status) {
    case 401: {
      return suggestTexts.unknownToken
    }

    case 403: {
      return suggestTexts.notAllowed(reason)
    }

    case 404: {
      return suggestTexts.notFound(path)
    }

    default: {
      return suggestTexts.refused(status, reason)
    }
  }
}

/** What GitHub says about a refusal, in one line, with the details that it may give. */
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

/** When a limit ends, where GitHub says so. */
function getEnd(headers: Headers): Date | undefined {
  const after = Number(headers.get('retry-after') ?? Number.NaN)
  if (Number.isFinite(after)) return new Date(Date.now() + after * 1000)
  const reset = Number(headers.get('x-ratelimit-reset') ?? Number.NaN)
  return Number.isFinite(reset) ? new Date(reset * 1000) : undefined
}
