/** Whether an answer is what it should be: nothing of it is believed but that. */
import type {Schema} from '@cfworker/json-schema'
import {Validator} from '@cfworker/json-schema'

/** @returns whether a value has the form */
export function hasForm(value: unknown, form: Schema): boolean {
  return new Validator(form, '7').validate(value).valid
}
