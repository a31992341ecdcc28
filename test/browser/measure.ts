/**
 * Measures the page that `qbank site` builds: time to build, to the first view, and from a key to the results; and how often a search
 * finds the wanted card, beside lunr and Pagefind. Prints a table.
 *
 * Usage: npm run measure:page [search, if only searches are compared]
 */
import {spawnSync} from 'node:child_process'
import {once} from 'node:events'
import {readFileSync} from 'node:fs'
import {createServer} from 'node:http'
import type {AddressInfo} from 'node:net'
import {join} from 'node:path'
import process from 'node:process'
import {pathToFileURL} from 'node:url'
import {gzipSync} from 'node:zlib'
import lunr from 'lunr'
import type {PagefindIndex} from 'pagefind'
import {createIndex} from 'pagefind'
import {makeBank} from '../../bench/banks.ts'
import {Search} from '../../src/site/page/lib/search.ts'
import {bankOf, dataOf} from '../export/support.ts'
import {buildBanks, readData, siteBank} from '../site/support.ts'
import {bin, makeTempFolder, writeFiles} from '../support/temp.ts'
import type {Query} from './queries.ts'
import {queries} from './queries.ts'
import {getBrowser} from './support.ts'

const sizes = [1008, 10_080]
/** As the bar has it: a computer four times as slow. */
const slowness = 4

function print(name: string, value: string): void {
  process.stdout.write(`${name.padEnd(48)}${value}\n`)
}

function getMedian(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[values.length >> 1] ?? 0
}

/** @returns the folder of the site */
function measureBuild(cards: number): string {
  const folder = makeTempFolder()
  writeFiles(folder, {'QUESTION_BANK.md': makeBank({cards})})
  const start = performance.now()
  const code = `process.argv.splice(1, 1); process.on('exit', () => console.log(process.resourceUsage().maxRSS)); require(${JSON.stringify(bin)})`
  const {stdout, stderr, status} = spawnSync(
    process.execPath,
    ['-e', code, 'x', bin, 'site'],
    {cwd: folder, encoding: 'utf8'}
  )
  if (status !== 0) throw new Error(stderr)
  const seconds = (performance.now() - start) / 1000
  const megabytes = (Number(stdout) * 1024) / 1e6
  print(
    `build, ${cards} cards`,
    `${seconds.toFixed(1)} s, ${megabytes.toFixed(0)} MB`
  )
  return join(folder, 'site')
}

async function measureView(cards: number, site: string): Promise<void> {
  const browser = await getBrowser()
  const times: number[] = []
  for (let turn = 0; turn < 3; turn++) {
    const context = await browser.newContext()
    const page = await context.newPage()
    const session = await context.newCDPSession(page)
    await session.send('Emulation.setCPUThrottlingRate', {rate: slowness})
    await page.goto(pathToFileURL(join(site, 'index.html')).href, {
      waitUntil: 'commit',
      timeout: 120_000
    })
    await page.waitForSelector('.rows > li', {timeout: 120_000})
    times.push(
      await page.evaluate(
        () =>
          new Promise<number>((resolve) => {
            requestAnimationFrame(() => {
              setTimeout(() => {
                resolve(performance.now())
              })
            })
          })
      )
    )
    await context.close()
  }

  print(
    `first view, ${cards} cards, ${slowness} times slower`,
    `${(getMedian(times) / 1000).toFixed(2)} s`
  )
}

async function measureKeys(cards: number, site: string): Promise<void> {
  const context = await (await getBrowser()).newContext()
  const page = await context.newPage()
  await page.goto(pathToFileURL(join(site, 'index.html')).href)
  await page.waitForSelector('.rows > li')
  const times: number[] = []
  for (const text of ['cache', 'the cold oven', 'overn', 'e']) {
    await page.fill('input[type=search]', 'x')
    await page.waitForTimeout(300)
    for (let end = 1; end <= text.length; end++) {
      times.push(
        await page.evaluate(
          (value) => {
            const input = document.querySelector('input')
            if (!input) throw new Error('No input')
            const start = performance.now()
            input.value = value
            input.dispatchEvent(new Event('input'))
            // What has changed is laid out, too.
            document.body.getBoundingClientRect()
            return performance.now() - start
          },
          text.slice(0, end)
        )
      )
    }
  }

  await context.close()
  print(
    `key to results, ${cards} cards, of ${times.length}`,
    `median ${getMedian(times).toFixed(0)} ms, longest ${Math.max(...times).toFixed(0)} ms`
  )
}

