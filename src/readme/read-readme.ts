/**
 * Splits a README into regions and other text, also during a merge: conflicts inside regions do not matter, as these
 * are generated again.
 */
import {posix} from 'node:path'
import {visit} from 'unist-util-visit'
import type {Range} from '../markdown/offsets.ts'
import {parse} from '../markdown/parse.ts'
import type {Conflict} from '../text/conflicts.ts'
import {findConflicts, takeSide} from '../text/conflicts.ts'
import {bankIndex} from '../regions/bank-index.ts'
import type {ReadmeOutline, Region} from '../regions/markers.ts'
import {readOutline} from '../regions/markers.ts'
import {mayHaveRegions} from '../regions/marker-start.ts'
import {regionNames} from '../regions/regions.ts'
import {readmeTexts} from './texts.ts'

/** A README with its regions. */
export interface Readme extends ReadmeOutline {
  /** The text that offsets refer to: if a conflict contains markers, with one of its sides. */
  readonly text: string
  /** The places of conflicts in regions, in the original text; the regions are generated whatever both sides have. */
  readonly conflicts: ReadonlyMap<Region, Range>
}

/** @param text of a README, without byte order mark */
export function readReadme(text: string): Readme {
  if (!mayHaveRegions(text)) {
    return {text, regions: [], problems: [], conflicts: new Map()}
  }

  const outline = readOutline(text, regionNames)
  const all = findConflicts(text)
  // A conflict contains markers only if an older version has written their digests, or text beside them has changed.
  const about = all.filter(({start, end}) =>
    mayHaveRegions(text.slice(start, end))
  )
  if (about.length === 0) {
    return {text, ...outline, conflicts: findInside(outline.regions, all)}
  }

  const [ours, theirs] = (['ours', 'theirs'] as const).map((side) => {
    const resolved = takeSide(text, about, side)
    return {text: resolved, ...readOutline(resolved, regionNames)}
  }) as [Omit<Readme, 'conflicts'>, Omit<Readme, 'conflicts'>]
  const isSame = getOutside(ours) === getOutside(theirs)
  const [first] = about
  if (first && isSame && ours.problems.length === 0) {
    const conflicts = ours.regions.map((region) => [region, first] as const)
    return {...ours, conflicts: new Map(conflicts)}
  }

  const problems = about.map(({start, end}) => ({
    start,
    end,
    message: readmeTexts.conflictOfMarkers
  }))
  return {text, regions: [], problems, conflicts: new Map()}
}

function findInside(
  regions: readonly Region[],
  conflicts: readonly Conflict[]
): Map<Region, Range> {
  return new Map(
    regions.flatMap((region) => {
      const {startMarker, endMarker} = region
      const conflict = conflicts.find(
        ({start, end}) => start >= startMarker.end && end <= endMarker.start
      )
      return conflict ? [[region, conflict]] : []
    })
  )
}

/**
 * @param text that `readme` was read from
 * @returns conflicts that are not generated again: those outside of regions and of code
 */
export function findOpenConflicts(
  text: string,
  {text: read, regions}: Readme
): readonly Conflict[] {
  // If a conflict contains markers, it has to be resolved before the others.
  if (read !== text) return []
  const open = findConflicts(text).filter(
    ({start, end}) =>
      !mayHaveRegions(text.slice(start, end)) &&
      !regions.some(
        ({startMarker, endMarker}) =>
          start >= startMarker.end && end <= endMarker.start
      )
  )
  if (open.length === 0) return open
  const code: Range[] = []
  visit(parse(text), 'code', ({position}) => {
    const {start, end} = position ?? {}
    code.push({start: start?.offset ?? 0, end: end?.offset ?? 0})
  })
  return open.filter(
    ({start}) => !code.some((block) => block.start < start && start < block.end)
  )
}

/** A key for the text that people have written, and the positions of the regions. */
function getOutside({text, regions}: Pick<Readme, 'text' | 'regions'>): string {
  let at = 0
  const parts = regions.map(({name, bank, startMarker, endMarker}) => {
    const before = text.slice(at, startMarker.start)
    at = endMarker.end
    return [before, name, bank]
  })
  return JSON.stringify([...parts, text.slice(at)])
}

/**
 * @param bankPath from the README to a bank, with `/`
 * @returns the regions of the bank: those that name it; if there are none, those without a name
 */
export function findOwnRegions(
  {regions}: Pick<Readme, 'regions'>,
  bankPath: string
): readonly Region[] {
  const ofBanks = regions.filter(({name}) => name !== bankIndex)
  const named = ofBanks.filter(
    ({bank}) => bank && posix.normalize(bank) === bankPath
  )
  return named.length > 0
    ? named
    : ofBanks.filter(({bank}) => bank === undefined)
}
