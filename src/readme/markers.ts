/**
 * Finds the regions of a README: `<!--bank-cards start digest=1a2b3c4d-->` … `<!--bank-cards end-->`, the comments of
 * mdast-zone. Only comments that are blocks of their own at the top level count: what stands in code or in a
 * quote is text about regions.
 */
import type {Html} from 'mdast'
import {commentMarker} from 'mdast-comment-marker'
import type {Range} from '../markdown/offsets.ts'
import {parse} from '../markdown/parse.ts'
import {readmeTexts} from './texts.ts'

/** A region; offsets count UTF-16 units of the README's text. */
export interface Region {
  readonly name: string
  /** Digest of the content that was generated last; none in a region that was never filled. */
  readonly digest: string | undefined
  readonly startMarker: Range
  readonly endMarker: Range
  /** The text between the markers. */
  readonly content: string
}

/** Something that is wrong with the regions of a README. */
export interface RegionProblem extends Range {
  readonly message: string
  readonly note?: string
}

/** A README taken apart. */
export interface ReadmeOutline {
  readonly regions: readonly Region[]
  readonly problems: readonly RegionProblem[]
}

/** Names of regions begin with this; comments of other tools are left alone. */
const namePrefix = 'bank-'

/** Whether a text can have regions at all. */
export function mayHaveRegions(text: string): boolean {
  return /<!--\s*bank-[a-z]/.test(text)
}

/**
 * @param text of a README, without byte order mark
 * @param knownNames regions that can be generated
 */
export function readOutline(
  text: string,
  knownNames: readonly string[]
): ReadmeOutline {
  const regions: Region[] = []
  const problems: RegionProblem[] = []
  let open:
    {name: string; digest: string | undefined; marker: Range} | undefined
  // What has been told about already; the end of such a region is no news.
  const told = new Set<string>()

  for (const marker of findMarkers(text)) {
    const {name, verb, place} = marker
    if (verb === 'end' && told.delete(name)) continue
    if (!knownNames.includes(name)) {
      problems.push({...place, message: readmeTexts.unknown(name, knownNames)})
      if (verb === 'start') told.add(name)
    } else if (verb === 'start') {
      const first = regions.find((region) => region.name === name)
      if (open) {
        problems.push({...place, message: readmeTexts.nested(name, open.name)})
        if (name !== open.name) told.add(name)
      } else if (first) {
        const line = countLines(text, first.startMarker.start)
        problems.push({...place, message: readmeTexts.twice(name, line)})
        open = {name, digest: marker.digest, marker: place}
      } else {
        open = {name, digest: marker.digest, marker: place}
      }
    } else if (open?.name === name) {
      regions.push({
        name,
        digest: open.digest,
        startMarker: open.marker,
        endMarker: place,
        content: text.slice(open.marker.end, place.start)
      })
      open = undefined
    } else {
      problems.push({...place, message: readmeTexts.unopened(name)})
    }
  }

  if (open) {
    problems.push({...open.marker, message: readmeTexts.unclosed(open.name)})
  }

  return {regions, problems}
}

/** @returns the text without what stands between the markers of the regions */
export function dropRegions(text: string, regions: readonly Region[]): string {
  const parts: string[] = []
  let at = 0
  for (const {startMarker, endMarker} of regions) {
    parts.push(text.slice(at, startMarker.end), '\n\n')
    at = endMarker.start
  }

  parts.push(text.slice(at))
  return parts.join('')
}

interface Marker {
  readonly name: string
  readonly verb: 'start' | 'end'
  readonly digest: string | undefined
  readonly place: Range
}

/**
 * Markers in source order. What stands between two of them is not parsed: cards would take as long as they do in the
 * bank, and nothing in them may hide the end. Whether a marker that begins a region is one or text about one, in code
 * say, only Markdown can tell.
 */
function findMarkers(text: string): Marker[] {
  const markers: Marker[] = []
  let candidates = findCandidates(text)
  let from = 0
  while (candidates.length > 0) {
    const marker =
      markers.at(-1)?.verb === 'start'
        ? findEnd(text, candidates)
        : findStart(text, candidates, from)
    if (!marker) break
    markers.push(marker)
    from = marker.place.end
    candidates = candidates.filter(({start}) => start >= from)
  }

  return markers
}

/** The beginning of what may be a marker: a comment at the start of a line that is not indented as code is. */
const opening = /^ {0,3}<!--\s*bank-/gm

/** Lines that may be markers. */
function findCandidates(text: string): Range[] {
  const found: Range[] = []
  let end = 0
  for (const {index} of text.matchAll(opening)) {
    // The end of a comment is looked for once, however many begin in front of it.
    if (end <= index) {
      const close = text.indexOf('-->', index)
      if (close === -1) break
      end = close + '-->'.length
      while (end < text.length && !/[\r\n]/.test(text.charAt(end))) end++
    }

    found.push({start: index, end})
  }

  return found
}

/** @returns the marker of the first candidate that is one, if its line is Markdown of its own */
function findEnd(
  text: string,
  candidates: readonly Range[]
): Marker | undefined {
  for (const {start, end} of candidates) {
    const marker = readMarker(text, start, end)
    if (marker) return marker
  }

  return undefined
}

/** @returns the first marker in the text behind `from` */
function findStart(
  text: string,
  candidates: readonly Range[],
  from: number
): Marker | undefined {
  // Mostly it is the first; twice as many each time keep a text with many that are none from being parsed for each.
  for (let count = 1; ; count *= 2) {
    const last = candidates[Math.min(count, candidates.length) - 1]
    const marker = last && readMarker(text, from, last.end)
    if (marker || count >= candidates.length) return marker
  }
}

/** @returns the first marker in a part of the text that is Markdown of its own */
function readMarker(
  text: string,
  from: number,
  to: number
): Marker | undefined {
  for (const node of parse(text.slice(from, to)).children) {
    const marker = node.type === 'html' ? toMarker(node, from) : undefined
    if (marker) return marker
  }

  return undefined
}

function toMarker(node: Html, offset: number): Marker | undefined {
  const start = node.position?.start.offset
  const end = node.position?.end.offset
  if (start === undefined || end === undefined) return undefined
  // Over a comment without end, the expression of `commentMarker` takes for ever.
  const isClosed = node.value.trimEnd().endsWith('-->')
  const marker = isClosed ? commentMarker(node) : undefined
  if (!marker?.name.startsWith(namePrefix)) return undefined
  const {parameters} = marker
  const verb = parameters['start']
    ? 'start'
    : parameters['end']
      ? 'end'
      : undefined
  if (!verb) return undefined
  // A digest of digits alone is read as a number; take it as it is written.
  const digest = /\bdigest=([\da-f]+)/.exec(marker.attributes)?.[1]
  return {
    name: marker.name,
    verb,
    digest,
    place: {start: offset + start, end: offset + end}
  }
}

function countLines(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length
}
