/**
 * For GitHub Actions: a workflow command for each problem, which becomes an annotation beside the line; and, for
 * readers of the log, what to do about them. The form and the escapes of commands are those of GitHub's toolkit
 * (`@actions/core`), which can only write to the process's own standard output.
 */
import {clean} from '../text/clean.ts'
import type {ReportFile, Reporter, ReportOptions} from './report.ts'
import {viewForPeople} from './condense.ts'
import type {MessageView} from './message-view.ts'
import {
  cardTitleOf,
  describeNext,
  describeProblems,
  nameOf,
  pathInRepository
} from './message-view.ts'

export const github: Reporter = (files, options) => {
  const commands = files.flatMap((file) =>
    viewForPeople(file, options).map((view) => toCommand(file, view, options))
  )
  return commands.length === 0
    ? ''
    : [
        ...commands,
        `${describeProblems(files, options)}\n`,
        `${describeNext(files, options)}\n`
      ].join('')
}

function toCommand(
  file: ReportFile,
  view: MessageView,
  options: ReportOptions
): string {
  const {severity, line, column, endLine, endColumn, text, note} = view
  const title = cardTitleOf(file, view)
  const properties = {
    file: clean(pathInRepository(file, options)),
    line,
    endLine,
    // GitHub accepts columns only within one line, and counts the last one as included.
    ...(endLine === line && {
      col: column,
      endColumn: Math.max(column, endColumn - 1)
    }),
    ...(title !== undefined && {title})
  }
  const pairs = Object.entries(properties).map(
    ([name, value]) => `${name}=${escapeProperty(String(value))}`
  )
  const name = nameOf(view)
  const body = [
    name === '' ? text : `${text} (${name})`,
    ...(note === undefined ? [] : [note])
  ].join('\n')
  return `::${severity} ${pairs.join(',')}::${escapeData(body)}\n`
}

function escapeData(text: string): string {
  return text
    .replaceAll('%', '%25')
    .replaceAll('\r', '%0D')
    .replaceAll('\n', '%0A')
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
