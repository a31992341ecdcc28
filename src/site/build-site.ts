/** Builds the files of a site from banks. Nothing is written here. */
import {createHash} from 'node:crypto'
import type {BankData} from '../export/card-data.ts'
import {addName, toFileName} from '../export/file-name.ts'
import type {Question} from '../export/question.ts'
import {toQuestions} from '../export/question.ts'
import type {RoleLabels} from '../export/roles.ts'
import {renderCard} from './card-html.ts'
import {createList} from './card-list.ts'
import {cardsPerFile, indexName, listName, toTextsName} from './data.ts'
import type {BankSays, SiteOptions} from './options.ts'
import type {Say} from '../template/page-words.ts'
import {createSay} from '../template/page-words.ts'
import type {Frame, SiteCard, SitePage} from './pages.ts'
import {renderHead, renderIndex, renderNotFound, renderPage} from './pages.ts'
import {createIndex} from './search-index.ts'
import {weighCard} from './search-texts.ts'
import {SiteTargets, toUrl} from './targets.ts'

/** A bank for a site. */
export interface SiteBank extends BankSays {
  readonly data: BankData
  /** Anchors of its headings, without `#`, by line from 1. */
  readonly anchors: ReadonlyMap<number, string>
  /** How many errors `qbank check` reports, by the line of the card's heading. */
  readonly errors: ReadonlyMap<number, number>
}

/** The input of a site. */
export interface SiteInput {
  readonly banks: readonly SiteBank[]
  readonly options: SiteOptions
  readonly labels: RoleLabels
  /** Absolute path of the folder from which files may be copied. */
  readonly root: string
  /** The package's files for each site, by their paths there. */
  readonly assets: ReadonlyMap<string, string>
}

/** Makes the content of a file on request: all pages at once would take more memory than their cards. */
export type MakeContent = () => string | Buffer

/** A site. */
export interface Site {
  /** By path, with `/`. */
  readonly files: ReadonlyMap<string, MakeContent>
  readonly cards: number
  readonly pages: number
  /** Notices about the cards, a line each. */
  readonly notices: readonly string[]
}

/** A card before it is rendered. */
interface Planned {
  readonly question: Question
  readonly bank: SiteBank
  readonly page: SitePage
  readonly anchor: string
  readonly href: string
}

/** @returns the files */
export function buildSite(input: SiteInput): Site {
  const {banks, options, root, assets} = input
  const targets = new SiteTargets(root, options.source)
  const say = createSay(options.lang ?? 'en', options.words)
  const {pages, planned} = planPages(input)
  const linkBases = new Map(
    banks.map((bank) => [
      bank,
      {
        path: bank.path,
        name: bank.data.path,
        anchors: findAddresses(bank, planned)
      }
    ])
  )
  for (const each of planned) {
    const {question, bank, page, anchor, href} = each
    const {line} = question.card
    const base = linkBases.get(bank)
    if (!base) continue
    const errors = bank.errors.get(line) ?? 0
    const source = targets.toSource(bank.path, line)
    const failMath = bank.site?.math
      ? () => {
          targets.note('math', `${base.name}:${line}`)
        }
      : undefined
    const place = {
      targets: targets.forCard(base, line),
      source,
      errors,
      say,
      failMath
    }
    page.cards.push({html: renderCard(question, place), anchor, href, errors})
  }

  const files = new Map<string, MakeContent>()
  for (const [path, text] of assets) files.set(path, () => text)
  const cards = pages.flatMap((page) => page.cards)
  const title = options.title ?? banks[0]?.data.title ?? ''
  addData(files, {title, cards, planned, input, say})
  const {css} = options
  if (css !== undefined) files.set('theme.css', () => css)
  const head = renderHead(options, targets)
  const version = digest(assets, cards, css)
  addPages(files, {title, options, head, version, say}, pages)
  for (const [path, content] of targets.images) files.set(path, () => content)
  return {
    files,
    cards: cards.length,
    pages: pages.length,
    notices: targets.getNotices()
  }
}

function addPages(
  files: Map<string, MakeContent>,
  frame: Frame,
  pages: readonly SitePage[]
): void {
  files.set('index.html', () => renderIndex(frame, pages))
  for (const [at, {file}] of pages.entries()) {
    files.set(file, () => renderPage(frame, pages, at))
  }

  if (frame.options.base !== undefined) {
    files.set('404.html', () => renderNotFound(frame))
  }
}

