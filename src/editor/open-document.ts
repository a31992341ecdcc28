/** A document that is open in the editor: it is checked after each change, and formatted on request. */
import {basename, relative} from 'node:path'
import {VFile} from 'vfile'
import type {
  CancellationToken,
  Connection,
  Diagnostic,
  TextEdit,
  WorkspaceEdit
} from 'vscode-languageserver'
import type {TextDocument} from 'vscode-languageserver-textdocument'
import type {Bank} from '../bank/model.ts'
import {readBank} from '../bank/read-bank.ts'
import {addLinkEdits} from '../fix/follow-anchors.ts'
import {borrowConfig} from '../inbox/borrow.ts'
import {createLazyTree} from '../markdown/lazy-tree.ts'
import {stripByteOrderMark} from '../markdown/offsets.ts'
import {parse} from '../markdown/parse.ts'
import type {BankConfig} from '../template/config.ts'
import {bankName, isBankText} from '../template/is-bank.ts'
import {stateOf} from '../rule/state.ts'
import {editorTexts} from './texts.ts'
import {runPipeline} from '../engine/pipeline.ts'
import {UserError} from '../text/user-error.ts'
import type {CheckedDocument} from './diagnostics.ts'
import {toDiagnostics} from './diagnostics.ts'
import {contentModified, reportError} from './errors.ts'
import {SharedWork} from './shared-work.ts'
import type {Workspace} from './workspace.ts'

/**
 * Longest document, in characters, that is checked after each key: seven times what GitHub shows of a bank, and still
 * read in seconds if nothing in it is canonical.
 */
const mostCharacters = 4 * 1024 * 1024

/** What a check has found out. */
interface Checked {
  readonly diagnostics: readonly Diagnostic[]
  /** Of the bank; `undefined` if the document is not a bank, or was not checked. */
  readonly bank?: Pick<VFile, 'cwd' | 'path'> & {readonly config: BankConfig}
}

/** An open document. All results are about its current text: work for an earlier text is stopped. */
export class OpenDocument {
  readonly document: TextDocument
  readonly #connection: Connection
  readonly #workspace: Workspace
  #checking: SharedWork<Checked>
  #formatting: SharedWork<TextEdit[] | undefined> | undefined

  /** @param document updated in place */
  constructor(
    document: TextDocument,
    connection: Connection,
    workspace: Workspace
  ) {
    this.document = document
    this.#connection = connection
    this.#workspace = workspace
    this.#checking = this.#beginCheck()
  }

  /** Stops the work that is running. */
  stop(): void {
    this.#checking.stop(contentModified())
    this.#formatting?.stop(contentModified())
  }

  /** Checks again: the text, a configuration, or the workspace has changed. */
  refresh(): void {
    this.stop()
    this.#checking = this.#beginCheck(this.#checking)
  }

  /**
   * @returns the diagnostics, which are also published
   * @throws ResponseError if the request is cancelled, or the document changes meanwhile
   */
  async check(token: CancellationToken): Promise<readonly Diagnostic[]> {
    const {diagnostics} = await this.#checking.ask(token)
    return diagnostics
  }

  /**
   * @returns the edit, and those of links to headings whose anchor it changes
   * @throws ResponseError if the request is cancelled, or the document changes meanwhile
   */
  async followLinks(
    {range, newText}: TextEdit,
    token: CancellationToken
  ): Promise<TextEdit[]> {
    const {bank} = await this.#checking.ask(token)
    if (!bank) return [{range, newText}]
    const {cwd, path, config} = bank
    const {document} = this
    const text = document.getText()
    const source = stripByteOrderMark(text)
    const shift = text.length - source.length
    const edit = {
      start: document.offsetAt(range.start) - shift,
      end: document.offsetAt(range.end) - shift,
      text: newText
    }
    const read = (value: string): Bank | undefined => {
      const tree = createLazyTree(value, () => parse(value))
      const data = {qbank: {config}}
      return readBank(tree, new VFile({cwd, path, value, data}))
    }

    const file = {cwd, path, basename: basename(path)}
    return addLinkEdits(source, edit, read, file).map(({start, end, text}) => ({
      range: {
        start: document.positionAt(start + shift),
        end: document.positionAt(end + shift)
      },
      newText: text
    }))
  }

