/**
 * Markdown to mdast. The tree is deeply equal to what remark-parse gives with front matter and GFM (`micromark.ts`), for every
 * text; cards in plain form are scanned, which takes a thirtieth of the time. Why it is the same tree:
 *
 * 1. The text is cut into *stretches*: each begins after a blank line with an ATX heading without indentation, or with text that has
 *    none either. Such a line closes every list item, quote and footnote, as it has neither their indentation nor their marker and is
 *    never lazy (CommonMark 5.1, 5.2: only paragraphs go on lazily), every paragraph, table and indented code (4.8, 4.4), and HTML
 *    of kinds 6 and 7 (4.6, closed by the blank line). So blocks reach over a cut in two cases only: fenced code
 *    that is not closed (4.5), and HTML of kinds 1 to 5. (Front matter, which can, too, is part of the first stretch.)
 *    Lists are cut before items, too, and joined again; below indented code, micromark reads some items as text, so that code
 *    is written before them (`chunks.ts`).
 * 2. `BlockScanner` scans from one heading to the next, or declines a block. What it has accepted up to the blank line before that is
 *    closed; what it has not goes on to where the next stretch begins. A `[…]` without an address is
 *    text if nothing in the whole text may define its label (`scanner/labels.ts`). It is a reference if something seems to
 *    define it, and this turns out to be so in the whole tree; otherwise, the whole text is given to micromark.
 *    Of a paragraph whose text alone was declined, micromark reads only that (`deferred-text.ts`): the scanner knows where the
 *    paragraph begins and ends, and nothing decides what is in it but the text and the labels that are defined.
 * 3. The stretches that were declined are given to micromark one after the other, many at a time. What the others define is
 *    written before them (`known-definitions.ts`): for a reference it matters only that its label is defined. Those that may
 *    define something themselves are read *as one text*, so that they find each other's definitions and footnotes (4.7). Each begins
 *    with a heading that closes what can be closed, its own or one that is written before it. Whether fenced code or HTML has reached
 *    over a cut after all is then seen in the tree: if so, no block begins there at the top level, and the whole text is given to
 *    micromark.
 * 4. Positions are moved to where the stretches are: whole lines, so columns are right as they are.
 * 5. Where no definition matters to them (each definition and footnote has `]:`, each reference a `[`), a stretch is read alike in
 *    each text in which it is: it need not be read again after an edit elsewhere (`chunk-cache.ts`).
 *
 * `findStretchEnd` looks out for open fences and HTML, so that step 3 finds nothing; that is about time, not about truth.
 * Each character is looked at a fixed number of times, and micromark gets each at most once, or (rarely) twice.
 */
import type {Root, RootContent} from 'mdast'
import type {Piece} from './merge-chunks.ts'
import {joinPieces} from './merge-chunks.ts'
import {KnownDefinitions, readWithMicromark} from './known-definitions.ts'
import {BlockScanner} from './block-scanner.ts'
import type {DeferredText} from './deferred-text.ts'
import {readDeferredTexts} from './deferred-text.ts'
import {countLineEndings, findStretchEnd} from './chunks.ts'
import {stripByteOrderMark} from './offsets.ts'
import {findFrontMatterEnd} from './scanner/line-starts.ts'

/**
 * @param text Markdown, with or without byte order mark, which does not count for positions
 * @returns the tree that remark-parse gives with front matter and GFM
 */
export function parse(text: string): Root {
  return parseInStretches(text) ?? readWithMicromark(stripByteOrderMark(text))
}

/** @returns the tree of a text's front matter alone; without children where it has none */
export function parseFrontMatter(text: string): Root {
  return parse(text.slice(0, Math.max(0, findFrontMatterEnd(text))))
}

/** @returns `undefined` where nothing is gained by reading the text in stretches, or it cannot be done */
export function parseInStretches(text: string): Root | undefined {
  return parseWithout(stripByteOrderMark(text), () => -1)
}

/**
 * @param text without byte order mark
 * @param skip is asked about each stretch: where what it knows without a parser ends, or -1. It may only know what the scanner
 *   would accept, up to the beginning of another stretch or the end of the text
 * @returns the tree without what was skipped; `undefined` where the text can only be read as a whole
 */
export function parseWithout(
  text: string,
  skip: (start: number) => number
): Root | undefined {
  if (findFrontMatterEnd(text) === -1) return undefined
  const deferred: DeferredText[] = []
  const scanner = new BlockScanner(text, undefined, deferred)
  const scanned: RootContent[] = []
  const pieces: Piece[] = []
  let reached = 0
  /** Moves over what was skipped or declined, whose lines are counted in one go. */
  const reach = (offset: number): void => {
    if (offset === reached) return
    const line = scanner.line + countLineEndings(text, reached, offset)
    scanner.moveTo(line, offset)
    reached = offset
  }

  for (let start = 0; start < text.length;) {
    const skipped = skip(start)
    if (skipped !== -1) {
      start = skipped
      continue
    }

    reach(start)
    const {line} = scanner
    const before = scanned.length
    const end = scanner.scan(scanned)
    if (end !== -1) {
      reached = end
      pieces.push({start, end, line, count: scanned.length - before})
      start = end
      continue
    }

    const {sure} = scanner
    scanner.goBack(scanned)
    reached = sure.offset
    if (reached > start) {
      const count = scanned.length - before
      pieces.push({start, end: reached, line, count})
    }

    const {isBelowCode} = sure
    const cut = findStretchEnd(text, reached, isBelowCode)
    start = cut.offset
    if (cut.isBelowCode) scanner.afterCode = start
    const piece = {start: reached, end: start, line: sure.line, isBelowCode}
    pieces.push({...piece, count: -1})
  }

  const [first] = pieces
  const isDeclined = first?.count === -1
  if (isDeclined && first.start === 0 && first.end === text.length) {
    return undefined
  }

  reach(text.length)
  return finish({text, scanner, scanned, pieces, deferred})
}

/** A text whose stretches have been scanned or declined. */
interface Scan {
  readonly text: string
  /** At the end of the text. */
  readonly scanner: BlockScanner
  readonly scanned: RootContent[]
  readonly pieces: readonly Piece[]
  readonly deferred: readonly DeferredText[]
}

/** Reads what was declined or deferred. @returns `undefined` where the text can only be read as a whole */
function finish({
  text,
  scanner,
  scanned,
  pieces,
  deferred
}: Scan): Root | undefined {
  const end = scanner.endPoint()
  const known = new KnownDefinitions(scanned)
  const hasDeclined = pieces.some(({count}) => count === -1)
  const joined = hasDeclined
    ? joinPieces(text, pieces, scanned, known, end)
    : {children: scanned, end}
  if (!joined) return undefined
  const all = hasDeclined ? new KnownDefinitions(joined.children) : known
  const {assumed, assumedNotes} = scanner.labels
  const isRight =
    all.hasAll(assumed, assumedNotes) && readDeferredTexts(deferred, all)
  if (!isRight) return undefined
  return {
    type: 'root',
    children: joined.children,
    position: {start: {line: 1, column: 1, offset: 0}, end: joined.end}
  }
}
