/** For programs: everything that is known about each problem, as `schema/report.schema.json` says. */
import {cleanJson} from '../text/clean.ts'
import {toRecords} from './record.ts'
import type {Reporter} from './report.ts'
import {reportVersion} from './schema.ts'
import {countMessages} from './message-view.ts'

export const json: Reporter = (files, options) => {
  const report = {
    version: reportVersion,
    files: files.map((file) => ({
      path: file.path,
      messages: toRecords(file, options)
    })),
    summary: countMessages(files)
  }
  return `${cleanJson(JSON.stringify(report, undefined, 2))}\n`
}
