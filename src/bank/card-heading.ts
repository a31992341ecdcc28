/**
 * Reads a heading of Markdown, or a line of text that is meant as a heading, as the heading of a card.
 */
import type {Line} from './text-lines.ts'
import type {CardHeading} from './model.ts'
import type {Range} from '../markdown/offsets.ts'
import {endsInBackslash} from '../markdown/offsets.ts'
import type {Title, TitleReader} from '../template/card-title.ts'
import {stripBold} from '../template/card-title.ts'

/** @returns a heading of Markdown as a card's */
export function readHeading(
  line: Line,
  text: string,
  readTitle: TitleReader
): CardHeading | undefined {
  const {node, item} = line
  const end = node.position?.end.offset
  if (node.type !== 'heading' || end === undefined) return undefined
  const source = text.slice(line.start, end)
  const isAtx =
    /^#{1,6}(?=[ \t\r\n]|$)/.test(source) && isAtxNode(line, end, text)
  const content = isAtx ? stripHashes(source) : dropUnderline(source)
  const itemStart = line.isItemStart ? item?.position?.start.offset : undefined
  const title = readMarked(content, readTitle)
  return {
    start: itemStart ?? line.start,
    end,
    form: isAtx ? 'atx' : 'setext',
    depth: node.depth,
    isInBullet: item !== undefined,
    isSwallowed: false,
    ...title,
    titleRange: findTitle(text, {start: line.start, end}, title)
  }
}

/** @returns where a title is in its heading; the whole heading if its text is in several pieces */
function findTitle(text: string, {start, end}: Range, {title}: Title): Range {
  const at = text.lastIndexOf(title, end - title.length)
  return at < start ? {start, end} : {start: at, end: at + title.length}
}

/** A setext heading can begin with `#` only when escaped or without a space; it then spans several lines. */
function isAtxNode(line: Line, end: number, text: string): boolean {
  const lineBreak = text.indexOf('\n', line.start)
  return lineBreak === -1 || lineBreak >= end
}

function stripHashes(source: string): string {
  let content = source.replace(/^#+/, '').trim()
  // Closing `#`s count as such only after a space (CommonMark 4.2).
  let at = content.length
  while (at > 0 && content[at - 1] === '#') at--
  if (at === 0) return ''
  if (at < content.length && /[ \t]/.test(content.charAt(at - 1))) {
    content = content.slice(0, at).trimEnd()
  }

  return content
}

function dropUnderline(source: string): string {
  const lines = source.split(/\r?\n/).slice(0, -1)
  return lines
    .map((line, index) =>
      index < lines.length - 1 ? dropBreak(line) : line.trim()
    )
    .join(' ')
}

/** A line that is not the last, without the backslash of a hard break at its end. */
function dropBreak(line: string): string {
  const bare = line.trim()
  return endsInBackslash(bare) ? bare.slice(0, -1).trimEnd() : bare
}

/** `### Q: Title` as the text of a heading: if a prefix follows, the marker in it is not part of the title. */
function readMarked(content: string, readTitle: TitleReader): Title {
  const title = readTitle(content)
  const marker = /^#{1,6}[ \t]*/.exec(content)?.[0]
  if (marker === undefined) return title
  const inner = readTitle(content.slice(marker.length))
  return inner.hasPrefix ? inner : title
}

/** @returns a line of text that is meant as a card's heading */
export function readTextHeading(
  line: Line,
  text: string,
  readTitle: TitleReader
): CardHeading | undefined {
  const {end} = line
  const whole = text.slice(line.start, end)
  const source = line.isLast ? whole : dropBreak(whole)
  const isSwallowed = line.swallower === 'HTML'
  // HTML hides even a correct heading, with its space.
  const marker = isSwallowed ? /^#{1,6}(?!#)/ : /^#{1,6}(?=\S)/
  const hashes = marker.exec(source)?.[0].length ?? 0
  const isBold = stripBold(source) !== source
  const title = readMarked(hashes > 0 ? stripHashes(source) : source, readTitle)
  if (!title.hasPrefix && title.number === undefined) {
    // A bold line is a heading only when it ends a paragraph, which it may be glued to.
    if (hashes > 0 || !isBold || !line.isLast || line.isItemStart) {
      return undefined
    }
  }

  const itemStart = line.isItemStart
    ? line.item?.position?.start.offset
    : undefined
  return {
    start: itemStart ?? line.start,
    end,
    form: 'text',
    depth: hashes,
    ...title,
    titleRange: findTitle(text, {start: line.start, end}, title),
    isInBullet: line.item !== undefined,
    isSwallowed
  }
}
