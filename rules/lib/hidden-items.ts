/**
 * Finds cards that are list items, but that Markdown reads as text: directly below other text, a list can only begin
 * with 1 (CommonMark 5.3). If the numbers of the cards around such lines leave room for exactly these, they are cards.
 */
import type {Line} from '../../src/bank/text-lines.ts'
import type {Bank, Card, Range} from '../../src/bank/model.ts'
import {hasWord} from '../../src/template/model.ts'
import {count, quote} from '../../src/text/wording.ts'
import type {Problem} from '../../src/rule/define-rule.ts'

/** A line that may be meant as a card. */
interface HiddenItem extends Range {
  readonly number: number
  /** `27.` */
  readonly marker: string
  /** Whether a blank line above would make an item of it. */
  readonly isAtMargin: boolean
}

/** The text between two cards, or below the last one. */
interface Gap {
  readonly items: readonly HiddenItem[]
  /** Whether the numbers leave room for exactly these. */
  readonly isFilled: boolean
  /** The card below. */
  readonly next: Card | undefined
}

/** A list item has no more columns before it. */
const mostIndent = 3

/** @returns the gaps that have lines with the next numbers, in source order */
export function findHiddenItems(bank: Bank): readonly Gap[] {
  const {cards, templates} = bank
  const [template] = templates
  const {as, number} = template.card
  if (as !== 'item' || !number || hasWord(template)) return []
  const lines = bank.lines.flatMap((line) => readLine(line, bank) ?? [])
  const gaps: Gap[] = []
  let at = 0
  for (const [index, {heading}] of cards.entries()) {
    const next = cards[index + 1]
    const end = next?.start ?? Infinity
    let want = (heading.lastNumber ?? heading.number ?? NaN) + 1
    const items: HiddenItem[] = []
    for (let line = lines[at]; line && line.start < end; line = lines[++at]) {
      if (line.start < heading.end || line.number !== want) continue
      items.push(line)
      want++
    }

    const isFilled = want === next?.heading.number
    if (items.length > 0) gaps.push({items, isFilled, next})
  }

  return gaps
}

function readLine(
  {isFirst, isItemStart, isRest, lineStart, node, start, end}: Line,
  {inFile, text}: Bank
): HiddenItem | undefined {
  if (isFirst || isItemStart || isRest || node.type !== 'paragraph') {
    return undefined
  }

  const [marker] = /^\d{1,9}[.)](?=[ \t]+\S)/.exec(text.slice(start, end)) ?? []
  if (marker === undefined) return undefined
  // With the indent of an item, it would be an item within that one.
  const isInItem =
    inFile && inFile.lineToFile(lineStart) < inFile.toFile(lineStart)
  const isAtMargin = !isInItem && start - lineStart <= mostIndent
  return {start, end, number: parseInt(marker), marker, isAtMargin}
}

/** @returns a problem for each that is certainly a card, and one for all others together */
export function* reportHiddenItems(
  bank: Bank,
  gaps: readonly Gap[]
): Iterable<Problem> {
  const doubtful: HiddenItem[] = []
  for (const {isFilled, items} of gaps) {
    for (const [at, item] of items.entries()) {
      const above = items[at - 1]
      if (!isFilled || !item.isAtMargin) doubtful.push(item)
      // What is right below another one becomes an item together with that.
      else if (!above || !isRightBelow(bank, above, item)) {
        yield reportCertain(bank, item)
      }
    }
  }

  const [first] = doubtful
  if (!first) return
  const lines = doubtful.map(({start}) => bank.place(start, start).start.line)
  const where = `${lines.slice(0, mostPlaces).join(', ')}${lines.length > mostPlaces ? ', …' : ''}`
  const actual = quote(bank.text.slice(first.start, first.end))
  const what =
    lines.length === 1
      ? `line ${actual} in other text`
      : `${count(lines.length, 'line')} like ${actual} in other text (lines ${where})`
  yield {
    place: bank.place(first.start, first.end),
    message: `Unexpected ${what}, expected a blank line before a card, and \`\\\` before the mark of a number that is text`,
    note: doubtNote
  }
}

const doubtNote =
  'Right below other text, Markdown takes a number for the beginning of a list only if it is 1. With the indent of the text above, it would begin a list in the answer: a card is indented as the other cards are.'

function isRightBelow({text}: Bank, above: Range, {start}: Range): boolean {
  return /^[ \t]*\r?\n[ \t]*$/.test(text.slice(above.end, start))
}

/** The number of places that are named. */
const mostPlaces = 3

function reportCertain(bank: Bank, {end, marker, start}: HiddenItem): Problem {
  return {
    place: bank.place(start, start + marker.length),
    message: `Unexpected card ${quote(bank.text.slice(start, end))} right below other text, which Markdown makes it a part of, expected a blank line before it`,
    expected: [`\n${marker}`]
  }
}
