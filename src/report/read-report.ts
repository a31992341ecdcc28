/** Reads a report of `json` from elsewhere: it is only known to have the form of a report. */
import {Validator} from '@cfworker/json-schema'
import {reportFileTexts} from './texts.ts'
import {UserError} from '../text/user-error.ts'
import type {ProblemRecord} from './record.ts'
import {reportSchema} from './schema.ts'

/** A report as programs read it. */
export interface Report {
  readonly files: readonly {
    readonly path: string
    readonly messages: readonly ProblemRecord[]
  }[]
}

/**
 * @param name what to call the text in an error
 * @throws UserError if it is not a report
 */
export function readReport(text: string, name: string): Report {
  let data: unknown
  try {
    data = JSON.parse(text)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new UserError(reportFileTexts.noJson(name, reason), {cause: error})
  }

  const {valid, errors} = new Validator(reportSchema, '7').validate(data)
  if (valid) return data as Report
  const {instanceLocation = '#', error = ''} = errors.at(-1) ?? {}
  throw new UserError(
    reportFileTexts.noReport(name, instanceLocation.slice(1) || '/', error)
  )
}
