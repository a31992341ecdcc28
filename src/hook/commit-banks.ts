/** What the hook does with staged banks: fixes them and regenerates their READMEs, as they are staged. Writes no file. */
import {readFileSync} from 'node:fs'
import {resolve} from 'node:path'
import process from 'node:process'
import {usesColor} from '../text/color.ts'
import {findCommand} from '../files/command.ts'
import {readPseudoRefs} from '../files/git.ts'
import {findGitFolders} from '../files/repository.ts'
import {toName} from '../files/to-name.ts'
import type {JobOptions, Outcome} from '../engine/outcome.ts'
import {fixBanks} from '../engine/job.ts'
import {addReport, startOutcome} from '../engine/outcome.ts'
import {mayHaveRegions} from '../regions/marker-start.ts'
import {clean} from '../text/clean.ts'
import type {ReportFile} from '../report/report.ts'
import {stylish} from '../report/stylish.ts'
import {countMessages} from '../report/message-view.ts'
import {createSince} from '../since/since.ts'
import {explainFailure, explainProblems} from './explain-refusal.ts'
import type {LentIndex} from './lent-index.ts'
import type {Change} from './publish.ts'
import {StagedStore} from './staged-store.ts'
import {hookTexts} from './texts.ts'

/** Which cards of a staged bank are checked and fixed. */
export type Scope = 'all' | 'changed'

/** What a commit is about; names are relative to git's root. */
export interface StagedFiles {
  readonly banks: readonly string[]
  /** Files with regions that may be generated. */
  readonly readmes: readonly string[]
  /** Other Markdown files, which may be in an inbox. */
  readonly others: readonly string[]
  /** Banks in whose inboxes these may be. */
  readonly lenders: readonly string[]
}

/** The result. */
export interface Verdict {
  readonly isRefused: boolean
  /** Lines to print; none if there is nothing to say. */
  readonly lines: readonly string[]
  readonly changes: readonly Change[]
}

/** @param cwd absolute path of the folder that paths are named from */
export async function commitBanks(
  {banks, readmes, others, lenders}: StagedFiles,
  {
    index,
    scope,
    cwd
  }: {
    readonly index: LentIndex
    readonly scope: Scope
    readonly cwd: string
  }
): Promise<Verdict> {
  const {root} = index
  const store = new StagedStore(index, cwd, lenders)
  try {
    const commits = findParents(index)
    const since = createSince({commits, staged: store, countsClean: false}, cwd)
    const cards = others.filter((name) => store.borrow(resolve(root, name)))
    const own = [...banks, ...cards]
    const paths = new Set(own.map((name) => resolve(root, name)))
    // A README that is committed without its bank is checked by the bank as it is staged, that is, as it was.
    const owners = new Set<string>()
    for (const name of readmes) {
      for (const owner of await store.findShown(resolve(root, name))) {
        if (!paths.has(owner)) owners.add(owner)
      }
    }

    const job = {cwd, silentlyIgnore: true, store}
    // Before the first commit, everything is new.
    const isAll = scope === 'all' || commits.length === 0
    const outcome = await fixAll([
      {...job, paths: [...paths], ...(!isAll && {since})},
      {...job, paths: [...owners], since}
    ])
    if (countMessages(outcome.files).errors > 0) {
      store.written.clear()
      const lines = await explainProblems(outcome, {
        index,
        cwd,
        store,
        since: isAll ? undefined : since
      })
      return {isRefused: true, changes: [], lines}
    }

    const changes = toChanges(store, index)
    const repaired = changes.filter(({name}) => own.includes(name))
    return {
      isRefused: false,
      changes,
      lines: describe(outcome, {repaired, store, cwd})
    }
  } catch (error) {
    return {isRefused: true, changes: [], lines: explainFailure(error)}
  }
}

/** @returns the commits that the next one will follow; two and more in a merge, none before the first commit */
function findParents(index: LentIndex): readonly string[] {
  const head = index.findHead()
  const folders = findGitFolders(index.root)
  return head.length === 0 || !folders
    ? head
    : [...head, ...readPseudoRefs(folders, ['MERGE_HEAD'])]
}

async function fixAll(jobs: readonly JobOptions[]): Promise<Outcome> {
  const all = startOutcome()
  for (const job of jobs) {
    const {files, done, notices, written} = await fixBanks(job)
    for (const file of files) addReport(all, file)
    all.done.push(...done)
    all.notices.push(...notices)
    all.written.push(...written)
  }

  return all
}

function toChanges({written}: StagedStore, index: LentIndex): Change[] {
  const texts = Array.from(written.values(), ({text}) => text)
  const blobs = index.writeBlobs(texts)
  const changed = [...written].flatMap(([name, {blob}], at) => {
    const after = blobs[at] ?? blob
    return after === blob ? [] : [{name, blobs: {before: blob, after}}]
  })
  const files = index.smudge(
    changed.flatMap(({name, blobs: {before, after}}) => [
      {name, blob: before},
      {name, blob: after}
    ])
  )
  return changed.map((change, at) => ({
    ...change,
    before: files[2 * at] as Buffer,
    after: files[2 * at + 1] as Buffer
  }))
}

/** @returns what the contributor is to know of a commit that goes on */
function describe(
  {files, done}: Outcome,
  {
    repaired,
    store,
    cwd
  }: {
    readonly repaired: readonly Change[]
    readonly store: StagedStore
    readonly cwd: string
  }
): string[] {
  const qbank = findCommand(cwd)
  const lines: string[] = []
  // The author of a card wants to know that it was changed; that a README follows its bank is expected.
  if (repaired.length > 0) lines.push(...done.map(clean))
  for (const {blobs} of repaired) {
    lines.push(hookTexts.seeFixes(blobs, `${qbank} rules <id>`))
  }

  if (countMessages(files).warnings > 0) {
    const color = usesColor({}, {stdout: process.stderr, env: process.env})
    lines.push(...report(files, color))
  }

  lines.push(...files.flatMap(({blocked = []}) => blocked))
  const older = files.reduce((sum, {others = 0}) => sum + others, 0)
  if (older > 0) lines.push(hookTexts.older(older, `${qbank} check`))
  for (const path of store.missing) {
    if (hasRegions(path)) lines.push(hookTexts.notTracked(toName(path, cwd)))
  }

  return lines
}

function report(files: readonly ReportFile[], color: boolean): string[] {
  return stylish(files, {color, quiet: false}).trimEnd().split('\n')
}

function hasRegions(path: string): boolean {
  try {
    return mayHaveRegions(readFileSync(path, 'utf8'))
  } catch {
    return false
  }
}
