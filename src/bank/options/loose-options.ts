/** Options that are not bullets: on lines of their own without a `-`, several on a line, after the question, or with a letter only. */
import type {ListItem, Nodes, Paragraph} from 'mdast'
import {findFirst} from '../../text/binary-search.ts'
import type {Range} from '../../markdown/offsets.ts'
import {trimEnd} from '../../markdown/offsets.ts'
import type {OptionMarker} from './check-box.ts'
import {
  beginsWithAsciiWord,
  longestMarker,
  readLooseOption,
  readOption
} from './check-box.ts'

/** A line of text, as `text-lines.ts` finds them. */
export interface TextLine extends Range {
  readonly lineStart: number
  readonly node: Nodes
  readonly item: ListItem | undefined
  readonly isItemStart: boolean
  readonly isRest: boolean
}

/** The text before an option that is not a bullet: the white space, and its check box or letter. */
export interface LooseOption
  extends Range, Pick<OptionMarker, 'enumerator' | 'isTicked'> {
  /** Whether there is a check box: otherwise, there is only a letter. */
  readonly hasBox: boolean
  /** Line breaks that are needed before it: one after other text of its line, two after text that is not an option. */
  readonly lineBreaks: '' | '\n' | '\n\n'
  /** Whether it is certainly an option. */
  readonly isCertain: boolean
}

/** A check box after other text. */
const innerBox =
  /(?<=[ \t])([-*+•·・‣◦●–—][ \t]{1,3})?(\(?(?:[A-Za-z]|\d{1,2})[.)][ \t]{1,3})?[[［]([ \t\u3000xX×✓✔✅]{0,4})\uFE0F?[\]］][ \t]{1,3}(?=\S)/gu

/** @returns the option that a line begins with, unless the line is the start of a bullet */
export function readLineStart(
  {item, isItemStart, lineStart, start, end}: TextLine,
  text: string
): LooseOption | undefined {
  // Further lines of an option's text are indented, and may begin with anything.
  if (isItemStart || (item && start > lineStart)) return undefined
  const source = text.slice(start, Math.min(end, start + longestMarker))
  const marker = readLooseOption(source)
  // A box without text is an empty option.
  if (!marker || marker.length >= end - start) return undefined
  return {
    start: lineStart,
    end: start + marker.length,
    enumerator: marker.enumerator,
    isTicked: marker.isTicked,
    hasBox: true,
    lineBreaks: '',
    isCertain: true
  }
}

/**
 * @param from where the line's own text begins, after a box at its start
 * @returns the check boxes after other text of a line; those with a bullet are certainly options
 */
