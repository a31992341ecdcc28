/** What messages call a field. */
import {quote} from '../text/wording.ts'
import type {FieldTemplate} from './model.ts'

/** @returns how a field is called: by its label, or by what it is */
export function nameField({kind, label}: FieldTemplate): string {
  if (label !== '') return quote(label)
  return kind === 'options' ? 'the options' : 'the text below the heading'
}
