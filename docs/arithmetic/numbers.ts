/** Reads numbers as cards write them, each with the error that its rounding allows. */

/** A number in the words of a card. */
export interface WrittenNumber {
  readonly text: string
  /** A percentage is a share: `35%` is 0.35. A unit is not part of the value: `3.2 GB` is 3.2. */
  readonly value: number
  /** How far an exact result may lie from the value: half a unit of the last written digit. */
  readonly tolerance: number
}

/** Digits that are no part of a word (`int8`, `pass@5`); a minus sign only where it cannot be a hyphen. */
const numeral =
  /(?:(?<=^|[\s(`])-)?(?<![\w.,@])(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?(?:e([+-]?\d+))?%?/g

/** Words that promise no more than the digits before the final zeros: "about 15,000". */
const approximately = /\b(?:about|near|nearly|roughly|some|almost)\b/i

/** Numbers written out; read only where there are no digits. Whole ones are rounded. */
const wholes: Readonly<Record<string, number>> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  ten: 10,
  twelve: 12,
  sixteen: 16,
  thirty: 30,
  fifty: 50,
  fiftieth: 50,
  hundred: 100
}

/** Ratios in words are meant within a tenth. */
const ratios: Readonly<Record<string, number>> = {
  eighth: 1 / 8,
  fifth: 1 / 5,
  third: 1 / 3,
  half: 1 / 2,
  halve: 2,
  double: 2,
  twice: 2
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
  [text, integer = '', fraction = '', exponent = '0']: RegExpMatchArray,
  isApproximate: boolean
): WrittenNumber {
  const percent = text.endsWith('%') ? 1e-2 : 1
  const value = Number(text.replace(/[,%]/g, '')) * percent
  const unit = 10 ** (Number(exponent) - fraction.length) * percent
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

function readWords(words: string): WrittenNumber[] {
  return words
    .toLowerCase()
    .split(/[^a-z]+/)
    .flatMap((text) => {
      const [whole, ratio] = [wholes[text], ratios[text]]
      if (whole !== undefined) return [{text, value: whole, tolerance: 0.5}]
      if (ratio === undefined) return []
      return [{text, value: ratio, tolerance: ratio / 10}]
    })
}
