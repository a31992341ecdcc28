/** Names of problems that stay the same when lines above them are added or removed. */
import {createHash} from 'node:crypto'
import type {ReportFile, ReportOptions} from './report.ts'
import type {MessageView} from './message-view.ts'
import {cardTitleOf, nameOf, pathInRepository} from './message-view.ts'

/** @returns the fingerprint of a problem */
export type Fingerprint = (file: ReportFile, view: MessageView) => string

/**
 * @returns a function for one report. If the same problem is reported twice in a card, the second gets another
 *   fingerprint, as services drop what they have seen
 */
export function createFingerprint(options: ReportOptions): Fingerprint {
  const seen = new Map<string, number>()
  return (file, view) => {
    const parts = [
      pathInRepository(file, options),
      nameOf(view),
      cardTitleOf(file, view) ?? '',
      view.text
    ]
    const key = JSON.stringify(parts)
    const times = seen.get(key) ?? 0
    seen.set(key, times + 1)
    return createHash('sha256').update(`${key}${times}`).digest('hex')
  }
}
