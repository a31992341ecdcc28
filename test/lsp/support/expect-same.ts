/** One bank, three entrances: what an editor shows is what `qbank check` and remark's own command line report. */
import * as assert from 'uvu/assert'
import type {Diagnostic} from 'vscode-languageserver/node.js'
import {clean} from '../../../src/text/clean.ts'
import {call} from '../../cli/support.ts'
import {makeProject, runPackage} from '../../entrances/support.ts'
import {startServer} from './client.ts'

/** A message as all three tell it. */
interface Told {
  readonly ruleId: string
  readonly source: string
  readonly severity: string
  readonly message: string
  readonly line: number
  readonly column: number
  readonly endLine: number
  readonly endColumn: number
  readonly expected: readonly string[]
  readonly url: string | undefined
  readonly related?: readonly Place[]
}

/** Another place that a message is about. */
interface Place {
  readonly line: number
  readonly column: number
  readonly endLine: number
  readonly endColumn: number
}

interface Report {
  readonly files: readonly {
    readonly path: string
    readonly messages: readonly (Told & {readonly note?: string})[]
  }[]
}

/** A reporter for unified-engine that prints what it is given. */
const reporter = `export default (files) => JSON.stringify({files: files.map((file) => ({
  path: file.path,
  messages: file.messages.map((message) => ({
    ruleId: message.ruleId ?? '',
    source: message.source ?? '',
    severity: (message.source === 'question-bank' ? message.fatal !== undefined : message.fatal) ? 'error' : 'warning',
    message: message.reason,
    note: message.note,
    line: message.place?.start.line ?? 1,
    column: message.place?.start.column ?? 1,
    endLine: message.place?.end.line ?? 1,
    endColumn: message.place?.end.column ?? 1,
    expected: message.expected ?? [],
    url: message.url,
    related: message.related?.map(({start, end}) => ({
      line: start.line,
      column: start.column,
      endLine: end.line,
      endColumn: end.column
    }))
  }))
}))})
`

/**
 * Compares message for message, place for place. All banks are in one project, and one server has them all open.
 *
 * @param banks texts by the names of folders
 * @returns how many messages were compared
 */
export async function expectSameMessages(
  banks: ReadonlyMap<string, string>
): Promise<number> {
  const files = Object.fromEntries(
    [...banks].map(([name, text]) => [`${name}/QUESTION_BANK.md`, text])
  )
  const folder = makeProject({
    ...files,
    '.remarkrc.mjs': "export {default} from 'qbank'\n",
    'reporter.mjs': reporter
  })
  const qbank = read(
    (await call(folder, ['check', '--reporter', 'json'])).stdout
  )
  const remark = read(
    runPackage(folder, 'remark-cli', [
      '.',
      '--report',
      './reporter.mjs',
      '--no-stdout'
    ]).stderr
  )
  const editor = await startServer(folder)
  let count = 0
  for (const path of Object.keys(files)) {
    await editor.open(path)
    const shown = (await editor.diagnostics(path)).map(toTold).sort()
    assert.equal(shown, qbank.get(path), `${path}: editor and qbank`)
    assert.equal(remark.get(path), qbank.get(path), `${path}: remark and qbank`)
    count += shown.length
  }

  assert.is(qbank.size, banks.size)
  await editor.stop()
  return count
}

/** @returns by path, the messages as texts in an order that all three can have */
function read(json: string): Map<string, string[]> {
  const {files} = JSON.parse(json) as Report
  return new Map(
    files.map(({path, messages}) => [
      path.replaceAll('\\', '/'),
      messages
        .map(({note, message, ...rest}) =>
          toText({...rest, message: clean(`${message} ${note ?? ''}`)})
        )
        .sort()
    ])
  )
}

function toTold({range, data, ...diagnostic}: Diagnostic): string {
  const {expected = []} = (data ?? {}) as {expected?: readonly string[]}
  return toText({
    ruleId: String(diagnostic.code ?? ''),
    source: diagnostic.source ?? '',
    severity: ['', 'error', 'warning'][diagnostic.severity ?? 0] ?? 'other',
    message: clean(diagnostic.message),
    ...toPlace(range),
    expected,
    url: diagnostic.codeDescription?.href,
    related: (diagnostic.relatedInformation ?? []).map(({location}) =>
      toPlace(location.range)
    )
  })
}

function toPlace({start, end}: Diagnostic['range']): Place {
  return {
    line: start.line + 1,
    column: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1
  }
}

function toText(told: Told): string {
  const {line, column, endLine, endColumn, severity, source, ruleId} = told
  return [
    `${line}:${column}-${endLine}:${endColumn} ${severity} ${source}:${ruleId}`,
    told.message,
    JSON.stringify(told.expected),
    told.url ?? '',
    ...(told.related ?? []).map((place) =>
      [place.line, place.column, place.endLine, place.endColumn].join(':')
    )
  ].join('\n')
}
