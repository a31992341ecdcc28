/**
 * Markdown to mdast. The tree is deeply equal to what remark-parse gives with front matter and GFM (`micromark.ts`), for every
 * text; cards in plain form are scanned, which takes a thirtieth of the time. Why it is the same tree:
 *
 * 1. The text is cut into *stretches*: each begins with an ATX heading without indentation behind a blank line. Such a line
 *    closes every list item, quote and footnote, as it has neither their indentation nor their marker and is never lazy
 *    (CommonMark 5.1, 5.2: only paragraphs go on lazily), every paragraph, table and indented code (4.8, 4.4), and HTML
 *    of kinds 6 and 7 (4.6, closed by the blank line). So blocks reach over a cut in two cases only: fenced code
 *    that is not closed (4.5), and HTML of kinds 1 to 5. (Front matter, which can, too, is part of the first stretch.)
 * 2. `BlockScanner` scans a stretch or declines it. In what it accepts no block is left open, nothing defines anything,
 *    and nothing would mean something else if anything were defined elsewhere: it accepts no `[…]` without an address.
 *    What it accepts therefore neither gives to the other stretches nor takes from them.
 * 3. The stretches that were declined are given to micromark *as one text*, in their order. By 2, leaving out the others
 *    changes nothing for them: definitions and footnotes (4.7) find each other as before, and each begins with a heading
 *    that closes what can be closed. Whether fenced code or HTML has reached over a cut after all is then seen in the
 *    tree: if so, a stretch does not begin with a heading at the top level, and the whole text is given to micromark.
 * 4. Positions are moved to where the stretches stand: whole lines, so columns are right as they are.
 *
 * `findStretchEnd` looks out for open fences and HTML, so that step 3 finds nothing; that is about time, not about truth.
 * Each character is looked at a fixed number of times, and micromark gets each at most once, or (rarely) twice.
 */
import type {Root, RootContent} from 'mdast'
import type {Point} from 'unist'
import {loadMicromark} from './load-micromark.ts'
import {BlockScanner, findFrontMatterEnd} from './scan-blocks.ts'
import type {Range} from './model.ts'
import type {Shift} from './shift.ts'
import {moveNode, movePoint} from './shift.ts'
import {countLineEndings, findStretchEnd} from './stretch.ts'
import {byteOrderMark, stripByteOrderMark} from './text.ts'

/** A part of a text that was read on its own. */
interface Stretch {
  /** Offset at which it begins. */
  readonly start: number
  /** The line at which it begins, from 1. */
  readonly line: number
  /** How many children of the root stand before it. */
  readonly childIndex: number
}

/** A text with its tree, and what it takes to read the text again after an edit. */
export interface Parsed {
  /** The text without byte order mark, to which all offsets refer. */
  readonly text: string
  readonly tree: Root
  /** In source order, the first at offset 0; none where the text was given to micromark as a whole. */
  readonly stretches: readonly Stretch[]
  /** Whether the text defines anything: then what stands in one stretch can depend on another. */
  readonly hasDefinitions: boolean
  /** How many times it has been read again since it was read in full. */
  readonly editCount: number
}

/**
 * @param text Markdown, with or without byte order mark, which does not count for positions
 * @returns the tree that remark-parse gives with front matter and GFM
 */
export function parse(text: string): Root {
  return parseFully(text).tree
}

/** @returns the tree of a text's front matter alone; without children where it has none */
export function parseFrontMatter(text: string): Root {
  return parse(text.slice(0, Math.max(0, findFrontMatterEnd(text))))
}

/** As `parse`, with what `parseAgain` needs. */
export function parseFully(text: string): Parsed {
  const parsed = parseInStretches(text)
  if (parsed) return parsed
  const source = stripByteOrderMark(text)
  const tree = readWithMicromark(source)
  return {
    text: source,
    tree,
    stretches: [],
    hasDefinitions: true,
    editCount: 0
  }
}

/** @returns `undefined` where nothing is gained by reading the text in stretches, or it cannot be done */
export function parseInStretches(text: string): Parsed | undefined {
  const source = stripByteOrderMark(text)
  const reading = readPart(source, {from: 0, to: source.length, line: 1})
  if (!reading) return undefined
  const {children, stretches, end, hasDefinitions} = reading
  const start = {line: 1, column: 1, offset: 0}
  const tree: Root = {type: 'root', children, position: {start, end}}
  return {text: source, tree, stretches, hasDefinitions, editCount: 0}
}

