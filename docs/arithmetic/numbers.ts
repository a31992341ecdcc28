/** Reads numbers as cards write them, each with the error that its rounding allows. */

/** Where a number is written in digits. */
export interface Numeral {
  readonly start: number
  readonly end: number
}

/** A number in the words of a card. */
export interface WrittenNumber {
  readonly text: string
  /** A percentage is a share: `35%` is 0.35. A unit is not part of the value: `3.2 GB` is 3.2. */
  readonly value: number
  /** How far an exact result may lie from the value: half a unit of the last written digit. */
  readonly tolerance: number
}

/** Digits that are not part of a word (`int8`, `pass@5`); a minus sign only where it cannot be a hyphen. */
const numeral =
  /(?:(?<=^|[\s(`])[-−])?(?<![\w.,@])(\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.(\d+))?(?:e([+-]?\d+))?(%| percent\b)?/g

/** Words that promise no more than the digits before the final zeros: "about 15,000". */
const approximately =
  /\b(?:about|around|approximately|near|nearly|roughly|some|almost)\b/i

/** Numbers written out; read only where there are no digits. Whole ones are rounded. */
const wholes: Readonly<Record<string, number>> = {
  zero: 0,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  fiftieth: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
  hundred: 100,
  thousand: 1000
}

/** Ratios in words are meant within a tenth. */
const ratios: Readonly<Record<string, number>> = {
  tenth: 1 / 10,
  ninth: 1 / 9,
  eighth: 1 / 8,
  seventh: 1 / 7,
  sixth: 1 / 6,
  fifth: 1 / 5,
  fifths: 1 / 5,
  quarter: 1 / 4,
  quarters: 1 / 4,
  third: 1 / 3,
  thirds: 1 / 3,
  half: 1 / 2,
  halve: 2,
  halves: 2,
  double: 2,
  doubles: 2,
  twice: 2,
  triple: 3,
  triples: 3
}

/** Where numbers are written in digits, in order. */
export function findNumerals(text: string): Numeral[] {
  return Array.from(text.matchAll(numeral), ({0: found, index}) => ({
    start: index,
    end: index + found.length
  }))
}

/** The numbers in some words of a card, in order. */
export function readNumbers(words: string): WrittenNumber[] {
  const isApproximate = approximately.test(words)
  const found = Array.from(words.matchAll(numeral), (match) =>
    readNumeral(match, isApproximate)
  )
  return found.length > 0 ? found : readWords(words)
}

function readNumeral(
  [text, integer = '', fraction = '', exponent = '0', sign]: RegExpMatchArray,
  isApproximate: boolean
): WrittenNumber {
  const whole = sign === undefined ? 1 : 100
  const digits = text.replace(/,|%| percent/g, '').replace('−', '-')
  const value = Number(digits) / whole
  const unit = 10 ** (Number(exponent) - fraction.length) / whole
  const zeros = fraction === '' ? countFinalZeros(integer) : 0
  const rounded = isApproximate
    ? Math.min((10 ** zeros * unit) / 2, Math.abs(value) / 20)
    : 0
  // A tie may be rounded either way, and binary fractions are not exact.
  const tolerance = Math.max(unit / 2, rounded) + Math.abs(value) * 1e-9
  return {text, value, tolerance}
}

function countFinalZeros(digits: string): number {
  let start = digits.length
  while (start > 1 && digits[start - 1] === '0') start--
  return digits.length - start
}

/** Reads "twenty-four" and "two hundred" as one number, "two thirds" as a ratio. */
function readWords(words: string): WrittenNumber[] {
  const read: WrittenNumber[] = []
  let previous: {end: number; number: WrittenNumber} | undefined
  for (const {0: text, index} of words.toLowerCase().matchAll(/[a-z]+/g)) {
    const number = readWord(text)
    if (number === undefined) continue
    const between =
      previous === undefined ? '' : words.slice(previous.end, index)
    const joined = previous && join(previous.number, between, number)
    if (joined !== undefined) read.pop()
    read.push(joined ?? number)
    previous = {end: index + text.length, number: joined ?? number}
  }
  return read
}

function readWord(text: string): WrittenNumber | undefined {
  const [whole, ratio] = [wholes[text], ratios[text]]
  if (whole !== undefined) return {text, value: whole, tolerance: 0.5}
  if (ratio === undefined) return undefined
  return {text, value: ratio, tolerance: ratio / 10}
}

function join(
  left: WrittenNumber,
  between: string,
  right: WrittenNumber
): WrittenNumber | undefined {
  const text = `${left.text}${between}${right.text}`
  const isTens = left.value >= 20 && left.value < 100 && right.value < 10
  if (between === '-' && isTens && right.value >= 1) {
    return {text, value: left.value + right.value, tolerance: 0.5}
  }
  if (between === ' ' && left.value < 100 && right.value >= 100) {
    return {text, value: left.value * right.value, tolerance: 0.5}
  }
  const isShare = right.value < 1 && right.value > 0 && left.value < 10
  if (/^[ -]$/.test(between) && isShare && left.value >= 1) {
    const value = left.value * right.value
    return {text, value, tolerance: value / 10}
  }
  return undefined
}
