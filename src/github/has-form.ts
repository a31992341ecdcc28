/** Checks the form of an answer; nothing else is known about it. */
import type {Schema} from '@cfworker/json-schema'
import {Validator} from '@cfworker/json-schema'

/** @returns whether a value has the form */
export function hasForm(value: unknown, form: Schema): boolean {
  return new Validator(form, '7').validate(value).valid
}
