/** The interface of a format: its input are cards, its output is a text or files. */
import type {BankData} from './card-data.ts'
import type {RoleLabels} from './roles.ts'

/** Options of all formats. */
export interface FormatOptions {
  /** Labels of fields by role. */
  readonly labels: RoleLabels
  /** Absolute path of the folder that the paths of banks start from; for formats that include images. */
  readonly cwd?: string
  /** The time of the export. */
  readonly now?: Date
}

/** A file of an export that has several. */
export interface ExportedFile {
  /** Relative to the folder, with `/`; its parts are plain names, never `..`. */
  readonly path: string
  readonly text: string
}

/** A format. */
export interface Format {
  /** Whether it is only for cards with options. */
  readonly needsOptions?: boolean
  /** Whether to leave out cards whose options do not show what is right. */
  readonly needsRight?: boolean
  /** The export as one text. */
  readonly render?: (
    banks: readonly BankData[],
    options: FormatOptions
  ) => string
  /** The export as several files. */
  readonly renderFiles?: (
    banks: readonly BankData[],
    options: FormatOptions
  ) => readonly ExportedFile[]
  /** The export as a file that is not text, with notices about it. */
  readonly renderBytes?: (
    banks: readonly BankData[],
    options: FormatOptions
  ) => Promise<{bytes: Uint8Array; notices: readonly string[]}>
  /** Whether a file is part of such an export, so that it may be overwritten. */
  readonly isOwn?: (text: string) => boolean
}
