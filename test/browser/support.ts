/** A real browser for tests of pages, and sites for it. */
import {existsSync, mkdirSync, writeFileSync} from 'node:fs'
import {dirname, join} from 'node:path'
import process from 'node:process'
import {pathToFileURL} from 'node:url'
import type {
  Browser,
  BrowserContext,
  BrowserContextOptions,
  Page
} from 'playwright-core'
import {chromium} from 'playwright-core'
import type {Test} from 'uvu'
import type {Site} from '../../src/site/build-site.ts'
import {makeTempFolder} from '../support/temp.ts'

/** Where Chromium and Chrome are, on the systems that people use. */
const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe'
]

/**
 * @returns the path of a browser
 * @throws Error saying how to get one
 */
export function findBrowser(): string {
  const {CHROME_PATH: given} = process.env
  const found = [given, ...places].find(
    (path) => path !== undefined && path !== '' && existsSync(path)
  )
  if (found !== undefined) return found
  throw new Error(
    'No Chromium or Chrome was found. Install one (`apt-get install chromium`), or set CHROME_PATH to its path'
  )
}

let browser: Promise<Browser> | undefined
let suites = 0
const contexts: BrowserContext[] = []

/** @returns the browser, which all suites share */
export function getBrowser(): Promise<Browser> {
  browser ??= chromium.launch({executablePath: findBrowser()})
  return browser
}

/** Closes the browser after the last of the suites that called this. */
export function useBrowser(test: Test): void {
  suites++
  test.after.each(async () => {
    await Promise.all(contexts.splice(0).map((context) => context.close()))
  })
  test.after(async () => {
    suites--
    if (suites === 0) await (await browser)?.close()
  })
}

/** @returns the folder of the site, on the disk */
export function writeFolder({files}: Site): string {
  const folder = makeTempFolder()
  for (const [path, make] of files) {
    const target = join(folder, path)
    mkdirSync(dirname(target), {recursive: true})
    writeFileSync(target, make())
  }

  return folder
}

/** A page with what it should not do. */
export interface Watched {
  readonly page: Page
  /** Errors, dialogs, and requests for anything that is not a file. */
  readonly complaints: string[]
}

/** @returns a page without storage of other pages, as wide as a desk's screen */
export async function openPage(
  options: BrowserContextOptions = {}
): Promise<Watched> {
  const context = await (
    await getBrowser()
  ).newContext({
    viewport: {width: 1280, height: 900},
    reducedMotion: 'reduce',
    ...options
  })
  contexts.push(context)
  const page = await context.newPage()
  page.setDefaultTimeout(8000)
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  page.on('dialog', (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on('request', (request) => {
    if (!/^(?:file|data|blob):/.test(request.url())) {
      complaints.push(`request: ${request.url()}`)
    }
  })
  return {page, complaints}
}

/** Shows a page of a site, and waits until its script has done its work. */
export async function show(
  page: Page,
  folder: string,
  path = 'index.html'
): Promise<void> {
  const [file = '', hash] = path.split('#')
  const url = pathToFileURL(join(folder, file)).href
  await page.goto(hash === undefined ? url : `${url}#${hash}`)
  // With another hash alone, it would be the same document.
  if (hash !== undefined) await page.reload()
  await page.waitForSelector('html[data-ready]', {state: 'attached'})
}

/** @returns titles of the cards in the list, in their order */
export async function getTitles(page: Page): Promise<string[]> {
  return page.locator('.rows > li h2').allTextContents()
}
