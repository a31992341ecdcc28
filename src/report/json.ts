/** For programs: everything that is known about each problem, in the form of `schema/report.schema.json`. */
import {toJsonParts} from '../text/json-parts.ts'
import {eachRecord} from './record.ts'
import type {ReportFile, ReportOptions, StreamedReporter} from './report.ts'
import {reportVersion} from './schema.ts'
import {countMessages} from './message-view.ts'

export const json: StreamedReporter = function* (files, options) {
  yield* toJsonParts({
    version: reportVersion,
    files: eachFile(files, options),
    summary: countMessages(files)
  })
  yield '\n'
}

function* eachFile(
  files: readonly ReportFile[],
  options: ReportOptions
): Iterable<unknown> {
  for (const file of files) {
    yield {path: file.path, messages: eachRecord(file, options)}
  }
}
