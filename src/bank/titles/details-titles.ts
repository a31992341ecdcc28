/** Cards that are a whole `<details>`: the title is its summary, and whatever it encloses is the card's. */
import type {Root} from 'mdast'
import type {Range} from '../../markdown/offsets.ts'
import {lineStartOf, trimEnd} from '../../markdown/offsets.ts'
import type {TitleReader} from '../../template/card-title.ts'
import type {Tag} from './tags.ts'
import {findTags} from './tags.ts'
import type {FoundTitle} from './title.ts'
import {readRange, skipBlankLines} from './title.ts'

/** A `<details>` with what closes it. */
interface Element {
  readonly opening: Tag
  /** None where it is not closed. */
  readonly closing: Tag | undefined
  /** Index of the tag that follows. */
  readonly next: number
}

/**
 * @param tree a document; nodes without a position are passed over
 * @returns what is a `<details>` with a summary in no other one, in source order
 */
export function findDetailsTitles(
  tree: Root,
  text: string,
  readTitle: TitleReader
): FoundTitle[] {
  // What closes a card may be a part of a list above it, for Markdown.
  const tags = findTags(tree, text)
  let covered = -1
  return pair(tags).flatMap((element) => {
    const {closing, opening} = element
    if (opening.start < covered) return []
    covered = closing?.end ?? opening.end
    const title = readElement(element, tags, text, readTitle)
    return title ? [title] : []
  })
}

/** @returns each `<details>` with the tag that closes it, in source order: one that is open encloses nothing */
function pair(tags: readonly Tag[]): Element[] {
  const open: number[] = []
  const closings = new Map<number, Tag>()
  for (const [index, tag] of tags.entries()) {
    if (tag.name !== 'details') continue
    if (!tag.isClosing) {
      open.push(index)
      continue
    }

    const at = open.pop()
    if (at !== undefined) closings.set(at, tag)
  }

  return tags.flatMap((opening, index) =>
    opening.name === 'details' && !opening.isClosing
      ? [{opening, closing: closings.get(index), next: index + 1}]
      : []
  )
}

function readElement(
  {closing, next, opening}: Element,
  tags: readonly Tag[],
  text: string,
  readTitle: TitleReader
): FoundTitle | undefined {
  if (!opening.isBlock) return undefined
  const lineStart = lineStartOf(text, opening.start)
  if (text.slice(lineStart, opening.start).trim() !== '') return undefined
  const [summary, summaryEnd] = tags.slice(next, next + 2)
  if (summary?.name !== 'summary' || summary.isClosing) return undefined
  if (summaryEnd?.name !== 'summary' || !summaryEnd.isClosing) return undefined
  if (text.slice(opening.end, summary.start).trim() !== '') return undefined
  const inner = unwrap(text, {start: summary.end, end: summaryEnd.start})
  // What opens after the summary, as in `<br><b>`, goes with it; so does what closes that.
  tailTags.lastIndex = summaryEnd.end
  const tail = tailTags.exec(text)?.[0] ?? ''
  return {
    form: 'details',
    start: opening.start,
    end: summaryEnd.end + tail.length,
    ...readRange(text, inner, readTitle),
    ...(closing && {
      card: {
        closing: {
          start: beforeClosing(text, tail, closing.start),
          end: closing.end,
          isSwallowed: closing.isSwallowed
        },
        end: skipBlankLines(text, closing.end)
      }
    })
  }
}

/** Tags that may be after a summary, on its line. */
const tailTags = /(?:[ \t]*<(?:br|b|strong|i|em|p|div)[ \t]*\/?>)*/iy

/** @returns the offset of the tags that close those of the tail, where they are right before the end */
function beforeClosing(text: string, tail: string, end: number): number {
  let at = end
  const opened = Array.from(tail.matchAll(/<(\w+)/g), ([, name = '']) => name)
  for (const name of opened.reverse()) {
    if (/^br$/i.test(name)) continue
    const tag = `</${name}>`
    const from = trimEnd(text, at) - tag.length
    if (text.slice(from, from + tag.length).toLowerCase() !== tag.toLowerCase())
      break
    at = from
  }

  return at
}

/** Markup that may be around all of a title. */
const wrapper =
  /^\s*<(b|strong|i|em|span|font|h[1-6])\b[^<>]*>([^]*)<\/\1>\s*$/i

/** @returns a range without white space and tags around its text */
function unwrap(text: string, {start, end}: Range): Range {
  const source = text.slice(start, end)
  const [, name = '', inner] = wrapper.exec(source) ?? []
  // `<b>1.</b> Title <b>x</b>` is not in one element.
  if (
    inner !== undefined &&
    !inner.toLowerCase().includes(`<${name.toLowerCase()}`)
  ) {
    const from = start + source.indexOf(inner, source.indexOf('>'))
    return unwrap(text, {start: from, end: from + inner.length})
  }

  const lead = source.length - source.trimStart().length
  return {
    start: start + lead,
    end: start + Math.max(lead, source.trimEnd().length)
  }
}
