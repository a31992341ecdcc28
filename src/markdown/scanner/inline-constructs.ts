/** What text may have that is neither brackets nor emphasis: line breaks, escapes, entities, code, HTML and addresses. */
import type {PhrasingContent} from 'mdast'
import type {Position} from 'unist'
import {closeBracket, openBracket} from './brackets.ts'
import {isAsciiPunctuation} from './code-units.ts'
import {longestTilde, pairingOf, readRun} from './emphasis.ts'
import {readEntity} from './entities.ts'
import {tag} from './html-starts.ts'
import type {InlineScanner} from './inline-scanner.ts'
import {findLiteral} from './literal-links.ts'

/** Reads what a character begins, and moves after it. @returns whether the scanner is sure */
type InlineConstruct = (scanner: InlineScanner, at: number) => boolean

/** By the character that begins them. */
const constructs: Readonly<Record<string, InlineConstruct>> = {
  '\0': () => false,
  '\t': () => false,
  '\n': (scanner, at) => scanner.readLineEnding(at),
  '\r': (scanner, at) => scanner.readLineEnding(at),
  '&': readReference,
  '*': readMarkers,
  '.': readLiteral,
  ':': readLiteral,
  '<': readAngle,
  '@': readLiteral,
  '[': openBracket,
  '\\': readBackslash,
  ']': closeBracket,
  _: readMarkers,
  '`': readCode,
  '~': readMarkers
}

/** The same by UTF-16 unit; all others are text wherever they are. */
export const inlineConstructs: readonly (InlineConstruct | undefined)[] =
  Array.from({length: 128}, (_, code) => constructs[String.fromCharCode(code)])

/** A character reference (2.5). */
function readReference(scanner: InlineScanner, at: number): boolean {
  const found = readEntity(scanner.text, at)
  if (!found) return scanner.keep(1)
  const {character, end} = found
  if (character === undefined || end > scanner.to) return false
  return scanner.replace(at, end, character)
}

/** Escapes (2.4), and a hard break (6.7). */
function readBackslash(scanner: InlineScanner, at: number): boolean {
  const {text, to} = scanner
  if (at + 1 >= to) return scanner.keep(1)
  const code = text.charCodeAt(at + 1)
  if (code === 10 || code === 13) return scanner.readHardBreak(at)
  return isAsciiPunctuation(code)
    ? scanner.replace(at, at + 2, text.charAt(at + 1))
    : scanner.keep(1)
}

/** Code (6.1): closed by as many backticks as open it. */
function readCode(scanner: InlineScanner, at: number): boolean {
  const {isInTable, text, to} = scanner
  const start = skipBackticks(text, at, to)
  const length = start - at
  let close: number
  let end = start
  do {
    close = text.indexOf('`', end)
    if (close === -1 || close >= to) return readOpenCode(scanner, length)
    end = skipBackticks(text, close, to)
  } while (end - close !== length)

  const source = text.slice(start, close)
  if (/[\0\r]/.test(source)) return false
  // The indentation of a list is not part of it; lazy lines have none.
  const lines = source.split(/\n( *)/)
  const isIndented = lines.every(
    (part, index) =>
      index % 2 === 0 || part.length === 0 || part.length === scanner.indent
  )
  if (!isIndented) return false
  let value = lines.filter((_, index) => index % 2 === 0).join('\n')
  // One space on both sides goes, if there is more than space.
  if (/^[ \n][^]*[ \n]$/.test(value) && /[^ \n]/.test(value)) {
    value = value.slice(1, -1)
  }

  if (isInTable) {
    value = value.replace(/\\([|\\])/g, (pair, sign: string) =>
      sign === '|' ? sign : pair
    )
  }

  const point = scanner.begin(at)
  for (const {index} of source.matchAll(/\n/g)) {
    scanner.startLine(start + index + 1)
  }

  const position = {start: point, end: scanner.point(end)}
  return scanner.add({type: 'inlineCode', value, position}, end)
}

/** Backticks that nothing closes are text. Each of them makes for another search, so it is sure once. */
function readOpenCode(scanner: InlineScanner, length: number): boolean {
  if (scanner.hasOpenCode || scanner.mayReachLine(scanner.at)) return false
  scanner.hasOpenCode = true
  return scanner.keep(length)
}