interface DataInput {
  readonly title: string
  readonly cards: readonly SiteCard[]
  readonly planned: readonly Planned[]
  readonly input: SiteInput
  readonly say: Say
}

function addData(
  files: Map<string, MakeContent>,
  {title, cards, planned, input, say}: DataInput
): void {
  const {banks, options} = input
  const questions = planned.map(({question}) => question)
  const data = banks.map((bank) => bank.data)
  const add = (name: string, make: () => unknown): void => {
    files.set(
      `data/${name}.js`,
      () => `qbank("${name}",${JSON.stringify(make())})\n`
    )
  }
  add(listName, () => createList({title, cards, questions, banks: data, say}))
  add(indexName, () =>
    createIndex(
      questions.map((question) => weighCard(question, options.synonyms))
    )
  )
  for (let at = 0; at < cards.length; at += cardsPerFile) {
    add(toTextsName(at), () =>
      cards.slice(at, at + cardsPerFile).map(({html}) => html.body)
    )
  }
}

/** A page for each section, in the order of the banks. */
function planPages({banks, labels}: SiteInput): {
  readonly pages: readonly SitePage[]
  readonly planned: readonly Planned[]
} {
  const pages = new Map<string, SitePage>()
  const files = new Set(['index.html', '404.html'])
  const anchors = new Map<SitePage, Set<string>>()
  const byData = new Map(banks.map((bank) => [bank.data, bank]))
  const data = banks.map((bank) => bank.data)
  const planned: Planned[] = []
  for (const question of toQuestions(data, {labels})) {
    const {card, bank: of} = question
    const bank = byData.get(of)
    if (!bank) continue
    const key = JSON.stringify([of.path, card.section])
    let page = pages.get(key)
    if (!page) {
      const title = card.section ?? of.title
      const file = addName(toFileName(title, 'cards'), '.html', files)
      page = {file, href: toUrl(file), title, cards: []}
      pages.set(key, page)
    }

    const used = anchors.get(page) ?? new Set()
    anchors.set(page, used)
    const known = bank.anchors.get(card.line)
    const anchor = addName(
      known ?? toFileName(card.titleText, 'card'),
      '',
      used
    )
    const href = `${page.href}#${encodeURIComponent(anchor)}`
    planned.push({question, bank, page, anchor, href})
  }

  return {pages: [...pages.values()], planned: inPageOrder(planned, pages)}
}

/** If a bank has a section twice, both are on one page. */
function inPageOrder(
  planned: readonly Planned[],
  pages: ReadonlyMap<string, SitePage>
): readonly Planned[] {
  const order = new Map([...pages.values()].map((page, at) => [page, at]))
  const toPlace = ({page}: Planned): number => order.get(page) ?? 0
  return planned.toSorted((left, right) => toPlace(left) - toPlace(right))
}

/**
 * @returns addresses on the site by anchors in the bank; an anchor that is not a card's leads to the page of its
 *   section
 */
function findAddresses(
  bank: SiteBank,
  planned: readonly Planned[]
): Map<string, string> {
  const addresses = new Map<string, string>()
  const own = planned.filter((each) => each.bank === bank)
  const byLine = new Map(own.map((each) => [each.question.card.line, each]))
  const lines = [...byLine.keys()].sort((left, right) => left - right)
  let next = 0
  for (const [line, anchor] of [...bank.anchors].sort(
    ([left], [right]) => left - right
  )) {
    const card = byLine.get(line)
    while ((lines[next] ?? Infinity) < line) next++
    // The heading of a section is above its first card.
    const following = byLine.get(lines[next] ?? 0)
    const address = card?.href ?? following?.page.href
    addresses.set(anchor, address ?? 'index.html')
  }

  return addresses
}

/** @returns a digest that changes with the common parts of pages, or with a card */
function digest(
  assets: SiteInput['assets'],
  cards: readonly SiteCard[],
  css = ''
): string {
  const hash = createHash('sha256').update(css)
  for (const text of assets.values()) hash.update(text)
  for (const {html} of cards) {
    hash.update(html.title).update(html.meta).update(html.body)
  }

  return hash.digest('hex').slice(0, 10)
}