export function readInner(
  line: TextLine,
  text: string,
  from = line.start
): LooseOption[] {
  const source = text.slice(from, line.end)
  if (!/[[［]/.test(source)) return []
  const found: LooseOption[] = []
  for (const match of source.matchAll(innerBox)) {
    const [all, bullet, letter = '', content = ''] = match
    const at = from + match.index
    if (!isPlainText(line.node, at)) continue
    found.push({
      start: trimEnd(text, at),
      end: at + all.length,
      enumerator: letter === '' ? '' : `${letter.trimEnd()} `,
      isTicked: content.trim() !== '',
      hasBox: true,
      lineBreaks: '\n',
      isCertain: bullet !== undefined
    })
  }

  return found
}

/** What may begin a box, and the end of a line. */
const bracket = /[[［\n]/g

/**
 * @param start of a line of text, or of a list item's text after its marker
 * @returns whether it may contain an option without a check box of its own
 */
export function mayHoldOption(
  text: string,
  start: number,
  end: number,
  kind: string
): boolean {
  bracket.lastIndex = start
  const hasBracket = bracket.test(text) && bracket.lastIndex <= end
  if (hasBracket && text.slice(start, end).search(innerBox) !== -1) return true
  if (beginsWithAsciiWord(text, start)) return false
  const source = text.slice(start, end)
  const marker = source.slice(0, longestMarker)
  if (kind === 'box') return letteredLine.test(source)
  return kind === 'text'
    ? readLooseOption(marker) !== undefined
    : readOption(marker)?.isTicked !== undefined
}

/**
 * @returns the option that may begin on a line at the margin and is glued to the option above: its `-` has no space
 *   after it, and its check box is missing
 */
export function readGluedLine(
  {item, isItemStart, lineStart, start, end}: TextLine,
  text: string
): LooseOption | undefined {
  if (!item || isItemStart || start > lineStart) return undefined
  const source = text.slice(start, Math.min(end, start + longestMarker))
  // A marker without the space.
  if (!/^[-+](?=[\p{L}\p{N}"“(`]|\*\*\p{L})/u.test(source)) return undefined
  // With a word, not a number, and not the name of a remark.
  const isCertain =
    /^.(?=\p{L}[\p{L}\p{M}]|["“(`]|\*\*\p{L})(?!(?:\*\*)?\p{L}[\p{L}\p{M} ]{1,24}[:：(])/u.test(
      source
    )
  return {
    start: lineStart,
    end: start + 1,
    enumerator: '',
    isTicked: false,
    hasBox: false,
    lineBreaks: '',
    isCertain
  }
}

/** Whether the offset is not in code, a link, emphasis, and the like. */
function isPlainText(node: Nodes, offset: number): boolean {
  const children: readonly Nodes[] = 'children' in node ? node.children : []
  const child =
    children[
      findFirst(children, ({position}) => (position?.end.offset ?? 0) > offset)
    ]
  return child === undefined || child.type === 'text'
}

/** A letter or number as people count options: `A.`, `(b)`, `C)`, with the bold that may begin before it. */
const letter =
  /(?<![^ \t])(?:\*\*|__)?(\(?)([A-Za-z])([.):．）、])[ \t]+(?=\S)/gu

/** Options from A on, in one line. */
const letteredLine =
  /^(?:\*\*|__)?\(?[Aa][.):．）、][ \t].*[ \t](?:\*\*|__)?\(?[Bb][.):．）、][ \t]/u

interface Letter extends Range {
  /** Case, and the characters around it. */
  readonly style: string
  /** From 0. */
  readonly index: number
  readonly line: TextLine
}

/** Fewer letters may be initials, even more so in one line. */
const fewestLettered = 2
const fewestInline = 3

/**
 * Options with only a letter: `A. one`, `B. two`. They count from A without a gap, up to the end of the text.
 *
 * @param lines of the card's text, without those of bullets
 * @returns the options; none if the letters may mean something else
 */
export function readLettered(
  lines: readonly TextLine[],
  text: string
): LooseOption[] {
  const letters = lines.flatMap((line) => readLetters(line, text))
  const {style} = letters.at(-1) ?? {}
  const own = letters.filter((each) => each.style === style)
  const isInline = own.some(({line, start}) => start > line.start)
  if (own.length < (isInline ? fewestInline : fewestLettered)) return []
  const isSequence = own.every(({index}, at) => index === at)
  const hasGap = own.some(({line}, at) => {
    const above = own[at - 1]?.line.node
    return above && above !== line.node && !isNext(above, line.node, text)
  })
  if (!isSequence || hasGap) return []
  return own.map(({line, start, end}, at) => {
    const isAtStart = start === line.start
    return {
      start: isAtStart ? line.lineStart : trimEnd(text, start),
      end,
      enumerator: text.slice(start, end),
      isTicked: false,
      hasBox: false,
      lineBreaks: isAtStart ? '' : at === 0 ? '\n\n' : '\n',
      isCertain: true
    }
  })
}

/** Whether nothing is between two paragraphs. */
function isNext(above: Nodes, below: Nodes, text: string): boolean {
  const from = above.position?.end.offset
  return text.slice(from, below.position?.start.offset).trim() === ''
}

function readLetters(line: TextLine, text: string): Letter[] {
  const source = text.slice(line.start, line.end)
  return [...source.matchAll(letter)].flatMap((match): Letter[] => {
    const [all, open = '', name = '', close = ''] = match
    const start = line.start + match.index
    const first = name === name.toLowerCase() ? 'a' : 'A'
    if (!isPlainText(line.node, start) && !/^[*_]/.test(all)) return []
    return [
      {
        start,
        end: start + all.length,
        style: open + first + close,
        index: name.charCodeAt(0) - first.charCodeAt(0),
        line
      }
    ]
  })
}

/** @returns whether it is a whole line of a paragraph */
export function isTextLine({isRest, node}: TextLine): boolean {
  return node.type === ('paragraph' satisfies Paragraph['type']) && !isRest
}
