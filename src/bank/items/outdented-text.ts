/**
 * A text whose lines begin further left than in the file, with the positions of its characters in the file. It has as
 * many lines as the file.
 */
import type {Position} from 'unist'
import {findFirst} from '../../text/binary-search.ts'
import type {Range} from '../../markdown/offsets.ts'
import {lineStartOf, nextLineOf} from '../../markdown/offsets.ts'
import {createPlacer} from '../../markdown/places.ts'

/** Lines of a list item: those that begin in the range. */
export interface Indented extends Range {
  /** How many columns of white space are removed before each of them, at most. */
  readonly columns: number
  /** Whether these are the lines of the item's first text, with its marker: all white space before them is removed. */
  readonly isFirst: boolean
}

/** A line that is shorter than in the file. */
interface ShortLine {
  /** Offset in the text. */
  readonly start: number
  /** Offset in the file. */
  readonly from: number
  /** How many characters of the file are removed. */
  readonly dropped: number
  /** How many spaces replace the rest of a tab. */
  readonly pad: number
}

/** New text for a range; several candidates if it is not certain. */
interface Change extends Range {
  readonly texts: readonly string[]
}

/** All offsets are UTF-16 units, from 0. */
export class OutdentedText {
  readonly text: string
  /** The text of the file. */
  readonly file: string
  /** Converts a range of the file to a position in it: lines and columns from 1. */
  readonly placeInFile: (range: Range) => Position
  private readonly indented: readonly Indented[]
  private readonly lines: readonly ShortLine[]

  /**
   * @param file text of the file
   * @param indented ranges of it, in source order
   */
  constructor(file: string, indented: readonly Indented[]) {
    this.file = file
    this.placeInFile = createPlacer(file)
    this.indented = indented
    this.lines = findShortLines(file, indented)
    this.text = this.shorten(file)
  }

  /**
   * @param other a text with the same lines and white space as the file
   * @returns that text without the indent that this one has lost
   */
  shorten(other: string): string {
    const parts: string[] = []
    let at = 0
    for (const {dropped, from, pad} of this.lines) {
      parts.push(other.slice(at, from), ' '.repeat(pad))
      at = from + dropped
    }

    return parts.join('') + other.slice(at)
  }

  /** @returns the offset of a character in the file; at the start of a line, the one after the removed white space */
  toFile(offset: number): number {
    const line = this.shortLineAbove(offset)
    if (!line) return offset
    const {dropped, from, pad, start} = line
    return from + dropped + Math.max(0, offset - start - pad)
  }

  /** @returns a range in the file, without removed white space around it */
  rangeToFile({end, start}: Range): Range {
    const from = this.toFile(start)
    return {start: from, end: end > start ? this.toFile(end - 1) + 1 : from}
  }

  /** @returns the offset in the text of a character of the file; for removed white space, the start of its line */
  fromFile(offset: number): number {
    const {lines} = this
    const line = lines[findFirst(lines, ({from}) => from > offset) - 1]
    if (!line) return offset
    const {dropped, from, pad, start} = line
    const at = offset - from - dropped
    return at < 0 ? start : start + pad + at
  }

  /** @returns a change of the text as a change of the file: new lines get the indent of the lines around them */
  changeToFile({end, start, texts}: Change): Change {
    const {text} = this
    const isAtStart = lineStartOf(text, start) === start
    const isBeforeLine = lineStartOf(text, end) === end
    const areLines =
      isBeforeLine &&
      texts.every((each) => (each === '' ? isAtStart : each.endsWith('\n')))
    const rest = areLines ? '' : (text.slice(end).split('\n', 1)[0] ?? '')
    // A line must not become white space only.
    const isFirstBlank = texts.every((each) => {
      const [first = ''] = (each + rest).split('\n', 1)
      return first.trim() === ''
    })
    const isWhole = isAtStart && (areLines || isFirstBlank)
    // A blank line has no indent yet.
    const isFirstKept = !isWhole && (!isAtStart || this.isText(start))
    const indent = this.indentAt({start, end})
    return {
      start: isWhole ? this.lineToFile(start) : this.toFile(start),
      end: areLines
        ? this.lineToFile(end)
        : isBeforeLine || end === start
          ? this.toFile(end)
          : this.toFile(end - 1) + 1,
      texts: texts.map((each) => indentLines(each, indent, {isFirstKept, rest}))
    }
  }

