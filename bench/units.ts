/** Numbers as people read them. */

/** Milliseconds, megabytes, or times as much. */
export type Unit = 'ms' | 'MB' | 'times'

/** @returns a value in a unit that fits its size */
export function format(value: number | undefined, unit: Unit): string {
  if (value === undefined) return '–'
  if (unit === 'times') return `${toDigits(value, 3)} ×`
  if (unit === 'ms' && value >= 1000) return `${toDigits(value / 1000, 3)} s`
  return `${toDigits(value, value < 100 ? 2 : 3)} ${unit}`
}

/** @returns the number with so many digits that mean something, in plain notation */
export function toDigits(value: number, digits: number): string {
  return toThousands(Number(value.toPrecision(digits)))
}

/** @returns the number as the English write it, wherever this runs */
export function toThousands(value: number): string {
  return value.toLocaleString('en-US', {maximumSignificantDigits: 6})
}

/** @returns the number with one digit after the decimal point, as it is written down */
export function round1(value: number): number {
  return Math.round(value * 10) / 10
}
