/**
 * Reads a line as a label: finds its field and its form, and how certain that is.
 */
import type {Scan} from '../template/label-syntax.ts'
import {scanLabel, skipSpaces} from '../template/label-syntax.ts'
import type {Line} from './text-lines.ts'
import {findChildAt} from './text-lines.ts'
import {findNearest, fold} from '../text/fuzzy-match.ts'
import type {Label, LabelForm} from './model.ts'
import type {Range} from '../markdown/offsets.ts'
import type {FieldTemplate, Template} from '../template/model.ts'
import {isCanonicalLabel} from '../template/model.ts'
import {
  columnsBetween,
  isInlineSpace,
  lineStartOf
} from '../markdown/offsets.ts'

/** How surely a line begins with a label. */
type Certainty =
  /** It is the label, canonical or with the markup of one: counts, twice if it occurs twice. */
  | 'sure'
  /** It is the label with typos, or is where a bullet's text is too: counts if missing. */
  | 'likely'
  /** It is the label without markup: counts if missing and in the template's order. */
  | 'possible'

/** A line that may begin with a label. */
export interface LabelCandidate extends Label {
  readonly certainty: Certainty
  /** Its name as it is written, without markup. */
  readonly name: string
  /** Whether a value of the field follows, and not a text about it. */
  readonly isFilled: boolean
}

/** A longer text is not a choice with a typo. */
const longestChoice = 60

/** @returns a reader of the labels with which lines may begin */
export function createLabelReader(
  text: string,
  template: Template
): (line: Line) => LabelCandidate | undefined {
  const findField = createFieldFinder(template)
  return (line) => {
    const {node} = line
    const isHeading = node.type === 'heading'
    const isAtx = isHeading && text[line.start] === '#'
    const start = isAtx ? skipMarker(text, line) : line.start
    const to = isAtx ? beforeClosing(text, start, line.end) : line.end
    const scan = scanLabel(text, start, to, isHeading)
    const meant = scan && findField(scan.name)
    return meant && readLabel({line, text, template, scan, start, to, ...meant})
  }
}

/** The field that a name means. */
interface Meant {
  readonly field: FieldTemplate
  readonly isExact: boolean
}

/** Names repeat, and comparing one with all labels takes longer than the rest of its line. */
const mostNames = 1000

/** @returns a function that finds the field for a name: its label is equal or similar */
function createFieldFinder({
  fields: all
}: Template): (name: string) => Meant | undefined {
  const fields = all.filter(({label}) => label !== '')
  const known = new Map<string, Meant | undefined>()
  const find = (name: string): Meant | undefined => {
    const folded = fold(name)
    const exact = fields.find(({label}) => fold(label) === folded)
    const field = exact ?? findNearest(name, fields, ({label}) => label)
    // `Question 3:` is not a typo: a number is meant.
    return field && digitsOf(field.label) === digitsOf(name)
      ? {field, isExact: exact !== undefined}
      : undefined
  }
  return (name) => {
    if (known.has(name)) return known.get(name)
    const found = find(name)
    if (known.size < mostNames) known.set(name, found)
    return found
  }
}

/** A name at the beginning of a line, with the field that it means. */
interface Named extends Meant {
  readonly line: Line
  readonly text: string
  readonly template: Template
  readonly scan: Scan
  /** Where the label may begin, and its line ends. */
  readonly start: number
  readonly to: number
}

function readLabel({
  field,
  isExact,
  line,
  scan,
  start,
  template,
  text,
  to
}: Named): LabelCandidate | undefined {
  const {node} = line
  const isCanonical = isCanonicalLabel(
    text.slice(field.heading === undefined ? start : line.start, scan.end),
    field
  )
  const underline =
    node.type === 'heading' ? findUnderline(line, scan, text) : undefined
  const form = underline ? 'paragraph' : getForm(line)
  const certainty = getCertainty({
    line,
    form,
    text: text.slice(start, scan.end),
    isCanonical,
    isBold: scan.isBold,
    isExact,
    isAlone: scan.end >= to,
    field,
    cardDepth: template.card.depth
  })
  if (!certainty) return undefined

  const range = {start: getStart(line, form), end: scan.end}
  return {
    ...range,
    field,
    name: scan.name,
    text: text.slice(range.start, range.end),
    form,
    certainty,
    isFilled: isFilled(field, text, scan.end),
    lineStart: line.lineStart,
    swallower: line.swallower,
    indent: getIndent(line, form, text),
    boldEnd: isCanonical ? undefined : findBoldEnd(line, start, scan),
    headingEnd: form === 'heading' ? node.position?.end.offset : undefined,
    underline
  }
}

function digitsOf(name: string): string {
  return name.replace(/\D+/g, '')
}

/** What a bullet begins with. */
export const bulletMarker = /^(?:[-*+]|\d{1,9}[.)])[ \t]/

