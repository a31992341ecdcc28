/** The readable pages: documents with links that need no script. */
import {toHtml} from 'hast-util-to-html'
import {toSafeHtml} from '../export/html.ts'
import {escapeHtml} from '../text/escape.ts'
import type {CardHtml} from './card-html.ts'
import type {SiteOptions} from './options.ts'
import type {SiteTargets} from './targets.ts'
import type {Say} from '../template/page-words.ts'

/** A card on the site. */
export interface SiteCard {
  readonly html: CardHtml
  /** Unique on its page. */
  readonly anchor: string
  /** Address from the folder of the site. */
  readonly href: string
  readonly errors: number
}

/** A page with the cards of a section. */
export interface SitePage {
  readonly file: string
  /** Address from the folder of the site. */
  readonly href: string
  readonly title: string
  readonly cards: SiteCard[]
}

/** The common parts of all pages. */
export interface Frame {
  readonly title: string
  readonly options: SiteOptions
  /** Changes with the site, so that browsers do not use cached files of another version. */
  readonly version: string
  /** Elements for the head of each page, as HTML. */
  readonly head: string
  readonly say: Say
}

/**
 * Allows scripts, styles and images only from these sources. It is in the page, as a page that is opened from a disk
 * has no server to set it.
 */
export const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'"

/** @returns the head for each page, with icons copied */
export function renderHead({head}: SiteOptions, targets: SiteTargets): string {
  if (!head) return ''
  for (const node of head.tree.children) {
    if (node.type !== 'element') continue
    const {href, rel} = node.properties
    if (typeof href !== 'string' || !String(rel).includes('icon')) continue
    node.properties['href'] = targets.copyIcon(href, head.folder) ?? href
  }

  return toHtml(head.tree).trim()
}

interface Document {
  /** Title of the page; none on the first page. */
  readonly title?: string
  /** Path of the page below the base. */
  readonly path: string
  /** The kind of page, for the script. */
  readonly kind: 'cards' | 'index' | 'none'
  readonly body: string
}

function renderDocument(
  {title, options, version, head, say}: Frame,
  page: Document
): string {
  const {base, css, description, footer, header, lang} = options
  const fullTitle =
    page.title === undefined ? title : `${page.title} · ${title}`
  // A page that is shown instead of another one may be anywhere below the base.
  const root = page.kind === 'none' ? (base ?? '') : ''
  const link = (path: string): string =>
    escapeHtml(`${root}${path}?v=${version}`)
  const canonical =
    base?.startsWith('http') && page.kind !== 'none'
      ? `<link rel="canonical" href="${escapeHtml(`${base}${page.path}`)}">\n`
      : ''
  const about =
    description === undefined
      ? ''
      : `<meta name="description" content="${escapeHtml(description)}">\n`
  return `<!doctype html>
<html ${describeWords(options)} data-page="${page.kind}" data-version="${version}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(fullTitle)}</title>
${about}${canonical}<script src="${link('theme.js')}"></script>
<link rel="stylesheet" href="${link('style.css')}">
${css === undefined ? '' : `<link rel="stylesheet" href="${link('theme.css')}">\n`}${page.kind === 'none' ? '' : `<script src="${link('page.js')}" defer></script>\n`}${head === '' ? '' : `${head}\n`}</head>
<body>
<a class="skip" href="#Main">${escapeHtml(say('skip'))}</a>
<header class="top"><div class="bar"><a class="brand" href="${escapeHtml(root)}index.html">${escapeHtml(title)}</a></div></header>
${header === undefined ? '' : `<div class="note wide" dir="auto">${toSafeHtml(header, '')}</div>\n`}<main id="Main" class="wide" tabindex="-1"${lang === undefined ? '' : ` lang="${escapeHtml(lang)}"`}>
${page.body}
</main>
<footer class="bottom wide">${footer === undefined ? '' : `<div dir="auto">${toSafeHtml(footer, '')}</div>`}</footer>
</body>
</html>
`
}

/** Languages with scripts that are written from right to left. */
const rightToLeft = /^(?:ar|ckb|dv|fa|he|ps|sd|ug|ur|yi)(?:-|$)/i

