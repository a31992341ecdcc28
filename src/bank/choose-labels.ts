/**
 * Finds the labels of fields however they are written: bold or not, any case, the colon inside or outside
 * the bold or full-width, with up to two typos, glued to what is above, written as a bullet or a heading, after other
 * text of a line.
 *
 * Plain words are read as a label only if the card lacks it otherwise, and only if the template's order allows it:
 * "Question: …" in the middle of a bullet list stays text.
 */
import type {LabelCandidate} from './label-candidates.ts'
import {createLabelReader} from './label-candidates.ts'
import type {Line} from './text-lines.ts'
import type {FieldTemplate, Template} from '../template/model.ts'

/**
 * @param lines lines of a document, from `findLines`
 * @param text the document's text
 * @returns the lines that may begin with a label, in source order
 */
export function findLabelCandidates(
  lines: readonly Line[],
  text: string,
  template: Template
): LabelCandidate[] {
  const readLabel = createLabelReader(text, template)
  const candidates: LabelCandidate[] = []
  for (const line of lines) {
    const candidate = readLabel(line)
    if (candidate) candidates.push(candidate)
  }

  return candidates
}

/**
 * Decides which candidates are the labels of a card.
 *
 * @param candidates those of one card, in source order
 * @returns the labels, in source order
 */
export function chooseLabels(
  candidates: readonly LabelCandidate[],
  template: Template
): LabelCandidate[] {
  const chosen = new Set<LabelCandidate>()
  const fields = new Set<FieldTemplate>()
  for (const candidate of candidates) {
    if (candidate.certainty === 'sure') {
      chosen.add(candidate)
      fields.add(candidate.field)
    }
  }

  for (const candidate of candidates) {
    const isLacking = candidate.field.repeat || !fields.has(candidate.field)
    if (candidate.certainty === 'likely' && isLacking) {
      chosen.add(candidate)
      fields.add(candidate.field)
    }
  }

  // The position of each field in the template.
  const order = new Map(
    template.fields.map((field, index) => [field, index] as const)
  )
  const rank = (candidate: LabelCandidate): number =>
    order.get(candidate.field) ?? -1
  // For each candidate, the rank of the next chosen one.
  const nextRanks = new Array<number>(candidates.length)
  let next = Infinity
  for (let index = candidates.length - 1; index >= 0; index--) {
    const candidate = candidates[index]
    nextRanks[index] = next
    if (candidate && chosen.has(candidate)) next = rank(candidate)
  }

  let previous = -1
  for (const [index, candidate] of candidates.entries()) {
    const own = rank(candidate)
    if (chosen.has(candidate)) {
      previous = own
    } else if (
      candidate.certainty === 'possible' &&
      !fields.has(candidate.field) &&
      previous < own &&
      own < (nextRanks[index] ?? Infinity)
    ) {
      chosen.add(candidate)
      fields.add(candidate.field)
      previous = own
    }
  }

  return candidates.filter((candidate) => chosen.has(candidate))
}

/** @returns whether a label can be `isFilled` at all: only choices and bullets can be recognized as values */
export function hasFilledFields({fields}: Pick<Template, 'fields'>): boolean {
  return fields.some(({kind}) => kind === 'choice' || kind === 'bullets')
}
