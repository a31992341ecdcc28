/** What `qbank doctor` looks at, and what it finds. */
import type {Project} from '../init/lib/project.ts'
import {clean} from '../text/clean.ts'

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
  /** Those of them that `.remarkignore` does not name. */
  readonly checked: readonly string[]
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

/** No more places than this are named. */
const mostPlaces = 3

/** What is wrong with one file, which is named first: `a.md:3: …`. */
export interface Placed extends Finding {
  readonly place: string
}

/**
 * @param summary what is wrong with all of them, and what to do
 * @returns one finding, where more files than a few have the same fault; otherwise one for each of them
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
