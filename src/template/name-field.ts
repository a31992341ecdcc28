/** Names of fields in messages. */
import {quote} from '../text/wording.ts'
import type {FieldTemplate} from './model.ts'

/** @returns the name of a field: its label, or what it contains */
export function nameField({kind, label}: FieldTemplate): string {
  if (label !== '') return quote(label)
  return kind === 'options' ? 'the options' : 'the text below the heading'
}
