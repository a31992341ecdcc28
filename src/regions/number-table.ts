/**
 * A table of numbers, in HTML. Git merges two changes only if an unchanged line is between them, and the rows of a
 * Markdown table are adjacent lines. In this form, two branches that add cards to different sections do not conflict.
 */
import {escapeHtml} from '../text/escape.ts'

/** A row, with as many numbers as the head has titles after the first. */
export interface NumberRow {
  readonly label: string
  /** Where the label links to. */
  readonly url?: string
  readonly numbers: readonly number[]
}

/**
 * @param head titles of the columns
 * @param total the last row; its numbers change with any other row, so each is on its own line
 * @returns HTML without blank lines, which Prettier leaves alone in Markdown
 */
export function toNumberTable(
  head: readonly string[],
  rows: readonly NumberRow[],
  total?: NumberRow
): string {
  const [first = '', ...titles] = head.map(toText)
  return [
    '<table>',
    '<thead>',
    `<tr><th align="left">${first}</th>${titles
      .map((title) => `<th align="right">${title}</th>`)
      .join('')}</tr>`,
    '</thead>',
    '<tbody>',
    ...rows.flatMap(({label, url, numbers}) => [
      `<tr><td>${url === undefined ? toText(label) : toLink(label, url)}</td>`,
      numbers.map((number) => `<td align="right">${number}</td>`).join(''),
      '</tr>'
    ]),
    ...(total
      ? [
          `<tr><td><strong>${toText(total.label)}</strong></td>`,
          ...total.numbers.flatMap((number) => [
            '<td align="right">',
            String(number),
            '</td>'
          ]),
          '</tr>'
        ]
      : []),
    '</tbody>',
    '</table>'
  ].join('\n')
}

/** A row of a chart. */
export interface ChartRow {
  readonly label: string
  /** Where the label links to. */
  readonly url?: string
  readonly number: number
}

/** A bar has no more characters than this. */
const longestBar = 40

/** Characters with one to eight eighths of a bar. */
const eighths = '▏▎▍▌▋▊▉█'

/** A line of a chart that has a bar. */
const barLine = /^<td><code>[▏▎▍▌▋▊▉█]*<\/code> \d+<\/td>$/

/**
 * Bars of text, in HTML for the same reason. The number of cards per character rarely changes, as all bars would change
 * with it.
 *
 * @returns HTML without blank lines
 */
export function toChart(rows: readonly ChartRow[]): string {
  const largest = Math.max(...rows.map(({number}) => number))
  const unit = findUnit(largest / longestBar)
  return [
    '<table>',
    '<tbody>',
    ...rows.flatMap(({label, number, url}) => [
      `<tr><td>${url === undefined ? toText(label) : toLink(label, url)}</td>`,
      `<td><code>${toBar(number / unit)}</code> ${number}</td>`,
      '</tr>'
    ]),
    '</tbody>',
    '</table>'
  ].join('\n')
}

/** @returns the first of 1, 2, 5, 10, 20, 50, … that is not smaller */
function findUnit(fewest: number): number {
  for (let power = 1; ; power *= 10) {
    const unit = [1, 2, 5].find((each) => each * power >= fewest)
    if (unit !== undefined) return unit * power
  }
}

/** Any number above zero is visible. */
function toBar(length: number): string {
  const parts = Math.max(Math.round(length * 8), length > 0 ? 1 : 0)
  return '█'.repeat(parts >> 3) + (eighths[(parts & 7) - 1] ?? '')
}

/**
 * @param line of a region
 * @returns the line without the numbers of a table: they are always generated, and a merge can make them wrong
 */
export function dropNumbers(line: string): string {
  if (barLine.test(line)) return ''
  return /^(?:\d+|(?:<td align="right">\d+<\/td>)+)$/.test(line)
    ? line.replace(/\d+/g, '')
    : line
}

function toLink(label: string, url: string): string {
  return `<a href="${escapeHtml(url)}">${toText(label)}</a>`
}

/** A blank line would end the HTML. */
function toText(text: string): string {
  return escapeHtml(text.replace(/\s+/g, ' ').trim())
}