  /**
   * @returns where a line begins in the file, removed white space included; for any other offset, the same as
   *   `toFile`
   */
  lineToFile(start: number): number {
    const line = this.shortLineAbove(start)
    return line?.start === start ? line.from : this.toFile(start)
  }

  private shortLineAbove(offset: number): ShortLine | undefined {
    const {lines} = this
    return lines[findFirst(lines, ({start}) => start > offset) - 1]
  }

  /** @returns the white space before new lines: that of the line on which they begin, or of the next one */
  private indentAt({end, start}: Range): string {
    const lineStart = lineStartOf(this.text, start)
    const above = this.rangeAt(lineStart)
    if (this.isText(lineStart) && !this.isMarked(lineStart)) {
      return above ? this.readIndent(lineStart, above) : ''
    }

    const below = this.nextLine(end)
    if (below === undefined || this.isMarked(below)) {
      return ' '.repeat(above?.columns ?? 0)
    }

    const range = this.rangeAt(below)
    return range ? this.readIndent(below, range) : ''
  }

  private rangeAt(lineStart: number): Indented | undefined {
    const {indented} = this
    const from = this.lineToFile(lineStart)
    const range = indented[findFirst(indented, ({start}) => start > from) - 1]
    return range && from < range.end ? range : undefined
  }

  private isMarked(lineStart: number): boolean {
    const range = this.rangeAt(lineStart)
    return range?.isFirst === true && range.start === this.lineToFile(lineStart)
  }

  private isText(lineStart: number): boolean {
    const text = /[^\S\n]*\S/y
    text.lastIndex = lineStart
    return text.test(this.text)
  }

  /** @returns the start of the next line that is not blank; it may be at the offset itself */
  private nextLine(offset: number): number | undefined {
    const isAtStart = lineStartOf(this.text, offset) === offset
    const from = isAtStart ? offset : this.text.indexOf('\n', offset)
    if (from === -1) return undefined
    const text = /\S/g
    text.lastIndex = from
    const found = text.exec(this.text)
    return found ? lineStartOf(this.text, found.index) : undefined
  }

  /** Tabs stay tabs if they are as wide as the indent. */
  private readIndent(lineStart: number, {columns}: Indented): string {
    const line = this.shortLineAbove(lineStart)
    const isOwn = line?.start === lineStart && line.pad === 0
    const own = isOwn
      ? this.file.slice(line.from, line.from + line.dropped)
      : ''
    return own.includes('\t') ? own : ' '.repeat(columns)
  }
}

/** @param rest text after the last of the lines, on the same line */
function indentLines(
  text: string,
  indent: string,
  {isFirstKept, rest}: {readonly isFirstKept: boolean; readonly rest: string}
): string {
  const lines = text.split('\n')
  return lines
    .map((line, at) => {
      const whole = at === lines.length - 1 ? line + rest : line
      const isKept = (at === 0 && isFirstKept) || whole.trim() === ''
      return isKept ? line : indent + line
    })
    .join('\n')
}

function findShortLines(
  file: string,
  indented: readonly Indented[]
): ShortLine[] {
  const lines: ShortLine[] = []
  const space = /[ \t]*/y
  let shift = 0
  for (const {columns, end, isFirst, start} of indented) {
    for (let from = start; from < end; from = nextLineOf(file, from)) {
      space.lastIndex = from
      const [found = ''] = space.exec(file) ?? []
      const most = isFirst ? Infinity : columns
      let width = 0
      let dropped = 0
      for (; dropped < found.length && width < most; dropped++) {
        width += found[dropped] === '\t' ? 4 - (width % 4) : 1
      }

      if (dropped === 0) continue
      const pad = Math.max(0, width - most)
      lines.push({start: from - shift, from, dropped, pad})
      shift += dropped - pad
    }
  }

  return lines
}
