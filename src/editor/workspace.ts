/** The editor's workspace: what the editor can do, which folders are open in it, and its settings for documents. */
import {dirname} from 'node:path'
import {fileURLToPath} from 'node:url'
import type {
  ClientCapabilities,
  Connection,
  InitializeParams
} from 'vscode-languageserver'
import {isInside} from '../files/repository.ts'
import {reportError} from './errors.ts'
import {forgetConfigurations} from './reload.ts'

/** The section of an editor's settings that remark's own server reads, too. */
const section = 'remark'

/** Where a document is checked. */
export interface Place {
  /** Absolute path of the document. */
  readonly path: string
  /** Absolute path of the open folder that holds it. */
  readonly folder: string
  /** Whether the project's configuration is used. */
  readonly hasConfiguration: boolean
  /** Whether the document is only checked if remark is configured there. */
  readonly requiresConfiguration: boolean
}

/** The workspace of one editor. */
export class Workspace {
  readonly #connection: Connection
  readonly client: ClientCapabilities
  readonly #hasConfiguration: boolean
  /** Absolute paths. */
  readonly #folders = new Set<string>()
  /** Settings by URI, if they have been requested. */
  readonly #settings = new Map<string, Promise<unknown>>()
  /** The settings of an editor that does not answer requests for them. */
  #sentSettings: unknown
  /** Fulfilled when the old configurations have been forgotten. */
  #forgetting = Promise.resolve()

  constructor(
    connection: Connection,
    params: InitializeParams,
    {hasConfiguration}: {readonly hasConfiguration: boolean}
  ) {
    this.#connection = connection
    this.#hasConfiguration = hasConfiguration
    this.client = params.capabilities
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- older editors say nothing else
    const {workspaceFolders, rootUri} = params
    const root = rootUri ? [{uri: rootUri}] : []
    this.changeFolders(workspaceFolders ?? root, [])
  }

  /** Records which folders were opened and closed. */
  changeFolders(
    added: readonly {uri: string}[],
    removed: readonly {uri: string}[]
  ): void {
    for (const {uri} of removed) this.#folders.delete(toPath(uri) ?? uri)
    for (const {uri} of added) this.#folders.add(toPath(uri) ?? uri)
  }

  /** Forgets settings. `settings` are those of an editor that does not answer requests for them. */
  changeSettings(settings: unknown): void {
    this.#settings.clear()
    this.#sentSettings = settings
  }

  /** Forgets what belongs to a document that is closed. */
  closeDocument(uri: string): void {
    this.#settings.delete(uri)
  }

  /** Forgets each configuration that one of these changed files, named by their URIs, is part of. */
  changeFiles(uris: readonly string[]): void {
    const paths = uris.map(toPath).filter((path) => path !== undefined)
    this.#forgetting = forgetConfigurations(paths).catch(reportError)
  }

  /**
   * @returns where to check a document; `undefined` if it is not a file, or outside the open folders: there, opening it
   *   must not run anyone's configuration
   */
  async findPlace(uri: string): Promise<Place | undefined> {
    await this.#forgetting
    const path = toPath(uri)
    if (path === undefined) return undefined
    const [folder] =
      this.#folders.size === 0
        ? [dirname(path)]
        : [...this.#folders]
            .filter((folder) => isInside(folder, path))
            .sort((left, right) => right.length - left.length)
    if (folder === undefined) return undefined
    const settings = (await this.#findSettings(uri)) as
      {requireConfig?: unknown} | null | undefined
    return {
      path,
      folder,
      hasConfiguration: this.#hasConfiguration,
      requiresConfiguration: Boolean(settings?.requireConfig)
    }
  }

  async #findSettings(uri: string): Promise<unknown> {
    if (!this.client.workspace?.configuration) return this.#sentSettings
    const settings =
      this.#settings.get(uri) ??
      this.#connection.workspace
        .getConfiguration({scopeUri: uri, section})
        .catch(reportError)
    this.#settings.set(uri, settings)
    return settings
  }
}

/** @returns the path of a file; `undefined` for other documents, and for files of other machines */
function toPath(uri: string): string | undefined {
  try {
    return fileURLToPath(uri)
  } catch {
    return undefined
  }
}
