/**
 * For people at a terminal: problems by card, each with a place that can be clicked, and one line at the end.
 */
import picocolors from 'picocolors'
import {clean} from '../text/clean.ts'
import {formatEdit} from './diff.ts'
import type {ReportFile, Reporter, ReportOptions} from './report.ts'
import {viewForPeople} from './condense.ts'
import type {MessageView} from './message-view.ts'
import {
  cardTitleOf,
  countMessages,
  describeClean,
  describeProblems,
  nameOf
} from './message-view.ts'
import {pushAll} from '../text/many.ts'

export const stylish: Reporter = (files, options) => {
  const colors = picocolors.createColors(options.color)
  const parts = files.flatMap((file) => formatFile(file, options))
  const {errors, warnings} = countMessages(files)
  if (errors + warnings === 0) {
    const text = describeClean(files)
    return text === '' ? '' : `${colors.green(text)}\n`
  }

  const summary = describeProblems(files, options)
  const color = errors > 0 ? colors.red : colors.yellow
  return [...parts, colors.bold(color(summary)), ''].join('\n')
}

function formatFile(file: ReportFile, options: ReportOptions): string[] {
  const colors = picocolors.createColors(options.color)
  const lines: string[] = []
  let group: string | undefined
  for (const view of viewForPeople(file, options)) {
    const title = cardTitleOf(file, view) ?? clean(file.path)
    if (title !== group) {
      if (group !== undefined) lines.push('')
      lines.push(colors.bold(title))
      group = title
    }

    pushAll(lines, formatMessage(view, colors))
    if (options.diff && view.edit && file.bank) {
      const diff = formatEdit(file.bank.source, view.edit, options)
      pushAll(
        lines,
        diff.map((line) => `    ${line}`)
      )
    }
  }

  return lines.length === 0 ? [] : [...lines, '']
}

function formatMessage(
  view: MessageView,
  colors: ReturnType<typeof picocolors.createColors>
): string[] {
  const severity =
    view.severity === 'error' ? colors.red('error') : colors.yellow('warning')
  const place = `${view.path}:${view.line}:${view.column}`
  const name = nameOf(view)
  const rule = name === '' ? '' : `  ${colors.dim(name)}`
  const lines = [`  ${colors.cyan(place)}  ${severity}  ${view.text}${rule}`]
  if (view.note !== undefined) lines.push(`    ${colors.dim(view.note)}`)
  return lines
}
