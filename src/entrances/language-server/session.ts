/** What the server knows of the editor's documents besides their texts, which unified-language-server keeps. */
import type {VFile} from 'vfile'
import type {DidChangeTextDocumentParams} from 'vscode-languageserver'

/** A document that is open in the editor. */
export interface OpenDocument {
  /** The version that the server has been told of. */
  version: number
  /** Whether the text begins with a byte order mark, which offsets and columns of messages do not count. */
  hasMark: boolean
  /** Whether its text is being checked. */
  isChecking: boolean
  /** Edits made during a check, which wait for its end: it would be of no use to check every key pressed meanwhile. */
  waiting: DidChangeTextDocumentParams | undefined
  /** How many requests to format it are under way. */
  formatting: number
  /** The file as which it was checked last; its messages say more than diagnostics do. */
  file: VFile | undefined
}

/** The open documents, by URI. */
export class Session {
  readonly documents = new Map<string, OpenDocument>()
  /** Whether the editor has a way to show places that a diagnostic is about besides its own. */
  showsRelated = false

  /** @returns whether somebody waits for the repaired text, not only for the messages */
  isFormatting(uri: string): boolean {
    return (this.documents.get(uri)?.formatting ?? 0) > 0
  }
}
