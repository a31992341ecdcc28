/** The parts of the plan of `qbank init`. */
import type {FoundBank} from './find-bank.ts'
import type {Project} from './project.ts'

/** A file to write; its path is relative to the repository's root, with `/`. */
export interface Edit {
  readonly path: string
  /** The current text; `undefined` for a new file. */
  readonly before: string | undefined
  readonly after: string
  /** The reason, in a few words. */
  readonly reason: string
  /** Mode of a new file, if it is a program. */
  readonly mode?: number
}

/** A change to a file; several parts may change the same one. */
export interface Change extends Pick<Edit, 'path' | 'reason' | 'mode'> {
  /** @returns the new text; the same text, or `undefined`, if there is nothing to do: then the plan does not list it */
  readonly edit: (before: string | undefined) => string | undefined
}

/** Input of all parts. */
export interface Situation {
  readonly project: Project
  readonly banks: readonly FoundBank[]
  /** The package to install as qbank: `qbank`, or the path of a packed archive. */
  readonly spec: string
  /** Ids of the chosen offers. */
  readonly chosen: ReadonlySet<string>
  /** Problems that someone has to fix by hand, in all banks, after `qbank fix`. */
  readonly debts: number
}

/** A part that the person can choose. */
export interface Offer {
  /** What it is, in a few words. */
  readonly label: string
  /** What it does. */
  readonly hint: string
  /** Whether it is done in a run that is not interactive. */
  readonly isDefault: boolean
}

/** A part of the set-up. */
export interface Part {
  /** An identifier for options of the command line. */
  readonly id: string
  /**
   * @returns `undefined` if there is nothing to offer. A part without this method is always done; others are done if
   *   they are chosen
   */
  readonly offer?: (situation: Omit<Situation, 'chosen'>) => Offer | undefined
  readonly changes: (situation: Situation) => readonly Change[]
  /** What the person has to take care of, a sentence each. */
  readonly notices?: (situation: Situation) => readonly string[]
}

/** @returns the text with lines added, which end with a line break */
export function appendLines(before: string | undefined, lines: string): string {
  if (before === undefined || before === '') return lines
  const ending = before.includes('\r\n') ? '\r\n' : '\n'
  const gap = /\n$/.test(before) ? '' : ending
  return before + gap + lines.replaceAll('\n', ending)
}
