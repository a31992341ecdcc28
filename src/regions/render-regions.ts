/** Renders the regions of a README, and puts them into it. */
import {getLineBreak} from '../markdown/offsets.ts'
import type {ShownBank} from './context.ts'
import {createContext} from './context.ts'
import type {Region} from './markers.ts'
import {getLabel} from './markers.ts'
import type {Detail, RegionContext} from './region.ts'
import {regionKinds} from './regions.ts'
import {noteOf} from './texts.ts'

/** The new content of a region. */
export interface Content {
  readonly text: string
  /** The comment that says what it is generated from. */
  readonly note: string
}

/** How much of the cards is shown, the most first. */
export const details: readonly Detail[] = ['cards', 'titles', 'sections']

/**
 * @param regions of the bank
 * @returns each with its new content. If GitHub would truncate the README, less of the cards is shown: the links to
 *   them, or to their sections
 */
export async function renderRegions(
  input: ShownBank,
  regions: readonly Region[]
): Promise<Map<Region, Content>> {
  const note = noteOf(input.bankPath)
  const hasCards = regions.some(({name}) => name === 'bank-cards')
  let contents = new Map<Region, Content>()
  for (const detail of details) {
    const mostBytes =
      detail === 'cards' ? input.bank.config.readmeLimit : undefined
    const context = {
      ...createContext(input, regions, detail),
      ...(mostBytes !== undefined && {mostBytes})
    }
    contents = new Map()
    for (const region of regions) {
      contents.set(region, {text: await renderRegion(region, context), note})
    }

    if (!hasCards) break
    const size = Buffer.byteLength(splice(input.text, contents))
    if (size <= input.bank.config.readmeLimit) break
  }

  return contents
}

/** @returns the new content of a region; `undefined` for an unknown kind */
export async function renderRegion(
  {name}: Region,
  context: RegionContext
): Promise<string> {
  const kind = regionKinds.find((kind) => kind.name === name)
  return (await kind?.render(context))?.trim() ?? ''
}

/** @returns the README with these regions, given in source order; line breaks are those of the README */
export function splice(
  text: string,
  contents: Iterable<readonly [Region, Content]>
): string {
  const eol = getLineBreak(text)
  const parts: string[] = []
  let at = 0
  for (const [region, {text: content, note}] of contents) {
    const body = content === '' ? '' : `${content}\n\n`
    const filled = `<!--${getLabel(region)} start-->\n${note}\n\n${body}`
    const isAsItIs = eol === '\n' && !filled.includes('\r')
    parts.push(
      text.slice(at, region.startMarker.start),
      isAsItIs ? filled : filled.replace(/\r?\n/g, eol)
    )
    at = region.endMarker.start
  }

  parts.push(text.slice(at))
  return parts.join('')
}
