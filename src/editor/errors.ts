/** Errors: those that answer a request, and those that the editor's log gets. */
import node from 'vscode-languageserver/node.js'
import {editorTexts} from './texts.ts'
import {cleanLine} from '../text/clean.ts'

const {LSPErrorCodes, ResponseError} = node

/** @returns the answer to a request that was cancelled */
export function requestCancelled(): Error {
  return new ResponseError(
    LSPErrorCodes.RequestCancelled,
    editorTexts.cancelled
  )
}

/** @returns the answer to a request about a document that has changed meanwhile */
export function contentModified(): Error {
  return new ResponseError(LSPErrorCodes.ContentModified, editorTexts.modified)
}

/** Logs an error, unless it is the answer to a request. */
export function reportError(error: unknown): void {
  if (error instanceof ResponseError) return
  const text = String(error instanceof Error ? error.stack : error)
  // The protocol's library sends it to the editor.
  console.error(text.split('\n').map(cleanLine).join('\n'))
}
