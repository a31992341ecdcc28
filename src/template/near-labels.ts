/**
 * Finds out which similar names are labels with a typo. A name that a bank uses on purpose is not: `Examples` beside
 * `Example`, or a word that its texts have too. A required field must be on every card, so for it only the frequency of
 * the name counts. A name that is more frequent than the template's is the bank's own name of the field.
 */
import {fold} from '../text/fuzzy-match.ts'
import type {FieldTemplate} from './model.ts'

/** A line that may begin with a label. */
interface Named {
  /** The field whose label is equal or similar. */
  readonly field: FieldTemplate
  /** Its name as it is written, without markup. */
  readonly name: string
  readonly ownName?: OwnName
}

/** How often a bank has a name that the template does not have. */
export interface OwnName {
  /** Without markup. */
  readonly name: string
  readonly count: number
  /** How often it has either this or the template's name. */
  readonly total: number
}

/** A name that is so frequent, compared with the label that it is similar to, is not a typo. */
const fewestOfHabit = 3
const shareOfHabit = 0.1

/** Endings that make another form of the same word, not another spelling. */
const ending = /^(?:s|es|n|en)$/

/**
 * @param candidates lines that may begin with a label
 * @param countCanonical returns how many canonical labels of a field the rest of the bank has
 * @returns the candidates without names that are similar to a label but other words; the bank's own names have
 *   `ownName`
 */
export function dropOtherNames<Candidate extends Named>(
  candidates: readonly Candidate[],
  text: string,
  countCanonical: (field: FieldTemplate) => number
): Candidate[] {
  const near = candidates.filter((candidate) => !isExact(candidate))
  if (near.length === 0) return [...candidates]
  const fields = new Set(near.map(({field}) => field))
  const counts = new Map<string, number>()
  for (const each of candidates) {
    counts.set(keyOf(each), (counts.get(keyOf(each)) ?? 0) + 1)
  }

  const totals = new Map(
    Array.from(fields, (field) => {
      const exact = counts.get(keyOf({field, name: field.label})) ?? 0
      return [field, exact + countCanonical(field)] as const
    })
  )
  const inText = countNames(
    text,
    near.filter(({field}) => field.optional)
  )
  return candidates.flatMap((candidate): Candidate[] => {
    if (isExact(candidate)) return [candidate]
    const {field, name} = candidate
    const count = counts.get(keyOf(candidate)) ?? 0
    const exact = totals.get(field) ?? 0
    if (count >= Math.max(fewestOfHabit, shareOfHabit * exact)) {
      const isOwn = count > exact && (exact === 0 || !field.optional)
      const ownName = {name, count, total: count + exact}
      return isOwn ? [{...candidate, ownName}] : []
    }

    const others = (inText.get(toWords(name)) ?? 0) - count
    const isMisspelt =
      !field.optional ||
      (others < fewestOfHabit && !isOtherForm(fold(name), fold(field.label)))
    return isMisspelt ? [candidate] : []
  })
}

/** A key that is the same for names of a field that differ only in case and width. */
function keyOf({field, name}: Named): string {
  return `${field.label}\n${fold(name)}`
}

function isExact({field, name}: Named): boolean {
  return fold(name) === fold(field.label)
}

/** Whether two words are singular and plural of the same word. */
function isOtherForm(left: string, right: string): boolean {
  const [short, long] =
    left.length < right.length ? [left, right] : [right, left]
  return (
    (long.startsWith(short) && ending.test(long.slice(short.length))) ||
    (short.endsWith('y') && long === `${short.slice(0, -1)}ies`)
  )
}

/** @returns how often the candidates' names are in a text, as whole words; the text is read once */
function countNames(
  text: string,
  candidates: readonly Named[]
): Map<string, number> {
  if (candidates.length === 0) return new Map()
  const counts = new Map<string, number>(
    candidates.map(({name}) => [toWords(name), 0] as const)
  )
  const lengths = new Set(
    Array.from(counts.keys(), (name) => name.split(' ').length)
  )
  const words = wordsOf(text)
  for (const length of lengths) {
    for (let at = 0; at + length <= words.length; at++) {
      const name = words.slice(at, at + length).join(' ')
      const count = counts.get(name)
      if (count !== undefined) counts.set(name, count + 1)
    }
  }

  return counts
}

function toWords(name: string): string {
  return wordsOf(name).join(' ')
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
}
