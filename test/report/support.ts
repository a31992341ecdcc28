/** Reports to try reporters on, and readers of what they print that are not theirs. */
import {readFileSync} from 'node:fs'
import {createRequire} from 'node:module'
import type {Schema} from '@cfworker/json-schema'
import {Validator} from '@cfworker/json-schema'
import type {Log} from 'sarif'
import * as assert from 'uvu/assert'
import {VFile} from 'vfile'
import type {VFileMessage} from 'vfile-message'
import {reporters} from '../../src/report/index.ts'
import type {ReportFile, ReportOptions} from '../../src/report/report.ts'
import {reportSchema} from '../../src/report/schema.ts'

const require = createRequire(import.meta.url)

/** @returns what a reporter prints */
export async function render(
  name: string,
  files: readonly ReportFile[],
  options: Partial<ReportOptions> = {}
): Promise<string> {
  const reporter = await reporters[name]?.()
  if (!reporter) throw new Error(`no reporter ${name}`)
  const report = reporter(files, {color: false, quiet: false, ...options})
  return typeof report === 'string' ? report : [...report].join('')
}

/** @returns a message of ours, an error without a place */
export function message(
  reason: string,
  options: Partial<VFileMessage> = {}
): VFileMessage {
  return Object.assign(new VFile().message(reason), {
    source: 'question-bank',
    ruleId: 'a-rule',
    fatal: false,
    ...options
  })
}

const report = new Validator(reportSchema, '7', false)

/** The standard's own schema. */
const sarif = new Validator(
  JSON.parse(
    readFileSync(
      require.resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'),
      'utf8'
    )
  ) as Schema,
  '7',
  false
)

/** Whether a report of `json` is as its schema says. @returns the report */
export function parseReport(text: string): {
  files: {path: string; messages: Record<string, unknown>[]}[]
  summary: Record<string, number>
} {
  return parseAs(report, text) as ReturnType<typeof parseReport>
}

/** Whether a log is SARIF. @returns the log */
export function parseSarif(text: string): Log {
  return parseAs(sarif, text) as Log
}

function parseAs(validator: Validator, text: string): unknown {
  const data: unknown = JSON.parse(text)
  const {valid, errors} = validator.validate(data)
  assert.ok(valid, JSON.stringify(errors.slice(-3), undefined, 2))
  return data
}

/** A workflow command as GitHub's runner understands it. */
export interface Command {
  readonly name: string
  readonly properties: Readonly<Record<string, string>>
  readonly data: string
}

/**
 * Reads a line of a log as the runner does (ActionCommand.TryParseV2): leading white space does not matter, and escapes
 * are undone after the line is split.
 *
 * @returns the command, or `undefined` if the line is not one
 */
export function parseCommand(line: string): Command | undefined {
  const text = line.trim()
  if (!text.startsWith('::')) return undefined
  const end = text.indexOf('::', 2)
  if (end === -1) return undefined
  const info = text.slice(2, end)
  const space = info.indexOf(' ')
  const name = space === -1 ? info : info.slice(0, space)
  const list = space === -1 ? '' : info.slice(space + 1)
  const properties: Record<string, string> = {}
  for (const pair of list.split(',').filter(Boolean)) {
    const equals = pair.indexOf('=')
    properties[pair.slice(0, equals).trim()] = unescape(
      pair.slice(equals + 1),
      ':,'
    )
  }

  return {name, properties, data: unescape(text.slice(end + 2), '')}
}

function unescape(text: string, others: string): string {
  let result = text.replaceAll('%0D', '\r').replaceAll('%0A', '\n')
  if (others !== '') {
    result = result.replaceAll('%3A', ':').replaceAll('%2C', ',')
  }

  return result.replaceAll('%25', '%')
}
