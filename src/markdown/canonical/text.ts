/**
 * Text of one line that means the same to everyone and that Prettier prints as it is: characters of any script, code, links,
 * strong text and emphasis. Read character by character, because it is asked about every line of a bank: a character is plain,
 * or `tokens` says how far what it begins reaches.
 */

import {isDigit, isWordCharacter} from '../scanner/code-units.ts'
import {skipTag} from '../scanner/html-starts.ts'

/** What counts as canonical. */
export interface Grammar {
  /**
   * Whether only what a card that is read without a parser may have counts: nothing that depends on a definition, is HTML,
   * or may be a label in disguise.
   */
  readonly isCard: boolean
  /** What Prettier puts around titles and words that need quotes. */
  readonly quote: '"' | "'"
  /** Whether Prettier leaves code in all languages as it is. */
  readonly keepsCode: boolean
}

const space = 32
const ideographicSpace = 0x30_00

/** What is known of a UTF-16 unit: nothing yet (0), or one of these. */
const plain = 1
const notPlain = 2
/** Plain or not, depending on what is around it. */
const special = 3

/** Per UTF-16 unit. */
const known = new Uint8Array(0x1_00_00)
for (let code = 0; code < 128; code++) {
  known[code] = isWordCharacter(code) ? plain : notPlain
}

for (const character of ',;!?\'"()%/+=->}|') {
  known[character.charCodeAt(0)] = plain
}

/** Letters, marks, numbers and signs mean nothing to Markdown; of a pair, both halves have to be there. */
function classify(code: number): number {
  const isPair = code >= 0xd8_00 && code <= 0xdf_ff
  const kind = isPair || code === ideographicSpace ? special : plain
  // White space other than a space (Prettier and micromark take some of it for a space, and some not), control characters, a byte
  // order mark.
  const isOdd =
    kind === plain && /[\p{Z}\p{Cc}\uFEFF]/u.test(String.fromCharCode(code))
  return (known[code] = isOdd ? notPlain : kind)
}

/** What a token may be in. */
interface Place {
  readonly grammar: Grammar
  /** Where the text begins. */
  readonly from: number
  readonly isInLink: boolean
  /** Marks of the text around that is stressed; empty where none is. */
  readonly stress: string
}

/** @returns offset after what begins at `at`; -1 where it is not plain */
type Skip = (text: string, at: number, to: number, place: Place) => number

/** By the character that begins it. */
const tokens: Readonly<Record<string, Skip>> = {
  '#': (text, at, _to, {from}) =>
    isWordCharacter(text.charCodeAt(at - 1)) ||
    (at > from && isWordCharacter(text.charCodeAt(at + 1)))
      ? at + 1
      : -1,
  $: (text, at) => (text.charCodeAt(at + 1) === 36 ? -1 : at + 1),
  '&': (text, at) => (maybeEntity(text, at) ? -1 : at + 1),
  '*': (text, at, to, place) => skipStress(text, at, to, '**', place),
  '.': (text, at) => (mayBeHost(text, at) ? -1 : at + 1),
  ':': (text, at, to, place) =>
    mayBeProtocol(text, at) ? skipAddress(text, at, to, place) : at + 1,
  '<': skipAngle,
  '@': (text, at) => (mayBeMail(text, at) ? -1 : at + 1),
  '[': skipBrackets,
  '\\': (text, at, to, {grammar}) =>
    at + 1 < to && isEscape(text, at, grammar) ? at + 2 : -1,
  // With a bracket, it begins a footnote.
  '^': (text, at) => (text.charCodeAt(at + 1) === 91 ? -1 : at + 1),
  _: (text, at, to, place) =>
    isWordCharacter(text.charCodeAt(at - 1)) && at > place.from
      ? skipInnerBars(text, at, to)
      : skipStress(text, at, to, '_', place),
  '`': skipCode,
  '{': (text, at) => ('{%'.includes(text.charAt(at + 1) || ' ') ? -1 : at + 1),
  '~': skipTilde
}

/** What all versions of Prettier print with a backslash, wherever it is; without it, no link can come of it. */
const escapable = '<>[]#|{}()!.+-'

