/** Reads the fields of a card: labels in source order, and the text between them. */
import type {Root, RootContent} from 'mdast'
import {bulletsIn} from './bullets.ts'
import {chooseLabels} from './choose-labels.ts'
import type {Details} from './collapsed-fields.ts'
import type {LabelCandidate} from './label-candidates.ts'
import {bulletMarker} from './label-candidates.ts'
import type {Bullet, Field, Label} from './model.ts'
import type {Options, Place} from './options/find-options.ts'
import {findOptions} from './options/find-options.ts'
import type {Line} from './text-lines.ts'
import {linesIn} from './text-lines.ts'
import type {Range} from '../markdown/offsets.ts'
import {columnsBetween, lineStartOf, startOf} from '../markdown/offsets.ts'
import {findFirst} from '../text/binary-search.ts'
import {readLead} from '../template/label-syntax.ts'
import type {FieldTemplate, Template} from '../template/model.ts'
import {
  getHeadFields,
  getTailField,
  isFreeText,
  isInlineField
} from '../template/model.ts'

/** A line with this many columns before it is code, or more text of the line above (CommonMark 4.4). */
const codeIndent = 4

/** What fields are read from. */
interface FieldSource {
  /** All bullets of the tree, in source order. */
  readonly bullets: readonly Bullet[]
  /** The tree without the cards that were read from the text alone, and its lines. */
  readonly rest: Root
  readonly lines: readonly Line[]
  readonly text: string
  readonly template: Template
  readonly details: Details
}

/**
 * Reads the fields of one card.
 *
 * @param candidates labels on the card, in source order
 * @param from offset at which fields may begin: after the heading, and an id below it
 * @param end of the card
 */
export type FieldReader = (
  candidates: readonly LabelCandidate[],
  from: number,
  end: number
) => Field[]

/** @returns a reader, called for each card in order */
export function createFieldReader(source: FieldSource): FieldReader {
  const reader = new CardReader(source)
  return (candidates, from, end) => reader.read(candidates, from, end)
}

/** Reads cards of one template. */
class CardReader {
  private readonly source: FieldSource
  private readonly headFields: readonly FieldTemplate[]
  /** The field for options without a label, if the template has one. */
  private readonly options: FieldTemplate | undefined
  private readonly tail: FieldTemplate | undefined

  constructor(source: FieldSource) {
    this.source = source
    this.headFields = getHeadFields(source.template)
    this.options = this.headFields.find(({kind}) => kind === 'options')
    this.tail = getTailField(source.template)
  }

  read(
    candidates: readonly LabelCandidate[],
    from: number,
    end: number
  ): Field[] {
    const labels = chooseLabels(candidates, this.source.template)
    const first = labels[0]?.lineStart ?? end
    const head = {start: from, end: Math.max(first, from)}
    const above = this.headFields.length > 0 ? this.readUnlabelled(head) : []
    const fields = labels.map((label, at) =>
      this.readField(label, labels[at + 1]?.lineStart ?? end)
    )
    const last = fields.pop()
    if (!last) return above
    const {tail} = this
    return [...above, ...fields, ...(tail ? this.cut(last, tail, end) : [last])]
  }

  /**
   * @returns the last field with a label, up to the end of its value, and the field for the text after it, if there
   *   is any
   */
  private cut(last: Field, tail: FieldTemplate, end: number): Field[] {
    const {rest, text} = this.source
    const to = findValueEnd(last, rest.children, text)
    const value = trimRange(text, to, beforeRule(text, end))
    if (to >= end || value.start === value.end) return [last]
    const own = trimRange(text, last.value.start, Math.min(last.value.end, to))
    return [
      {
        ...last,
        value: own,
        bullets: last.bullets.filter(({start}) => start < to)
      },
      this.readText(tail, value)
    ]
  }

  private readText(
    field: FieldTemplate,
    value: Range,
    options?: Options<Bullet>
  ): Field {
    const label = createEmptyLabel(field, value.start)
    return this.makeField({label, value, options, closing: undefined})
  }

  private readUnlabelled(head: Range): Field[] {
    const {options, source} = this
    const {template, text} = source
    const found =
      options &&
      this.optionsIn(head, options.optional ? 'possible' : 'required')
    return readHead(head, found, template).flatMap(({field, range}) => {
      const value = trimRange(text, range.start, range.end)
      return value.start === value.end
        ? []
        : [this.readText(field, value, found)]
    })
  }

  private readField(label: Label, end: number): Field {
    const {details, text} = this.source
    const boldEnd =
      (label.boldEnd ?? Infinity) > end ? undefined : label.boldEnd
    const closing =
      label.form === 'details' ? details.findClosing(label.end, end) : undefined
    const valueEnd =
      closing?.start ??
      (label.form === 'details'
        ? beforeRule(text, end)
        : this.beforeOtherLabel(label, end))
    const value = trimRange(text, label.end, valueEnd)
    return this.makeField({
      label: {...label, boldEnd},
      value: boldEnd === value.end ? dropMarker(text, value) : value,
      options:
        label.field.kind === 'options'
          ? this.optionsIn(
              {start: label.lineStart, end: value.end},
              'below a label'
            )
          : undefined,
      closing
    })
  }

