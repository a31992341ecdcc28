/** For programs that read line by line: a problem a line, as in the report of `json`, with the path of its file. */
import {cleanJson} from '../text/clean.ts'
import {toRecords} from './record.ts'
import type {Reporter} from './report.ts'

export const jsonl: Reporter = (files, options) =>
  files
    .flatMap((file) =>
      toRecords(file, options).map(
        (record) =>
          `${cleanJson(JSON.stringify({path: file.path, ...record}))}\n`
      )
    )
    .join('')