/** The same, but for the start of a later line: Prettier 3.8 joins that to the one above. */
const escapableInLine = '*~&\'"$%,;=?^\\'

/** Whether what a backslash is before is printed with it. Backticks are those of code on cards. */
function isEscape(text: string, at: number, {isCard}: Grammar): boolean {
  const escaped = text.charAt(at + 1)
  if (escapable.includes(escaped)) return true
  if (text.charAt(at - 1) === '\n') return false
  return escapableInLine.includes(escaped) || (escaped === '`' && !isCard)
}

const skips: (Skip | undefined)[] = []
for (const [character, skip] of Object.entries(tokens)) {
  known[character.charCodeAt(0)] = special
  skips[character.charCodeAt(0)] = skip
}

/**
 * @param from where the text begins
 * @param to where it ends
 * @returns whether it is plain, with single spaces between words and none at either end; neither empty nor with anything that
 *   GFM turns into a link
 */
export function isPlainText(
  text: string,
  from: number,
  to: number,
  grammar: Grammar
): boolean {
  const place = {grammar, from, isInLink: false, stress: ''}
  return skipPlain(text, from, to, place) === to
}

/** @returns the offset at which plain text ends, at `to` or earlier; -1 where it is empty or has a space at one of its ends */
function skipPlain(
  text: string,
  from: number,
  to: number,
  place: Place
): number {
  let at = from
  let isAfterSpace = true
  while (at < to) {
    const code = text.charCodeAt(at)
    const kind = known[code] || classify(code)
    if (kind === plain) {
      isAfterSpace = false
      at++
    } else if (code === space) {
      if (isAfterSpace) return -1
      isAfterSpace = true
      at++
    } else {
      if (kind === notPlain) break
      const next = skipToken(text, at, to, code, place)
      if (next === -1) break
      isAfterSpace = false
      at = next
    }
  }

  return isAfterSpace ? -1 : at
}

function skipToken(
  text: string,
  at: number,
  to: number,
  code: number,
  place: Place
): number {
  if (code < 128) return skips[code]?.(text, at, to, place) ?? -1
  if (code === ideographicSpace) {
    const isBetween = at > place.from && at + 1 < to
    return isBetween && !isWhite(text, at - 1) && !isWhite(text, at + 1)
      ? at + 1
      : -1
  }

  // A pair; both halves of a character that needs two.
  const next = text.charCodeAt(at + 1)
  const isPair = code < 0xdc_00 && next >= 0xdc_00 && next <= 0xdf_ff
  return isPair && at + 1 < to ? at + 2 : -1
}

/** Whether a character at an end of stressed text is a letter or number: any reader knows that the stress begins or ends there. */
function isLetter(character: string): boolean {
  return /[\p{L}\p{N}]/u.test(character)
}

/**
 * Strong text, emphasis, or deleted text, as Prettier prints it, around plain text. Strong text begins and ends with letters,
 * wherever it is; else it ends with punctuation and a space after it. Emphasis is apart from words, and may be in strong text. On
 * cards, colons in it or after make it look like a label.
 */
function skipStress(
  text: string,
  from: number,
  to: number,
  marker: '**' | '_' | '~~',
  place: Place
): number {
  const isNested = place.stress === '**' && marker === '_'
  if (place.stress !== '' && !isNested) return -1
  if (!text.startsWith(marker, from)) return -1
  const start = from + marker.length
  const before = from > place.from ? text.charAt(from - 1) : ' '
  if (marker === '_' ? !' ("\''.includes(before) : '*_~\\'.includes(before)) {
    return -1
  }

  if (marker === '_' && mayFollowBars(text, from)) return -1

  const at = skipPlain(text, start, to, {
    ...place,
    from: start,
    stress: marker
  })
  if (at === -1 || !text.startsWith(marker, at) || at + marker.length > to) {
    return -1
  }

  const end = at + marker.length
  const after = end < to ? text.charAt(end) : ' '
  const last = text.charAt(at - 1)
  if (!isLetter(text.charAt(start))) return -1
  if (isLetter(last)) {
    const isApart = marker !== '_' || ' .,;:!?)"\''.includes(after)
    if (!isApart || '*_~'.includes(after)) return -1
  } else if (!'.!?:,;'.includes(last) || after !== ' ') return -1
  return place.grammar.isCard && isLabelLike(text, start, at, end) ? -1 : end
}

