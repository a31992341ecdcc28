/** For programs that read line by line: one problem per line, as in the report of `json`, with the path of its file. */
import {cleanJson} from '../text/clean.ts'
import {eachRecord} from './record.ts'
import type {StreamedReporter} from './report.ts'

export const jsonl: StreamedReporter = function* (files, options) {
  for (const file of files) {
    for (const record of eachRecord(file, options)) {
      yield `${cleanJson(JSON.stringify({path: file.path, ...record}))}\n`
    }
  }
}
