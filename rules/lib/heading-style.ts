/**
 * Finds how the headings of most cards are written: their depth, the text before the title, and the space between. If
 * that is not as in the template, the template is wrong, and not the headings.
 */
import type {Bank, Card} from '../../src/bank/model.ts'
import {stripBold} from '../../src/template/card-title.ts'
import type {Template} from '../../src/template/model.ts'
import {formatMarker} from '../../src/template/model.ts'
import {replaceNumeral} from '../../src/template/numerals.ts'

/** The style of most cards. */
export interface Habit {
  /** The first card of that style. */
  readonly first: Card
  readonly count: number
  /**
   * What to write in front matter: `depth: 2, number: "Q1:"`; `undefined` if only the space or bold is different, which
   * front matter does not say.
   */
  readonly card: string | undefined
  /** Whether the headings are bold as a whole. */
  readonly isBold: boolean
  /** The space before the title, if only that differs from the template's. */
  readonly gap: string | undefined
}

/** With fewer cards, no style is a habit: of so many, all must have a space or bold of that kind. */
const fewestCards = 5
const fewestOfAll = 3

const known = new WeakMap<Bank, Habit | undefined>()

/** @returns the style of more than half of the cards, if it is not the template's */
export function findHabit(bank: Bank): Habit | undefined {
  if (!known.has(bank)) known.set(bank, search(bank))
  return known.get(bank)
}

const closed = new WeakMap<Bank, boolean>()

/** @returns whether the headings of most cards are closed by `#`s, which are invisible */
export function areClosed(bank: Bank): boolean {
  const known = closed.get(bank)
  if (known !== undefined) return known
  const {cards, nonCanonical} = bank
  const closing = nonCanonical.cards.filter(
    (card) => withoutClosing(sourceOf(bank, card)) !== sourceOf(bank, card)
  )
  const isMost =
    cards.length >= fewestCards && closing.length * 2 > cards.length
  closed.set(bank, isMost)
  return isMost
}

function sourceOf({text}: Bank, {heading}: Card): string {
  return text.slice(heading.start, heading.end).trimEnd()
}

/** @returns a heading without the `#`s that close it (CommonMark 4.2) */
export function withoutClosing(source: string): string {
  let at = source.length
  while (at > 0 && source[at - 1] === '#') at--
  const isClosed = at < source.length && /[ \t]/.test(source.charAt(at - 1))
  return isClosed ? source.slice(0, at).trimEnd() : source
}

/** @returns whether all of a heading is bold: `## **1. Why?**` */
export function isWholeBold(source: string): boolean {
  const content = source.replace(/^#+[ \t]+/, '')
  return stripBold(content) !== content
}

/** @returns whether the heading is written as on most cards */
export function hasHabit(bank: Bank, card: Card): boolean {
  const habit = findHabit(bank)
  return (
    habit !== undefined && styleOf(bank, card) === styleOf(bank, habit.first)
  )
}

/** @returns whether a heading certainly has no problem: it is canonical, and so is its number. Nearly all are. */
export function isRight({
  doubt,
  heading,
  isCanonical,
  number,
  template
}: Card): boolean {
  return (
    isCanonical &&
    template.card.as === undefined &&
    !doubt &&
    heading.number === number &&
    !heading.title.endsWith('\\')
  )
}

function search(bank: Bank): Habit | undefined {
  const {cards, nonCanonical, templates} = bank
  // Canonical cards have the template's own style.
  if (
    cards.length < fewestOfAll ||
    nonCanonical.cards.length * 2 <= cards.length
  ) {
    return undefined
  }

  const groups = new Map<string, Card[]>()
  for (const card of nonCanonical.cards) {
    const style = styleOf(bank, card)
    const group = groups.get(style)
    if (group) group.push(card)
    else groups.set(style, [card])
  }

  const styles = templates.map(toOwnStyle)
  for (const [style, group] of groups) {
    const [first] = group
    if (group.length * 2 <= cards.length || styles.includes(style)) continue
    if (!first || style === '') return undefined
    const {depth, lead, number} = first.heading
    const key = number === undefined ? 'prefix' : 'number'
    const isBold = isWholeBold(sourceOf(bank, first))
    const bare = isBold ? style.replace('**', '') : style
    const isLead = bare.trimEnd() === toOwnStyle(first.template).trimEnd()
    const declared = replaceNumeral(
      lead,
      cards[0]?.heading.number ?? number ?? 0
    )
    const card = isLead ? undefined : `depth: ${depth}, ${key}: "${declared}"`
    const isAll = isLead && group.length === cards.length
    if (cards.length < fewestCards && !isAll) return undefined
    const gap = isLead ? bare.slice(bare.trimEnd().length) : undefined
    return {first, count: group.length, card, gap, isBold: isLead && isBold}
  }

  return undefined
}

/** The heading up to its title, with any number as 1; empty if Markdown does not read it as a heading. */
function styleOf({text}: Bank, {heading}: Card): string {
  const {form, isInBullet, lead, start, title, titleRange} = heading
  if (form !== 'atx' || isInBullet || title === '') return ''
  const source = text.slice(start, titleRange.start)
  // If the title is in several pieces, the space before it is not known.
  const isWhole = titleRange.start > start
  return isWhole && source.includes(lead) ? toPattern(source) : ''
}

function toOwnStyle(template: Template): string {
  return `${toPattern(formatMarker(template, template.card.number?.first))} `
}

function toPattern(source: string): string {
  return replaceNumeral(source, 1, 1).replace(/[ \t]+/g, ' ')
}
