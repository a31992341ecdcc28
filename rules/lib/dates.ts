/** Dates of the calendar: how they are written, what people write instead, and how many days are between them. */

/** An ISO 8601 date. */
const isoDate = /^\d{4}-\d{2}-\d{2}$/

/** Between the numbers of a date: a space, a punctuation mark, or a Chinese or Japanese unit. */
const gap = String.raw`\s?[-/.,\s\u2010-\u2015\u2212\u5E74\u6708]\s?`

const yearFirst = new RegExp(
  String.raw`^(\d{4})${gap}(\d{1,2})${gap}(\d{1,2})\u65E5?$`
)
const yearLast = new RegExp(String.raw`^(\d{1,2})${gap}(\d{1,2})${gap}(\d{4})$`)
const compact = /^((?:19|20)\d{2})(\d{2})(\d{2})$/

const day = String.raw`(?<day>\d{1,2})(?:st|nd|rd|th)?`
const month = String.raw`(?<month>\p{L}{3,9})`
const year = String.raw`(?<year>\d{4})`

/** `7 November 2026`, `Nov 7th, 2026`, `2026-Nov-07`. */
const named = [
  [day, month, year],
  [month, day, year],
  [year, month, day]
].map((parts) => new RegExp(`^${parts.join(String.raw`[-.,\s]{1,2}`)}$`, 'iu'))

const months = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december'
]

/** Milliseconds of a day. */
const dayLength = 86_400_000

/** @returns whether the text is a date such as `2026-11-07`, on a day that exists */
export function isDate(text: string): boolean {
  if (!isoDate.test(text)) return false
  const [year, month, day] = text.split('-').map(Number)
  return toDate(year, month, day) !== undefined
}

/** @returns every date that the text may mean, in ISO form: none if it is not a date, two for `7/11/2026` */
export function readDates(text: string): string[] {
  const plain = text.normalize('NFKC').replace(/\s+/g, ' ')
  const [, ...first] = (yearFirst.exec(plain) ?? compact.exec(plain) ?? []).map(
    Number
  )
  const [, one, other, last] = (yearLast.exec(plain) ?? []).map(Number)
  const dates = [
    toDate(first[0], first[1], first[2]),
    toDate(last, other, one),
    toDate(last, one, other),
    ...named.map((pattern) => {
      const {year, month = '', day} = pattern.exec(plain)?.groups ?? {}
      return toDate(Number(year), findMonth(month), Number(day))
    })
  ]
  return [...new Set(dates.filter((date) => date !== undefined))]
}

/** @returns the number of the month; its name may be shortened. `NaN` for another word */
function findMonth(name: string): number {
  const word = name.toLowerCase()
  const index = months.findIndex((month) => month.startsWith(word))
  return word === '' || index === -1 ? Number.NaN : index + 1
}

/** @returns the date in ISO form, unless the day does not exist */
function toDate(
  year = Number.NaN,
  month = Number.NaN,
  day = Number.NaN
): string | undefined {
  // JavaScript reads the years 0 to 99 as years of another century, and day 31 of June as a day of July.
  const date = new Date(Date.UTC(year, month - 1, day))
  const isReal =
    year >= 1000 &&
    date.getUTCMonth() === month - 1 &&
    date.getUTCDate() === day
  return isReal ? date.toISOString().slice(0, 10) : undefined
}

/** @returns how many days the date is after 1970-01-01 */
export function countDays(date: string): number {
  return Math.round(Date.parse(date) / dayLength)
}
