/** What is said about merges. */
import {clean} from '../text/clean.ts'
import type {Conflict} from '../text/conflicts.ts'
import {count, quote} from '../text/wording.ts'
import type {Resolution} from './resolve.ts'

/** Texts of `qbank merge-driver` and `qbank merge`. */
export const mergeTexts = {
  driverName: 'question banks, card by card',
  registration: {
    registered: 'Merge driver registered in this clone',
    current: 'Merge driver is registered in this clone already',
    missing:
      'Merge driver not registered: qbank is not installed in this clone. Install it, and register again'
  },
  notInGit: 'Merge driver not registered: this is not a clone',
  hasMarkers: 'a version has conflict markers in it',
  frontMatter: 'front matter is broken',
  unclear: 'the cards of a version cannot be distinguished safely',
  moved: (heading: string) =>
    `both sides have moved ${quote(heading)}, to different places; it is where your side has it`,
  regions: 'the regions of a version cannot be distinguished safely',
  tooMany: 'there are too many conflicts',
  lineBreaks: 'a version ends its lines in several ways',
  version: (path: string, side: string) => `${clean(path)} (${side})`,
  crashed: (reason: string) => `qbank has a bug (${clean(reason)})`,
  markerSize: (size: string) =>
    `qbank merge-driver: ${quote(size)} is not the size of a conflict marker. Register the driver as docs/merging.md shows`,
  notMerged: (path: string, reason: string) =>
    `${clean(path)}: not merged (${clean(reason)}). Your side is left as it was; \`git checkout --merge\` shows both`,
  noRepository: (cwd: string) =>
    `${clean(cwd)}: is not in a git repository, so there is no merge to resolve. Run qbank merge where git has reported the conflict`,
  noConflict: (name: string) =>
    `${clean(name)}: is not a bank or README in which git has left a conflict. Name none to take all that have one`,
  nothing: 'No conflicts in banks or their READMEs',
  /** @returns what has become of a file, a line for each conflict that is left */
  resolution: (name: string, resolution: Resolution): string[] => {
    const {state} = resolution
    const notes =
      'reason' in resolution && resolution.reason !== undefined
        ? [mergeTexts.fellBack(name, resolution.reason)]
        : []
    if (state !== 'conflicts') return [...notes, states[state](clean(name))]
    return [
      ...notes,
      ...resolution.conflicts.map((conflict) =>
        describeConflict(name, resolution.text, conflict)
      )
    ]
  },
  next: ({
    left,
    others,
    command = 'the command that you began with'
  }: {
    readonly left: number
    readonly others: number
    readonly command: string | undefined
  }) => {
    if (left > 0)
      return `${count(left, 'file')} left to resolve. Then \`git add\` each, and go on: ${command}`
    if (others > 0)
      return `${count(others, 'other file')} left to resolve, which qbank does not merge`
    return `All conflicts are resolved. Go on: ${command}`
  },
  note: (path: string, note: string) => `${clean(path)}: ${clean(note)}`,
  fellBack: (path: string, reason: string) =>
    `${clean(path)}: merged by lines, as git does it: ${clean(reason)}`
} as const

/** What is said of a file in which nothing is left to choose, or that is not qbank's to merge. */
const states: Readonly<
  Record<Exclude<Resolution['state'], 'conflicts'>, (name: string) => string>
> = {
  merged: (name) => `${name}: merged`,
  deleted: (name) =>
    `${name}: one side has deleted it, and the other has changed it. Keep it with \`git add\`, or delete it with \`git rm\``,
  resolved: (name) =>
    `${name}: is not what git has left, and has no conflict in it. If it is as you want it, \`git add\` it; \`git checkout --merge\` brings the conflict back`,
  edited: (name) =>
    `${name}: has been edited since the merge, so it is as it was. Go on by hand; or drop the edits with \`git checkout --merge\`, and run qbank merge again`
}

function describeConflict(
  name: string,
  text: string,
  {start, end, ours, theirs}: Conflict
): string {
  const first = countLines(text.slice(0, start)) + 1
  const second =
    countLines(text.slice(0, end)) - 1 - (theirs.split('\n').length - 1)
  const [mine, yours] = [
    describeSide(ours, first),
    describeSide(theirs, second)
  ]
  return `${clean(name)}:${first - 1}: both sides have changed this: ${mine}, or ${yours}`
}

function describeSide(text: string, line: number): string {
  return text === '' ? 'nothing (deleted)' : `line ${line} ${quote(text)}`
}

function countLines(text: string): number {
  return text.split('\n').length
}