/** How far back is looked for bars within words; after more text, there may be some. */
const mostBefore = 2000

/** Whether bars within words may be earlier in the paragraph: with them, Prettier 3.8 escapes emphasis. */
function mayFollowBars(text: string, from: number): boolean {
  const before = text.slice(Math.max(0, from - mostBefore), from)
  const start = before.lastIndexOf('\n\n')
  if (start === -1 && from > mostBefore) return true
  return /[^\s_]_[^\s_]/.test(before.slice(start + 1))
}

const colon = /[:\uFF1A]/

/** Whether a colon is in stressed text, or after it. */
function isLabelLike(
  text: string,
  start: number,
  close: number,
  end: number
): boolean {
  let next = end
  while (text.charCodeAt(next) === space) next++
  return colon.test(text.slice(start, close)) || colon.test(text.charAt(next))
}

/** `snake_case`, whose bars can neither open nor close emphasis. */
function skipInnerBars(text: string, from: number, to: number): number {
  let at = from
  while (text.charCodeAt(at) === 95) at++
  return at < to && isWordCharacter(text.charCodeAt(at)) ? at : -1
}

/** A tilde alone after a space ends nothing, so no other begins anything. */
function skipTilde(text: string, at: number, to: number, place: Place): number {
  if (text.charCodeAt(at + 1) === 126) {
    return skipStress(text, at, to, '~~', place)
  }

  const isAlone = text.charCodeAt(at - 1) === space
  return isAlone && isWordCharacter(text.charCodeAt(at + 1)) ? at + 1 : -1
}

/** Whether what `&` begins may be an entity; some have no semicolon. */
function maybeEntity(text: string, at: number): boolean {
  const next = text.charCodeAt(at + 1)
  if (!isWordCharacter(next) && next !== 35 /* `#` */) return false
  const isCapital = next >= 65 && next <= 90
  return !isCapital || isWordCharacter(text.charCodeAt(at + 2))
}

/** GFM links what begins with `mailto:`, `xmpp:` or a protocol, … */
function mayBeProtocol(text: string, at: number): boolean {
  if (text.startsWith('://', at)) return true
  const last = text.charCodeAt(at - 1) | 32
  if (last !== 111 /* `o` */ && last !== 112 /* `p` */) return false
  return /(?:mailto|xmpp)$/i.test(text.slice(Math.max(0, at - 6), at))
}

/** An address as it is, whose protocol is plain already. Rules have to see it, so cards with one are not plain. */
function skipAddress(
  text: string,
  at: number,
  to: number,
  {grammar, from, isInLink}: Place
): number {
  const end = isInLink ? -1 : findLiteralEnd(text, at, from)
  const isPlain = end <= to && !/[@~]/.test(text.slice(at, Math.max(at, end)))
  return isPlain && !grammar.isCard ? end : -1
}

