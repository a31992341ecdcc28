/** Plans what `qbank init` does in a project: files to write and packages to install. Nothing is written here. */
import {UserError} from '../text/user-error.ts'
import type {Change, Edit, Offer, Part, Situation} from './lib/part.ts'
import {readFrom} from './lib/project.ts'
import {initTexts} from './texts.ts'
import {bankPart, commentPart} from './parts/bank.ts'
import {formPart} from './parts/form.ts'
import {hookPart} from './parts/hook.ts'
import {ignorePart} from './parts/ignore.ts'
import {inboxPart} from './parts/inbox.ts'
import {mergePart} from './parts/merge-driver.ts'
import {editorConfigPart, markdownlintPart} from './parts/other-tools.ts'
import {packagePart, planInstall} from './parts/package.ts'
import {
  contributingPart,
  extensionsPart,
  pullRequestPart
} from './parts/pages.ts'
import {readmePart} from './parts/readme.ts'
import {remarkPart} from './parts/remark.ts'
import {workflowPart} from './parts/workflow.ts'

/** In the order in which the plan lists them. */
const parts: readonly Part[] = [
  packagePart,
  ignorePart,
  hookPart,
  remarkPart,
  commentPart,
  bankPart,
  readmePart,
  mergePart,
  workflowPart,
  formPart,
  inboxPart,
  contributingPart,
  pullRequestPart,
  extensionsPart,
  editorConfigPart,
  markdownlintPart
]

/** The whole plan. */
export interface Plan {
  readonly edits: readonly Edit[]
  /** Words of the command that installs what is missing; empty if nothing is. */
  readonly install: readonly string[]
  /** Packages that `package.json` does not name yet; if it names all, a fresh clone still has to install them. */
  readonly missing: readonly string[]
  /** What the person has to take care of, a sentence each. */
  readonly notices: readonly string[]
}

/** Ids of all parts that can be left out or added. */
const offerIds = parts.filter(({offer}) => offer).map(({id}) => id)

/** What is offered in a project, by id. */
export function listOffers(
  situation: Omit<Situation, 'chosen'>
): ReadonlyMap<string, Offer> {
  return new Map(
    parts.flatMap(({id, offer}) => {
      const offered = offer?.(situation)
      return offered ? [[id, offered] as const] : []
    })
  )
}

/**
 * @param wanted ids to add to what is done in a run that is not interactive; `all` adds all
 * @param unwanted ids to leave out
 * @returns ids of the chosen offers
 * @throws UserError if one of them is not an id
 */
export function chooseOffers(
  offers: ReadonlyMap<string, Offer>,
  wanted: readonly string[],
  unwanted: readonly string[]
): Set<string> {
  const unknown = [...wanted, ...unwanted].find(
    (id) => id !== 'all' && !offerIds.includes(id)
  )
  if (unknown !== undefined) {
    throw new UserError(initTexts.unknownPart(unknown, offerIds))
  }

  const isTaken = (id: string, {isDefault}: Offer): boolean =>
    wanted.includes(id) ||
    ((isDefault || wanted.includes('all')) &&
      !unwanted.includes(id) &&
      !unwanted.includes('all'))
  return new Set(
    [...offers].flatMap(([id, offer]) => (isTaken(id, offer) ? [id] : []))
  )
}

/** @throws UserError if `package.json` is not valid */
export function makePlan(situation: Situation): Plan {
  const {chosen, project, spec} = situation
  const taken = parts.filter(({id, offer}) => !offer || chosen.has(id))
  const edits = new Map<string, Edit>()
  for (const change of taken.flatMap((part) => part.changes(situation))) {
    addChange(edits, change, () => readFrom(project, change.path))
  }

  const {words, missing, notices} = planInstall(project, spec)
  return {
    edits: [...edits.values()],
    install: words,
    missing,
    notices: [
      ...notices,
      ...taken.flatMap((part) => part.notices?.(situation) ?? [])
    ]
  }
}

/** Combines several changes to a file into one edit. */
function addChange(
  edits: Map<string, Edit>,
  {path, edit, reason, mode}: Change,
  read: () => string | undefined
): void {
  const known = edits.get(path)
  const before = known ? known.after : read()
  const after = edit(before)
  if (after === undefined || after === before) return
  edits.set(path, {
    path,
    before: known ? known.before : before,
    after,
    reason: known ? `${known.reason}; ${reason}` : reason,
    ...(mode !== undefined && {mode})
  })
}
