/**
 * Prettier does not change the text after `<!-- prettier-ignore -->`, and so the rules do not, either: its author wants
 * it so. Problems in it are still reported, but without candidates.
 */
import type {Nodes, Root} from 'mdast'
import type {Plugin} from 'unified'
import {visit} from 'unist-util-visit'
import type {VFileMessage} from 'vfile-message'
import type {Range} from '../markdown/offsets.ts'
import {readBank} from '../bank/read-bank.ts'
import {findFirst} from '../text/binary-search.ts'
import {fixTexts} from './texts.ts'
import {messageSource} from '../message/source.ts'
import {runLast} from '../rule/run-last.ts'

/** As Prettier has it: nothing else in the comment. */
const comment = /^<!--\s*prettier-ignore(?:-(start|end))?\s*-->$/

/** Removes the candidates of messages about ignored text. */
export const leaveIgnored: Plugin<[], Root> = function () {
  return (tree, file) => {
    // Few banks have such a comment, and finding it takes the whole tree.
    if (!String(file).includes('prettier-ignore')) return
    if (!readBank(tree, file)) return
    const ranges = join(findIgnored(tree))
    for (const message of file.messages) {
      if (!message.expected || isFormat(message)) continue
      if (!touchesAny(message, ranges)) continue
      message.expected = undefined
      message.note = [message.note, fixTexts.ignored].filter(Boolean).join(' ')
    }
  }
}

/** The same for the messages of plugins that a configuration lists after the preset. */
export const leaveIgnoredByOthers = runLast<[]>(leaveIgnored)

/** @returns the node after each comment, and the text between two at the top level, in any order */
function findIgnored(tree: Root): Range[] {
  const ranges: Range[] = []
  let opened: number | undefined
  visit(tree, 'html', (node, index = 0, parent) => {
    const match = comment.exec(node.value)
    if (!match) return
    const [, edge] = match
    const {start, end} = offsetsOf(node)
    if (edge === undefined) {
      const next = parent?.children[index + 1]
      if (next) ranges.push(offsetsOf(next))
    } else if (parent !== tree) {
      // Prettier looks for pairs at the top level only.
    } else if (edge === 'start') {
      opened ??= end
    } else if (opened !== undefined) {
      ranges.push({start: opened, end: start})
      opened = undefined
    }
  })
  return ranges
}

function offsetsOf({position}: Nodes): Range {
  return {
    start: position?.start.offset ?? 0,
    end: position?.end.offset ?? 0
  }
}

/** @returns the ranges, sorted; overlapping ones are joined, as a comment may follow a comment */
function join(ranges: readonly Range[]): Range[] {
  const joined: Range[] = []
  for (const range of ranges.toSorted(
    (left, right) => left.start - right.start
  )) {
    const last = joined.at(-1)
    if (last && range.start < last.end) {
      joined[joined.length - 1] = {
        start: last.start,
        end: Math.max(last.end, range.end)
      }
    } else {
      joined.push(range)
    }
  }

  return joined
}

/** Whether it is a message of `format`: in the lines that it changes, Prettier has already left ignored text alone. */
function isFormat({ruleId, source}: VFileMessage): boolean {
  return ruleId === 'format' && source === messageSource
}

/** Whether a message would change text in one of the ranges, or add text to the last line of one. */
function touchesAny(
  {place, expected}: VFileMessage,
  ranges: readonly Range[]
): boolean {
  if (!place) return false
  const [from, to] =
    'start' in place ? [place.start, place.end] : [place, place]
  const start = from.offset ?? 0
  const end = to.offset ?? start
  const isAppended = !expected?.every((text) => /^[\r\n]/.test(text))
  const first = findFirst(ranges, (range) => range.end >= start)
  return ranges
    .slice(first, first + 2)
    .some(
      (range) =>
        (start < range.end && end > range.start) ||
        (start === range.end && isAppended)
    )
}