/** @returns attributes for the language of the page's words, which the script reads, too */
function describeWords({lang = 'en', words}: SiteOptions): string {
  if (Object.keys(words).length === 0) return 'lang="en"'
  const direction = rightToLeft.test(lang) ? ' dir="rtl"' : ''
  return `lang="${escapeHtml(lang)}"${direction} data-words="${escapeHtml(JSON.stringify(words))}"`
}

/** @returns the first page: a list of links to everything */
export function renderIndex(frame: Frame, pages: readonly SitePage[]): string {
  const {say} = frame
  const {description} = frame.options
  const cards = pages.flatMap((page) => page.cards)
  const intro =
    description === undefined
      ? ''
      : `<div class="lead" dir="auto">${toSafeHtml(description, '')}</div>\n`
  const sections = pages.map(
    ({href, title, cards}) => `<section class="contents">
<h2 dir="auto"><a href="${escapeHtml(href)}">${escapeHtml(title)}</a></h2>
<p class="count">${escapeHtml(say('cards', {n: cards.length}))}</p>
<ol>
${cards.map(renderEntry).join('\n')}
</ol>
</section>`
  )
  return renderDocument(frame, {
    path: '',
    kind: 'index',
    body: `<div class="intro"><h1 dir="auto">${escapeHtml(frame.title)}</h1>
${intro}<p class="count">${escapeHtml(say('cards', {n: cards.length}))}</p></div>
${renderIncomplete(
  cards.filter(({errors}) => errors > 0),
  say
)}<div class="static">
${sections.join('\n')}
</div>`
  })
}

function renderEntry({href, html}: SiteCard): string {
  return `<li dir="auto"><a href="${escapeHtml(href)}">${html.title}</a></li>`
}

/** Names some of the cards that have errors. */
function renderIncomplete(cards: readonly SiteCard[], say: Say): string {
  if (cards.length === 0) return ''
  const shown = cards.slice(0, 10).map(renderEntry)
  const more = cards.length > 10 ? '<li>…</li>' : ''
  return `<div class="incomplete"><p>${escapeHtml(say('incompleteCards', {n: cards.length}))}</p><ul>${shown.join('')}${more}</ul></div>\n`
}

/** @returns the page of a section */
export function renderPage(
  frame: Frame,
  pages: readonly SitePage[],
  at: number
): string {
  const {say} = frame
  const page = pages[at]
  if (!page) throw new RangeError(`No page ${at}`)
  const articles = page.cards.map(
    ({anchor, html}) => `<article class="card" id="${escapeHtml(anchor)}">
<h2 dir="auto">${html.title} <a class="anchor" href="#${encodeURIComponent(anchor)}" aria-label="${escapeHtml(say('link'))}">#</a></h2>
${html.meta}${html.body}
</article>`
  )
  const links = [
    renderStep('prev', say('previous'), pages[at - 1]),
    renderStep('next', say('next'), pages[at + 1])
  ]
  return renderDocument(frame, {
    title: page.title,
    path: page.href,
    kind: 'cards',
    body: `<div class="intro"><p class="up"><a href="index.html">${escapeHtml(say('all'))}</a></p>
<h1 dir="auto">${escapeHtml(page.title)}</h1>
<p class="count">${escapeHtml(say('cards', {n: page.cards.length}))}</p></div>
${articles.join('\n')}
<nav class="steps" aria-label="${escapeHtml(say('sections'))}">${links.join('')}</nav>`
  })
}

function renderStep(
  rel: string,
  word: string,
  page: SitePage | undefined
): string {
  if (!page) return ''
  return `<a rel="${rel}" href="${escapeHtml(page.href)}"><span>${escapeHtml(word)}</span> <bdi>${escapeHtml(page.title)}</bdi></a>`
}

/** @returns the page that servers show for an address that does not exist */
export function renderNotFound(frame: Frame): string {
  const {say} = frame
  const base = frame.options.base ?? ''
  return renderDocument(frame, {
    title: say('notFound'),
    path: '404.html',
    kind: 'none',
    body: `<div class="intro"><h1>${escapeHtml(say('notFound'))}</h1>
<p><a href="${escapeHtml(base)}index.html">${escapeHtml(say('all'))}</a></p></div>`
  })
}
