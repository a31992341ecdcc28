/** For programs: everything that is known about each problem. Lines and columns count from 1. */
import {cleanJson} from './clean.ts'
import type {Reporter} from './report.ts'
import {countMessages, titleOf, viewMessages} from './view.ts'

export const json: Reporter = (files, options) => {
  const report = {
    files: files.map((file) => ({
      path: file.path,
      messages: viewMessages(file, options).map((view) => ({
        ruleId: view.ruleId,
        source: view.source,
        severity: view.severity,
        message: view.text,
        note: view.note,
        line: view.line,
        column: view.column,
        endLine: view.endLine,
        endColumn: view.endColumn,
        expected: view.expected,
        fixable: view.isFixable,
        card:
          view.card && file.bank
            ? titleOf(view.card, file.bank.template.card.prefix)
            : undefined,
        url: view.url
      }))
    })),
    summary: countMessages(files)
  }
  return `${cleanJson(JSON.stringify(report, undefined, 2))}\n`
}
