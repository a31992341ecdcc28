/**
 * A small editor: starts a language server, speaks the real protocol with it over its standard streams, and keeps
 * documents as an editor does. Whatever is waited for has a time-out whose error says what did not come, and why.
 */
import type {ChildProcess} from 'node:child_process'
import {spawn} from 'node:child_process'
import {readFileSync} from 'node:fs'
import type {Socket} from 'node:net'
import {join} from 'node:path'
import process from 'node:process'
import {pathToFileURL} from 'node:url'
import type {
  CancellationToken,
  ClientCapabilities,
  CodeAction,
  CodeActionContext,
  Diagnostic,
  InitializeResult,
  Position,
  ProtocolConnection,
  PublishDiagnosticsParams,
  Range,
  TextEdit,
  WorkspaceEdit
} from 'vscode-languageserver/node.js'
import protocol from 'vscode-languageserver/node.js'
import {TextDocument} from 'vscode-languageserver-textdocument'
import {whenOver} from '../../support/finish.ts'
import {projectRoot} from '../../support/temp.ts'

/** The built language server. */
export const serverPath = join(projectRoot, 'dist/src/editor/bin.cjs')

/** How a server is started. */
export interface StartOptions {
  /** Arguments to Node: the program and its own. */
  readonly command?: readonly string[]
  /** What the editor can do, in addition to keeping settings. */
  readonly capabilities?: ClientCapabilities
  /** Settings that the editor keeps for section `remark`; `null`, as an editor says it, for none. */
  readonly settings?: unknown
  /** Open the folder, or only single files. */
  readonly hasFolder?: boolean
  /** Milliseconds until waiting for anything fails. */
  readonly timeout?: number
}

/** All that modern editors say they can do, as far as it matters here. */
export const modern: ClientCapabilities = {
  workspace: {
    configuration: true,
    workspaceFolders: true,
    didChangeConfiguration: {dynamicRegistration: true},
    didChangeWatchedFiles: {dynamicRegistration: true}
  },
  textDocument: {
    codeAction: {
      dataSupport: true,
      isPreferredSupport: true,
      codeActionLiteralSupport: {
        codeActionKind: {valueSet: ['quickfix', 'source', 'source.fixAll']}
      },
      resolveSupport: {properties: ['edit']}
    },
    publishDiagnostics: {
      relatedInformation: true,
      versionSupport: true,
      codeDescriptionSupport: true,
      dataSupport: true
    }
  }
}

/** An editor with one folder open. */
export class Editor {
  /** What the server said it can do. */
  capabilities: InitializeResult['capabilities'] = {}
  /** What the server showed or logged, a line each. */
  readonly said: string[] = []
  /** What the server asked the editor to watch or to tell. */
  readonly registered: string[] = []
  /** All diagnostics that were published, in their order. */
  readonly published: PublishDiagnosticsParams[] = []
  /** Settings that the editor keeps; `configure` changes them. */
  settings: unknown

  readonly folder: string
  readonly connection: ProtocolConnection
  readonly child: ChildProcess
  readonly #documents = new Map<string, TextDocument>()
  /** How much had been published when a document was opened: its versions begin anew. */
  readonly #publishedBefore = new Map<string, number>()
  readonly #waiting = new Set<() => void>()
  readonly #timeout: number
  #errors = ''
  #end: string | undefined

