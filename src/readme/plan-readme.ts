/**
 * What a README should be, given its bank. A region is as the bank gives it; or stale, and is written; or it has a block (a
 * card, a row, an entry) that no version of the bank explains: that was written by hand, and nothing is written over it.
 */
import {createHash} from 'node:crypto'
import type {Range} from '../markdown/offsets.ts'
import {toBank} from './bank-text.ts'
import type {Block} from './blocks.ts'
import {collapse, toBlocks} from './blocks.ts'
import type {ReadmeInput, RegionsInput} from './input.ts'
import {createContext} from '../regions/context.ts'
import type {Source} from './describe-edits.ts'
import {describeEdits} from './describe-edits.ts'
import type {Region, RegionProblem} from '../regions/markers.ts'
import {getLabel} from '../regions/markers.ts'
import type {Readme} from './read-readme.ts'
import {findOpenConflicts, findOwnRegions, readReadme} from './read-readme.ts'
import type {Content} from '../regions/render-regions.ts'
import {
  details,
  renderRegion,
  renderRegions,
  splice
} from '../regions/render-regions.ts'
import {findSource} from '../regions/texts.ts'
import {findLines} from '../text/conflicts.ts'
import {readmeTexts} from './texts.ts'
import {pushAll} from '../text/many.ts'

/** What is to be done with a README. */
export interface ReadmePlan {
  /** Whether the README has regions, or would have if its markers were right. */
  readonly hasRegions: boolean
  /** Whether one of its regions names no bank, so that no other bank may claim it. */
  readonly isClaimed: boolean
  /** The README as it should be; as it is where there are problems. */
  readonly text: string
  /** Regions that are stale; `text` has them regenerated. */
  readonly stale: readonly StaleRegion[]
  /** What has to be fixed by hand. While there are problems, nothing is regenerated. */
  readonly problems: readonly RegionProblem[]
}

/** A region that is to be regenerated. */
export interface StaleRegion extends Region {
  /** A conflict in it, by its place in the text as it was given. */
  readonly conflict: Range | undefined
}

/** @returns what the README should be */
export async function planReadme(input: ReadmeInput): Promise<ReadmePlan> {
  const readme = readReadme(input.text)
  const own = findOwnRegions(readme, input.bankPath)
  const settled = {...input, text: readme.text}
  const contents = await renderRegions(settled, own)
  const problems = [...readme.problems, ...findMissing(readme, input)]
  const plan = await planRegions(
    input,
    {...readme, problems},
    {
      contents,
      bank: input,
      explain: async (unknown) => explainByPast(unknown, settled, own)
    }
  )
  return {
    ...plan,
    hasRegions: readme.regions.length > 0 || readme.problems.length > 0,
    isClaimed: own.some(({bank}) => bank === undefined)
  }
}

/** @returns the conflicts of a README in text that is not generated; regions do not wait for them */
export function describeOpen(text: string): RegionProblem[] {
  const conflicts = findOpenConflicts(text, readReadme(text))
  return conflicts.map((conflict) => ({
    start: conflict.start,
    end: conflict.start + '<<<<<<<'.length,
    message: readmeTexts.openConflict(findLines(text, conflict)),
    note: readmeTexts.openConflictNote
  }))
}

/** Regions whose bank is not there. */
function findMissing(
  {regions}: Readme,
  {hasFile = () => true}: ReadmeInput
): RegionProblem[] {
  return regions.flatMap(({name, bank, startMarker}) =>
    bank === undefined || hasFile(bank)
      ? []
      : [{...startMarker, message: readmeTexts.noBank(name, bank)}]
  )
}

/** What is in a region and not in what it is to hold. */
interface UnknownPart {
  blocks: readonly Block[]
  /** All lines that a version of the bank explains, with white space collapsed. */
  readonly lines: Set<string>
}

/** Stale regions with what nothing explains so far. */
export type Unknown = Map<Region, UnknownPart>

/**
 * @param goal what regions are to hold; the bank that they show, if it is one; and what takes away the blocks that are known
 *   from elsewhere, which is asked only if there are any, and returns whether the others are by hand for sure
 */
