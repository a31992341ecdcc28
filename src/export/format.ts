/** What a format is: cards go in, text or files come out. */
import type {BankData} from './card-data.ts'
import type {RoleLabels} from './roles.ts'

/** Options of all formats. */
export interface FormatOptions {
  /** Labels of the fields by what they are for. */
  readonly labels: RoleLabels
  /** Absolute path of the folder that the paths of banks start from; for formats that hold images. */
  readonly cwd?: string
  /** When it is exported. */
  readonly now?: Date
}

/** A file of an export that has several. */
export interface ExportedFile {
  /** Relative to the folder, with `/`; no part of it is `..` or is anything but a plain name. */
  readonly path: string
  readonly text: string
}

/** A format. */
export interface Format {
  /** Whether it is for cards with options alone. */
  readonly needsOptions?: boolean
  /** Whether cards whose options do not say what is right are left out. */
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
  /** The export as a file that is not text, with what is to be said about it. */
  readonly renderBytes?: (
    banks: readonly BankData[],
    options: FormatOptions
  ) => Promise<{bytes: Uint8Array; notices: readonly string[]}>
  /** Whether a file is one of such an export, and may be written over. */
  readonly isOwn?: (text: string) => boolean
}
