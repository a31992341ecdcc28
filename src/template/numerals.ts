/** Numbers of cards in the numerals that people count with: the digits of many scripts, and Chinese numerals. */

/**
 * Numerals, known by one of them: the zero of decimal digits (`0`, `०`, `۰`), or `一` for Chinese numerals.
 */
export type Numerals = string

/** A number in a text. */
export interface Numeral {
  /** Offset in the text, in UTF-16 units from 0. */
  readonly index: number
  /** As it is written. */
  readonly text: string
  readonly value: number
  readonly numerals: Numerals
}

/** The numerals of most banks. */
export const latin: Numerals = '0'

/** Chinese numerals. */
export const chinese: Numerals = '一'

/** Zeros whose nine next characters are the other digits. */
const zeros = Array.from('0٠۰०০੦૦୦௦౦೦൦๐໐༠၀០０')

const digits = '零一二三四五六七八九'

/** The units of Chinese numerals: ones, tens, hundreds, thousands. */
const units = ['', '十', '百', '千']

/** For classes of regular expressions with the flag `u`: the digits of all scripts. */
export const anyDigit = String.raw`\p{Nd}`

/** The same for Chinese numerals. */
export const chineseDigit = `${digits}〇${units.join('')}`

/** Chinese numerals that are read need to be in the usual form, and lower than this. */
const tooHigh = 10_000

const ascii = /\d{1,9}(?!\d)/
const decimal = new RegExp(`${anyDigit}{1,9}(?!${anyDigit})`, 'u')
const han = new RegExp(`[${chineseDigit}]{1,7}(?![${chineseDigit}])`, 'u')

/**
 * @returns the first number in a text, in any digits; in Chinese numerals if there are no digits; `undefined` without
 *   any
 */
export function findNumeral(text: string): Numeral | undefined {
  return findWith(decimal, text) ?? findWith(han, text)
}

/**
 * @param numerals that the text may have; it may also have digits of ASCII
 * @returns the first number in a text that is written in them; `undefined` without any
 */
export function findNumeralIn(
  text: string,
  numerals: Numerals
): Numeral | undefined {
  if (numerals === latin) return findWith(ascii, text)
  const found = findWith(decimal, text)
  const first =
    found && [latin, numerals].includes(found.numerals) ? found : undefined
  if (numerals !== chinese) return first
  const other = findWith(han, text)
  return other && other.index < (first?.index ?? Infinity) ? other : first
}

function findWith(pattern: RegExp, text: string): Numeral | undefined {
  const match = pattern.exec(text)
  if (!match) return undefined
  const {0: found, index} = match
  const value = readNumeral(found)
  const numerals = numeralsOf(found)
  return value === undefined || numerals === undefined
    ? undefined
    : {index, text: found, value, numerals}
}

/** @returns the numerals that a number begins with; `undefined` if they are not known */
function numeralsOf(text: string): Numerals | undefined {
  if (han.test(text.charAt(0))) return chinese
  const code = text.charCodeAt(0)
  return zeros.find((zero) => {
    const distance = code - zero.charCodeAt(0)
    return distance >= 0 && distance < 10
  })
}

/**
 * @param text only a number
 * @returns its value; `undefined` if it mixes numerals, or is not in their usual form
 */
export function readNumeral(text: string): number | undefined {
  const numerals = numeralsOf(text)
  if (numerals === undefined) return undefined
  if (numerals === chinese) return readChinese(text)
  const zero = numerals.charCodeAt(0)
  let value = 0
  for (let at = 0; at < text.length; at++) {
    const digit = text.charCodeAt(at) - zero
    if (digit < 0 || digit > 9) return undefined
    value = value * 10 + digit
  }

  return value
}

function readChinese(text: string): number | undefined {
  let value = 0
  let digit: number | undefined
  for (const character of text.replaceAll('〇', '零')) {
    const power = units.indexOf(character)
    if (power === -1) {
      digit = digits.indexOf(character)
    } else {
      value += (digit ?? 1) * 10 ** power
      digit = undefined
    }
  }

  value += digit ?? 0
  const isUsual = writeNumeral(value, chinese) === text.replaceAll('〇', '零')
  return isUsual && value > 0 ? value : undefined
}

/**
 * @param value a whole number, from 0
 * @param width the fewest digits; shorter numbers begin with zeros. Chinese numerals have no width
 * @returns the number, written in the numerals; in digits of ASCII if Chinese numerals of that height are not known
 */
export function writeNumeral(
  value: number,
  numerals: Numerals,
  width = 1
): string {
  if (numerals === chinese && value > 0 && value < tooHigh) {
    return writeChinese(value)
  }

  const written = String(value).padStart(width, '0')
  if (numerals === latin || numerals === chinese) return written
  const zero = numerals.charCodeAt(0)
  return written.replace(/\d/g, (digit) =>
    String.fromCharCode(zero + Number(digit))
  )
}

/** `十二` for 12, but `一百一十二` for 112; `零` for what is skipped between two others. */
function writeChinese(value: number): string {
  const decimals = String(value)
  const written = Array.from(decimals, (digit, at) => {
    const unit = units[decimals.length - at - 1] ?? ''
    return digit === '0' ? '零' : `${digits.charAt(Number(digit))}${unit}`
  })
    .join('')
    .replace(/零+/g, '零')
    .replace(/零$/, '')
  return written.replace(/^一十/, '十')
}

/**
 * @param width the fewest digits; default: as many as the text has, if its number begins with zeros
 * @returns the text with another number in place of its first one, in the same numerals
 */
export function replaceNumeral(
  text: string,
  value: number,
  width?: number
): string {
  const found = findNumeral(text)
  if (!found) return text
  const {index, numerals, text: own} = found
  const written = writeNumeral(value, numerals, width ?? widthOf(found))
  return text.slice(0, index) + written + text.slice(index + own.length)
}

/** @returns the fewest digits that the numbers have of which this is one; shorter ones begin with zeros */
export function widthOf({numerals, text}: Numeral): number {
  return text.startsWith(numerals) && numerals !== chinese ? text.length : 1
}
