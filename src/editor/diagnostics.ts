/** Makes the diagnostics that an editor shows from the messages about a document. */
import type {VFile} from 'vfile'
import {VFileMessage} from 'vfile-message'
import type {Diagnostic, Range} from 'vscode-languageserver'
import node from 'vscode-languageserver/node.js'
import {stateOf} from '../rule/state.ts'
import {configurationTexts} from '../text/texts.ts'
import {editorTexts} from './texts.ts'
import type {MessageView, RelatedView} from '../report/message-view.ts'
import {sketchMessages, viewMessage} from '../report/message-view.ts'
import {messageSource} from '../message/source.ts'
import {UserError} from '../text/user-error.ts'

const {DiagnosticSeverity} = node

/** Editors do not show more for a file, or need a long time for it. */
const mostDiagnostics = 1000

/** What a quick fix needs to know of a diagnostic; editors give it back as it is. */
export interface DiagnosticData {
  /** Candidates for the text of the diagnostic's range. */
  readonly expected: readonly string[]
}

/** A document as it was checked. */
export interface CheckedDocument {
  readonly uri: string
  readonly text: string
  /** With the messages of the check. */
  readonly file: VFile
  /** Why the check was not completed, if it was not. */
  readonly failure?: Error
}

/**
 * @param showsRelated whether the editor shows other places that a diagnostic is about
 * @returns the same problems as on the command line and in CI, sorted by place. If there are very many, only the
 *   first ones, after a diagnostic that says how many more there are
 */
export function toDiagnostics(
  {uri, text, file, failure}: CheckedDocument,
  showsRelated = false
): Diagnostic[] {
  const {bank} = stateOf(file)
  const messages = failure ? withFailure(file, failure) : file.messages
  // An editor counts a byte order mark as a character of the first line, messages do not.
  const shift = text.startsWith('\uFEFF') ? 1 : 0
  const toRange = (view: MessageView | RelatedView): Range => ({
    start: toPosition(view.line, view.column, shift),
    end: toPosition(view.endLine, view.endColumn, shift)
  })
  const report = {path: file.path, messages, ...(bank && {bank})}
  const sketches = sketchMessages(report, {quiet: false})
  const shown = sketches.slice(0, mostDiagnostics)
  const diagnostics = shown.map((sketch): Diagnostic => {
    const view = viewMessage(report, sketch)
    return {
      range: toRange(view),
      message:
        view.note === undefined ? view.text : `${view.text}\n${view.note}`,
      severity:
        view.severity === 'error'
          ? DiagnosticSeverity.Error
          : DiagnosticSeverity.Warning,
      ...(view.ruleId !== '' && {code: view.ruleId}),
      ...(view.source !== '' && {source: view.source}),
      ...(view.url !== undefined && {codeDescription: {href: view.url}}),
      ...(view.expected.length > 0 && {
        data: {expected: view.expected} satisfies DiagnosticData
      }),
      ...(showsRelated &&
        view.related.length > 0 && {
          relatedInformation: view.related.map((related) => ({
            location: {uri, range: toRange(related)},
            message: editorTexts.related(related.text)
          }))
        })
    }
  })
  const more = sketches.length - shown.length
  return more === 0 ? diagnostics : [toRest(more), ...diagnostics]
}

/** @returns the diagnostic that says how many are not shown */
function toRest(count: number): Diagnostic {
  const start = {line: 0, character: 0}
  return {
    range: {start, end: start},
    message: editorTexts.more(count, mostDiagnostics),
    severity: DiagnosticSeverity.Information,
    source: messageSource
  }
}

/** The messages, with the failure in place of the engine's message about it, which is a stack trace. */
function withFailure(
  {messages, path}: VFile,
  failure: Error
): readonly VFileMessage[] {
  const {cause} = failure
  // A message that a plugin has marked as fatal says itself what is wrong.
  if (cause instanceof VFileMessage && cause.cause === undefined) {
    return messages
  }

  const message = new VFileMessage(
    failure instanceof UserError
      ? failure.message
      : configurationTexts.stopped(path, failure.message),
    {source: messageSource}
  )
  message.fatal = false
  return [message, ...messages.filter((each) => each !== cause)]
}

function toPosition(
  line: number,
  column: number,
  shift: number
): Range['start'] {
  return {line: line - 1, character: column - 1 + (line === 1 ? shift : 0)}
}
