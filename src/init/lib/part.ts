/** What the plan of `qbank init` is made of. */
import type {FoundBank} from './find-bank.ts'
import type {Project} from './project.ts'

/** A file to write; its path is relative to the repository's root, with `/`. */
export interface Edit {
  readonly path: string
  /** What is there now; `undefined` for a file to create. */
  readonly before: string | undefined
  readonly after: string
  /** What for, in a few words. */
  readonly reason: string
  /** Mode of a file to create, where it is a program. */
  readonly mode?: number
}

/** A change to a file; several parts may change the same one. */
export interface Change extends Pick<Edit, 'path' | 'reason' | 'mode'> {
  /** @returns the new text; the same one, or `undefined`, where there is nothing to do: then it is not in the plan */
  readonly edit: (before: string | undefined) => string | undefined
}

/** What all parts look at. */
export interface Situation {
  readonly project: Project
  readonly banks: readonly FoundBank[]
  /** What the package manager is to install as qbank: `qbank`, or the path of a packed archive. */
  readonly spec: string
  /** Ids of the offers that are taken. */
  readonly chosen: ReadonlySet<string>
  /** Problems that someone has to fix by hand, in all banks, after `qbank fix`. */
  readonly debts: number
}

/** A part that a person may want or not. */
export interface Offer {
  /** What it is, in a few words. */
  readonly label: string
  /** What it does. */
  readonly hint: string
  /** Whether it is done in a run that is not interactive. */
  readonly isDefault: boolean
}

/** A part of what is to be set up. */
export interface Part {
  /** A word for options of the command line. */
  readonly id: string
  /** @returns `undefined` if there is nothing to offer; a part without it is always done, others where they are chosen */
  readonly offer?: (situation: Omit<Situation, 'chosen'>) => Offer | undefined
  readonly changes: (situation: Situation) => readonly Change[]
  /** What a person has to take care of, a sentence each. */
  readonly notices?: (situation: Situation) => readonly string[]
}

/** @returns the text with lines after it, which end with a line break */
export function appendLines(before: string | undefined, lines: string): string {
  if (before === undefined || before === '') return lines
  const ending = before.includes('\r\n') ? '\r\n' : '\n'
  const gap = /\n$/.test(before) ? '' : ending
  return before + gap + lines.replaceAll('\n', ending)
}
