/** Texts about merges. */
import {clean, quoteForShell} from '../text/clean.ts'
import type {Conflict} from '../text/conflicts.ts'
import {findLines} from '../text/conflicts.ts'
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
    `${clean(name)}: has no conflict that qbank can resolve: git reports none, or the file is neither a bank nor its README. Without a name, \`qbank merge\` takes all files with a conflict`,
  /** A conflict that git's index does not have. */
  committed: (name: string) =>
    `${clean(name)}: has conflict markers, but git knows no conflict there, as after a commit with the markers in it. Resolve it by hand; \`qbank check\` names the lines`,
  /** @returns the result for a file, with a line for each conflict that is left */
  resolution: (name: string, resolution: Resolution): string[] => {
    const {state} = resolution
    const notes =
      'reason' in resolution && resolution.reason !== undefined
        ? [mergeTexts.fellBack(name, resolution.reason)]
        : []
    if (state !== 'conflicts') return [...notes, states[state](name)]
    return [
      ...notes,
      ...resolution.conflicts.map((conflict) =>
        describeConflict(name, resolution.text, conflict)
      )
    ]
  },
  /** @returns what to do next */
  next: ({
    files,
    left,
    waiting,
    others,
    command
  }: {
    /** How many banks and READMEs had a conflict. */
    readonly files: number
    /** How many of them an author has to resolve. */
    readonly left: number
    /** How many are generated after that. */
    readonly waiting: number
    /** How many files with a conflict are not qbank's. */
    readonly others: number
    /** The command that continues the operation; `undefined` after `git stash pop`. */
    readonly command: string | undefined
  }) => {
    const end = command === undefined ? '' : `, and go on: ${command}`
    if (left > 0) {
      const again = waiting > 0 ? ', run `qbank merge` again' : ''
      const each = left > 1 ? 'each' : 'it'
      return `${count(left, 'file')} left to resolve. Then \`git add\` ${each}${again}${end}`
    }

    if (others > 0) {
      return `${count(others, 'other file')} left to resolve, which qbank does not merge`
    }

    const state =
      files > 0
        ? 'All conflicts are resolved'
        : 'No conflicts in banks or their READMEs'
    if (command !== undefined) return `${state}. Go on: ${command}`
    return files > 0
      ? `${state}, and staged. After \`git stash pop\`, \`git stash drop\` deletes the stash, which git has kept`
      : state
  },
  note: (path: string, note: string) => `${clean(path)}: ${clean(note)}`,
  fellBack: (path: string, reason: string) =>
    `${clean(path)}: merged by lines, as git does it: ${clean(reason)}`
} as const

/** Texts for a file without conflicts left, or that qbank does not merge. */
const states: Readonly<
  Record<Exclude<Resolution['state'], 'conflicts'>, (name: string) => string>
> = {
  merged: (name) => `${clean(name)}: merged`,
  waiting: (name) =>
    `${clean(name)}: has conflicts in generated regions only. \`qbank merge\` generates them again when the bank is resolved`,
  deleted: (name) =>
    `${clean(name)}: one side has deleted it, and the other has changed it. Keep it with \`git add\`, or delete it with \`git rm\``,
  resolved: (name) =>
    `${clean(name)}: has no conflict markers any more, but is not staged. If it is as you want it, run \`git add ${quoteForShell(name)}\`; \`${restore(name)}\` brings the conflict back`,
  edited: (name) =>
    `${clean(name)}: was edited after git left its conflicts, so qbank does not touch it. Resolve the others by hand; or drop the edits (\`${restore(name)}\`), and run \`qbank merge\` again`
}

/** The command that restores the conflict of a file as git has left it. */
function restore(name: string): string {
  return `git checkout --merge -- ${quoteForShell(name)}`
}

function describeConflict(
  name: string,
  text: string,
  conflict: Conflict
): string {
  const {first, ours, theirs} = findLines(text, conflict)
  const [mine, yours] = [
    `${ours} ${quote(conflict.ours)}`,
    `${theirs} ${quote(conflict.theirs)}`
  ]
  const at = `${clean(name)}:${first}`
  if (conflict.ours === '' || conflict.theirs === '') {
    const kept = conflict.ours === '' ? yours : mine
    return `${at}: one side has changed this, and the other has deleted it: ${kept}`
  }

  return `${at}: both sides have changed this: ${mine}, or ${yours}`
}
