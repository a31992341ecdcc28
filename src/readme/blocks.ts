/** Splits a region into blocks: a block is generated, or written by hand, as a whole. */
import {dropNumbers} from '../regions/number-table.ts'

/** A heading with the text up to the next one (mostly a card); above the first heading, a line. */
export interface Block {
  /** Offset in the region's content. */
  readonly start: number
  readonly text: string
  /** A key that is the same for equal blocks: formatting a README is not an edit. */
  readonly key: string
}

/**
 * @param content of a region
 * @returns its blocks in source order
 */
export function toBlocks(content: string): Block[] {
  // Otherwise, a heading at the very start would not be split off.
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

/** @returns the text with single spaces as white space, and none at its ends */
export function collapse(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
