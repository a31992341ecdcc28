/**
 * Text so simple that it means the same to everyone: Markdown reads it as text, code and links, and Prettier prints it as it
 * stands. Read character by character, because it is asked about every line of a bank.
 */

const space = 32

/** What is known of a UTF-16 unit. */
const unknown = 0
const plain = 1
const notPlain = 2
/** Plain or not, depending on what stands around it. */
const special = 3

/** Per UTF-16 unit. */
const known = new Uint8Array(0x1_00_00)

/**
 * Punctuation that neither begins nor ends markup. Not among it, on purpose: `* _ [ ] < > \ | ~ $ ^ { } # @`, and `&`, which
 * may begin an entity.
 */
const punctuation = ',.;:!?\'"()%/+=-–—…×·°±≤≥≈→←“”‘’«»€£§²³'

for (const character of punctuation) known[character.charCodeAt(0)] = plain
for (let code = 0; code < 128; code++) {
  if (isLetter(code) || isDigit(code)) known[code] = plain
  else if (known[code] === unknown) known[code] = notPlain
}

for (const character of ' &.:[`') known[character.charCodeAt(0)] = special

/** Letters of Latin scripts and Greek mean nothing to Markdown, wherever they stand in a line. */
function classify(code: number): number {
  const isPlain = /[\p{Script=Latin}\p{Script=Greek}]/u.test(
    String.fromCharCode(code)
  )
  return (known[code] = isPlain ? plain : notPlain)
}

/**
 * @param from where the text begins
 * @param to where it ends
 * @returns whether it is plain: characters, code and links, with single spaces between them and none at either end; neither
 *   empty nor with anything that GFM turns into a link
 */
export function isPlainText(text: string, from: number, to: number): boolean {
  let at = from
  let isBehindSpace = true
  while (at < to) {
    const code = text.charCodeAt(at)
    const kind = known[code] || classify(code)
    if (kind === plain) {
      isBehindSpace = false
      at++
    } else if (code === space) {
      if (isBehindSpace) return false
      isBehindSpace = true
      at++
    } else {
      isBehindSpace = false
      at = skipToken(text, at, to, code)
      if (at === -1) return false
    }
  }

  return !isBehindSpace
}

/** @returns offset after the character, code or link; -1 where it is none of these */
function skipToken(text: string, at: number, to: number, code: number): number {
  switch (code) {
    case 38 /* `&` */: {
      return at + 1 < to && text.charCodeAt(at + 1) === space ? at + 1 : -1
    }

    case 46 /* `.` */:
    case 58 /* `:` */: {
      return mayBeAddress(text, at) ? -1 : at + 1
    }

    case 91 /* `[` */: {
      // With `!` in front it is an image.
      return text.charCodeAt(at - 1) === 33 ? -1 : skipLink(text, at, to)
    }

    case 96 /* backtick */: {
      return skipCode(text, at, to)
    }

    default: {
      return (known[code] || classify(code)) === plain ? at + 1 : -1
    }
  }
}

/** GFM links what begins with `www.`, `mailto:`, `xmpp:` or a protocol. */
function mayBeAddress(text: string, at: number): boolean {
  if (text.startsWith('://', at)) return true
  const before = text.slice(Math.max(0, at - 6), at).toLowerCase()
  return text.charCodeAt(at) === 58
    ? before.endsWith('mailto') || before.endsWith('xmpp')
    : before.endsWith('www')
}

/** Code is printed as it stands, if it has one backtick on each side and no space inside of them. */
function skipCode(text: string, from: number, to: number): number {
  let at = from + 1
  for (; at < to; at++) {
    const code = text.charCodeAt(at)
    if (code === 96) break
    if (code < space) return -1
  }

  return at < to &&
    at > from + 1 &&
    !isWhite(text.charCodeAt(from + 1)) &&
    !isWhite(text.charCodeAt(at - 1))
    ? at + 1
    : -1
}

/** A link whose text is plain and whose address needs neither brackets nor escapes. */
function skipLink(text: string, from: number, to: number): number {
  let at = from + 1
  let isBehindSpace = true
  for (; at < to; at++) {
    const code = text.charCodeAt(at)
    if (code === 93 /* `]` */) break
    if (code === space) {
      if (isBehindSpace) return -1
      isBehindSpace = true
      continue
    }

    isBehindSpace = false
    if (code === 91 || code === 96) return -1
    if (skipToken(text, at, to, code) === -1) return -1
  }

  if (isBehindSpace || text.charCodeAt(at + 1) !== 40 /* `(` */) return -1
  let end = at + 2
  while (end < to && isAddressCharacter(text.charCodeAt(end))) end++
  const last = text.charCodeAt(end - 1)
  const isWhole = end > at + 2 && last !== 46 && last !== 45
  return isWhole && end < to && text.charCodeAt(end) === 41 ? end + 1 : -1
}

function isAddressCharacter(code: number): boolean {
  return (
    isLetter(code) ||
    isDigit(code) ||
    code === 95 /* `_` */ ||
    (code >= 45 && code <= 47) /* `-./` */ ||
    code === 35 /* `#` */
  )
}

function isWhite(code: number): boolean {
  return code === space || (code > 127 && /\s/.test(String.fromCharCode(code)))
}

/**
 * @returns offset after a label in bold, `**Name:**`, that stands at `from`; -1 where there is none, or one with anything but
 *   letters, digits, `'`, `-` and single spaces in its name
 */
export function skipPlainLabel(text: string, from: number, to: number): number {
  if (!text.startsWith('**', from)) return -1
  let isFirst = true
  for (let at = from + 2; at < to; at++) {
    const code = text.charCodeAt(at)
    if (isLetter(code) || isDigit(code) || isOtherLetter(code)) {
      isFirst = false
      continue
    }

    if (isFirst) return -1
    if (code === 58 /* `:` */) {
      return text.startsWith('**', at + 1) && at + 3 <= to ? at + 3 : -1
    }

    if (code === space) {
      const next = text.charCodeAt(at + 1)
      if (next === space || next === 58) return -1
    } else if (code !== 39 /* `'` */ && code !== 45 /* `-` */) return -1
  }

  return -1
}

/** Whether a number with `.` or `)` behind it, or one of `-+=:`, begins the line: it may be another block than a paragraph. */
export function mayBeginBlock(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  if (code === 45 || code === 43 || code === 61 || code === 58) return true
  let end = at
  while (isDigit(text.charCodeAt(end))) end++
  const next = text.charCodeAt(end)
  return end > at && (next === 46 || next === 41)
}

function isOtherLetter(code: number): boolean {
  return code > 127 && /\p{L}/u.test(String.fromCharCode(code))
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57
}

function isLetter(code: number): boolean {
  const lower = code | 32
  return lower >= 97 && lower <= 122
}