/** What is after the protocol of an address, without what may be more of it or markup. */
const literalAddress =
  /:\/\/[A-Za-z\d-]+(?:\.[A-Za-z\d-]+)+(?:[/?#:](?:[\w/.?=%#+:@~-]*[\w/=%#+-])?)?(?<=[A-Za-z\d/=%#+-])(?=[.,;:!?)"']*(?:\s|$))/y

/** The protocol where a word may begin. */
const protocol = /(?:^|[\s(])https?$/

/**
 * @param at offset of `://`
 * @param from where the text begins
 * @returns offset after the address; -1 where there is none, or one that goes on in another way
 */
function findLiteralEnd(text: string, at: number, from: number): number {
  literalAddress.lastIndex = at
  return protocol.test(text.slice(Math.max(from, at - 6), at)) &&
    literalAddress.test(text)
    ? literalAddress.lastIndex
    : -1
}

/** … and what begins with `www.`. */
function mayBeHost(text: string, at: number): boolean {
  const isLast = (text.charCodeAt(at - 1) | 32) === 119 /* `w` */
  return isLast && /www$/i.test(text.slice(Math.max(0, at - 3), at))
}

/** GFM links what has a dot in the domain after its `@`. */
function mayBeMail(text: string, at: number): boolean {
  for (let end = at + 1; ; end++) {
    const isDomain = isDomainCharacter(text.charCodeAt(end + 1))
    const code = text.charCodeAt(end)
    if (code === 46 && isDomain) return true
    if (code !== 46 && !isDomainCharacter(code)) return false
  }
}

/** The beginning of a type with parameters, `Map<Key, Row>`: after a space, no address is one for any reader of Markdown. */
const typeStart = /<[A-Za-z]\w*(?=(?:<[A-Za-z]\w*)*, )/y

const autolink = /<https?:\/\/[\w\-./?#=%~:+,@()]+>/y

/** Less than, a type with parameters, an autolink, or a tag that has text on its line. */
function skipAngle(text: string, at: number, to: number, place: Place): number {
  const {from, grammar, isInLink} = place
  const next = text.charCodeAt(at + 1)
  if (at + 1 < to && (next === space || next === 61 || isDigit(next))) {
    return at + 1
  }

  autolink.lastIndex = at
  if (!isInLink && autolink.test(text)) return autolink.lastIndex
  // At the start of a line, Prettier 3.8 takes it for a block.
  if (at === from) return -1
  typeStart.lastIndex = at
  if (typeStart.test(text) && typeStart.lastIndex < to) {
    return typeStart.lastIndex
  }

  return grammar.isCard ? skipElement(text, at, to, place) : skipTag(text, at)
}

/** A line break, and the start of an element that only changes how its text looks. */
const plainTag = /<(?:br *\/?|(kbd|mark|small|sub|sup|u))>/y

/** An element with its text: of others, and where it is not closed, rules have something to say. */
function skipElement(
  text: string,
  at: number,
  to: number,
  place: Place
): number {
  plainTag.lastIndex = at
  const found = plainTag.exec(text)
  const start = plainTag.lastIndex
  if (!found || place.isInLink) return -1
  if (found[1] === undefined) return start
  const close = skipPlain(text, start, to, {...place, isInLink: true})
  const closing = `</${found[1]}>`
  return close !== -1 && text.startsWith(closing, close)
    ? close + closing.length
    : -1
}

/**
 * Code, printed as it is: with as few backticks as it takes, and spaces within them only where it begins or ends with a
 * backtick.
 */
function skipCode(
  text: string,
  from: number,
  to: number,
  {grammar}: Place
): number {
  const start = skipRun(text, from, to, 96)
  let close: number
  let end = start
  for (;;) {
    close = text.indexOf('`', end)
    if (close === -1 || close >= to) return -1
    end = skipRun(text, close, to, 96)
    if (end - close === start - from) break
  }

  const inner = text.slice(start, close)
  const isPadded = /^ .*`.* $/.test(inner)
  const code = isPadded ? inner.slice(1, -1) : inner
  if (grammar.isCard && start - from > 1) return -1
  const needsPad = code.startsWith('`') || code.endsWith('`')
  return !isWhite(code, 0) &&
    !isWhite(code, code.length - 1) &&
    needsPad === isPadded &&
    !/\p{Cc}/u.test(code) &&
    start - from === fewestBackticks(code)
    ? end
    : -1
}

/** The shortest run of backticks that a code does not have. */
function fewestBackticks(code: string): number {
  if (!code.includes('`')) return 1
  const lengths = new Set(code.match(/`+/g)?.map((run) => run.length))
  let length = 1
  while (lengths.has(length)) length++
  return length
}

function skipRun(text: string, from: number, to: number, code: number): number {
  let at = from
  while (at < to && text.charCodeAt(at) === code) at++
  return at
}

const reference = /\[[^[\]\\^\s]*\]/y

/** A link, an image, or (not on cards) brackets and what may refer to a definition: all are printed as they are. */
function skipBrackets(
  text: string,
  at: number,
  to: number,
  place: Place
): number {
  const {grammar, isInLink} = place
  const isImage = at > place.from && text.charCodeAt(at - 1) === 33
  if (isInLink || (isImage && grammar.isCard)) return -1
  if (!grammar.isCard && !isImage && text.charCodeAt(at + 1) === 94) {
    footnote.lastIndex = at
    return footnote.test(text) ? footnote.lastIndex : -1
  }

  const inner = {...place, from: at + 1, isInLink: true}
  const close = isImage
    ? skipAlternative(text, at + 1, to)
    : skipPlain(text, at + 1, to, inner)
  if (close === -1 || text.charCodeAt(close) !== 93 || close >= to) return -1
  const next = text.charCodeAt(close + 1)
  if (close + 1 < to && next === 40) {
    // An address that needs neither brackets nor escapes, perhaps with a title; Prettier 3.8 escapes some of the stars in it. V8 keeps
    // each of its characters in mind, and of ten million it cannot.
    const destination =
      /\((?:[\p{L}\p{M}\p{N}\-./#_~:?=%+,@!$]|&(?![^\s)]*;)){1,4096}(?: (?<title>"[^"'\\&\n]{1,4096}"|'[^"'\\&\n]{1,4096}'))?\)/uy
    destination.lastIndex = close + 1
    const found = destination.exec(text)
    const title = found?.groups?.['title']
    return found && (title === undefined || title.startsWith(grammar.quote))
      ? destination.lastIndex
      : -1
  }

  if (grammar.isCard || isImage) return -1
  if (next !== 91) return next === 58 ? -1 : close + 1
  reference.lastIndex = close + 1
  return reference.test(text) ? reference.lastIndex : -1
}

const footnote = /\[\^[\w-]+\](?![:(])/y

/** Alternative text of an image, which is not Markdown, without anything that could be. */
function skipAlternative(text: string, from: number, to: number): number {
  let at = from
  while (at < to && !'[]\\`*_<>&\t\r\n'.includes(text.charAt(at))) at++
  return at > from && !isWhite(text, from) && !isWhite(text, at - 1) ? at : -1
}

/**
 * @returns offset after a label in bold, `**Name:**` or `**Name**:`, that is at `from`; -1 where there is none, or one with
 *   anything but letters, digits, `'`, `-` and single spaces in its name
 */
export function skipPlainLabel(text: string, from: number, to: number): number {
  if (!text.startsWith('**', from)) return -1
  let isFirst = true
  for (let at = from + 2; at < to; at++) {
    const code = text.charCodeAt(at)
    if (isWordCharacter(code) || isOtherLetter(code)) {
      isFirst = false
      continue
    }

    if (isFirst) return -1
    if (code === 58 /* `:` */ || code === 42 /* `*` */) {
      const isEnd = text.startsWith(code === 58 ? ':**' : '**:', at)
      return isEnd && at + 3 <= to ? at + 3 : -1
    }

    if (code === space) {
      const next = text.charCodeAt(at + 1)
      if (next === space || next === 58 || next === 42) return -1
    } else if (code !== 39 /* `'` */ && code !== 45 /* `-` */) return -1
  }

  return -1
}

/**
 * Whether a number with `.` or `)` and no other digit after it, or one of `-+=:>|`, begins the line: it may be another
 * block than a paragraph.
 */
export function mayBeginBlock(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  if (code === 96) return text.startsWith('```', at)
  if (code === 58 /* `:` */) return !isWordCharacter(text.charCodeAt(at + 1))
  if (!isDigit(code)) return '-+=>|'.includes(text.charAt(at))
  let end = at
  while (isDigit(text.charCodeAt(end))) end++
  const next = text.charCodeAt(end)
  const isMarker = next === 46 || next === 41
  return isMarker && !isDigit(text.charCodeAt(end + 1))
}

function isDomainCharacter(code: number): boolean {
  return isWordCharacter(code) || code === 45 || code === 95
}

function isWhite(text: string, at: number): boolean {
  return at < 0 || at >= text.length || /\s/.test(text.charAt(at))
}

function isOtherLetter(code: number): boolean {
  return code > 127 && /[\p{L}\p{M}]/u.test(String.fromCharCode(code))
}
