/**
 * Finds the regions of a README: `<!--bank-cards start-->` … `<!--bank-cards end-->`, the comments of mdast-zone, and
 * `<!--bank-cards css.md start-->` if a region names its bank. Only comments that are separate blocks at the top level
 * count: a comment in code or in a quote is text about regions.
 */
import type {Html} from 'mdast'
import type {Range} from '../markdown/offsets.ts'
import {parse} from '../markdown/parse.ts'
import {markerStart} from './marker-start.ts'
import {markerTexts} from './texts.ts'

/** A region; offsets count UTF-16 units of the README's text. */
export interface Region {
  readonly name: string
  /** Path of the bank that it names, as written; relative to the README. */
  readonly bank: string | undefined
  /** From a marker of older versions: digest of the content that was generated last. */
  readonly digest: string | undefined
  readonly startMarker: Range
  readonly endMarker: Range
  /** The comment that says what the region was generated from; `undefined` if it was never generated. */
  readonly note: string | undefined
  /** The text between the note and the end. */
  readonly content: string
}

/** Something that is wrong with the regions of a README. */
export interface RegionProblem extends Range {
  readonly message: string
  readonly note?: string
  /** `false` if the text may have been generated, or written by hand. */
  readonly isSure?: boolean
}

/** A README split into regions and other text. */
export interface ReadmeOutline {
  readonly regions: readonly Region[]
  readonly problems: readonly RegionProblem[]
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
  let open: Marker | undefined
  // What has been reported already; the end of such a region is not reported again.
  const reported = new Set<string>()

  for (const marker of findMarkers(text)) {
    const {name, verb, place} = marker
    const label = getLabel(marker)
    const isKnown = knownNames.includes(name)
    if (verb === 'end' && reported.delete(label)) continue
    if (verb === undefined) {
      if (isKnown) problems.push({...place, message: markerTexts.half(name)})
    } else if (!isKnown) {
      problems.push({...place, message: markerTexts.unknown(name, knownNames)})
      if (verb === 'start') reported.add(label)
    } else if (verb === 'end') {
      if (open && isEndOf(marker, open)) {
        regions.push(toRegion(text, open, place))
        open = undefined
      } else problems.push({...place, message: markerTexts.unopened(label)})
    } else if (open) {
      const outer = getLabel(open)
      problems.push({...place, message: markerTexts.nested(label, outer)})
      if (label !== outer) reported.add(label)
    } else {
      const first = regions.find((region) => getLabel(region) === label)
      const line = first && countLines(text, first.startMarker.start)
      if (line !== undefined) {
        problems.push({...place, message: markerTexts.twice(label, line)})
      }

      open = marker
    }
  }

  if (open) {
    const message = markerTexts.unclosed(getLabel(open))
    problems.push({...open.place, message})
  }

  return {regions, problems}
}

/** @returns the text of a region's markers before `start` and `end` */
export function getLabel({name, bank}: Pick<Region, 'name' | 'bank'>): string {
  return bank === undefined ? name : `${name} ${bank}`
}

/** An end marker without a bank closes any region of its name. */
function isEndOf(end: Marker, start: Marker): boolean {
  const isAny = end.bank === undefined || end.bank === start.bank
  return isAny && end.name === start.name
}

/** The comment that is generated below the start of a region. */
const note = /^\s*(<!-- Generated from [^\n]*-->)/

function toRegion(text: string, start: Marker, endMarker: Range): Region {
  const inner = text.slice(start.place.end, endMarker.start)
  const [whole = '', comment] = note.exec(inner) ?? []
  return {
    name: start.name,
    bank: start.bank,
    digest: start.digest,
    startMarker: start.place,
    endMarker,
    note: comment,
    content: inner.slice(whole.length)
  }
}

/** @returns the text without the contents of the regions */
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
  readonly bank: string | undefined
  /** `undefined` in an incomplete marker. */
  readonly verb: 'start' | 'end' | undefined
  readonly digest: string | undefined
  readonly place: Range
}

/**
 * Finds the markers in source order. Text between two of them is not parsed: cards would take as long as in the bank,
 * and nothing in them may hide the end. Only Markdown shows whether a marker begins a region, or is text about one, for
 * example in code.
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

/** The beginning of a possible marker: a comment at the start of a line that is not indented code. */
const opening = new RegExp(`^ {0,3}${markerStart}`, 'gm')

/** Lines that may be markers. */
function findCandidates(text: string): Range[] {
  const found: Range[] = []
  let end = 0
  for (const {index} of text.matchAll(opening)) {
    // The end of a comment is searched for only once, however many begin before it.
    if (end <= index) {
      const close = text.indexOf('-->', index)
      if (close === -1) {
        found.push({start: index, end: text.length})
        break
      }

      end = close + '-->'.length
      while (end < text.length && !/[\r\n]/.test(text.charAt(end))) end++
    }

    found.push({start: index, end})
  }

  return found
}

/** @returns the marker of the first candidate that is one when its line is parsed separately */
function findEnd(
  text: string,
  candidates: readonly Range[]
): Marker | undefined {
  for (const {start, end} of candidates) {
    const marker = readMarker(text, start, end)
    if (marker?.verb) return marker
  }

  return undefined
}

/** @returns the first marker in the text after `from` */
function findStart(
  text: string,
  candidates: readonly Range[],
  from: number
): Marker | undefined {
  // Mostly it is the first. Twice as many each time, so that a text with many false ones is not parsed for each.
  for (let count = 1; ; count *= 2) {
    const last = candidates[Math.min(count, candidates.length) - 1]
    const marker = last && readMarker(text, from, last.end)
    if (marker || count >= candidates.length) return marker
  }
}

/** @returns the first marker in a part of the text that is parsed separately */
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

/** `<!--name bank start-->`; older versions have written a digest after that. */
function toMarker(node: Html, offset: number): Marker | undefined {
  const start = node.position?.start.offset
  const end = node.position?.end.offset
  if (start === undefined || end === undefined) return undefined
  const place = {start: offset + start, end: offset + end}
  const [comment = '', ...after] = node.value.trim().split('-->')
  const words = comment.slice('<!--'.length).trim().split(/\s+/)
  const [name = ''] = words
  if (!new RegExp(`^${markerStart}`).test(comment)) return undefined
  const [, digest] = /^digest=([\da-f]*)$/.exec(words.at(-1) ?? '') ?? []
  const rest = words.slice(1, digest === undefined ? undefined : -1)
  const verb = ['start', 'end'].find((word) => word === rest.at(-1))
  const bank = rest.slice(0, -1).join(' ') || undefined
  // A comment that is not closed, or is not alone.
  const isWhole = after.length === 1 && after[0] === ''
  return {
    name,
    bank,
    verb: isWhole ? (verb as Marker['verb']) : undefined,
    digest,
    place
  }
}

function countLines(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length
}