export async function planRegions(
  input: RegionsInput,
  readme: Readme,
  {
    contents,
    bank,
    explain
  }: {
    readonly contents: ReadonlyMap<Region, Content>
    readonly bank?: Source
    readonly explain: (unknown: Unknown) => boolean | Promise<boolean>
  }
): Promise<Pick<ReadmePlan, 'text' | 'stale' | 'problems'>> {
  const {conflicts} = readme
  const stale: StaleRegion[] = []
  const unknown: Unknown = new Map()
  for (const [region, {text, note}] of contents) {
    const isSame =
      region.content.trim() === text.trim() ||
      collapse(region.content) === collapse(text)
    const isMarked = region.digest === undefined && region.note === note
    if (isSame && isMarked && !conflicts.has(region)) continue
    stale.push({...region, conflict: conflicts.get(region)})
    const isKnown =
      isSame ||
      input.isForced ||
      conflicts.has(region) ||
      hasDigest(region) ||
      readme.problems.some((problem) => isWithin(problem, region))
    const blocks = isKnown ? [] : toBlocks(region.content)
    unknown.set(region, {blocks, lines: new Set()})
    forget(unknown, region, text)
  }

  const problems = [...readme.problems]
  if (hasUnknown(unknown)) {
    const isSure = await explain(unknown)
    for (const [region, {blocks, lines}] of unknown) {
      if (blocks.length === 0) continue
      const edited = {region, blocks, known: lines, isSure}
      pushAll(problems, describeEdits(edited, input.fix, bank))
    }
  }

  if (problems.length > 0) return {text: input.text, stale: [], problems}
  const changes = [...contents].filter(([region]) => unknown.has(region))
  return {text: splice(readme.text, changes), stale, problems}
}

/** Whether a problem is between the markers of the region. */
function isWithin({start}: Range, {startMarker, endMarker}: Region): boolean {
  return start > startMarker.start && start < endMarker.start
}

/** Takes away the blocks of a region that are also in a text. */
export function forget(unknown: Unknown, region: Region, text: string): void {
  const part = unknown.get(region)
  if (!part || part.blocks.length === 0) return
  const known = new Set(toBlocks(text).map(({key}) => key))
  part.blocks = part.blocks.filter(({key}) => !known.has(key))
  for (const line of text.split('\n')) part.lines.add(collapse(line))
}

function hasUnknown(unknown: Unknown): boolean {
  return [...unknown.values()].some(({blocks}) => blocks.length > 0)
}

/** @returns whether the digest of an older version says that the region was generated as it is */
function hasDigest({content, digest}: Region): boolean {
  if (digest === undefined) return false
  const hash = createHash('sha256').update(collapse(content)).digest('hex')
  return hash.startsWith(digest) && digest.length === 8
}

/**
 * Takes away what the bank explains if more or less of its cards is shown, what was generated here, and what earlier versions of
 * the bank explain, the likeliest first.
 *
 * @returns whether git knows all versions
 */
async function explainByPast(
  unknown: Unknown,
  input: ReadmeInput,
  own: readonly Region[]
): Promise<boolean> {
  await forgetBank(unknown, input, own)
  const past = hasUnknown(unknown) ? input.findPast?.() : undefined
  if (!past) return false
  const regions = [...unknown.keys()]
  const generated = readReadme(past.generated ?? '').regions
  for (const region of generated) {
    const own = regions.find((each) => getLabel(each) === getLabel(region))
    if (own) forget(unknown, own, region.content)
  }

  // A bank that was renamed is known by its old path.
  const sources = regions.flatMap(({note = ''}) => findSource(note) ?? [])
  const paths = new Set([input.bankPath, ...sources])
  for (const path of paths) {
    for (const text of past.read(path)) {
      if (!hasUnknown(unknown)) return true
      await forgetBank(unknown, {...input, bank: toBank(text)}, own)
    }
  }

  return past.isWhole
}

/** Takes away what a bank gives, however much of its cards is shown. */
async function forgetBank(
  unknown: Unknown,
  input: ReadmeInput,
  own: readonly Region[]
): Promise<void> {
  for (const detail of details) {
    const context = createContext(input, own, detail)
    for (const region of unknown.keys()) {
      forget(unknown, region, await renderRegion(region, context))
    }
  }
}
