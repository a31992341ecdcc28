/** From unified-language-server's diagnostics to those that an editor is to show. */
import {dirname} from 'node:path'
import {fileURLToPath} from 'node:url'
import {VFile} from 'vfile'
import type {
  Diagnostic,
  DiagnosticSeverity,
  Position,
  PublishDiagnosticsParams,
  Range
} from 'vscode-languageserver'
import node from 'vscode-languageserver/node.js'
import {stateOf} from '../../fix/state.ts'
import {configurationTexts, editorTexts} from '../../messages.ts'
import {runPipeline} from '../../pipeline.ts'
import {clean} from '../../report/clean.ts'
import {viewRelated} from '../../report/view.ts'
import {messageSource} from '../../rule/define-rule.ts'
import {UserError} from '../../user-error.ts'
import type {OpenDocument, Session} from './session.ts'

const {
  Error: error,
  Warning: warning,
  Information: information
} = node.DiagnosticSeverity

/** What the engine says of a file that it gave up on, and the first line of the stack trace that follows. */
const failure = /^Cannot process file\n(?:(\w+): )?(.*)/

/** @returns the same diagnostics as the command line and CI would show them */
export async function toPublished(
  params: PublishDiagnosticsParams,
  {hasMark, file}: Pick<OpenDocument, 'hasMark' | 'file'>,
  {showsRelated}: Pick<Session, 'showsRelated'>
): Promise<PublishDiagnosticsParams> {
  const diagnostics: Diagnostic[] = []
  const toRange = ({start, end}: Range): Range => ({
    start: toPosition(start, hasMark),
    end: toPosition(end, hasMark)
  })
  for (const [index, diagnostic] of params.diagnostics.entries()) {
    const related = showsRelated ? findRelated(diagnostic, index, file) : []
    diagnostics.push({
      ...diagnostic,
      ...((await findFailure(diagnostic.message, params.uri)) ?? {
        message: diagnostic.message.split('\n').map(clean).join('\n'),
        severity: toSeverity(diagnostic)
      }),
      range: toRange(diagnostic.range),
      ...(related.length > 0 && {
        relatedInformation: related.map(({text, ...place}) => ({
          location: {uri: params.uri, range: toRange(place)},
          message: editorTexts.related(text)
        }))
      })
    })
  }

  return {...params, diagnostics}
}

/** @returns the other places of the message from which the diagnostic was made; unified-language-server keeps the order */
function findRelated(
  {message, code}: Diagnostic,
  index: number,
  file: VFile | undefined
): (Range & {readonly text: string})[] {
  const origin = file?.messages[index]
  if (!file || !origin || origin.ruleId !== code) return []
  if (!message.startsWith(origin.reason)) return []
  const {bank} = stateOf(file)
  return viewRelated({...(bank && {bank})}, origin).map((view) => ({
    start: {line: view.line - 1, character: view.column - 1},
    end: {line: view.endLine - 1, character: view.endColumn - 1},
    text: view.text
  }))
}

/** Our messages are never fatal, so unified takes errors for warnings, and warnings for information. */
function toSeverity({severity, source}: Diagnostic): DiagnosticSeverity {
  if (source !== messageSource) return severity ?? warning
  return severity === information ? warning : error
}

/** @returns a failure in the words of the command line: what the engine has to say are lines of code */
async function findFailure(
  message: string,
  uri: string
): Promise<Partial<Diagnostic> | undefined> {
  const [, name, reason] = failure.exec(message) ?? []
  if (reason === undefined) return undefined
  const path = fileURLToPath(uri)
  return {
    message:
      name === UserError.name
        ? reason
        : ((await findReason(path)) ??
          configurationTexts.stopped(path, reason)),
    severity: error,
    source: messageSource
  }
}

/** @returns the reason behind the reason: a configuration is as broken for an empty file */
async function findReason(path: string): Promise<string | undefined> {
  try {
    await runPipeline([new VFile({path, value: ''})], {cwd: dirname(path)})
  } catch (error) {
    if (error instanceof UserError) return error.message
  }

  return undefined
}

/** An editor counts a byte order mark as a character, messages do not. */
function toPosition({line, character}: Position, hasMark: boolean): Position {
  return {line, character: hasMark && line === 0 ? character + 1 : character}
}
