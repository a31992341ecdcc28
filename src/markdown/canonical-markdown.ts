/**
 * Recognises text that is plainly in canonical form: so simple that Prettier, with its default options for Markdown,
 * prints it as it stands. Where it is not sure it says no, and Prettier is asked. A bank that the hook has kept
 * clean is nearly all such text, so checking it loads neither Prettier nor a Markdown parser.
 *
 * A property test holds it to its word: whatever it accepts, Prettier leaves alone.
 */
import type {Range} from './offsets.ts'
import {skipPlainFrontMatter} from './canonical-front-matter.ts'
import {isPlainText, mayBeginBlock, skipPlainLabel} from './canonical-text.ts'

const space = 32
const hash = 35

/** A line of plainly canonical text; its range is without hard break and line break. */
export interface PlainLine extends Range {
  /** A heading; an item of a list; a line of a paragraph, which may begin with a label. */
  readonly kind: 'heading' | 'bullet' | 'text'
  /** Offset of the text behind the marker of a heading or bullet, or behind a label; `end`, where nothing follows. */
  readonly textStart: number
  /** Offset after the label that begins the line; `start`, where none does. */
  readonly labelEnd: number
}

/**
 * @param quote what Prettier puts around words of front matter that need it
 * @returns whether a block of text (to be followed by another, unless it ends the text) is plainly canonical
 */
export function isPlainlyCanonical(
  text: string,
  start: number,
  end: number,
  quote: '"' | "'" = '"'
): boolean {
  const from = start === 0 ? skipPlainFrontMatter(text, quote) : start
  if (from === -1) return false
  const isAll = from > start && from === end
  return isAll || readPlainLines(text, from, end, true) !== undefined
}

/**
 * @param start of a block: the start of a line
 * @param end of it, behind its line breaks: one at the end of the text, two elsewhere
 * @param isWhole whether all that is canonical counts, also emphasis and fenced code, which are not lines of a plain card
 * @returns its lines that are not blank, in source order, without those of code; `undefined` where it is not plainly canonical
 */
export function readPlainLines(
  text: string,
  start: number,
  end: number,
  isWhole = false
): PlainLine[] | undefined {
  const ending = end === text.length ? '\n' : '\n\n'
  const to = end - ending.length
  if (to < start || !text.startsWith(ending, to)) return undefined
  const lines: PlainLine[] = []
  // Of the chunk in which the line stands: chunks have one blank line between them.
  let kind: PlainLine['kind'] | 'code' | undefined
  let previous: typeof kind
  let at = start
  while (at <= to) {
    const lineBreak = text.indexOf('\n', at)
    const lineEnd = lineBreak === -1 || lineBreak > to ? to : lineBreak
    if (lineEnd === at) {
      // Nothing but a chunk may stand in front of a blank line.
      if (kind === undefined) return undefined
      previous = kind
      kind = undefined
      at++
      continue
    }

    if (isWhole && kind === undefined && text.startsWith('```', at)) {
      const fenceEnd = skipPlainFence(text, at, to)
      if (fenceEnd === -1) return undefined
      kind = 'code'
      at = fenceEnd + 1
      continue
    }

    const line = readLine(text, at, lineEnd, isWhole)
    if (!line) return undefined
    if (kind === undefined) {
      // Two lists in a row are one, looser than either.
      if (line.kind === 'bullet' && previous === 'bullet') return undefined
    } else if (line.kind !== kind || kind === 'heading') return undefined

    // A hard break has a line of the same paragraph behind it.
    const isBroken = line.end < lineEnd
    if (isBroken && (lineEnd === to || text.charCodeAt(lineEnd + 1) === 10)) {
      return undefined
    }

    lines.push(line)
    kind = line.kind
    at = lineEnd + 1
  }

  return kind === undefined ? undefined : lines
}

/** A fence as Prettier prints it, around code that it does not format, and that has neither tabs nor spaces at a line's end. */
const plainFence = /```(?:console|diff|log|python|sh|sql|text)?\n/y

/** @returns offset after the closing fence of code; -1 where the code is not plain */
function skipPlainFence(text: string, from: number, to: number): number {
  plainFence.lastIndex = from
  if (!plainFence.test(text)) return -1
  const start = plainFence.lastIndex
  const end = text.indexOf('\n```', start)
  if (end === -1 || end + 4 > to) return -1
  const code = text.slice(start, end)
  const isClosed = end + 4 === to || text.charCodeAt(end + 4) === 10
  return isClosed && !/```|[^\P{Cc}\n]| (?:\n|$)/u.test(code) ? end + 4 : -1
}

function readLine(
  text: string,
  start: number,
  lineEnd: number,
  mayStress: boolean
): PlainLine | undefined {
  const first = text.charCodeAt(start)
  if (first === hash) {
    let textStart = start
    while (text.charCodeAt(textStart) === hash) textStart++
    const depth = textStart - start
    const isHeading = depth <= 6 && text.charCodeAt(textStart) === space
    return isHeading && isPlainText(text, ++textStart, lineEnd, mayStress)
      ? {kind: 'heading', start, end: lineEnd, textStart, labelEnd: start}
      : undefined
  }

  if (first === 45 /* `-` */) {
    const textStart = start + 2
    // A lead in bold, `- **Must:** text`, has the form of a label.
    const leadEnd = skipPlainLabel(text, textStart, lineEnd)
    const rest = leadEnd === -1 ? textStart : leadEnd + 1
    return text.charCodeAt(rest - 1) === space &&
      text.charCodeAt(start + 1) === space &&
      !mayBeginBlock(text, textStart) &&
      isPlainText(text, rest, lineEnd, mayStress)
      ? {kind: 'bullet', start, end: lineEnd, textStart, labelEnd: start}
      : undefined
  }

  const isBroken = text.startsWith('  ', lineEnd - 2)
  const end = isBroken ? lineEnd - 2 : lineEnd
  const labelEnd =
    first === 42 /* `*` */ ? skipPlainLabel(text, start, end) : -1
  if (labelEnd === -1) {
    return !mayBeginBlock(text, start) &&
      isPlainText(text, start, end, mayStress)
      ? {kind: 'text', start, end, textStart: start, labelEnd: start}
      : undefined
  }

  if (labelEnd === end) {
    // A label that has nothing behind it has no break either.
    return isBroken
      ? undefined
      : {kind: 'text', start, end, textStart: end, labelEnd}
  }

  const textStart = labelEnd + 1
  return text.charCodeAt(labelEnd) === space &&
    isPlainText(text, textStart, end, mayStress)
    ? {kind: 'text', start, end, textStart, labelEnd}
    : undefined
}

/** Whether canonical text looks the same with these options of Prettier as with none; else, nothing is plain. */
export function hasPlainOptions(options: {
  readonly insertPragma?: boolean
  readonly plugins?: readonly unknown[]
  readonly proseWrap?: string
  readonly tabWidth?: number
  readonly useTabs?: boolean
}): boolean {
  return (
    (options.proseWrap ?? 'preserve') === 'preserve' &&
    (options.tabWidth ?? 2) === 2 &&
    !options.useTabs &&
    !options.insertPragma &&
    !options.plugins?.length
  )
}
