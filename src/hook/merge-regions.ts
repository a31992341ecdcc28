/** Regions of a README between versions of it. */
import type {Range} from '../markdown/offsets.ts'
import {readOutline} from '../readme/markers.ts'
import {regionKinds} from '../readme/regions.ts'

/** A README as the hook leaves it, as it was staged, and with other edits. */
export interface Versions {
  readonly current: string
  readonly original: string
  readonly other: string
}

/**
 * @returns the README with the other edits, and with those regions renewed that the edits have not touched; line by line a
 *   region could get a digest that does not fit it
 */
export function mergeRegions({current, original, other}: Versions): string {
  const renewed = readRegions(current)
  const staged = readRegions(original)
  let merged = ''
  let at = 0
  for (const [name, {start, end}] of readRegions(other)) {
    const own = other.slice(start, end)
    const is = renewed.get(name)
    const was = staged.get(name)
    merged += other.slice(at, start)
    merged +=
      is && was && original.slice(was.start, was.end) === own
        ? current.slice(is.start, is.end)
        : own
    at = end
  }

  return merged + other.slice(at)
}

function readRegions(text: string): Map<string, Range> {
  const {regions} = readOutline(
    text,
    regionKinds.map((kind) => kind.name)
  )
  return new Map(
    regions.map(({name, startMarker, endMarker}) => [
      name,
      {start: startMarker.start, end: endMarker.end}
    ])
  )
}
