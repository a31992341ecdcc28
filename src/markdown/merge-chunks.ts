/** Reads the stretches of a text that the scanner has declined, and puts them between the others. */
import type {List, RootContent} from 'mdast'
import type {Point} from 'unist'
import type {KnownDefinitions} from './known-definitions.ts'
import type {Reading} from './chunk-cache.ts'
import {mostRemembered, recall, remember} from './chunk-cache.ts'
import {copyNode, moveNode, movePoint} from './move-nodes.ts'
import {countLineEndings, isHeadingAt, isLeftOpen} from './chunks.ts'
import {pushAll} from '../text/many.ts'
import {toBatches} from './known-definitions.ts'
import {startOf} from './offsets.ts'
import {mayDefine} from './scanner/labels.ts'
import {isItem, readMarker} from './scanner/line-starts.ts'

/** A stretch on the way to its nodes. */
export interface Piece {
  readonly start: number
  readonly end: number
  readonly line: number
  /** Whether it begins with an item of a list below indented code. */
  readonly isBelowCode?: boolean
  /** How many nodes the scanner has made of it, none where it was skipped; -1 where it has declined. */
  readonly count: number
}

/** The blocks of a text, and where it ends. */
export interface Joined {
  readonly children: RootContent[]
  readonly end: Point
}

/**
 * Reads the pieces that were declined and puts all in order.
 *
 * @param scanned the nodes of the others
 * @param definitions of the others
 * @param endPoint where the last piece ends, if another stretch follows or the scanner has read it
 * @returns `undefined` where something reaches from one piece into another
 */
export function joinPieces(
  text: string,
  pieces: readonly Piece[],
  scanned: readonly RootContent[],
  definitions: KnownDefinitions,
  endPoint: Point
): Joined | undefined {
  const declined = pieces.filter(({count}) => count === -1)
  const sources = declined.map(({start, end}) => text.slice(start, end))
  const areApart = !sources.some((source) => mayDefine(source))
  const isFree = sources.every((source) => definitions.areNoneIn(source))
  // What is written before a text would take its front matter from it.
  if (!isFree && declined[0]?.start === 0) return undefined
  const length = declined.reduce((sum, {start, end}) => sum + end - start, 0)
  const isKept = areApart && isFree && length <= mostRemembered
  const recalled = isKept
    ? recallPieces(text, declined)
    : new Map<Piece, Reading>()
  const unknown = declined.filter((piece) => !recalled.has(piece))
  const read = areApart
    ? readInBatches(text, unknown, definitions, isKept)
    : readTogether(text, unknown, definitions, isKept)
  if (!read) return undefined

  const children: RootContent[] = []
  let end = endPoint
  let scannedIndex = 0
  for (const piece of pieces) {
    const reading = read.get(piece) ?? recalled.get(piece)
    if (!reading) {
      for (let left = piece.count; left > 0; left--) {
        const node = scanned[scannedIndex++] as RootContent
        if (!addNode(children, node, text)) return undefined
      }

      continue
    }

    const {from} = reading
    const lines = piece.line - from.lines
    const shift = {lines, offset: piece.start - from.offset}
    const isOurs = read.has(piece)
    for (const node of reading.nodes) {
      if (isOurs) moveNode(node, shift)
      const own = isOurs ? node : copyNode(node, shift)
      if (!addNode(children, own, text)) return undefined
    }

    if (reading.end) {
      end = {...reading.end}
      movePoint(end, shift)
    }
  }

  return {children, end}
}

/** The end of a text closes what is open; so the same stretch is another there. */
function toKey(text: string, {start, end, isBelowCode}: Piece): string {
  const kind = start === 0 ? '^' : end === text.length ? '$' : '#'
  return (isBelowCode ? '    ' : '') + kind + text.slice(start, end)
}

function recallPieces(
  text: string,
  pieces: readonly Piece[]
): Map<Piece, Reading> {
  const recalled = new Map<Piece, Reading>()
  for (const piece of pieces) {
    const reading = recall(toKey(text, piece))
    if (reading) recalled.set(piece, reading)
  }

  return recalled
}

/** Reads pieces without definitions, some at a time. @returns the same as `readTogether` */
function readInBatches(
  text: string,
  pieces: readonly Piece[],
  definitions: KnownDefinitions,
  isKept: boolean
): Map<Piece, Reading> | undefined {
  const readings: [Piece, Reading][] = []
  let at = 0
  for (const batch of toBatches(
    pieces,
    ({start, end}) => end - start,
    definitions.length
  )) {
    const read = readTogether(text, batch, definitions, isKept)
    if (!read) {
      // Something reaches into the next batch: neighbors may do so.
      const rest = readTogether(text, pieces.slice(at), definitions, isKept)
      return rest && new Map([...readings, ...rest])
    }

    pushAll(readings, read)
    at += batch.length
  }

  return new Map(readings)
}