function isFilled(field: FieldTemplate, text: string, end: number): boolean {
  const {kind} = field
  if (kind !== 'choice' && kind !== 'bullets') return false
  let start = end
  while (start < text.length && /\s/.test(text.charAt(start))) start++
  const line = text.slice(start, start + longestChoice).split('\n', 1)[0] ?? ''
  if (kind === 'bullets') return bulletMarker.test(line)
  const value = line.replace(/[*_`.]/g, '')
  return findNearest(value, field.choices, (choice) => choice) !== undefined
}

function getForm(line: Line): LabelForm {
  if (line.isRest) return 'inline'
  if (line.node.type === 'heading') return 'heading'
  if (line.swallower) return 'glued'
  if (!line.item) return 'paragraph'
  return line.isItemStart ? 'bullet' : 'glued'
}

/** In a heading or bullet, the marker belongs to the label that has to be fixed. */
function getStart(line: Line, form: LabelForm): number {
  const isBullet = form === 'bullet' || (form === 'heading' && line.isItemStart)
  return (
    (isBullet ? line.item?.position?.start.offset : undefined) ?? line.start
  )
}

/** The most columns by which the label's text below it is indented, too. */
function getIndent(line: Line, form: LabelForm, text: string): number {
  if (!line.item || form === 'inline') return 0
  const content = line.item.children[0]?.position?.start.offset
  return Math.max(
    columnsBetween(text, line.lineStart, line.start),
    content === undefined
      ? 0
      : columnsBetween(text, lineStartOf(text, content), content)
  )
}

interface Appearance {
  readonly line: Line
  readonly form: LabelForm
  readonly text: string
  readonly isCanonical: boolean
  readonly isBold: boolean
  readonly isExact: boolean
  /** Whether nothing follows on its line. */
  readonly isAlone: boolean
  readonly field: FieldTemplate
  readonly cardDepth: number
}

function getCertainty(label: Appearance): Certainty | undefined {
  const {line, isBold, isExact} = label
  const isMarked = isBold && isExact
  if (line.swallower) {
    if (!isExact) return undefined
    return isBold ? 'likely' : 'possible'
  }

  switch (label.form) {
    case 'inline': {
      return isMarked && /[:\uFF1A]/.test(label.text) ? 'possible' : undefined
    }

    case 'heading': {
      const depth = line.node.type === 'heading' ? line.node.depth : 0
      if (depth === 1) return undefined
      if (label.isCanonical) return 'sure'
      if (isExact || isBold) return 'likely'
      // The name of a section may be similar to a label; a deeper heading is not a section.
      return depth > label.cardDepth ? 'possible' : undefined
    }

    case 'bullet': {
      if (label.field.optional) return getOptionalCertainty(label)
      return isBold ? 'likely' : 'possible'
    }

    case 'glued': {
      if (label.isCanonical) return 'sure'
      return isBold ? 'likely' : 'possible'
    }

    // These are found by their tags, or have no label.
    case 'details':
    case 'none': {
      return undefined
    }

    case 'paragraph': {
      if (isMarked) return 'sure'
      return isBold ? 'likely' : 'possible'
    }
  }
}

/** Most cards lack an optional field: a bullet that begins like its label is probably just a bullet. */
function getOptionalCertainty({
  field,
  isAlone,
  isBold
}: Appearance): Certainty | undefined {
  if (isAlone) return isBold ? 'likely' : 'possible'
  return isBold && field.kind !== 'bullets' ? 'possible' : undefined
}

/**
 * The line `---` that has made a heading of labels and values that are above it, without a blank line between.
 * A label alone above the line, or without bold, is meant as a heading.
 */
function findUnderline(
  line: Line,
  scan: Scan,
  text: string
): Range | undefined {
  const end = line.node.position?.end.offset
  // A line of `=` is more likely the rest of a git conflict.
  if (end === undefined || text[end - 1] !== '-') return undefined
  if (text[line.start] === '#') return undefined
  const lineStart = lineStartOf(text, end)
  const isAlone =
    line.isFirst && lineStartOf(text, lineStart - 1) <= line.lineStart
  if (isAlone && (!scan.isBold || scan.end >= line.end)) return undefined
  let start = lineStart
  while (start < end && isInlineSpace(text.charCodeAt(start))) start++
  return {start, end}
}

/** The end of bold that includes label and value: `**Difficulty: Easy**`. */
function findBoldEnd(
  {node}: Line,
  start: number,
  scan: Scan
): number | undefined {
  if (node.type !== 'heading' && node.type !== 'paragraph') return undefined
  const child = findChildAt(node.children, start)
  if (child?.type !== 'strong' && child?.type !== 'emphasis') return undefined
  const end = child.position?.end.offset ?? 0
  return child.position?.start.offset === start && end > scan.end
    ? end
    : undefined
}

/** After the `#`s of a heading and the space after them. */
function skipMarker(text: string, line: Line): number {
  let at = line.start
  while (at < line.end && text[at] === '#') at++
  return skipSpaces(text, at, line.end)
}

/** Before the `#`s that close a heading, and the space before them (CommonMark 4.2). */
function beforeClosing(text: string, from: number, to: number): number {
  let at = to
  while (at > from && text[at - 1] === '#') at--
  if (at === to || (at > from && !isInlineSpace(text.charCodeAt(at - 1)))) {
    return to
  }

  while (at > from && isInlineSpace(text.charCodeAt(at - 1))) at--
  return at
}