/**
 * @param skip is asked about each stretch: where what it knows without a parser ends, or -1. It may only know what the scanner
 *   would accept, up to the beginning of another stretch or the end of the text
 * @returns the tree without what was skipped; `undefined` where the text can only be read as a whole
 */
export function parseWithout(
  text: string,
  skip: (start: number) => number
): Root | undefined {
  const part = {from: 0, to: text.length, line: 1, skip}
  const reading = readPart(text, part)
  return (
    reading && {
      type: 'root',
      children: reading.children,
      position: {start: {line: 1, column: 1, offset: 0}, end: reading.end}
    }
  )
}

/** Nodes of stretches hold on to the text that they were read from; so many texts are kept at most. */
const mostEdits = 50

/**
 * Reads a text of which an earlier version has been read: only the stretches that the edit touches, while the nodes of the
 * others are taken over and moved.
 *
 * @param previous what was read before. Its tree must be as it was, and must not be used any more
 * @param text the edited text, with or without byte order mark
 */
export function parseAgain(previous: Parsed, text: string): Parsed {
  const source = stripByteOrderMark(text)
  if (source === previous.text) return previous
  const {stretches, tree} = previous
  const last = stretches.length - 1
  if (
    last === -1 ||
    previous.hasDefinitions ||
    previous.editCount === mostEdits
  ) {
    return parseFully(text)
  }

  const change = findChange(previous.text, source)
  // The mark of the heading behind a stretch is what ends it, and the line above is what makes a cut of it.
  let head = 0
  while (head < last && startOf(head + 1) + headingMark <= change.start) head++
  let tail = last + 1
  while (tail > head + 1 && startOf(tail - 1) - blankLine >= change.end) tail--
  const moved = source.length - previous.text.length
  const first = stretches[head]
  const behind = stretches[tail]
  if (!first) return parseFully(text)
  const reading = readPart(source, {
    from: first.start,
    to: behind ? behind.start + moved : source.length,
    line: first.line
  })
  if (!reading || reading.hasDefinitions) return parseFully(text)

  const shift = {
    lines: behind ? reading.end.line - behind.line : 0,
    offset: moved
  }
  const before = tree.children.slice(0, first.childIndex)
  const after = behind ? tree.children.slice(behind.childIndex) : []
  if (shift.lines !== 0 || shift.offset !== 0) {
    for (const node of after) moveNode(node, shift)
  }

  const end = (behind && tree.position?.end) ?? reading.end
  if (behind) movePoint(end, shift)
  const readFrom = before.length
  const afterFrom = readFrom + reading.children.length
  return {
    text: source,
    tree: {
      type: 'root',
      children: [...before, ...reading.children, ...after],
      position: {start: {line: 1, column: 1, offset: 0}, end}
    },
    stretches: [
      ...stretches.slice(0, head),
      ...reading.stretches.map((each) => ({
        ...each,
        childIndex: each.childIndex + readFrom
      })),
      ...stretches.slice(tail).map((each) => ({
        start: each.start + shift.offset,
        line: each.line + shift.lines,
        childIndex: each.childIndex - (behind?.childIndex ?? 0) + afterFrom
      }))
    ],
    hasDefinitions: false,
    editCount: previous.editCount + 1
  }

  function startOf(index: number): number {
    return stretches[index]?.start ?? 0
  }
}

/** Six `#` and what must follow them. */
const headingMark = 8

/** Two line endings, of which one may be CRLF, in front of a heading. */
const blankLine = 4

/** @returns from where to where the old text differs from the new one */
function findChange(before: string, after: string): Range {
  const shorter = Math.min(before.length, after.length)
  let start = 0
  while (
    start < shorter &&
    before.charCodeAt(start) === after.charCodeAt(start)
  ) {
    start++
  }

  let same = 0
  while (
    same < shorter - start &&
    before.charCodeAt(before.length - same - 1) ===
      after.charCodeAt(after.length - same - 1)
  ) {
    same++
  }

  return {start, end: before.length - same}
}

/** A part of a text: from the start of a line on, up to the end of the text or the beginning of a stretch. */
interface PartOfText {
  readonly from: number
  readonly to: number
  /** The line at which it begins, from 1. */
  readonly line: number
  readonly skip?: (start: number) => number
}

/** What a part of a text is read as. */
interface Reading {
  readonly children: RootContent[]
  readonly stretches: readonly Stretch[]
  readonly end: Point
  readonly hasDefinitions: boolean
}

/** A stretch on the way to its nodes. */
interface Piece {
  readonly start: number
  readonly end: number
  readonly line: number
  /** How many nodes the scanner has made of it, none where it was skipped; -1 where it has declined. */
  readonly count: number
}

