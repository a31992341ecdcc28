/**
 * The fields of a card that have no label: what stands between its heading and the first label. The list of options
 * divides it; all before and all behind is text.
 */
import type {List, Paragraph, RootContent} from 'mdast'
import type {Label} from './model.ts'
import type {Range} from '../markdown/offsets.ts'
import {readBox, readLooseOption} from './check-box.ts'
import type {FieldTemplate, Template} from '../template/model.ts'
import {getHeadFields, isFreeText} from '../template/model.ts'

/** A field without a label. */
export interface Unlabelled {
  readonly field: FieldTemplate
  /** Where its text may stand, white space included. */
  readonly range: Range
}

/**
 * @param nodes the document's topmost nodes that begin in the range
 * @param range from the heading to the first label
 * @returns the fields without a label that may be there, in source order
 */
export function readHead(
  nodes: readonly RootContent[],
  range: Range,
  template: Template,
  text: string
): Unlabelled[] {
  const own = getHeadFields(template)
  if (own.length === 0) return []
  const options = own.find(({kind}) => kind === 'options')
  const at = options ? own.indexOf(options) : -1
  const before = own.find((field, index) => isFreeText(field) && index < at)
  const behind = own.find((field, index) => isFreeText(field) && index > at)
  const list = options && findOptions(nodes, range, text)
  if (!options || !list) {
    const field = before ?? behind
    return field ? [{field, range}] : []
  }

  return [
    ...(before
      ? [{field: before, range: {start: range.start, end: list.start}}]
      : []),
    {field: options, range: list},
    ...(behind
      ? [{field: behind, range: {start: list.end, end: range.end}}]
      : [])
  ]
}

/** From the first list with check boxes to the last of those that follow it; without any, the last list. */
function findOptions(
  nodes: readonly RootContent[],
  range: Range,
  text: string
): Range | undefined {
  const first = nodes.findIndex((node) => hasBoxes(node, text))
  if (first === -1) {
    const last = nodes.findLast((node) => node.type === 'list')
    return last && clip(last, last, range)
  }

  let end = first
  while (isOptionLike(nodes[end + 1], text)) end++
  return clip(nodes[first], nodes[end], range)
}

function clip(
  first: RootContent | undefined,
  last: RootContent | undefined,
  range: Range
): Range {
  return {
    start: first?.position?.start.offset ?? range.start,
    end: Math.min(last?.position?.end.offset ?? range.end, range.end)
  }
}

function isOptionLike(node: RootContent | undefined, text: string): boolean {
  if (!node) return false
  return node.type === 'list' || hasBoxes(node, text)
}

function hasBoxes(node: RootContent, text: string): boolean {
  if (node.type === 'paragraph') return isLooseOption(node, text)
  return node.type === 'list' && hasBoxedItem(node, text)
}

function isLooseOption({position}: Paragraph, text: string): boolean {
  const start = position?.start.offset
  return (
    start !== undefined &&
    readLooseOption(text.slice(start, start + 16)) !== undefined
  )
}

function hasBoxedItem({children}: List, text: string): boolean {
  return children.some(({checked, children}) => {
    if (typeof checked === 'boolean') return true
    const start = children[0]?.position?.start.offset
    return (
      start !== undefined &&
      (readBox(text.slice(start, start + 16)) !== undefined ||
        readLooseOption(text.slice(start, start + 16)) !== undefined)
    )
  })
}

/** @returns a label for a field without one: nothing, where its value begins */
export function createEmptyLabel(field: FieldTemplate, at: number): Label {
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
