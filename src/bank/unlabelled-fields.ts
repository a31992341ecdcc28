/**
 * The fields of a card that have no label: what stands between its heading and the first label. The options divide it; all before
 * and all behind is text.
 */
import type {Label} from './model.ts'
import type {Range} from '../markdown/offsets.ts'
import type {FieldTemplate, Template} from '../template/model.ts'
import {getHeadFields, isFreeText} from '../template/model.ts'

/** A field without a label. */
export interface Unlabelled {
  readonly field: FieldTemplate
  /** Where its text may stand, white space included. */
  readonly range: Range
}

/**
 * @param range from the heading to the first label
 * @param options that are in the range, if there are any
 * @returns the fields without a label that may be there, in source order
 */
export function readHead(
  range: Range,
  options: Range | undefined,
  template: Template
): Unlabelled[] {
  const own = getHeadFields(template)
  const at = own.findIndex(({kind}) => kind === 'options')
  const field = own[at]
  const before = own.find((field, index) => isFreeText(field) && index < at)
  const behind = own.find((field, index) => isFreeText(field) && index > at)
  if (!field || !options) {
    const text = before ?? behind
    return text ? [{field: text, range}] : []
  }

  return [
    ...(before
      ? [{field: before, range: {start: range.start, end: options.start}}]
      : []),
    {field, range: options},
    ...(behind
      ? [{field: behind, range: {start: options.end, end: range.end}}]
      : [])
  ]
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
