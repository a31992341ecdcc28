/**
 * unified-language-server's connection to the editor, with what that server lacks:
 *
 * - errors are published as errors and warnings as warnings; unified's own scale is one step lower;
 * - keys pressed during a check wait for its end, and nothing is published for a text that has changed since;
 * - documents come in edits, not as a whole at every key;
 * - other places that a message is about are shown beside it;
 * - `source.fixAll`, and quick fixes whose titles fit in a menu (`code-actions.ts`);
 * - configurations are watched, and read anew after they have changed (`reload.ts`);
 * - an editor without settings, and documents that are no files, do not stop the server.
 */
import process from 'node:process'
import type {
  Connection,
  TextDocumentIdentifier,
  TextEdit
} from 'vscode-languageserver'
import node from 'vscode-languageserver/node.js'
import type {FindQuickFixes} from './code-actions.ts'
import {CodeActions} from './code-actions.ts'
import {toPublished} from './diagnostics.ts'
import {forgetConfigurations, watchedFiles} from './reload.ts'
import type {OpenDocument, Session} from './session.ts'

/** unified-language-server's handler: it looks at nothing but the document's name. */
type FormatDocument = (params: {
  textDocument: TextDocumentIdentifier
}) => Promise<TextEdit[] | undefined>

/**
 * @param connection for which no handler is registered yet
 * @returns the same connection
 */
export function extendConnection(
  connection: Connection,
  session: Session
): Connection {
  const {workspace, console} = connection
  const original = {...connection}
  const getConfiguration = workspace.getConfiguration.bind(workspace)
  const actions = new CodeActions()
  /** What unified-language-server does about an edit. */
  let applyEdits: Parameters<Connection['onDidChangeTextDocument']>[0]

  let canWatch = false
  /** Done when nothing is left of configurations as they were. */
  let forgetting = Promise.resolve()

  // An editor that has no settings for us says so with `null`.
  Object.assign(workspace, {
    getConfiguration: async (...args: []): Promise<unknown> =>
      ((await getConfiguration(...args)) as unknown) ?? {}
  })

  const log = console.log.bind(console)
  console.log = (text) => {
    // What it would say at every key is how it is meant to be: the server brings its own parser.
    if (!text.startsWith('Cannot find `remark` locally')) log(text)
  }

  // Where somebody's plugin, or what a project calls remark, fails outside of a run: the others go on.
  process.on('unhandledRejection', (reason) => {
    console.error(String(reason instanceof Error ? reason.stack : reason))
    for (const document of session.documents.values()) endCheck(document)
  })

  const extended: Partial<Connection> = {
    onInitialize: (handler) =>
      original.onInitialize(async (params, ...rest) => {
        const result = await handler(params, ...rest)
        if (!('capabilities' in result)) return result
        const {capabilities} = result
        const {workspace, textDocument} = params.capabilities
        canWatch = Boolean(
          workspace?.didChangeWatchedFiles?.dynamicRegistration
        )
        session.showsRelated = Boolean(
          textDocument?.publishDiagnostics?.relatedInformation
        )
        capabilities.textDocumentSync = node.TextDocumentSyncKind.Incremental
        capabilities.codeActionProvider = actions.initialize(params)
        return result
      }),

    onInitialized: (handler) =>
      original.onInitialized((params) => {
        if (canWatch) {
          void original.client.register(
            node.DidChangeWatchedFilesNotification.type,
            {watchers: watchedFiles.map((globPattern) => ({globPattern}))}
          )
        }

        handler(params)
      }),

    onDidChangeWatchedFiles: (handler) =>
      original.onDidChangeWatchedFiles((params) => {
        forgetting = forgetConfigurations(params.changes.map(({uri}) => uri))
        // All are about to be checked, and not by what is to be forgotten.
        for (const document of session.documents.values()) {
          document.isChecking = true
        }

        void forgetting.then(() => {
          handler(params)
        })
      }),

    onDidOpenTextDocument: (handler) =>
      original.onDidOpenTextDocument((params) => {
        const {uri, version, text} = params.textDocument
        // What has never been saved may be anything.
        if (!uri.startsWith('file:')) return
        session.documents.set(uri, {
          version,
          hasMark: text.startsWith('\uFEFF'),
          isChecking: true,
          waiting: undefined,
          formatting: 0,
          file: undefined
        })
        handler(params)
      }),

    onDidChangeTextDocument(handler) {
      applyEdits = handler
      return original.onDidChangeTextDocument((params) => {
        const document = session.documents.get(params.textDocument.uri)
        if (!document) return
        const {contentChanges = []} = document.waiting ?? {}
        document.version = params.textDocument.version
        document.waiting = {
          ...params,
          contentChanges: [...contentChanges, ...params.contentChanges]
        }
        if (!document.isChecking) passOn(document)
      })
    },

    onDidCloseTextDocument: (handler) =>
      original.onDidCloseTextDocument((params) => {
        if (session.documents.delete(params.textDocument.uri)) handler(params)
      }),

    async sendDiagnostics(params) {
      const document = session.documents.get(params.uri)
      // A check may end after the document was closed; what is then published would stay for good.
      if (!document) {
        if (params.diagnostics.length > 0) return
        return original.sendDiagnostics(params)
      }

      if (params.version === document.version) {
        await original.sendDiagnostics(
          await toPublished(params, document, session)
        )
      }

      endCheck(document)
    },

    onDocumentFormatting(handler) {
      const format = handler as FormatDocument
      actions.format = async (uri) => {
        const document = session.documents.get(uri)
        if (!document) return undefined
        await forgetting
        passOn(document)
        document.formatting++
        try {
          return await format({textDocument: {uri}})
        } finally {
          document.formatting--
        }
      }

      return original.onDocumentFormatting(async ({textDocument}) =>
        actions.format(textDocument.uri)
      )
    },

    onCodeAction(handler) {
      original.onCodeActionResolve(async (action) => actions.resolve(action))
      return original.onCodeAction(async (params) => {
        const document = session.documents.get(params.textDocument.uri)
        if (!document) return undefined
        passOn(document)
        return actions.find(params, handler as FindQuickFixes)
      })
    }
  }
  return Object.assign(connection, extended)

  /** Lets unified-language-server know of the edits that wait. */
  function passOn(document: OpenDocument): void {
    const {waiting} = document
    if (!waiting) return
    document.waiting = undefined
    document.isChecking = true
    applyEdits(waiting)
  }

  function endCheck(document: OpenDocument): void {
    document.isChecking = false
    passOn(document)
  }
}
