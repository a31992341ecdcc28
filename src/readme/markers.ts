/**
 * Finds the regions of a README: `<!--bank-cards start digest=1a2b3c4d-->` … `<!--bank-cards end-->`, the comments of
 * mdast-zone. Only comments that are blocks of their own at the top level count: what stands in code or in a
 * quote is text about regions.
 */
import type {Heading, Root} from 'mdast'
import {commentMarker} from 'mdast-comment-marker'
import {fromMarkdown} from 'mdast-util-from-markdown'
import type {Range} from '../bank/model.ts'
import {readmeTexts} from '../messages.ts'

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
  /** Headings outside the regions. */
  readonly headings: readonly Heading[]
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
  const tree = fromMarkdown(blankRegions(text))
  const regions: Region[] = []
  const problems: RegionProblem[] = []
  let open:
    {name: string; digest: string | undefined; marker: Range} | undefined

  for (const marker of findMarkers(tree)) {
    const {name, verb, place} = marker
    if (!knownNames.includes(name)) {
      problems.push({
        ...place,
        message: readmeTexts.unknown(name, listNames(knownNames))
      })
    } else if (verb === 'start') {
      const first = regions.find((region) => region.name === name)
      if (open) {
        problems.push({...place, message: readmeTexts.nested(name, open.name)})
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

  return {
    regions,
    problems,
    headings: tree.children.filter((node) => node.type === 'heading')
  }
}

interface Marker {
  readonly name: string
  readonly verb: 'start' | 'end'
  readonly digest: string | undefined
  readonly place: Range
}

function findMarkers(tree: Root): Marker[] {
  const markers: Marker[] = []
  for (const node of tree.children) {
    if (node.type !== 'html') continue
    const marker = commentMarker(node)
    const start = node.position?.start.offset
    const end = node.position?.end.offset
    if (!marker?.name.startsWith(namePrefix)) continue
    if (start === undefined || end === undefined) continue
    const {parameters} = marker
    const verb = parameters['start']
      ? 'start'
      : parameters['end']
        ? 'end'
        : undefined
    if (!verb) continue
    // A digest of digits alone is read as a number; take it as it is written.
    const digest = /\bdigest=([\da-f]+)/.exec(marker.attributes)?.[1]
    markers.push({name: marker.name, verb, digest, place: {start, end}})
  }

  return markers
}

/**
 * The text with spaces for what stands between markers: parsing the cards again would cost as much as parsing the
 * bank, and nothing in them may hide a marker.
 */
function blankRegions(text: string): string {
  return text.replace(
    /^(<!--[ \t]*(bank-[a-z-]+)[ \t]+start\b[^\n]*?-->[ \t]*\r?\n)([^]*?)(?=^<!--[ \t]*bank-[a-z-]+[ \t]+(?:start|end)\b)/gm,
    (_, marker: string, _name: string, content: string) =>
      marker + content.replace(/[^\n]/g, ' ')
  )
}

function listNames(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ')
}

function countLines(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length
}
