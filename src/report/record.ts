/** A problem as programs get it. */
import type {ReportFile, ReportOptions} from './report.ts'
import type {MessageView, RelatedView} from './message-view.ts'
import {cardTitleOf, eachMessage} from './message-view.ts'

/**
 * A problem as programs get it. Lines and columns count from 1, columns in UTF-16 units; an end is exclusive.
 */
export interface ProblemRecord extends Pick<
  MessageView,
  | 'ruleId'
  | 'source'
  | 'severity'
  | 'line'
  | 'column'
  | 'endLine'
  | 'endColumn'
  | 'expected'
> {
  readonly message: string
  readonly note: string | undefined
  readonly fixable: boolean
  readonly card: string | undefined
  readonly url: string | undefined
  /** Left out where there are none. */
  readonly related?: readonly RelatedView[]
}

/** The problems of a file by place, one by one. */
export function* eachRecord(
  file: ReportFile,
  options: ReportOptions
): Iterable<ProblemRecord> {
  for (const view of eachMessage(file, options)) {
    yield {
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
      card: cardTitleOf(file, view),
      url: view.url,
      ...(view.related.length > 0 && {related: view.related})
    }
  }
}
