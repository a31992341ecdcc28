/**
 * Text so simple that it means the same to everyone: Markdown reads it as text, code and links, and Prettier prints it as it
 * stands. Read character by character, because it is asked about every line of a bank.
 */

const space = 32
const asterisk = 42
const underscore = 95

/** What is known of a UTF-16 unit. */
const unknown = 0
const plain = 1
const notPlain = 2
/** Plain or not, depending on what stands around it. */
const special = 3

/** Per UTF-16 unit. */
const known = new Uint8Array(0x1_00_00)

/**
 * Punctuation that neither begins nor ends markup, and a unit. What does in some places is seen to below; `\ | ] $ { }` are not
 * plain anywhere.
 */
const punctuation = ',.;:!?\'"()%/+=-–—…×·°±≤≥≈→←“”‘’«»€£§²³µ'

for (const character of punctuation) known[character.charCodeAt(0)] = plain
for (let code = 0; code < 128; code++) {
  if (isWordCharacter(code)) known[code] = plain
  else if (known[code] === unknown) known[code] = notPlain
}

for (const character of ' #&*.:<>@[^_`~')
  known[character.charCodeAt(0)] = special

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
 * @param mayStress whether `**strong**` and `_emphasis_` count as plain
 * @returns whether it is plain: characters, code and links, with single spaces between them and none at either end; neither
 *   empty nor with anything that GFM turns into a link
 */
export function isPlainText(
  text: string,
  from: number,
  to: number,
  mayStress = false
): boolean {
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
      const isStress = code === asterisk || code === underscore
      if (isStress && !(mayStress && isBehindSpace)) return false
      isBehindSpace = false
      at = isStress ? skipStress(text, at, to) : skipToken(text, at, to, code)
      if (at === -1) return false
    }
  }

  return !isBehindSpace
}

/**
 * Emphasis as Prettier prints it, around plain characters: behind a space, and with a space, or punctuation that ends a
 * sentence or part of one, behind itself. Colons, inside or behind, make it look like a label.
 */
function skipStress(text: string, from: number, to: number): number {
  const marker = text.charAt(from) === '_' ? '_' : '**'
  if (!text.startsWith(marker, from)) return -1
  const start = from + marker.length
  let at = start
  for (; at < to; at++) {
    const code = text.charCodeAt(at)
    if (code === asterisk || code === underscore || code === 58) break
    const kind = known[code] || classify(code)
    if (kind !== plain && code !== 46 && code !== space) return -1
    if (code === space && text.charCodeAt(at + 1) === space) return -1
    if (code === 46 && mayBeAddress(text, at)) return -1
  }

  if (!text.startsWith(marker, at)) return -1
  if (!isWordCharacter(text.charCodeAt(start))) return -1
  const end = at + marker.length
  const isSentence = '.!?'.includes(text.charAt(at - 1))
  if (!isSentence && !isWordCharacter(text.charCodeAt(at - 1))) return -1
  const following = isSentence ? ' ' : ' .,;!?)'
  return end >= to || following.includes(text.charAt(end)) ? end : -1
}

/** @returns offset after the character, code or link; -1 where it is none of these */
function skipToken(text: string, at: number, to: number, code: number): number {
  switch (code) {
    case 35 /* `#` */: {
      return isWordCharacter(text.charCodeAt(at - 1)) ? at + 1 : -1
    }

    case 38 /* `&` */: {
      return at + 1 < to && text.charCodeAt(at + 1) === space ? at + 1 : -1
    }

    case 46 /* `.` */:
    case 58 /* `:` */: {
      return mayBeAddress(text, at) ? -1 : at + 1
    }

    case 60 /* `<` */: {
      return isBetweenSpaces(text, at, to) ? at + 1 : skipAutolink(text, at, to)
    }

    case 62 /* `>` */: {
      return isBetweenSpaces(text, at, to) ? at + 1 : -1
    }

    case 64 /* `@` */: {
      return mayBeMail(text, at) ? -1 : at + 1
    }

    case 91 /* `[` */: {
      // With `!` in front it is an image.
      return text.charCodeAt(at - 1) === 33 ? -1 : skipLink(text, at, to)
    }

    case 94 /* `^` */: {
      // `[^` begins a footnote's reference.
      return isWordCharacter(text.charCodeAt(at - 1)) ? at + 1 : -1
    }

    case 96 /* backtick */: {
      return skipCode(text, at, to)
    }

    case 126 /* `~` */: {
      // It ends nothing behind a space, so no other begins anything.
      const isAlone = text.charCodeAt(at - 1) === space
      return isAlone && isWordCharacter(text.charCodeAt(at + 1)) ? at + 1 : -1
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

function isBetweenSpaces(text: string, at: number, to: number): boolean {
  const isInside = at + 1 < to && text.charCodeAt(at - 1) === space
  return isInside && text.charCodeAt(at + 1) === space
}

/** GFM links what has a dot in the domain behind its `@`. */
function mayBeMail(text: string, at: number): boolean {
  for (let end = at + 1; ; end++) {
    const isDomain = isDomainCharacter(text.charCodeAt(end + 1))
    const code = text.charCodeAt(end)
    if (code === 46 && isDomain) return true
    if (code !== 46 && !isDomainCharacter(code)) return false
  }
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
    if (code === 91 || code === 96 || text.startsWith('<h', at)) return -1
    if (skipToken(text, at, to, code) === -1) return -1
  }

  if (isBehindSpace || text.charCodeAt(at + 1) !== 40 /* `(` */) return -1
  let end = at + 2
  while (end < to && isAddressCharacter(text.charCodeAt(end))) end++
  const last = text.charCodeAt(end - 1)
  const isWhole = end > at + 2 && last !== 46 && last !== 45
  return isWhole && end < to && text.charCodeAt(end) === 41 ? end + 1 : -1
}

/** `<https://…>`, whose address needs neither escapes nor entities. */
function skipAutolink(text: string, from: number, to: number): number {
  const start = '<https://'
  if (!text.startsWith(start, from)) return -1
  let end = from + start.length
  const first = end
  while (end < to && isAutolinkCharacter(text.charCodeAt(end))) end++
  return end > first && end < to && text.charCodeAt(end) === 62 ? end + 1 : -1
}

function isAutolinkCharacter(code: number): boolean {
  return isAddressCharacter(code) || code === 40 || code === 41 /* `()` */
}

function isAddressCharacter(code: number): boolean {
  return (
    isWordCharacter(code) ||
    code === underscore ||
    (code >= 45 && code <= 47) /* `-./` */ ||
    code === 35 /* `#` */
  )
}

function isDomainCharacter(code: number): boolean {
  return isWordCharacter(code) || code === 45 || code === underscore
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
    if (isWordCharacter(code) || isOtherLetter(code)) {
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

/**
 * Whether a number with `.` or `)` and no other digit behind it, or one of `-+=:>`, begins the line: it may be another block
 * than a paragraph.
 */
export function mayBeginBlock(text: string, at: number): boolean {
  if ('-+=:>'.includes(text.charAt(at))) return true
  let end = at
  while (isDigit(text.charCodeAt(end))) end++
  const next = text.charCodeAt(end)
  const isMarker = next === 46 || next === 41
  return end > at && isMarker && !isDigit(text.charCodeAt(end + 1))
}

function isOtherLetter(code: number): boolean {
  return code > 127 && /\p{L}/u.test(String.fromCharCode(code))
}

function isWordCharacter(code: number): boolean {
  return isLetter(code) || isDigit(code)
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57
}

function isLetter(code: number): boolean {
  const lower = code | 32
  return lower >= 97 && lower <= 122
}
