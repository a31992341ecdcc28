/** The source of messages, their severity, and the text that they are about. */
import type {VFileMessage} from 'vfile-message'
import type {Range} from '../markdown/offsets.ts'

/** Source of all our messages, in `<!--lint disable id-->` and for reporters. */
export const messageSource = 'question-bank'

/** How serious a message is: an error fails a check and a commit, a warning is only shown. */
export type Severity = 'error' | 'warning'

/**
 * Ours are never fatal, as the engine would give up on the file (see `markMessage`). For other plugins' messages,
 * vfile's meaning applies: fatal is an error, everything else a warning.
 */
export function severityOf({
  fatal,
  source
}: Pick<VFileMessage, 'fatal' | 'source'>): Severity {
  const isError = source === messageSource ? fatal !== undefined : fatal
  return isError ? 'error' : 'warning'
}

/** @returns the range of a message, in offsets; empty at a point; `undefined` if the message has no place */
export function getRange({
  place
}: Pick<VFileMessage, 'place'>): Range | undefined {
  const start = (place && ('start' in place ? place.start : place))?.offset
  const end = (place && ('end' in place ? place.end : place))?.offset
  return start === undefined || end === undefined ? undefined : {start, end}
}
