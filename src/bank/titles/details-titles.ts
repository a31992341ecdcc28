/** Finds cards that are a whole `<details>`: the title is its summary, and its content is the card's. */
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
  /** `undefined` if it is not closed. */
  readonly closing: Tag | undefined
  /** Index of the next tag. */
  readonly next: number
}

/**
 * @param tree a document; nodes without a position are passed over
 * @returns each `<details>` with a summary that is not in another one, in source order
 */
export function findDetailsTitles(
  tree: Root,
  text: string,
  readTitle: TitleReader
): FoundTitle[] {
  // In Markdown, what closes a card may be part of a list above it.
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

/** @returns each `<details>` with the tag that closes it, in source order; one that is not closed contains nothing */
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
  // Tags that open after the summary, as in `<br><b>`, belong to it; so do the tags that close them.
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

/** Tags that may follow a summary on its line. */
const tailTags = /(?:[ \t]*<(?:br|b|strong|i|em|p|div)[ \t]*\/?>)*/iy

/** @returns the offset of the tags that close those of the tail, if they are directly before the end */
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

/** Markup that may enclose a whole title. */
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