/** @param find titles that a search finds, best first */
async function measureQuality(
  name: string,
  find: (text: string) => Promise<readonly string[]> | readonly string[]
): Promise<void> {
  const missed: Query[] = []
  for (const query of queries) {
    const titles = await find(query.text)
    const isFound = titles
      .slice(0, 5)
      .some((title) => title.startsWith(query.wanted))
    if (!isFound) missed.push(query)
  }

  const found = queries.length - missed.length
  const share = Math.round((found / queries.length) * 100)
  print(
    `wanted card among five, ${name}`,
    `${found} of ${queries.length}, ${share} %`
  )
  for (const {kind, text} of missed) print(`  missed, ${kind}`, text)
}

async function measureSearches(): Promise<void> {
  const {cards} = dataOf(bankOf('own'))
  const titles = cards.map(({titleText}) => titleText)
  const bodies = cards.map(({fields}) =>
    fields.map(({text}) => text).join('\n')
  )
  const site = await buildBanks([siteBank(bankOf('own'))])
  const search = new Search(readData(site, 'search'), titles.length)
  await measureQuality('this page', (text) =>
    search.find(text).cards.map((card) => titles[card] ?? '')
  )
  const index = lunr((builder) => {
    builder.ref('at')
    builder.field('title', {boost: 5})
    builder.field('body')
    for (const [at, title] of titles.entries()) {
      builder.add({at, title, body: bodies[at]})
    }
  })
  await measureQuality('lunr, with one error allowed', (text) => {
    // Its operators would be errors in searches for code.
    const words = text.split(/[^\p{L}\p{N}_]+/u).filter((word) => word !== '')
    const loose = words.map((word) => (word.length > 3 ? `${word}~1` : word))
    return index
      .search(loose.join(' '))
      .map(({ref}) => titles[Number(ref)] ?? '')
  })
  await measurePagefind(titles, bodies)
}

async function measurePagefind(
  titles: readonly string[],
  bodies: readonly string[]
): Promise<void> {
  const {index} = await createIndex({})
  if (!index) throw new Error('Pagefind made no index')
  for (const [at, title] of titles.entries()) {
    await index.addCustomRecord({
      url: `/${at}`,
      content: `${title}\n${bodies[at] ?? ''}`,
      language: 'en',
      meta: {title}
    })
  }

  const folder = await writePagefind(index)
  const server = createServer((request, response) => {
    const path = join(folder, new URL(request.url ?? '', 'http://x').pathname)
    if (request.url === '/favicon.ico') {
      response.writeHead(404).end()
      return
    }

    if (request.url === '/') {
      response.setHeader('content-type', 'text/html').end('<!doctype html>')
      return
    }

    response.setHeader(
      'content-type',
      path.endsWith('.js') ? 'text/javascript' : 'application/octet-stream'
    )
    response.end(readFileSync(path))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const {port} = server.address() as AddressInfo
  const context = await (await getBrowser()).newContext()
  const page = await context.newPage()
  await page.goto(`http://127.0.0.1:${port}/`)
  await measureQuality('Pagefind', (text) =>
    page.evaluate(async (query) => {
      const path = '/pagefind.js'
      const pagefind = (await import(path)) as {
        search: (text: string) => Promise<{
          results: {data: () => Promise<{meta: {title: string}}>}[]
        }>
      }
      const {results} = await pagefind.search(query)
      const data = await Promise.all(
        results.slice(0, 5).map((each) => each.data())
      )
      return data.map(({meta}) => meta.title)
    }, text)
  )
  await context.close()
  server.close()
}

async function writePagefind(index: PagefindIndex): Promise<string> {
  const folder = makeTempFolder()
  await index.writeFiles({outputPath: folder})
  return folder
}

const script = gzipSync(readFileSync(join(bin, '../../../site/page.js')))
print('script, compressed', `${(script.length / 1000).toFixed(1)} kB`)
for (const cards of process.argv[2] === 'search' ? [] : sizes) {
  const site = measureBuild(cards)
  await measureView(cards, site)
  await measureKeys(cards, site)
}

await measureSearches()
await (await getBrowser()).close()
process.exit()
