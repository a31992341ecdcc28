/**
 * Addresses in text that GFM takes for links (GFM 6.9), as micromark's extension finds them where no bracket is open: after a protocol,
 * after `www.`, and around the `@` of mail.
 */
import {isLetter, isSpace, isWordCharacter} from './code-units.ts'

/** An address in a text. */
export interface Literal {
  readonly start: number
  readonly end: number
  /** What its link has before it. */
  readonly prefix: '' | 'http://' | 'mailto:'
}

/**
 * @param at offset of a `.`, `:` or `@`
 * @param from where the text begins, up to `to`
 * @returns the address that it is in, if that is one
 */
export function findLiteral(
  text: string,
  at: number,
  from: number,
  to: number
): Literal | undefined {
  switch (text.charAt(at)) {
    case '.': {
      return findHost(text, at, from, to)
    }

    case ':': {
      return findProtocol(text, at, from, to)
    }

    default: {
      return findMail(text, at, from, to)
    }
  }
}

function findHost(
  text: string,
  at: number,
  from: number,
  to: number
): Literal | undefined {
  const start = at - 3
  if (start < from || !/^www$/i.test(text.slice(start, at))) return undefined
  if (start > from && !/[(*_[\]~ \t\r\n]/.test(text.charAt(start - 1)))
    return undefined
  if (at + 1 >= to) return undefined
  // micromark looks for mail first.
  let mail = at
  while (mail < to && isMailCharacter(text.charCodeAt(mail))) mail++
  const isMail =
    text.charAt(mail) === '@' &&
    (findMail(text, mail, from, to)?.start ?? Infinity) <= start
  if (isMail) return undefined
  return toLiteral(start, findAddressEnd(text, start, to), 'http://')
}

function findProtocol(
  text: string,
  at: number,
  from: number,
  to: number
): Literal | undefined {
  const host = at + 3
  if (!text.startsWith('://', at) || host >= to) return undefined
  const protocol = /https?$/i.exec(text.slice(Math.max(from, at - 5), at))
  const start = at - (protocol?.[0].length ?? 0)
  if (start === at || (start > from && isLetter(text.charCodeAt(start - 1))))
    return undefined
  const code = text.charCodeAt(host)
  const isControl = code < 32 || code === 127
  const isHost = !isControl && !/[\s\p{P}\p{S}]/u.test(text.charAt(host))
  return isHost
    ? toLiteral(start, findAddressEnd(text, host, to), '')
    : undefined
}

function findMail(
  text: string,
  at: number,
  from: number,
  to: number
): Literal | undefined {
  let start = at
  while (start > from && isMailCharacter(text.charCodeAt(start - 1))) start--
  if (start === at || (start > from && text.charAt(start - 1) === '/'))
    return undefined
  let end = at + 1
  let hasDot = false
  for (; end < to; end++) {
    const code = text.charCodeAt(end)
    if (code === 46) {
      if (end + 1 >= to || !isWordCharacter(text.charCodeAt(end + 1))) break
      hasDot = true
    } else if (!isWordCharacter(code) && code !== 45 && code !== 95) break
  }

  // The domain is more than dots, and ends with a letter.
  const isMail = hasDot && isLetter(text.charCodeAt(end - 1))
  return isMail ? {start, end, prefix: 'mailto:'} : undefined
}

function isMailCharacter(code: number): boolean {
  return isWordCharacter(code) || '+-._'.includes(String.fromCharCode(code))
}

function toLiteral(
  start: number,
  end: number,
  prefix: Literal['prefix']
): Literal | undefined {
  return end === -1 ? undefined : {start, end, prefix}
}

/** @returns offset after the domain at an offset and the path after it; -1 where there is no domain */
function findAddressEnd(text: string, at: number, to: number): number {
  const trails = new Trails(text, to)
  const end = skipDomain(trails, at)
  return end === -1 ? -1 : skipPath(trails, end)
}

function skipDomain(trails: Trails, from: number): number {
  const {text, to} = trails
  let at = from
  let isSeen = false
  let hasBar = false
  let hadBar = false
  for (; at < to; at++) {
    const code = text.charCodeAt(at)
    if (code === 46 || code === 95) {
      if (trails.isAt(at)) break
      if (code === 46) hadBar = hasBar
      hasBar = code === 95
      continue
    }

    if (isEnd(code) || (code !== 45 && /[\p{P}\p{S}]/u.test(text.charAt(at))))
      break
    isSeen = true
  }

  return isSeen && !hasBar && !hadBar ? at : -1
}

/** Where a path may end. */
const pathMarks = new Set('!"&\')*,.:;<?]_~')

function skipPath(trails: Trails, from: number): number {
  const {text, to} = trails
  let open = 0
  let at = from
  for (; at < to; at++) {
    const code = text.charCodeAt(at)
    if (isEnd(code)) break
    const isInPair = code === 41 && open > 0
    const mayEnd = !isInPair && pathMarks.has(text.charAt(at))
    if (mayEnd && trails.isAt(at)) break
    if (code === 40) open++
    if (code === 41) open--
  }

  return at
}

/** Marks at the end of an address are not part of it. */
const trailing = new Set('!"\')*,.:;?_~')

/** Looks for the trails of an address: what is after it on the same word. */
class Trails {
  readonly text: string
  readonly to: number
  /** Trails begin at this offset or later: what is before it reaches something else. */
  private solid = -1

  constructor(text: string, to: number) {
    this.text = text
    this.to = to
  }

  /** @returns whether from an offset on there is nothing but marks, up to the end of the word */
  isAt(from: number): boolean {
    if (from < this.solid) return false
    const {text, to} = this
    let at = from
    while (at < to) {
      const character = text.charAt(at)
      if (character === '<' || isEnd(text.charCodeAt(at))) return true
      if (character === ']') {
        at++
        if (at >= to || '(['.includes(text.charAt(at))) return true
      } else if (character === '&') {
        let end = at + 1
        while (end < to && isLetter(text.charCodeAt(end))) end++
        if (end === at + 1 || end >= to || text.charAt(end) !== ';') break
        at = end + 1
      } else if (trailing.has(character)) {
        at++
      } else {
        break
      }
    }

    if (at >= to) return true
    this.solid = at
    return false
  }
}

/** Whether a word ends. */
function isEnd(code: number): boolean {
  return (
    isSpace(code) ||
    code === 10 ||
    code === 13 ||
    (code > 10 && /\s/.test(String.fromCharCode(code)))
  )
}
