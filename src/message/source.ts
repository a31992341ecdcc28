/** Where messages come from, how much they weigh, and which text they are about. */
import type {VFileMessage} from 'vfile-message'
import type {Range} from '../markdown/offsets.ts'

/** Source of all messages of ours, as `<!--lint disable id-->` and reporters know it. */
export const messageSource = 'question-bank'

/** How much a message weighs: an error fails a check and refuses a commit, a warning is shown. */
export type Severity = 'error' | 'warning'

/**
 * Ours are never fatal, as the engine would give up on the file (see `markMessage`). Of other plugins' messages, vfile's own
 * reading holds: fatal is an error, everything else a warning.
 */
export function severityOf({
  fatal,
  source
}: Pick<VFileMessage, 'fatal' | 'source'>): Severity {
  const isError = source === messageSource ? fatal !== undefined : fatal
  return isError ? 'error' : 'warning'
}

/** @returns the text that a message is about, in offsets; empty at a point; `undefined` if it names no place */
export function getRange({
  place
}: Pick<VFileMessage, 'place'>): Range | undefined {
  const start = (place && ('start' in place ? place.start : place))?.offset
  const end = (place && ('end' in place ? place.end : place))?.offset
  return start === undefined || end === undefined ? undefined : {start, end}
}
