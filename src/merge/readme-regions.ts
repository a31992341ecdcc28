/** Removes the contents of a README's regions, so that the text around them merges as text. */
import type {Region} from '../regions/markers.ts'
import {readOutline} from '../regions/markers.ts'
import {regionNames} from '../regions/regions.ts'
import {mergeTexts} from './texts.ts'
import {Unsure} from './unsure.ts'

/** A README, and the contents of its regions. */
export interface OpenReadme {
  /** The text with empty regions. */
  readonly outside: string
  /** By the region's start marker, its content without white space around it. */
  readonly contents: ReadonlyMap<string, string>
}

/**
 * @param text of a README
 * @throws Unsure if something is wrong with its regions
 */
export function openReadme(text: string): OpenReadme {
  const {regions} = readRegions(text)
  const contents = new Map<string, string>()
  const outside = fillRegions(text, (marker, region) => {
    contents.set(marker, region.content.trim())
    return ''
  })
  if (contents.size < regions.length) throw new Unsure(mergeTexts.regions)
  return {outside, contents}
}

/**
 * @param text of a README
 * @param getContent returns the new content of a region
 * @throws Unsure if something is wrong with its regions
 */
export function fillRegions(
  text: string,
  getContent: (marker: string, region: Region) => string
): string {
  let at = 0
  const parts: string[] = []
  for (const region of readRegions(text).regions) {
    const {startMarker, endMarker} = region
    const start = readStart(text, region)
    const [marker = ''] = start.split('\n', 1)
    const content = getContent(marker, region)
    parts.push(
      text.slice(at, startMarker.start),
      start,
      content === '' ? '\n' : `\n\n${content}\n\n`
    )
    at = endMarker.start
  }

  return parts.join('') + text.slice(at)
}

/** @returns a region's start marker, without the digest of older versions, and the text between it and the content */
function readStart(
  text: string,
  {content, endMarker, startMarker}: Region
): string {
  return text
    .slice(startMarker.start, endMarker.start - content.length)
    .trimEnd()
    .replace(/^(.*?)\s+digest=[\da-f]*/, '$1')
}

function readRegions(text: string): {readonly regions: readonly Region[]} {
  const outline = readOutline(text, regionNames)
  if (outline.problems.length > 0) throw new Unsure(mergeTexts.regions)
  return outline
}