  /**
   * @returns the edits of Format Document, which are all safe fixes; `undefined` if there is nothing to do
   * @throws ResponseError if the request is cancelled, or the document changes meanwhile
   */
  async format(token: CancellationToken): Promise<TextEdit[] | undefined> {
    if (!this.#formatting?.isUnderWay) {
      this.#formatting = new SharedWork(async (signal) => {
        const checked = await this.#run(signal, false)
        // Markdown that is not a bank is not formatted: editors have other formatters for that.
        const {repaired} = checked ? stateOf(checked.file) : {}
        if (!repaired || repaired.value === checked?.text) return undefined
        const start = {line: 0, character: 0}
        const end = this.document.positionAt(Infinity)
        return [{range: {start, end}, newText: repaired.value}]
      }, this.#formatting)
    }

    return this.#formatting.ask(token)
  }

  /** @returns the edits as an editor takes them; if it can, it refuses them when it has a newer version */
  toWorkspaceEdit(edits: TextEdit[]): WorkspaceEdit {
    const {uri, version} = this.document
    return this.#workspace.client.workspace?.workspaceEdit?.documentChanges
      ? {documentChanges: [{textDocument: {uri, version}, edits}]}
      : {changes: {[uri]: edits}}
  }

  #beginCheck(after?: SharedWork<Checked>): SharedWork<Checked> {
    const checking = new SharedWork(async (signal) => {
      const {uri, version} = this.document
      const {publishDiagnostics} = this.#workspace.client.textDocument ?? {}
      const checked = await this.#run(signal, true)
      const diagnostics = checked
        ? toDiagnostics(checked, publishDiagnostics?.relatedInformation)
        : []
      await this.#connection.sendDiagnostics({uri, version, diagnostics})
      const {config} = (checked && stateOf(checked.file).bank) ?? {}
      if (!checked || !config) return {diagnostics}
      const {cwd, path} = checked.file
      return {diagnostics, bank: {cwd, path, config}}
    }, after)
    checking.ask().catch(reportError)
    return checking
  }

  /** @returns the document after a run of the pipeline; `undefined` if it is not to be checked */
  async #run(
    signal: AbortSignal,
    checkOnly: boolean
  ): Promise<CheckedDocument | undefined> {
    const {uri} = this.document
    const place = await this.#workspace.findPlace(uri)
    signal.throwIfAborted()
    if (!place) return undefined
    const {path, folder: cwd, hasConfiguration, requiresConfiguration} = place
    const text = this.document.getText()
    const isTooLarge = text.length > mostCharacters
    const value = isTooLarge ? '' : text
    const given = hasConfiguration ? {} : {prettierOptions: {}}
    const data = {qbank: {checkOnly, signal, ...given}}
    const file = new VFile({cwd, path, value, data})
    const options = {
      cwd,
      silentlyIgnore: true,
      hasConfiguration,
      requiresConfiguration
    }
    const files = await runPipeline([file], options).catch((error: unknown) =>
      error instanceof Error ? error : new Error(String(error))
    )
    signal.throwIfAborted()
    if (files instanceof Error) return {uri, text, file, failure: files}
    if (files.length === 0) return undefined
    if (!isTooLarge) return {uri, text, file}
    if (
      file.basename !== bankName &&
      !isBankText(text) &&
      !borrowConfig(path, text)
    )
      return undefined
    const name = relative(cwd, path) || basename(path)
    const reason = editorTexts.tooLarge(name, text.length, mostCharacters)
    return {uri, text, file: new VFile({path}), failure: new UserError(reason)}
  }
}
