/** For GitLab's Code Quality, which shows new problems in a merge request. */
import {toJsonParts} from '../text/json-parts.ts'
import {createFingerprint} from './fingerprint.ts'
import type {ReportFile, ReportOptions, StreamedReporter} from './report.ts'
import {eachMessage, nameOf, pathInRepository} from './message-view.ts'

export const gitlab: StreamedReporter = function* (files, options) {
  yield* toJsonParts(eachIssue(files, options))
  yield '\n'
}

function* eachIssue(
  files: readonly ReportFile[],
  options: ReportOptions
): Iterable<unknown> {
  const toFingerprint = createFingerprint(options)
  for (const file of files) {
    for (const view of eachMessage(file, options)) {
      yield {
        description: view.text,
        check_name: nameOf(view),
        fingerprint: toFingerprint(file, view),
        severity: view.severity === 'error' ? 'major' : 'minor',
        location: {
          path: pathInRepository(file, options),
          lines: {begin: view.line, end: view.endLine}
        }
      }
    }
  }
}
