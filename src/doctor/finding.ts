/** What `qbank doctor` looks at, and what it finds. */
import type {Project} from '../init/lib/project.ts'

/** Something that keeps qbank from running, or that may do so elsewhere. */
export interface Finding {
  /** `wrong` makes the exit code 1; a `note` is about other programs or machines. */
  readonly severity: 'wrong' | 'note'
  /** A sentence without a period. */
  readonly problem: string
  /** A command to type, or a sentence where no command does it. */
  readonly remedy: string
}

/** What all checks look at. */
export interface Subject {
  readonly project: Project
  /** Absolute paths of the repository's banks. */
  readonly banks: readonly string[]
  /** What could not be looked at in search of them, a line each. */
  readonly notices: readonly string[]
  /** Words that start qbank in this project. */
  readonly command: string
  readonly env: Readonly<Record<string, string | undefined>>
}

/** One thing that is looked at. */
export interface Check {
  /** A word for programs. */
  readonly id: string
  /** What is fine where nothing is found. */
  readonly title: string
  readonly run: (subject: Subject) => readonly Finding[] | Promise<Finding[]>
}

export function wrong(problem: string, remedy: string): Finding {
  return {severity: 'wrong', problem, remedy}
}

export function note(problem: string, remedy: string): Finding {
  return {severity: 'note', problem, remedy}
}