/** @returns the blocks of a part of a text; `undefined` where it can only be read as a whole, by micromark */
function readPart(text: string, part: PartOfText): Reading | undefined {
  const {from, to, skip} = part
  if (from === 0 && findFrontMatterEnd(text) === -1) return undefined
  const scanner = new BlockScanner(text, to)
  scanner.moveTo(part.line, from)
  const scanned: RootContent[] = []
  const pieces: Piece[] = []
  let declined = 0
  for (let start = from; start < to;) {
    const {line} = scanner
    const skipped = skip?.(start) ?? -1
    if (skipped !== -1) {
      scanner.moveTo(line + countLineEndings(text, start, skipped), skipped)
      pieces.push({start, end: skipped, line, count: 0})
      start = skipped
      continue
    }

    const before = scanned.length
    let end = scanner.scan(scanned)
    const count = end === -1 ? -1 : scanned.length - before
    if (end === -1) {
      scanned.length = before
      end = findStretchEnd(text, start, to)
      scanner.moveTo(line + countLineEndings(text, start, end), end)
      declined++
    }

    pieces.push({start, end, line, count})
    start = end
  }

  if (declined > 0) {
    return declined === pieces.length && to - from === text.length
      ? undefined
      : joinPieces(text, pieces, scanned, scanner.endPoint())
  }

  const stretches: Stretch[] = []
  let childIndex = 0
  for (const {start, line, count} of pieces) {
    stretches.push({start, line, childIndex})
    childIndex += count
  }

  const end = scanner.endPoint()
  return {children: scanned, stretches, end, hasDefinitions: false}
}

/**
 * Reads the pieces that were declined and puts all in order.
 *
 * @param scanned the nodes of the others
 * @param endPoint where the last piece ends, if another stretch follows or the scanner has read it
 * @returns `undefined` where something reaches from one piece into another
 */
function joinPieces(
  text: string,
  pieces: readonly Piece[],
  scanned: readonly RootContent[],
  endPoint: Point
): Reading | undefined {
  const isDeclined = ({count}: Piece) => count === -1
  const source = pieces
    .filter(isDeclined)
    .map(({start, end}) => text.slice(start, end))
    .join('')
  const last = pieces.at(-1)
  const isAtEnd = last?.end === text.length && isDeclined(last)
  // In place of the heading that the next stretch begins with.
  const {children: read, position} = readWithMicromark(
    isAtEnd ? source : `${source}#`
  )
  if (!isAtEnd && !isHeadingAt(read.pop(), source.length)) return undefined

  const children: RootContent[] = []
  const stretches: Stretch[] = []
  let hasDefinitions = false
  let isBehindDeclined = false
  let scannedIndex = 0
  let readIndex = 0
  let joinedStart = 0
  let joinedLine = 1
  let shift: Shift = {lines: 0, offset: 0}
  for (const [index, piece] of pieces.entries()) {
    const {start, end, line, count} = piece
    const childIndex = children.length
    if (!isDeclined(piece)) {
      stretches.push({start, line, childIndex})
      for (let left = count; left > 0; left--) {
        children.push(scanned[scannedIndex++] as RootContent)
      }

      isBehindDeclined = false
      continue
    }

    shift = {lines: line - joinedLine, offset: start - joinedStart}
    // Cuts between pieces that are neighbors need not hold, for they were read in one.
    if (index === 0 || isHeadingAt(read[readIndex], joinedStart)) {
      stretches.push({start, line, childIndex})
    } else if (!isBehindDeclined) return undefined
    joinedStart += end - start
    joinedLine += (pieces[index + 1]?.line ?? line) - line
    for (; readIndex < read.length; readIndex++) {
      const node = read[readIndex] as RootContent
      if ((node.position?.start.offset ?? 0) >= joinedStart) break
      if (moveNode(node, shift)) hasDefinitions = true
      children.push(node)
    }

    isBehindDeclined = true
  }

  const end = (isAtEnd && position?.end) || endPoint
  if (isAtEnd) movePoint(end, shift)
  return {children, stretches, end, hasDefinitions}
}

function isHeadingAt(node: RootContent | undefined, offset: number): boolean {
  return node?.type === 'heading' && node.position?.start.offset === offset
}

/** @param text without its byte order mark; what looks like one is a second one, and text */
function readWithMicromark(text: string): Root {
  return loadMicromark().parseMarkdown(
    text.charCodeAt(0) === byteOrderMark ? `\uFEFF${text}` : text
  )
}
