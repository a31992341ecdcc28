/**
 * Serves a site on this computer while its banks are edited: no other computer can reach it, and no page of another
 * site can read it.
 */
import type {FSWatcher} from 'node:fs'
import {watch} from 'node:fs'
import type {IncomingMessage, Server, ServerResponse} from 'node:http'
import {createServer} from 'node:http'
import {once} from 'node:events'
import type {AddressInfo} from 'node:net'
import {basename, dirname, extname} from 'node:path'
import {UserError} from '../text/user-error.ts'
import type {Site} from './build-site.ts'
import {policy} from './pages.ts'
import {siteTexts} from './texts.ts'

const host = '127.0.0.1'

/** A program that saves a file may write it several times within this time; milliseconds. */
const patience = 80

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.avif': 'image/avif'
}

const eventsPath = '/qbank-events'
const reloadPath = '/qbank-reload.js'
const reloadScript = `new EventSource('${eventsPath}').onmessage = () => location.reload()\n`

/** Options of the server. */
export interface ServeOptions {
  readonly site: Site
  /** Builds it again; `undefined` if that cannot be done, which it has reported itself. */
  readonly rebuild: () => Promise<Site | undefined>
  /** Absolute paths of the site's source files. */
  readonly sources: readonly string[]
  /** 0 means any free port. */
  readonly port: number
  /** Called with the address, and then with a line on each build. */
  readonly say: (line: string) => void
  /** Ends the server. */
  readonly signal: AbortSignal
}

/**
 * Serves until the signal is aborted.
 *
 * @throws UserError if the port is taken
 */
export async function serveSite(options: ServeOptions): Promise<void> {
  const {rebuild, sources, port, say, signal} = options
  let {site} = options
  const listeners = new Set<ServerResponse>()
  const server = createServer((request, response) => {
    answer(request, response, site.files, listeners)
  })
  await listen(server, port)
  say(siteTexts.serving(`http://${host}:${getPort(server)}/`))
  const watchers = watchFiles(sources, async () => {
    const start = performance.now()
    const built = await rebuild()
    if (!built) return
    site = built
    const time = Math.round(performance.now() - start)
    say(siteTexts.rebuilt(site.cards, time))
    for (const response of listeners) response.write('data: new\n\n')
  })
  if (!signal.aborted) await once(signal, 'abort')
  for (const watcher of watchers) watcher.close()
  server.close()
  server.closeAllConnections()
}

async function listen(server: Server, port: number): Promise<void> {
  server.listen(port, host)
  try {
    await once(server, 'listening')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
    throw new UserError(siteTexts.portTaken(port), {cause: error})
  }
}

function getPort(server: Server): number {
  return (server.address() as AddressInfo).port
}

function answer(
  {method, url = '/', headers}: IncomingMessage,
  response: ServerResponse,
  files: Site['files'],
  listeners: Set<ServerResponse>
): void {
  const end = (status: number, type: string, body: string | Buffer): void => {
    response.writeHead(status, {
      'content-type': type,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff'
    })
    response.end(method === 'HEAD' ? undefined : body)
  }
  // A page of another site may use another name for this address (DNS rebinding).
  const name = headers.host?.replace(/:\d+$/, '')
  if (name !== host && name !== 'localhost') {
    end(403, 'text/plain', 'Forbidden\n')
    return
  }

  if (method !== 'GET' && method !== 'HEAD') {
    end(405, 'text/plain', 'Method not allowed\n')
    return
  }

  const path = getPath(url)
  if (path === eventsPath) {
    response.writeHead(200, {'content-type': 'text/event-stream'})
    response.write(': open\n\n')
    listeners.add(response)
    response.on('close', () => listeners.delete(response))
    return
  }

  if (path === reloadPath) {
    end(200, types['.js'] ?? '', reloadScript)
    return
  }

  const file = path.slice(1) || 'index.html'
  const content = files.get(file)?.()
  if (content === undefined) {
    end(404, 'text/plain', 'Not found\n')
    return
  }

  const type = types[extname(file)] ?? 'application/octet-stream'
  end(200, type, typeof content === 'string' ? addReload(content) : content)
}

function getPath(url: string): string {
  try {
    return decodeURIComponent(new URL(url, `http://${host}`).pathname)
  } catch {
    return ''
  }
}

/** Only pages have a head with the policy. */
function addReload(content: string): string {
  return content
    .replace(policy, `${policy}; connect-src 'self'`)
    .replace('</head>', `<script src="${reloadPath}" defer></script>\n</head>`)
}

/** @param act called once for changes that come together, and again only after it has ended */
function watchFiles(
  files: readonly string[],
  act: () => Promise<void>
): FSWatcher[] {
  const names = new Map<string, Set<string>>()
  for (const file of files) {
    const folder = dirname(file)
    names.set(folder, (names.get(folder) ?? new Set()).add(basename(file)))
  }

  let timer: NodeJS.Timeout | undefined
  let running = Promise.resolve()
  // The folder is watched, as many programs replace a file by a new one.
  return Array.from(names, ([folder, known]) =>
    watch(folder, (_, name) => {
      if (name !== null && !known.has(name)) return
      clearTimeout(timer)
      timer = setTimeout(() => {
        running = running.then(act)
      }, patience)
    })
  )
}
