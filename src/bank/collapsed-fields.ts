/**
 * Collapsed fields: a `<details>` whose `<summary>` is a field's label. Markdown reads them as HTML up to the next
 * blank line, so they are found by their tags, wherever the HTML is.
 */
import type {Root} from 'mdast'
import type {LabelCandidate} from './label-candidates.ts'
import type {ScannedCard} from './scanned-card.ts'
import {findFirst} from '../text/binary-search.ts'
import type {Tag} from './titles/tags.ts'
import {findTags} from './titles/tags.ts'
import {findNearest, fold} from '../text/fuzzy-match.ts'
import type {Range} from '../markdown/offsets.ts'
import type {FieldTemplate, Template} from '../template/model.ts'
import {columnsBetween, lineStartOf} from '../markdown/offsets.ts'

/** The collapsed fields of a document. */
export interface Details {
  /** Labels, in source order. */
  readonly labels: readonly LabelCandidate[]
  /** @returns the tag that closes what was opened before `from`, if it is before `to` */
  findClosing(from: number, to: number): Range | undefined
  /** @returns whether the offset is in a closed value: headings and labels in it belong to it */
  isInside(offset: number): boolean
}

/** Where no field is collapsed. */
export const noDetails: Details = {
  labels: [],
  findClosing: () => undefined,
  isInside: () => false
}

/**
 * @param tree the document without the cards that have been read already; nodes without a position are passed over
 * @param text the text that the tree was parsed from
 * @param scanned those cards, in source order
 */
export function findDetails(
  tree: Root,
  text: string,
  template: Template,
  scanned: readonly Pick<ScannedCard, 'fields'>[]
): Details {
  const fields = template.fields.filter(({details}) => details)
  if (fields.length === 0) return noDetails
  // In quotes and tables, they do not belong to the card.
  const tags = findTags(tree, text).filter(({isForeign}) => !isForeign)
  const labels: LabelCandidate[] = []
  for (const [index, tag] of tags.entries()) {
    if (tag.name !== 'details' || tag.isClosing) continue
    const label = readSummary(tags, index, text, fields)
    if (label) labels.push(label)
  }

  const findClosing: Details['findClosing'] = (from, to) => {
    let depth = 0
    for (
      let at = findFirst(tags, ({start}) => start >= from);
      at < tags.length;
      at++
    ) {
      const tag = tags[at]
      if (!tag || tag.start >= to) return undefined
      if (tag.name !== 'details') continue
      if (!tag.isClosing) depth++
      else if (depth > 0) depth--
      else return {start: tag.start, end: tag.end}
    }

    return undefined
  }

  // A tag after the next label does not close a value before it.
  const others =
    labels.length === 0
      ? []
      : scanned.flatMap(({fields}) =>
          fields
            .filter(({label}) => label.form === 'details')
            .map(({label}) => label.start)
        )
  const values = labels.flatMap(({end}, index): Range[] => {
    const next = Math.min(
      labels[index + 1]?.start ?? text.length,
      others[findFirst(others, (start) => start >= end)] ?? text.length
    )
    const closing = findClosing(end, next)
    return closing ? [{start: end, end: closing.start}] : []
  })
  return {
    labels,
    findClosing,
    isInside(offset) {
      // The first that begins after the offset, and the one before.
      const value = values[findFirst(values, ({start}) => start > offset) - 1]
      return value !== undefined && offset < value.end
    }
  }
}

/** A longer summary is not searched for a label. */
const longestSummary = 200

function readSummary(
  tags: readonly Tag[],
  index: number,
  text: string,
  fields: readonly FieldTemplate[]
): LabelCandidate | undefined {
  const details = tags[index]
  const opening = tags[index + 1]
  if (!details || opening?.name !== 'summary' || opening.isClosing) {
    return undefined
  }

  if (text.slice(details.end, opening.start).trim() !== '') return undefined
  const closing = tags[index + 2]
  const lineBreak = text.indexOf('\n', opening.end)
  const lineEnd = lineBreak === -1 ? text.length : lineBreak
  const isClosed = closing?.name === 'summary' && closing.isClosing
  // Without its closing tag, the summary ends with its line.
  const contentEnd = isClosed ? closing.start : lineEnd
  if (contentEnd - opening.end > longestSummary) return undefined
  const name = text
    .slice(opening.end, contentEnd)
    .replace(/<[^<>]*>/g, '')
    .replace(/[*_`]/g, '')
    .replace(/[:：\s]+$/, '')
  const exact = fields.find(({label}) => fold(label) === fold(name))
  const field = exact ?? findNearest(name, fields, ({label}) => label)
  if (!field) return undefined
  const {start, item} = details
  const end = isClosed ? closing.end : contentEnd
  const lineStart = lineStartOf(text, start)
  const isAtStart = /^[ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?$/.test(
    text.slice(lineStart, start)
  )
  return {
    start,
    end,
    field,
    name,
    text: text.slice(start, end),
    form: 'details',
    certainty: exact ? 'sure' : 'likely',
    isFilled: true,
    lineStart: isAtStart ? lineStart : start,
    swallower: item ? 'bullet' : undefined,
    indent: item && isAtStart ? columnsBetween(text, lineStart, start) : 0,
    boldEnd: undefined,
    headingEnd: undefined,
    underline: undefined
  }
}