  constructor(folder: string, options: StartOptions) {
    this.folder = folder
    this.settings = options.settings ?? null
    this.#timeout = options.timeout ?? 20_000
    const command = options.command ?? [serverPath, '--stdio']
    this.child = spawn(process.execPath, command, {
      cwd: folder,
      stdio: ['pipe', 'pipe', 'pipe']
    })
    const {stdin, stdout, stderr} = this.child
    if (!stdin || !stdout || !stderr) throw new Error('No streams')
    // A test that fails leaves its server running, and must not wait for it; while something is awaited, a timer runs.
    this.child.unref()
    for (const stream of [stdin, stdout, stderr]) (stream as Socket).unref()
    // The exit event reports a server that has ended.
    stdin.on('error', () => undefined)
    stderr.on('data', (data: Buffer) => (this.#errors += data.toString()))
    this.child.on('exit', (code, signal) => {
      this.#end = `ended with ${String(code ?? signal)}`
      for (const look of this.#waiting) look()
    })
    this.connection = protocol.createProtocolConnection(
      new protocol.StreamMessageReader(stdout),
      new protocol.StreamMessageWriter(stdin)
    )
    this.#listen()
  }

  /** The URI that the server gets for a file. */
  toUri(path: string): string {
    return pathToFileURL(join(this.folder, path)).href
  }

  /** The text of an open document. */
  textOf(path: string): string {
    return this.#getDocument(path).getText()
  }

  /** @returns a place in an open document */
  positionAt(path: string, offset: number): Position {
    return this.#getDocument(path).positionAt(offset)
  }

  /** Opens a document; without a text, the file that is on disk. */
  async open(path: string, text?: string): Promise<void> {
    const value = text ?? readFileSync(join(this.folder, path), 'utf8')
    const document = TextDocument.create(this.toUri(path), 'markdown', 1, value)
    this.#documents.set(path, document)
    this.#publishedBefore.set(path, this.published.length)
    await this.connection.sendNotification(
      protocol.DidOpenTextDocumentNotification.type,
      {
        textDocument: {
          uri: document.uri,
          languageId: 'markdown',
          version: 1,
          text: value
        }
      }
    )
  }

  /** Replaces the whole text of an open document. */
  async change(path: string, text: string): Promise<void> {
    await this.#change(path, [{text}])
  }

  /** Edits an open document as one does by typing, or by applying what the server offers. */
  async edit(path: string, edits: readonly TextEdit[]): Promise<void> {
    const document = this.#getDocument(path)
    // From the end to the start, so that each range still means what it meant.
    const sorted = edits.toSorted(
      (left, right) =>
        document.offsetAt(right.range.start) -
        document.offsetAt(left.range.start)
    )
    await this.#change(
      path,
      sorted.map(({range, newText}) => ({range, text: newText}))
    )
  }

  /** Applies what an action changes in an open document. */
  async apply(path: string, action: CodeAction): Promise<void> {
    await this.edit(path, editsOf(action.edit, this.toUri(path)))
  }

  /** Closes a document. */
  async close(path: string): Promise<void> {
    this.#documents.delete(path)
    await this.connection.sendNotification(
      protocol.DidCloseTextDocumentNotification.type,
      {textDocument: {uri: this.toUri(path)}}
    )
  }

  /**
   * @returns the diagnostics of an open document as it now is, sorted by place
   * @throws if none come in time, or the server ends
   */
  async diagnostics(path: string): Promise<Diagnostic[]> {
    const {uri, version} = this.#getDocument(path)
    const before = this.#publishedBefore.get(path) ?? 0
    const find = (): PublishDiagnosticsParams | undefined =>
      this.published.findLast(
        (params, at) =>
          at >= before && params.uri === uri && params.version === version
      )
    const {diagnostics} = await this.wait(
      `diagnostics of ${path}, version ${version}`,
      find
    )
    return diagnostics.toSorted(
      ({range: {start: left}}, {range: {start: right}}) =>
        left.line - right.line || left.character - right.character
    )
  }

  /** @returns what Format Document would do; empty if nothing */
  async format(path: string): Promise<TextEdit[]> {
    const edits = await this.request(
      protocol.DocumentFormattingRequest.type.method,
      {
        textDocument: {uri: this.toUri(path)},
        options: {tabSize: 8, insertSpaces: false}
      }
    )
    return (edits ?? []) as TextEdit[]
  }

  /**
   * @param context the diagnostics that the menu is opened on, and the kinds of actions that are wanted
   * @returns the actions, with their edits
   */
  async codeActions(
    path: string,
    context: CodeActionContext,
    range?: Range
  ): Promise<CodeAction[]> {
    const start = {line: 0, character: 0}
    const actions = await this.request(protocol.CodeActionRequest.type.method, {
      textDocument: {uri: this.toUri(path)},
      range: range ?? context.diagnostics[0]?.range ?? {start, end: start},
      context
    })
    return (actions ?? []) as CodeAction[]
  }

  /** @returns the action with its edit, which some only have when they are chosen */
  async resolve(action: CodeAction): Promise<CodeAction> {
    return (await this.request(
      protocol.CodeActionResolveRequest.type.method,
      action
    )) as CodeAction
  }

  /** Notifies the server that the settings have changed, and answers its question with these. */
  async configure(settings: unknown): Promise<void> {
    this.settings = settings
    await this.connection.sendNotification(
      protocol.DidChangeConfigurationNotification.type,
      {settings}
    )
  }

  /** Notifies the server that files have changed on disk. */
  async notifyChanged(...paths: string[]): Promise<void> {
    await this.connection.sendNotification(
      protocol.DidChangeWatchedFilesNotification.type,
      {
        changes: paths.map((path) => ({
          uri: this.toUri(path),
          type: protocol.FileChangeType.Changed
        }))
      }
    )
  }

  /**
   * @param token cancels the request, which is then answered all the same
   * @throws if the answer does not come in time, is an error, or the server ends
   */
  async request(
    method: string,
    params: unknown,
    token?: CancellationToken
  ): Promise<unknown> {
    let answer: {value: unknown} | {error: unknown} | undefined
    this.connection.sendRequest(method, params, ...(token ? [token] : [])).then(
      (value: unknown) => {
        answer = {value}
        this.#look()
      },
      (error: unknown) => {
        answer = {error}
        this.#look()
      }
    )
    const found = await this.wait(`an answer to ${method}`, () => answer)
    if ('error' in found) throw found.error as Error
    return found.value
  }

  /**
   * @param what a name for what is waited for
   * @param find looks for it; called whenever the server says something
   */
  async wait<Found>(
    what: string,
    find: () => Found | undefined
  ): Promise<Found> {
    return new Promise((resolve, reject) => {
      const finish = (): void => {
        clearTimeout(timer)
        this.#waiting.delete(look)
      }
      const fail = (reason: string): void => {
        finish()
        const details = [...this.said.slice(-20), this.#errors].join('\n')
        reject(new Error(`No ${what}: ${reason}\n${details}`))
      }
      const look = (): void => {
        const found = find()
        if (found !== undefined) {
          finish()
          resolve(found)
        } else if (this.#end !== undefined) fail(`the server ${this.#end}`)
      }
      const timer = setTimeout(() => {
        fail(`nothing in ${this.#timeout} ms`)
      }, this.#timeout)
      this.#waiting.add(look)
      look()
    })
  }

  /** What the server ended with, once it has. */
  get exitCode(): number | undefined {
    return this.child.exitCode ?? undefined
  }

  /** Ends the server as an editor does. @returns its exit code */
  async stop(): Promise<number | null> {
    if (this.#end === undefined) {
      await this.request(protocol.ShutdownRequest.type.method, undefined)
      await this.connection.sendNotification(protocol.ExitNotification.type)
      await this.wait('exit', () => this.#end)
    }

    this.connection.dispose()
    return this.child.exitCode
  }

  /** Ends the server whatever it is doing. */
  kill(): void {
    this.child.kill('SIGKILL')
    this.connection.dispose()
  }

  #getDocument(path: string): TextDocument {
    const document = this.#documents.get(path)
    if (!document) throw new Error(`${path} is not open`)
    return document
  }

  async #change(
    path: string,
    contentChanges: {range?: Range; text: string}[]
  ): Promise<void> {
    const document = this.#getDocument(path)
    const version = document.version + 1
    TextDocument.update(document, contentChanges, version)
    await this.connection.sendNotification(
      protocol.DidChangeTextDocumentNotification.type,
      {
        textDocument: {uri: document.uri, version},
        contentChanges: contentChanges
      }
    )
  }

  #look(): void {
    for (const look of [...this.#waiting]) look()
  }

  #listen(): void {
    const {connection} = this
    connection.onNotification(
      protocol.PublishDiagnosticsNotification.type,
      (params) => {
        this.published.push(params)
        this.#look()
      }
    )
    for (const type of [
      protocol.LogMessageNotification.type,
      protocol.ShowMessageNotification.type
    ]) {
      connection.onNotification(type, ({message}) => {
        this.said.push(message)
        this.#look()
      })
    }

    connection.onRequest(protocol.ConfigurationRequest.type, ({items}) =>
      items.map(() => this.settings)
    )
    connection.onRequest(
      protocol.RegistrationRequest.type,
      ({registrations}) => {
        this.registered.push(...registrations.map(({method}) => method))
        this.#look()
      }
    )
    connection.listen()
  }
}

/** Starts a server, our own unless another is named, for a folder. */
export async function startServer(
  folder: string,
  options: StartOptions = {}
): Promise<Editor> {
  const editor = new Editor(folder, options)
  whenOver(() => {
    editor.kill()
  })
  const uri = pathToFileURL(folder).href
  const hasFolder = options.hasFolder ?? true
  const {capabilities} = (await editor.request(
    protocol.InitializeRequest.type.method,
    {
      processId: process.pid,
      rootUri: hasFolder ? uri : null,
      workspaceFolders: hasFolder ? [{uri, name: 'project'}] : null,
      capabilities: options.capabilities ?? modern
    }
  )) as InitializeResult
  editor.capabilities = capabilities
  await editor.connection.sendNotification(
    protocol.InitializedNotification.type,
    {}
  )
  return editor
}

/** @returns the text with the edits in it */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const document = TextDocument.create('file:///', 'markdown', 0, text)
  return TextDocument.applyEdits(document, [...edits])
}

/** @returns what an action changes in one document */
export function editsOf(
  edit: WorkspaceEdit | undefined,
  uri: string
): TextEdit[] {
  return edit?.changes?.[uri] ?? []
}