function skipBackticks(text: string, from: number, to: number): number {
  let at = from
  while (at < to && text.charCodeAt(at) === 96) at++
  return at
}

/** A run that may be one of emphasis, strong or deleted text; else it is text. */
function readMarkers(scanner: InlineScanner, at: number): boolean {
  const {from, text, to} = scanner
  const marker = text.charAt(at)
  let end = at + 1
  while (end < to && text.charAt(end) === marker) end++
  const found = readRun(text, at, end, from, to)
  if (found === 'unsure') return false
  const length = end - at
  // Micromark pairs first what is of the kind of the first run, even if that is text.
  if (marker !== '~' || length <= longestTilde) {
    scanner.first ??= pairingOf({marker})
  }

  if (!found) return scanner.keep(length)
  const start = scanner.begin(at)
  const run = {type: 'run' as const, marker, length, ...found, start}
  scanner.addMark(run, end)
  return true
}

/**
 * No element, comment or address begins so: after what may be the name of an element is none of what follows one, and after what may
 * be the beginning of an address neither `:` nor `@`. So in `Map<Key, Row>` and `a<=5`.
 */
const harmlessAngle =
  /<(?![!?/]|[A-Za-z][A-Za-z\d-]*(?:[\s/>]|$))[\w.!#$%&'*+/=?^`{|}~-]*(?![\w.!#$%&'*+/=?^`{|}~:@-])/y

/** An autolink (6.5) to the web in ASCII. */
const angleLink = /<https?:\/\/[!#-%'-;=?-[\]-~]*>/y

/** HTML (6.6), or an address between `<` and `>`: escapes, entities and emphasis mean nothing in it. */
function readAngle(scanner: InlineScanner, at: number): boolean {
  const {text, to} = scanner
  const isHarmless = find(harmlessAngle, text, at) !== undefined
  if (isHarmless) return scanner.keep(1)
  if (!scanner.hasGreaterAfter(at)) {
    return !scanner.mayReachLine(at) && scanner.keep(1)
  }

  const html = find(tag, text, at)
  if (html !== undefined) {
    const end = at + html.length
    if (end > to) return false
    const position = {start: scanner.begin(at), end: scanner.point(end)}
    return scanner.add({type: 'html', value: html, position}, end)
  }

  const link = find(angleLink, text, at)
  const end = at + (link?.length ?? 0)
  if (link === undefined || end > to || scanner.brackets.length > 0)
    return false
  const position = {start: scanner.begin(at), end: scanner.point(end)}
  const inner = {start: scanner.point(at + 1), end: scanner.point(end - 1)}
  return scanner.add(toLink(link.slice(1, -1), '', position, inner), end)
}

function find(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0]
}

/** So many times a text may have `w.` without an address. */
const mostHosts = 64

/** An address as it is; what is before the sign has been taken for text. */
function readLiteral(scanner: InlineScanner, at: number): boolean {
  const {brackets, from, text, to} = scanner
  const found = findLiteral(text, at, from, to)
  if (!found || brackets.length > 0) {
    scanner.mayHaveAddress ||= isAddressSign(text, at)
    // Each of them may have been looked for up to the end of a long word.
    if (text.charAt(at) === '.' && isAddressSign(text, at)) scanner.hosts++
    return scanner.hosts <= mostHosts && scanner.keep(1)
  }

  const {end, prefix, start} = found
  const value = text.slice(start, end)
  if (!scanner.isTextFrom(start) || value.includes('\0')) return false
  const position = {start: scanner.begin(start), end: scanner.point(end)}
  const inner = {start: {...position.start}, end: {...position.end}}
  return scanner.add(toLink(value, prefix, position, inner), end)
}

function toLink(
  value: string,
  prefix: string,
  position: Position,
  inner: Position
): PhrasingContent {
  return {
    type: 'link',
    title: null,
    url: prefix + value,
    children: [{type: 'text', value, position: inner}],
    position
  }
}

/** Whether GFM may find an address around a `.`, `:` or `@`. */
function isAddressSign(text: string, at: number): boolean {
  switch (text.charAt(at)) {
    case '.': {
      return (text.charCodeAt(at - 1) | 32) === 119 /* `w` */
    }

    case ':': {
      return text.charAt(at + 1) === '/'
    }

    default: {
      return true
    }
  }
}
