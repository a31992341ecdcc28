/** Blocks of a region: what is there as a whole, or was written by hand. */
import {dropNumbers} from '../regions/number-table.ts'

/** A heading with all up to the next one (a card, mostly); above the first heading, a line. */
export interface Block {
  /** Offset in the region's content. */
  readonly start: number
  readonly text: string
  /** What two blocks have in common that are the same: formatting a README is not an edit. */
  readonly key: string
}

/**
 * @param content of a region
 * @returns its blocks in source order
 */
export function toBlocks(content: string): Block[] {
  // A heading at the very start would not be split off.
  const [head = '', ...parts] = `\n${content}`.split(/^(?=#{1,6} )/m)
  const texts = [...head.split(/^/m), ...parts]
  let at = -1
  return texts.flatMap((text) => {
    const start = at
    at += text.length
    const key = dropNumbers(collapse(text))
    return key === '' ? [] : [{start, text, key}]
  })
}

/** @returns the text with white space as single spaces, and none around */
export function collapse(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
