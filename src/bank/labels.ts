/**
 * Finds the labels of fields however they are written: bold or not, any case, the colon inside or outside
 * the bold or full-width, with up to two typing errors, glued to a bullet, written as a bullet or a heading.
 *
 * Plain words are only taken for a label that the card lacks otherwise, and only where the template's order
 * allows it: "Question: …" in the middle of a bullet list stays what it is.
 */
import type {Line} from './lines.ts'
import {findNearest, fold} from './match.ts'
import type {Label, LabelForm} from './model.ts'
import type {FieldTemplate, Template} from './template.ts'
import {formatLabel} from './template.ts'

/** How surely a line begins with a label. */
type Certainty =
  /** It is the label, canonical or with the markup of one: counts, twice if it stands twice. */
  | 'sure'
  /** It is the label with typing errors, or stands where a bullet's text stands too: counts if missing. */
  | 'likely'
  /** It is the label without markup: counts if missing and in the template's order. */
  | 'possible'

/** A line that may begin with a label. */
export interface LabelCandidate extends Label {
  readonly certainty: Certainty
}

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
  const candidates: LabelCandidate[] = []
  for (const line of lines) {
    const candidate = readLabel(line, text, template)
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
): Label[] {
  const chosen = new Set<LabelCandidate>()
  const fields = new Set<FieldTemplate>()
  for (const candidate of candidates) {
    if (candidate.certainty === 'sure') {
      chosen.add(candidate)
      fields.add(candidate.field)
    }
  }

  for (const candidate of candidates) {
    if (candidate.certainty === 'likely' && !fields.has(candidate.field)) {
      chosen.add(candidate)
      fields.add(candidate.field)
    }
  }

  // Where each field stands in the template.
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

function readLabel(
  line: Line,
  text: string,
  template: Template
): LabelCandidate | undefined {
  const form = getForm(line)
  const start = form === 'heading' ? skipMarker(text, line) : line.start
  const scan = scanLabel(text, start, line.end)
  if (!scan) return undefined

  const isExact = (field: FieldTemplate): boolean =>
    fold(field.label) === fold(scan.name)
  const exact = template.fields.find(isExact)
  const field =
    exact ?? findNearest(scan.name, template.fields, (field) => field.label)
  if (!field) return undefined
  if (form === 'heading' && !exact && !scan.isBold) return undefined

  const isCanonical = text.startsWith(formatLabel(field), start)
  const end = isCanonical ? start + formatLabel(field).length : scan.end
  return {
    field,
    // A label that is a heading or bullet is wrong from its marker on.
    ...getRange(line, form, start, end),
    text: text.slice(getRange(line, form, start, end).start, end),
    form,
    lineStart: line.lineStart,
    wrapsValue: scan.wrapsValue && !isCanonical,
    certainty: getCertainty({
      form,
      isCanonical,
      isBold: scan.isBold,
      isExact: exact !== undefined
    })
  }
}

function getForm(line: Line): LabelForm {
  if (line.node.type === 'heading') return 'heading'
  if (!line.item) return 'paragraph'
  return line.isItemStart ? 'bullet' : 'glued'
}

function getRange(
  line: Line,
  form: LabelForm,
  start: number,
  end: number
): {start: number; end: number} {
  if (form === 'heading') return {start: line.start, end}
  const itemStart = line.item?.position?.start.offset
  return {start: form === 'bullet' ? (itemStart ?? start) : start, end}
}

function getCertainty(label: {
  form: LabelForm
  isCanonical: boolean
  isBold: boolean
  isExact: boolean
}): Certainty {
  if (label.form === 'bullet') return label.isBold ? 'likely' : 'possible'
  if (label.form === 'glued') {
    if (label.isCanonical) return 'sure'
    return label.isBold ? 'likely' : 'possible'
  }

  if (!label.isExact) return label.isBold ? 'likely' : 'possible'
  if (label.form === 'heading') return 'likely'
  return label.isBold ? 'sure' : 'possible'
}

/** After the `#`s of a heading and the space behind them. */
function skipMarker(text: string, line: Line): number {
  let at = line.start
  while (at < line.end && text[at] === '#') at++
  return skipSpaces(text, at, line.end)
}

interface Scan {
  name: string
  end: number
  isBold: boolean
  wrapsValue: boolean
}

/** A label's name is at most this long: what comes later on a line is text. */
const longestName = 80

/**
 * Reads `**Name:**` and what people write for it. Linear: each character is looked at once.
 *
 * @returns what stands at `from`, if it has the shape of a label
 */
function scanLabel(text: string, from: number, to: number): Scan | undefined {
  const openEnd = skipRun(text, from, to)
  const marker = openEnd > from ? text.charAt(from) : ''
  const nameStart = skipSpaces(text, openEnd, to)
  const limit = Math.min(to, nameStart + longestName)
  let at = nameStart
  while (at < limit && !isNameEnd(text.charAt(at))) at++
  const name = text.slice(nameStart, at).trim()
  if (name === '' || at === limit) {
    // A bare bold name can end with the line; other text that runs to the end of the line is no label.
    if (name === '' || at < to) return undefined
  }

  const colonFirst = isColon(text.charAt(at)) && at < to
  if (colonFirst) at++
  const closeStart = skipSpaces(text, at, to)
  const closeEnd = skipRun(text, closeStart, to)
  const isClosed = closeEnd > closeStart && text.charAt(closeStart) === marker
  if (marker === '') {
    // `Tags:` or, with a stray marker behind, `Tags:**`.
    if (!colonFirst) return undefined
    return {name, end: at, isBold: false, wrapsValue: false}
  }

  if (!isClosed) {
    if (!colonFirst) return undefined
    // `**Difficulty: Easy**`: the bold ends with the line.
    const wrapsValue = endsWithMarker(text, at, to, marker)
    return {name, end: at, isBold: true, wrapsValue}
  }

  const behind = skipSpaces(text, closeEnd, to)
  const colonBehind = behind < to && isColon(text.charAt(behind))
  const end = colonFirst || !colonBehind ? closeEnd : behind + 1
  return {name, end, isBold: true, wrapsValue: false}
}

function endsWithMarker(
  text: string,
  from: number,
  to: number,
  marker: string
): boolean {
  const end = trimSpacesEnd(text, from, to)
  return end - from > 1 && text[end - 1] === marker
}

function trimSpacesEnd(text: string, from: number, to: number): number {
  let at = to
  while (at > from && (text[at - 1] === ' ' || text[at - 1] === '\\')) at--
  return at
}

function isNameEnd(character: string): boolean {
  return isColon(character) || character === '*' || character === '_'
}

function isColon(character: string): boolean {
  return character === ':' || character === '\uFF1A'
}

function skipSpaces(text: string, from: number, to: number): number {
  let at = from
  while (at < to && (text[at] === ' ' || text[at] === '\t')) at++
  return at
}

/** After a run of up to three `*` or `_`. */
function skipRun(text: string, from: number, to: number): number {
  const marker = text[from]
  if (marker !== '*' && marker !== '_') return from
  let at = from
  while (at < to && at - from < 3 && text[at] === marker) at++
  return at
}