/**
 * Reads pieces as one text.
 *
 * @param isKept whether to remember what they are read as, which must hold wherever they are
 * @returns `undefined` where something reaches from one into another that does not follow it
 */
function readTogether(
  text: string,
  pieces: readonly Piece[],
  definitions: KnownDefinitions,
  isKept: boolean
): Map<Piece, Reading> | undefined {
  const readings = new Map<Piece, Reading>()
  const last = pieces.at(-1)
  if (!last) return readings
  const source = pieces
    .map(
      (piece, at) =>
        toHead(text, piece, pieces[at - 1]) + text.slice(piece.start, piece.end)
    )
    .join('')
  const isAtEnd = last.end === text.length
  // In place of the heading that the next stretch begins with.
  const root = definitions.read(isAtEnd ? source : `${source}#`)
  // Of a paragraph after an empty item, the mark of a task is noted on the root (mdast-util-gfm-task-list-item 2).
  if (!root || 'checked' in root) return undefined
  const {children, position} = root
  if (!isAtEnd && !isAt(children.pop(), source.length)) return undefined
  const from = {lines: 1, offset: 0}
  let index = 0
  let previous: Piece | undefined
  let isCut = true
  for (const piece of pieces) {
    const {start, end} = piece
    const before = toHead(text, piece, previous)
    if (start > 0 && !isAt(children[index], from.offset)) {
      // Cuts between pieces that are neighbors need not hold, for they were read in one.
      if (before !== '' || previous?.end !== start) return undefined
      isCut = false
    }

    // Blocks of one line with a blank one below.
    const blocks = before.split('\n\n').length - 1
    index += blocks
    from.lines += 2 * blocks
    from.offset += before.length

    const first = index
    const to = from.offset + end - start
    while ((children[index]?.position?.start.offset ?? Infinity) < to) index++
    readings.set(piece, {
      nodes: children.slice(first, index),
      end: isAtEnd && piece === last ? position?.end : undefined,
      from: {...from}
    })
    from.lines += countLineEndings(text, start, end)
    from.offset = to
    previous = piece
  }

  if (isKept && isCut) {
    for (const [piece, reading] of readings) {
      remember(toKey(text, piece), reading)
    }
  }

  return readings
}

/** A heading, after which nothing is open. */
const head = '#\n\n'

/** The same with code below it. */
const codeHead = `${head}    x\n\n`

/**
 * @returns what is written before a piece without a heading, which would go on with the one before: if that is not its neighbor, or
 *   it begins with an item of a list
 */
function toHead(
  text: string,
  {isBelowCode, start}: Piece,
  previous: Piece | undefined
): string {
  if (isBelowCode) return codeHead
  const goesOn = previous?.end === start && !isItem(text, start)
  return start === 0 || goesOn || isHeadingAt(text, start) ? '' : head
}

/**
 * Adds a node; the items of a list that was cut before a blank line go to the list above.
 *
 * @returns whether the lists can be cut: what is open in an item ends elsewhere if another item or a footnote follows
 */
function addNode(
  children: RootContent[],
  node: RootContent,
  text: string
): boolean {
  const above = children.at(-1)
  const isContainer = node.type === 'list' || node.type === 'footnoteDefinition'
  if (above?.type !== 'list' || !isContainer) {
    children.push(node)
    return true
  }

  if (endsOpen(above, text)) return false
  if (node.type !== 'list' || markOf(above, text) !== markOf(node, text)) {
    children.push(node)
    return true
  }

  above.spread = true
  pushAll(above.children, node.children)
  if (above.position && node.position) above.position.end = node.position.end
  return true
}

/** Whether the last block of a list is code or HTML that is not closed. */
function endsOpen(list: List, text: string): boolean {
  const item = list.children.at(-1)
  const last = item?.children.at(-1)
  if (last?.type === 'list') return endsOpen(last, text)
  if (last?.type !== 'code' && last?.type !== 'html') return false
  const block = text.slice(startOf(last), last.position?.end.offset)
  const {column = 1, line} = item?.position?.start ?? {}
  const first = item?.children[0]?.position?.start
  // With nothing beside its mark, the text may have more spaces than the item; after the box of a task, it begins further right.
  const isBeside = first?.line === line && item?.checked === null
  return isLeftOpen(block, isBeside && first ? first.column - 1 : column)
}

/** What is the same for all items of a list. */
function markOf(list: List, text: string): string {
  return readMarker(text, startOf(list)).mark
}

function isAt(node: RootContent | undefined, offset: number): boolean {
  return node?.position?.start.offset === offset
}
