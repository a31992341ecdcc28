/**
 * Finds lines of text that look like the items of a list, for the rule about them and for rules that miss a list there.
 */
import type {Bank, Card} from '../../src/bank/model.ts'
import {getBodyEnd} from '../../src/bank/model.ts'
import type {Line} from '../../src/bank/text-lines.ts'
import type {Range} from '../../src/markdown/offsets.ts'
import {findFirst} from '../../src/text/binary-search.ts'
import {count, quote} from '../../src/text/wording.ts'
import {findSign} from './pasted-bullets.ts'

/** A line that looks like an item of a list. */
export interface Item {
  readonly start: number
  readonly sign: string
  /** The text that would make an item of it. */
  readonly wanted: string
}

const number = /^\d{1,3}[.)](?=[\p{L}*_`"“(])/u
const spacedNumber = /^\d{1,3}[.)](?=[ \t])/

function readItem(line: Line, text: string): Item | undefined {
  const {node, start, end} = line
  if (node.type !== 'paragraph' || line.swallower) return undefined
  const source = text.slice(start, end)
  const glued = number.exec(source)?.[0]
  if (glued !== undefined) {
    return {start, sign: glued, wanted: `one space after ${quote(glued)}`}
  }

  // As the first line, it would be an item.
  const spaced = line.isFirst ? undefined : spacedNumber.exec(source)?.[0]
  if (spaced !== undefined) {
    return {start, sign: spaced, wanted: `a blank line before ${quote(spaced)}`}
  }

  const sign = findSign(line, source)?.trim()
  if (sign === undefined || line.isItemStart) return undefined
  const wanted =
    sign === '-' || sign === '+' || sign === '*'
      ? `one space after ${quote(sign)}`
      : `\`-\` and one space in place of ${quote(sign)}`
  return {start, sign, wanted}
}

/** By bank: three rules need them. */
const hiddenLists = new WeakMap<Bank, readonly (readonly Item[])[]>()

/** @returns the items of each paragraph that has at least two, in source order */
export function findHiddenLists(bank: Bank): readonly (readonly Item[])[] {
  const found = hiddenLists.get(bank) ?? readHiddenLists(bank)
  hiddenLists.set(bank, found)
  return found
}

function readHiddenLists({lines, text}: Bank): Item[][] {
  const paragraphs = new Map<Line['node'], Item[]>()
  for (const line of lines) {
    const item = readItem(line, text)
    if (!item) continue
    const items = paragraphs.get(line.node)
    if (items) items.push(item)
    else paragraphs.set(line.node, [item])
  }

  return [...paragraphs.values()].filter(({length}) => length > 1)
}

/**
 * @returns what to write so that the lines in a part of a card become options, if they have no label; for the end of
 *   a sentence. The rule that misses options there reports it, and not the one about lists
 */
export function describeHiddenOptions(
  bank: Bank,
  {template}: Card,
  {start, end}: Range
): string | undefined {
  if (!template.fields.some(isUnlabelledOptions)) return undefined
  const lists = findHiddenLists(bank)
  const items = lists[findFirst(lists, ([first]) => startOf(first) >= start)]
  const [first] = items ?? []
  if (!items || !first || first.start >= end) return undefined
  const where = /\d/.test(first.sign) ? 'before' : 'in place of'
  return `\`- [ ]\` and one space ${where} ${quote(first.sign)} on ${count(items.length, 'line')}`
}

function startOf(item: Item | undefined): number {
  return item?.start ?? 0
}

function isUnlabelledOptions({
  kind,
  label
}: Card['template']['fields'][number]): boolean {
  return kind === 'options' && label === ''
}

/** @returns whether another rule reports that the lines should be options, as `describeHiddenOptions` says */
export function isHiddenOptions({cards}: Bank, {start}: Item): boolean {
  const card = cards[findFirst(cards, (each) => each.start > start) - 1]
  return (
    card !== undefined &&
    card.heading.end <= start &&
    start < getBodyEnd(card) &&
    card.template.fields.some(isUnlabelledOptions) &&
    (card.fields[0]?.label.form ?? 'none') === 'none' &&
    !card.fields.some(({value}) => value.start <= start && start < value.end)
  )
}
