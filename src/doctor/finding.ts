/** Input and output of the checks of `qbank doctor`. */
import type {Project} from '../init/lib/project.ts'
import {clean} from '../text/clean.ts'

/** Something that keeps qbank from running, or that may do so elsewhere. */
export interface Finding {
  /** `wrong` makes the exit code 1; a `note` is about other programs or machines. */
  readonly severity: 'wrong' | 'note'
  /** A sentence without a period. */
  readonly problem: string
  /** A command to type, or a sentence if there is no command for it. */
  readonly remedy: string
}

/** Input of all checks. */
export interface Subject {
  readonly project: Project
  /** Absolute paths of the repository's banks. */
  readonly banks: readonly string[]
  /** Those of them that `.remarkignore` does not name. */
  readonly checked: readonly string[]
  /** Folders that could not be searched, a line each. */
  readonly notices: readonly string[]
  /** Words that start qbank in this project. */
  readonly command: string
  readonly env: Readonly<Record<string, string | undefined>>
}

/** A check. */
export interface Check {
  /** An identifier for programs. */
  readonly id: string
  /** What is all right if there are no findings. */
  readonly title: string
  readonly run: (subject: Subject) => readonly Finding[] | Promise<Finding[]>
}

/** No more places are named. */
const mostPlaces = 3

/** A problem of one file, which is named first: `a.md:3: …`. */
export interface Placed extends Finding {
  readonly place: string
}

/**
 * @param summary the common problem, and what to do
 * @returns one finding, if more than a few files have the same problem; otherwise one for each of them
 */
export function condense(
  found: readonly Placed[],
  summary: {
    readonly problem: (amount: number, places: string) => string
    readonly remedy: string
  }
): Finding[] {
  const [first] = found
  if (!first || found.length <= mostPlaces) {
    return found.map(({severity, problem, remedy}) => ({
      severity,
      problem,
      remedy
    }))
  }

  const places = listPlaces(found.map(({place}) => place))
  const problem = summary.problem(found.length, places)
  return [{severity: first.severity, problem, remedy: summary.remedy}]
}

/** @returns the first places, and an ellipsis for the others */
export function listPlaces(places: readonly string[]): string {
  const shown = places.slice(0, mostPlaces).map((place) => clean(place))
  return [...shown, ...(places.length > mostPlaces ? ['…'] : [])].join(', ')
}

export function wrong(problem: string, remedy: string): Finding {
  return {severity: 'wrong', problem, remedy}
}

export function note(problem: string, remedy: string): Finding {
  return {severity: 'note', problem, remedy}
}
