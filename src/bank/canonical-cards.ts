/** Reads the plain cards of a bank from its text, and leaves the rest to the parser. */
import type {ListItem, Root} from 'mdast'
import {isHeading} from '../markdown/scanner/line-starts.ts'
import {parseWithout} from '../markdown/parse.ts'
import {isLinkList} from '../template/card-shapes.ts'
import {createTitleReader} from '../template/card-title.ts'
import type {BankConfig} from '../template/config.ts'
import {formatLead} from '../template/model.ts'
import {fold} from '../text/fuzzy-match.ts'
import {findBullets} from './bullets.ts'
import type {FieldGrammar} from './canonical-card.ts'
import {CardReader, createFieldGrammar} from './canonical-card.ts'
import {dropPlainMarkup} from './heading-texts.ts'
import {ScannedCard, ScannedHeading} from './scanned-card.ts'

/** A text in two parts. */
export interface Scanned {
  /** The cards that are plain, in source order. */
  readonly cards: readonly ScannedCard[]
  /** The tree of what is between them. */
  readonly rest: Root
}

/**
 * @param text of a bank, without byte order mark
 * @param isContents says whether a title is that of the list of contents
 * @param getTree returns the text's tree, for the node of a bullet
 * @returns `undefined` if cards cannot be read from the text alone
 */
export function scanCards(
  text: string,
  config: BankConfig,
  isContents: (title: string) => boolean,
  getTree: () => Root
): Scanned | undefined {
  // Only the parser handles lines that end in `\r`.
  if (!config.isTemplateKnown || text.includes('\r')) return undefined
  const [template, ...others] = config.templates
  // With several templates, all have to read a card to find out which one fits.
  const grammar = others.length > 0 ? undefined : createFieldGrammar(template)
  if (!grammar) return undefined
  let items: ReadonlyMap<number, ListItem> | undefined
  const findItem = (offset: number): ListItem => {
    items ??= new Map(
      findBullets(getTree()).map(({start, node}) => [start, node])
    )
    return items.get(offset) as ListItem
  }

  const source = {text, findItem}
  const readHeading = createHeadingReader(text, config, grammar, isContents)
  const reader = new CardReader(text, grammar)
  const cards: ScannedCard[] = []
  const rest = parseWithout(text, (start) => {
    const heading = readHeading(start)
    const end = heading ? findCardEnd(text, start, template.card.depth) : -1
    if (!heading || end === -1 || isContentsPart(heading.end, end)) return -1
    const card = new ScannedCard(heading, end, template, source)
    const ending = reader.readCard(card)
    if (!ending || !isEnd(end, ending === 'gap')) return -1
    cards.push(card)
    return end
  })
  return rest && {cards, rest}

  /** Whether there are only links below a heading: without a prefix, it may be that of a list of contents. */
  function isContentsPart(from: number, to: number): boolean {
    return template.card.prefix === '' && isLinkList(text.slice(from, to))
  }

  /** Whether the heading at which a card seems to end is not part of it. */
  function isEnd(at: number, hasGap: boolean): boolean {
    if (at === text.length || readHeading(at)) return true
    const {depth, start} = readMarker(text, at)
    // Between numbered cards, a heading without a number is content of the card above. So is a title: it may be a
    // comment of a shell.
    const mayBeContent =
      template.card.number && (depth === template.card.depth || depth === 1)
    if (mayBeContent) return false
    const end = findLineEnd(text, start)
    // It may be the label of a field that the card lacks.
    return !(hasGap && grammar?.beginsLikeLabel(text, start, end, true))
  }
}

/** @returns the canonical heading of a card at an offset; `undefined` if the line there is not one */
type HeadingReader = (start: number) => ScannedHeading | undefined

function createHeadingReader(
  text: string,
  {sections = [], templates: [template]}: BankConfig,
  {beginsLikeLabel}: FieldGrammar,
  isContents: (title: string) => boolean
): HeadingReader {
  const readTitle = createTitleReader(template)
  const {depth, prefix} = template.card
  const marker = `${'#'.repeat(depth)} `
  // Headings that are not cards: front matter lists their names. Without a prefix, the list of contents is one of them.
  const names = new Set(sections.map(fold))
  const isOther = (content: string): boolean => {
    if (names.size === 0 && prefix !== '') return false
    const name = dropPlainMarkup(content)
    return (
      (names.size > 0 && names.has(fold(name))) ||
      (prefix === '' && isContents(name))
    )
  }

  const read: HeadingReader = (start) => {
    if (!text.startsWith(marker, start)) return undefined
    const end = findLineEnd(text, start)
    const content = text.slice(start + marker.length, end)
    const title = readTitle(content)
    const lead = formatLead(template, title.number)
    const isCanonical =
      title.hasPrefix === (lead !== '') &&
      title.part === '' &&
      content === `${lead} ${title.title}`.trim()
    if (!isCanonical || isOther(content)) return undefined
    return beginsLikeLabel(text, start + marker.length, end, true)
      ? undefined
      : new ScannedHeading({start, end}, depth, title)
  }

  // Where one card ends, the next one begins: do not read its heading twice.
  let last: ScannedHeading | undefined
  return (start) => (last?.start === start ? last : (last = read(start)))
}

/**
 * @returns offset of the next heading after a blank line, or of the end of the text; -1 if that heading is a part of
 *   the card
 */
function findCardEnd(text: string, start: number, depth: number): number {
  for (let at = start; ;) {
    const blank = text.indexOf('\n\n#', at)
    if (blank === -1) return text.length
    at = blank + 2
    if (!isHeading(text, at)) continue
    return readMarker(text, at).depth <= depth ? at : -1
  }
}

/** @returns how deep a heading of Markdown is, and the offset of its text */
function readMarker(text: string, at: number): {depth: number; start: number} {
  let end = at
  while (text.charCodeAt(end) === 35 /* `#` */) end++
  let start = end
  while (text.charCodeAt(start) === 32) start++
  return {depth: end - at, start}
}

function findLineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at)
  return end === -1 ? text.length : end
}