  private makeField({label, value, options, closing}: FieldParts): Field {
    const {bullets, text} = this.source
    const isOptions = label.field.kind === 'options'
    return {
      template: label.field,
      label,
      value,
      bullets: isOptions ? (options?.bullets ?? []) : bulletsIn(bullets, value),
      closing,
      hasSwallowedBullets: isSwallowingBullets(text, label, value),
      looseOptions: isOptions ? (options?.loose ?? []) : []
    }
  }

  private optionsIn(range: Range, place: Place): Options<Bullet> | undefined {
    const {bullets, lines, text} = this.source
    const own = bulletsIn(bullets, range)
    return findOptions(own, linesIn(lines, range), text, place)
  }

  /**
   * The end of a short value: the next line that begins with a bold name and a colon, even if that is not a label of
   * the template.
   */
  private beforeOtherLabel({end: from, field}: Label, end: number): number {
    const {lines, text} = this.source
    const lineBreak = text.indexOf('\n', from)
    if (!isInlineField(field) || lineBreak === -1) return end
    const next = linesIn(lines, {start: lineBreak, end}).find(
      ({isRest, item, node, swallower, ...line}) =>
        node.type === 'paragraph' &&
        !isRest &&
        !item &&
        !swallower &&
        readLead(text, line.start, line.end)
    )
    return next?.lineStart ?? end
  }
}

/** The parts of a field. */
type FieldParts = Pick<Field, 'closing' | 'label' | 'value'> & {
  readonly options?: Options<Bullet> | undefined
}

/**
 * @param nodes the document's topmost nodes
 * @returns where a value ends if a text without a label follows: the end of what its kind allows; for content, the
 *   end of the card
 */
function findValueEnd(
  {bullets, closing, label, looseOptions, template: {kind}, value}: Field,
  nodes: readonly RootContent[],
  text: string
): number {
  if (closing) return closing.end
  if (kind === 'content' || label.form === 'details') return Infinity
  if (kind === 'options') {
    // Unfixed options cannot be distinguished from other text.
    return looseOptions.length > 0
      ? Infinity
      : (bullets.at(-1)?.end ?? Infinity)
  }

  if (kind === 'bullets') {
    let at = findFirst(nodes, (node) => startOf(node) >= value.start)
    // Unfixed bullets cannot be distinguished from other text.
    if (nodes[at]?.type !== 'list') return Infinity
    while (nodes[at]?.type === 'list') at++
    const next = nodes[at]
    return next ? startOf(next) : Infinity
  }

  const blank = /\n[ \t]*\r?\n/g
  blank.lastIndex = value.start
  return blank.exec(text)?.index ?? Infinity
}

function isSwallowingBullets(
  text: string,
  {end, field, form}: Label,
  {start}: Range
): boolean {
  if (field.kind !== 'bullets' || form !== 'paragraph') return false
  const lineStart = lineStartOf(text, start)
  return (
    lineStart > end &&
    columnsBetween(text, lineStart, start) >= codeIndent &&
    bulletMarker.test(text.slice(start, start + 12))
  )
}

/** The range between two offsets without white space (and a hard break's backslash) at its ends. */
function trimRange(text: string, from: number, to: number): Range {
  let start = from
  while (start < to && /\s/.test(text.charAt(start))) start++
  let end = to
  while (end > start && /\s/.test(text.charAt(end - 1))) end--
  if (end > start && text[end - 1] === '\\' && text[end - 2] !== '\\') {
    end--
    while (end > start && /\s/.test(text.charAt(end - 1))) end--
  }

  return start < end ? {start, end} : {start: from, end: from}
}

/** A line of `---` that ends a card, below a blank line, does not belong to an open value. */
function beforeRule(text: string, end: number): number {
  const from = Math.max(0, end - 40)
  const rule = /\n[ \t]*\r?\n(?:-{3,}|\*{3,}|_{3,})\s*$/.exec(
    text.slice(from, end)
  )
  return rule ? from + rule.index : end
}

/** The range of a value without the delimiter at its end that was opened before the next label. */
function dropMarker(text: string, {start, end}: Range): Range {
  let at = end
  while (at > start && end - at < 3 && /[*_]/.test(text.charAt(at - 1))) at--
  return trimRange(text, start, at)
}

/** A field without a label. */
interface Unlabelled {
  readonly field: FieldTemplate
  /** Where its text may be, including white space. */
  readonly range: Range
}

/**
 * @param range from the heading to the first label
 * @param options that are in the range, if there are any
 * @returns the unlabelled fields that may be there, in source order
 */
function readHead(
  range: Range,
  options: Range | undefined,
  template: Template
): Unlabelled[] {
  const own = getHeadFields(template)
  const at = own.findIndex(({kind}) => kind === 'options')
  const field = own[at]
  const before = own.find((field, index) => isFreeText(field) && index < at)
  const after = own.find((field, index) => isFreeText(field) && index > at)
  if (!field || !options) {
    const text = before ?? after
    return text ? [{field: text, range}] : []
  }

  return [
    ...(before
      ? [{field: before, range: {start: range.start, end: options.start}}]
      : []),
    {field, range: options},
    ...(after
      ? [{field: after, range: {start: options.end, end: range.end}}]
      : [])
  ]
}

/** @returns a label for a field without one: empty, at the start of its value */
function createEmptyLabel(field: FieldTemplate, at: number): Label {
  return {
    start: at,
    end: at,
    field,
    text: '',
    form: 'none',
    lineStart: at,
    swallower: undefined,
    indent: 0,
    boldEnd: undefined,
    headingEnd: undefined,
    underline: undefined
  }
}
