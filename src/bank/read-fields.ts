/** Reads the fields of a card: labels in source order, and what stands between them. */
import type {Root, RootContent} from 'mdast'
import {bulletsIn, findBullets} from './bullets.ts'
import {chooseLabels} from './choose-labels.ts'
import type {Details} from './collapsed-fields.ts'
import type {LabelCandidate} from './label-candidates.ts'
import {bulletMarker} from './label-candidates.ts'
import type {Field, Label} from './model.ts'
import type {Range} from '../markdown/offsets.ts'
import {columnsBetween, lineStartOf} from '../markdown/offsets.ts'
import {findFirst} from '../text/binary-search.ts'
import type {FieldTemplate, Template} from '../template/model.ts'
import {getHeadFields, getTailField} from '../template/model.ts'
import {createEmptyLabel, readHead} from './unlabelled-fields.ts'

/** A line with this many columns in front of it is code, or more text of the line above (CommonMark 4.4). */
const codeIndent = 4

/** What fields are read from. */
interface FieldSource {
  readonly tree: Root
  /** The tree without the cards that are read from the text alone. */
  readonly rest: Root
  readonly text: string
  readonly template: Template
  readonly details: Details
}

/**
 * Reads the fields of one card.
 *
 * @param candidates labels that stand on it, in source order
 * @param heading of the card
 * @param end of the card
 */
export type FieldReader = (
  candidates: readonly LabelCandidate[],
  heading: Range,
  end: number
) => Field[]

/** @returns a reader, to be called for each card in turn */
export function createFieldReader(source: FieldSource): FieldReader {
  const {details, rest, template, text, tree} = source
  const bullets = findBullets(rest)
  const hasHead = getHeadFields(template).length > 0
  const tail = getTailField(template)
  let nodeIndex = 0

  return (candidates, heading, end) => {
    const labels = chooseLabels(candidates, template)
    const first = labels[0]?.lineStart ?? end
    const head = {start: heading.end, end: Math.max(first, heading.end)}
    const above = hasHead ? readUnlabelled(head) : []
    const fields = labels.map((label, at) =>
      readField(label, labels[at + 1]?.lineStart ?? end)
    )
    const last = fields.pop()
    if (!last) return above
    return [...above, ...fields, ...(tail ? cut(last, tail, end) : [last])]
  }

  /** @returns the last field with a label as far as its value goes, and the text behind it, if there is one */
  function cut(last: Field, tail: FieldTemplate, end: number): Field[] {
    const to = findValueEnd(last, rest.children, text)
    const value = trimRange(text, to, beforeRule(text, end))
    if (to >= end || value.start === value.end) return [last]
    const own = trimRange(text, last.value.start, Math.min(last.value.end, to))
    return [
      {...last, value: own, bullets: bulletsIn(bullets, own)},
      readText(tail, value)
    ]
  }

  function readText(field: FieldTemplate, value: Range): Field {
    return {
      template: field,
      label: createEmptyLabel(field, value.start),
      value,
      bullets: bulletsIn(bullets, value),
      closing: undefined,
      hasSwallowedBullets: false
    }
  }

  function readUnlabelled(head: Range): Field[] {
    const nodes: RootContent[] = []
    for (; nodeIndex < tree.children.length; nodeIndex++) {
      const node = tree.children[nodeIndex]
      const start = node?.position?.start.offset
      if (!node || start === undefined) continue
      if (start >= head.end) break
      if (start >= head.start) nodes.push(node)
    }

    return readHead(nodes, head, template, text).flatMap(({field, range}) => {
      const value = trimRange(text, range.start, range.end)
      return value.start === value.end ? [] : [readText(field, value)]
    })
  }

  function readField(label: Label, end: number): Field {
    const boldEnd =
      (label.boldEnd ?? Infinity) > end ? undefined : label.boldEnd
    const closing =
      label.form === 'details' ? details.findClosing(label.end, end) : undefined
    const valueEnd =
      closing?.start ?? (label.form === 'details' ? beforeRule(text, end) : end)
    const value = trimRange(text, label.end, valueEnd)
    return {
      template: label.field,
      label: {...label, boldEnd},
      value: boldEnd === value.end ? dropMarker(text, value) : value,
      bullets: bulletsIn(bullets, value),
      closing,
      hasSwallowedBullets: isSwallowingBullets(text, label, value)
    }
  }
}

/**
 * @param nodes the document's topmost nodes
 * @returns where a value ends that another text follows: the end of what its kind allows; of any content, the whole value
 */
function findValueEnd(
  {closing, label, template: {kind}, value}: Field,
  nodes: readonly RootContent[],
  text: string
): number {
  if (closing) return closing.end
  if (kind === 'content' || label.form === 'details') return Infinity
  if (kind === 'bullets' || kind === 'options') {
    let at = findFirst(nodes, (node) => startOf(node) >= value.start)
    // Bullets that are yet to be repaired are not told from other text.
    if (nodes[at]?.type !== 'list') return Infinity
    while (nodes[at]?.type === 'list') at++
    const next = nodes[at]
    return next ? startOf(next) : Infinity
  }

  const blank = /\n[ \t]*\r?\n/g
  blank.lastIndex = value.start
  return blank.exec(text)?.index ?? Infinity
}

function startOf({position}: RootContent): number {
  return position?.start.offset ?? 0
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

/** The part of the text between two offsets without white space (and a hard break's backslash) around it. */
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

/** A line of `---` that ends a card, below a blank line, is none of an open value. */
function beforeRule(text: string, end: number): number {
  const from = Math.max(0, end - 40)
  const rule = /\n[ \t]*\r?\n(?:-{3,}|\*{3,}|_{3,})\s*$/.exec(
    text.slice(from, end)
  )
  return rule ? from + rule.index : end
}

/** A value without the markup behind it that was opened in front of the label. */
function dropMarker(text: string, {start, end}: Range): Range {
  let at = end
  while (at > start && end - at < 3 && /[*_]/.test(text.charAt(at - 1))) at--
  return trimRange(text, start, at)
}
