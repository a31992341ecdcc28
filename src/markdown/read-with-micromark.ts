/** What the scanner has declined goes to micromark, some of it at a time. */
import type {Root} from 'mdast'
import {parseMarkdown} from './micromark.ts'
import {byteOrderMark} from './offsets.ts'

/** @param text without its byte order mark; what looks like one is a second one, and text */
export function readWithMicromark(text: string): Root {
  return parseMarkdown(
    text.charCodeAt(0) === byteOrderMark ? `\uFEFF${text}` : text
  )
}

/** What the parser keeps of so many characters does not outlive the next collection of garbage. */
const batchLength = 65_536

/**
 * @param shared length of what the parser gets with each batch
 * @returns all items in their order, as many at a time as the parser should get at once
 */
export function* toBatches<Item>(
  items: readonly Item[],
  lengthOf: (item: Item) => number,
  shared = 0
): Generator<readonly Item[], void> {
  let batch: Item[] = []
  let length = 0
  for (const item of items) {
    batch.push(item)
    length += lengthOf(item)
    if (length < Math.max(batchLength, shared)) continue
    yield batch
    batch = []
    length = 0
  }

  if (batch.length > 0) yield batch
}
