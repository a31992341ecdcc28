/** Merges three versions of a bank, card by card. */
import {VFile} from 'vfile'
import type {Bank, Section} from '../bank/model.ts'
import {readBank} from '../bank/read-bank.ts'
import {createLazyTree} from '../markdown/lazy-tree.ts'
import {parse} from '../markdown/parse.ts'
import {bankName} from '../template/is-bank.ts'
import {formatMarker, getSequence} from '../template/model.ts'
import {applyEdits} from '../message/edits.ts'
import type {ConflictStyle} from './line-merge.ts'
import {hasMarkers} from './line-merge.ts'
import {mergeGroups} from './merge-groups.ts'
import type {Three} from './pieces/piece.ts'
import {mapThree, sides} from './pieces/piece.ts'
import type {Merged} from './render.ts'
import {render} from './render.ts'
import {splitBank} from './pieces/split-bank.ts'
import {findMarker} from './pieces/split-card.ts'
import {mergeTexts} from './texts.ts'
import {mayHaveContents, repairContents} from './repair-contents.ts'
import {Unsure} from './unsure.ts'

/**
 * @param versions texts without byte order mark, with `\n` at the ends of their lines
 * @throws Unsure if cards cannot be distinguished safely
 */
export function mergeBank(
  versions: Three<string>,
  style: ConflictStyle
): Merged {
  if (hasMarkers(versions)) throw new Unsure(mergeTexts.hasMarkers)
  const banks = mapThree(versions, readText)
  if (sides.some((side) => !banks[side].config.isTemplateKnown)) {
    throw new Unsure(mergeTexts.frontMatter)
  }

  const hasNumbers = sides.every((side) => isNumbered(banks[side]))
  const {base, ours, theirs} = mapThree(banks, (bank) =>
    splitBank(bank, hasNumbers)
  )
  if (!base || !ours || !theirs) throw new Unsure(mergeTexts.unclear)
  const groups = mergeGroups({base, ours, theirs})
  const merged = render(groups.segments, style)
  if (!merged) throw new Unsure(mergeTexts.tooMany)
  // A text with markers is read differently.
  const notes = groups.torn.map(mergeTexts.moved)
  if (merged.conflicts > 0) return {...merged, notes}
  if (!hasNumbers && !groups.isMixed && isPlain(banks))
    return {...merged, notes}
  const bank = readText(merged.text)
  if (!bank.config.isTemplateKnown) throw new Unsure(mergeTexts.frontMatter)
  if (bank.cards.length !== groups.cards) throw new Unsure(mergeTexts.unclear)
  const text = hasNumbers ? renumber(bank) : merged.text
  return {text: repairContents(text, banks), conflicts: 0, notes}
}

/** Whether the cards of both sides are read from their text alone, so that their neighbors make no difference. */
function isPlain({ours, theirs}: Three<Bank>): boolean {
  return [ours, theirs].every(
    (bank) => bank.nonCanonical.cards.length === 0 && !mayHaveContents(bank)
  )
}

/** @returns the text as a bank, whatever the name of its file */
export function readText(value: string): Bank {
  const file = new VFile({path: bankName, value})
  const bank = readBank(
    createLazyTree(value, () => parse(value)),
    file
  )
  if (!bank) throw new Error(`${bankName} is not a bank`)
  return bank
}

/** Whether the numbers before titles are a plain sequence: then they only show where a card is. */
function isNumbered(bank: Bank): boolean {
  const {cards, templates, text} = bank
  const numbers = countPlainly(bank)
  return (
    templates.some(({card}) => card.number) &&
    cards.every(
      ({heading, template}, index) =>
        !template.card.number ||
        findMarker(
          text.slice(heading.start, heading.end),
          formatMarker(template, numbers[index]),
          template
        ) !== undefined
    )
  )
}

/** Numbers all cards again, which had the first number. */
function renumber(bank: Bank): string {
  const {cards, text} = bank
  const numbers = countPlainly(bank)
  const edits = cards.flatMap(({heading, template}, index) => {
    const marker = formatMarker(template, template.card.number?.first)
    const source = text.slice(heading.start, heading.end)
    const at = findMarker(source, marker, template)
    if (!template.card.number || at === undefined) return []
    const start = heading.start + at
    const end = start + marker.length
    return [{start, end, text: formatMarker(template, numbers[index])}]
  })
  return applyEdits(text, edits)
}

/** @returns the number of each card, if no number was ever left out */
function countPlainly({cards}: Bank): number[] {
  const lasts = new Map<
    string,
    {number: number; section: Section | undefined}
  >()
  return cards.map(({section, template}) => {
    const {number: {first} = {first: 0}, restart} = template.card
    const key = getSequence(template)
    const last = lasts.get(key)
    const isFirst = !last || (restart && section !== last.section)
    const number = isFirst ? first : last.number + 1
    lasts.set(key, {number, section})
    return number
  })
}
