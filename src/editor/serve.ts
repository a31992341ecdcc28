/** The language server: what the pipeline reports and fixes, in an editor. */
import process from 'node:process'
import type {Connection, ServerCapabilities} from 'vscode-languageserver'
import node from 'vscode-languageserver/node.js'
import {TextDocument} from 'vscode-languageserver-textdocument'
import {version} from '../text/version.ts'
import {
  codeActionKinds,
  findCodeActions,
  resolveFixAll
} from './code-actions.ts'
import {reportError} from './errors.ts'
import {OpenDocument} from './open-document.ts'
import {reloadConfigurations, watchedFiles} from './reload.ts'
import {Workspace} from './workspace.ts'

const {
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  TextDocuments,
  TextDocumentSyncKind
} = node

const capabilities: ServerCapabilities = {
  textDocumentSync: TextDocumentSyncKind.Incremental,
  documentFormattingProvider: true,
  codeActionProvider: {codeActionKinds, resolveProvider: true}
}

/**
 * Serves the editor at the other end of a connection that does not listen yet.
 *
 * @param options whether the configuration of the projects is used, which may be code
 */
export function serve(
  connection: Connection,
  options: {readonly hasConfiguration: boolean}
): void {
  // If a plugin fails outside of a run, the server continues.
  process.on('unhandledRejection', reportError)
  // All other requests are answered only after the editor has said what it can do.
  connection.onInitialize((params) => {
    const workspace = new Workspace(connection, params, options)
    const opened = serveDocuments(connection, workspace)
    watchWorkspace(connection, workspace, () => {
      for (const open of opened.values()) open.refresh()
    })
    return {capabilities, serverInfo: {name: 'qbank', version}}
  })
  connection.listen()
}

/** @returns the documents that are open from now on, by URI */
function serveDocuments(
  connection: Connection,
  workspace: Workspace
): ReadonlyMap<string, OpenDocument> {
  const {codeAction} = workspace.client.textDocument ?? {}
  const canResolve = codeAction?.resolveSupport?.properties.includes('edit')
  const opened = new Map<string, OpenDocument>()
  const documents = new TextDocuments(TextDocument)
  documents.onDidChangeContent(({document}) => {
    const open = opened.get(document.uri)
    if (open?.document === document) open.refresh()
    else {
      const {uri} = document
      opened.set(uri, new OpenDocument(document, connection, workspace))
    }
  })
  documents.onDidClose(({document: {uri}}) => {
    opened.get(uri)?.stop()
    opened.delete(uri)
    workspace.closeDocument(uri)
    connection.sendDiagnostics({uri, diagnostics: []}).catch(reportError)
  })
  documents.listen(connection)

  connection.onDocumentFormatting(async ({textDocument: {uri}}, token) =>
    opened.get(uri)?.format(token)
  )
  connection.onCodeAction(async ({textDocument: {uri}, context}, token) => {
    const open = opened.get(uri)
    return open && findCodeActions(open, context, canResolve ?? false, token)
  })
  connection.onCodeActionResolve(async (action, token) => {
    const {uri = ''} = (action.data ?? {}) as {uri?: string}
    const open = opened.get(uri)
    return open ? resolveFixAll(open, action, token) : action
  })
  return opened
}

/** @param onChange called after a change that may affect all documents */
function watchWorkspace(
  connection: Connection,
  workspace: Workspace,
  onChange: () => void
): void {
  const {
    didChangeConfiguration,
    didChangeWatchedFiles,
    workspaceFolders = false
  } = workspace.client.workspace ?? {}
  connection.onInitialized(() => {
    const {client} = connection
    if (didChangeConfiguration?.dynamicRegistration) {
      client
        .register(DidChangeConfigurationNotification.type)
        .catch(reportError)
    }

    const watchers = watchedFiles.map((globPattern) => ({globPattern}))
    if (didChangeWatchedFiles?.dynamicRegistration) {
      client
        .register(DidChangeWatchedFilesNotification.type, {watchers})
        .catch(reportError)
    } else {
      reloadConfigurations()
    }
  })
  connection.onDidChangeConfiguration(({settings}) => {
    workspace.changeSettings(settings)
    onChange()
  })
  connection.onDidChangeWatchedFiles(({changes}) => {
    workspace.changeFiles(changes.map(({uri}) => uri))
    onChange()
  })
  if (workspaceFolders) {
    connection.workspace.onDidChangeWorkspaceFolders(({added, removed}) => {
      workspace.changeFolders(added, removed)
      onChange()
    })
  }
}
