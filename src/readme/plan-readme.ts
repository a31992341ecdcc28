/**
 * Compares a README with its bank. A region is either up to date; or stale, and is generated again; or it has a block
 * (a card, a row, an entry) that no version of the bank could have generated: that was written by hand, and is not
 * overwritten.
 */
import {createHash} from 'node:crypto'
import type {Bank} from '../bank/model.ts'
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
import type {Past} from './past.ts'
import {findOpenConflicts, findOwnRegions, readReadme} from './read-readme.ts'
import type {Content} from '../regions/render-regions.ts'
import {
  details,
  renderRegion,
  renderRegions,
  splice
} from '../regions/render-regions.ts'
import {findSource} from '../regions/texts.ts'
import {findConflicts, findLines} from '../text/conflicts.ts'
import {readmeTexts} from './texts.ts'

/** The plan for a README. */
export interface ReadmePlan {
  /** Whether the README has regions, or would have if its markers were right. */
  readonly hasRegions: boolean
  /** Whether one of its regions does not name its bank, so that no other bank may claim it. */
  readonly isClaimed: boolean
  /** The README as it should be; unchanged if there are problems. */
  readonly text: string
  /** Regions that are stale; `text` has them regenerated. */
  readonly stale: readonly StaleRegion[]
  /** Problems that have to be fixed by hand. Until then, nothing is generated. */
  readonly problems: readonly RegionProblem[]
}

/** A region that has to be generated again. */
export interface StaleRegion extends Region {
  /** The place of a conflict in it, in the original text. */
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

/** @returns the conflicts of a README outside of generated text; regions do not wait for them */
export function describeOpen(text: string): RegionProblem[] {
  // Most READMEs need not be read again for it.
  if (findConflicts(text).length === 0) return []
  const conflicts = findOpenConflicts(text, readReadme(text))
  return conflicts.map((conflict) => ({
    start: conflict.start,
    end: conflict.start + '<<<<<<<'.length,
    message: readmeTexts.openConflict(findLines(text, conflict)),
    note: readmeTexts.openConflictNote
  }))
}

/** Regions whose bank does not exist. */
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

/** The part of a region that the new content does not have. */
interface UnknownPart {
  blocks: readonly Block[]
  /** All lines that a version of the bank generates, with white space collapsed. */
  readonly lines: Set<string>
}

/** Stale regions, with the parts that are not explained so far. */
export type Unknown = Map<Region, UnknownPart>

/**
 * @param goal the new contents of regions; the bank that they show, if there is only one; and a function that removes
 *   known blocks. It is only called if there are unexplained blocks, and returns whether the remaining ones were
 *   certainly written by hand
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
      problems.push(...describeEdits(edited, input.fix, bank))
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

/** Removes the blocks of a region that are also in a text. */
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

/** @returns whether the digest of an older version shows that the region is unchanged since it was generated */
function hasDigest({content, digest}: Region): boolean {
  if (digest === undefined) return false
  const hash = createHash('sha256').update(collapse(content)).digest('hex')
  return hash.startsWith(digest) && digest.length === 8
}

/**
 * Takes away what was generated here, what earlier versions of the bank explain, the likeliest first, and what the bank explains
 * if more or less of its cards is shown.
 *
 * @returns whether git knows all versions
 */
async function explainByPast(
  unknown: Unknown,
  input: ReadmeInput,
  own: readonly Region[]
): Promise<boolean> {
  const past = input.findPast?.()
  const regions = [...unknown.keys()]
  const generated = readReadme(past?.generated ?? '').regions
  for (const region of generated) {
    const own = regions.find((each) => getLabel(each) === getLabel(region))
    if (own) forget(unknown, own, region.content)
  }

  if (!hasUnknown(unknown)) return true
  for (const bank of listVersions(input, past, regions)) {
    await forgetBank(unknown, {...input, bank}, own)
    if (!hasUnknown(unknown)) return true
  }

  return past?.isWhole ?? false
}

/** @returns the bank as it was in the last commit, as it is, and as it was before */
function* listVersions(
  {bank, bankPath}: ReadmeInput,
  past: Past | undefined,
  regions: readonly Region[]
): Generator<Bank> {
  // A bank that was renamed is known by its old path.
  const sources = regions.flatMap(({note = ''}) => findSource(note) ?? [])
  let isFirst = true
  for (const path of new Set([bankPath, ...sources])) {
    for (const text of past?.read(path) ?? []) {
      if (text !== bank.text) yield toBank(text)
      if (isFirst) yield bank
      isFirst = false
    }
  }

  if (isFirst) yield bank
}

/** Takes away what a bank gives, however much of its cards is shown, until all is known. */
async function forgetBank(
  unknown: Unknown,
  input: ReadmeInput,
  own: readonly Region[]
): Promise<void> {
  for (const detail of details) {
    if (!hasUnknown(unknown)) return
    const context = createContext(input, own, detail)
    for (const region of unknown.keys()) {
      forget(unknown, region, await renderRegion(region, context))
    }
  }
}
