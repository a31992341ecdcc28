/**
 * Where no prefix tells a card's heading from others, its neighbors do: the number between theirs, the depth of theirs,
 * the labels below. An answer may have headings and numbered steps of its own; those are no cards.
 */
import type {Found} from './split-cards.ts'
import type {LabelCandidate} from './label-candidates.ts'
import type {Template} from '../template/model.ts'
import {isFreeText} from '../template/model.ts'

/**
 * @param found lines that may divide the document, in source order
 * @param labels label candidates, in source order
 * @returns the same lines, with those made sure that begin a card
 */
export function makeSure(
  found: readonly Found[],
  labels: readonly LabelCandidate[],
  template: Template
): readonly Found[] {
  const {number, prefix} = template.card
  if (prefix !== '') return found
  const numbered = number ? sureByNumber(found, template) : found
  const placed = sureByPlace(numbered, labels, template)
  if (!template.fields.some(isFreeText)) return placed
  // In free text, a bold line or another heading above labels is a part of the text.
  return placed
    .map((each) => (each.isSure ? each : {...each, card: undefined}))
    .filter(({card, plain}) => card ?? plain)
}

/** Of another depth, or in text: what has the number that is next, and is not the next of steps. */
function sureByNumber(
  found: readonly Found[],
  {card: {depth, number, restart}}: Template
): Found[] {
  const first = number?.first ?? 1
  const isSection = ({card, plain}: Found): boolean =>
    plain !== undefined && plain.node.depth < depth && !card?.hasPrefix
  const limits = new Array<number>(found.length)
  let limit = Infinity
  for (const [at, each] of [...found.entries()].reverse()) {
    limits[at] = limit
    if (each.isSure) limit = each.card?.number ?? limit
    else if (restart && isSection(each)) limit = Infinity
  }

  let last = first - 1
  let step: number | undefined
  return found.map((each, at) => {
    const {card, isSure, plain} = each
    const own = card?.number
    if (isSure) {
      last = own ?? last + 1
      step = undefined
      return each
    }

    if (restart && isSection(each)) {
      last = first - 1
      step = undefined
    }

    if (own === undefined) return each
    const isAbove = restart && plain && plain.node.depth < depth
    const isNext = own === last + 1 && own < (limits[at] ?? Infinity)
    if (!isNext || isAbove || step === own - 1) {
      step = own
      return each
    }

    last = own
    step = undefined
    return {...each, isSure: true}
  })
}

/** At the depth of cards: what stands between cards, and what has the labels of one below it or asks a question. */
function sureByPlace(
  found: readonly Found[],
  labels: readonly LabelCandidate[],
  {card: {depth, number}, fields}: Template
): Found[] {
  const isAtDepth = ({card, plain}: Found): boolean =>
    card?.form !== 'text' && card?.depth === depth && plain !== undefined
  const mustHaveLabel = fields.some(
    ({label, optional}) => label !== '' && !optional
  )
  const starts = found.map(({card, plain}) => (card ?? plain)?.start ?? 0)
  let next = 0
  const isCard = found.map((each, at) => {
    if (each.isSure) return each.card !== undefined
    if (!isAtDepth(each) || each.label) return false
    if (number) return /[?？؟]["'”’»)*_\]]*$/.test(each.card?.title ?? '')
    if (!mustHaveLabel) return true
    const start = starts[at] ?? 0
    const end = starts[at + 1] ?? Infinity
    while ((labels[next]?.start ?? Infinity) <= start) next++
    return (labels[next]?.start ?? Infinity) < end
  })
  const first = isCard.indexOf(true)
  const last = isCard.lastIndexOf(true)
  return found.map((each, at) =>
    isCard[at] || (isAtDepth(each) && !each.label && first < at && at < last)
      ? {...each, isSure: true}
      : each
  )
}
