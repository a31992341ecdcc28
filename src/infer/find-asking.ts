/** Finds headings that ask and are not read as cards: a person may know that they are some. */
import {isAsking} from '../template/card-shapes.ts'
import type {Entry} from './outline.ts'
import {readOutline} from './outline.ts'
import {splitFrontMatter} from './split-front-matter.ts'

/** Headings of one depth, many of which ask. */
export interface AskingHeadings {
  readonly depth: number
  /** How many ask. */
  readonly asking: number
  /** How many there are. */
  readonly headings: number
  /** Line of the first one that asks, from 1. */
  readonly line: number
}

/** Fewer questions are not worth a word. */
const fewestAsking = 5

/** The share of the headings of a depth that ask; where there are cards, those of their answers may ask, too. */
const enoughAsking = {alone: 0.4, besideCards: 0.6}

/**
 * @param text of a file in which nothing was found
 * @returns the depth with the most questions; `undefined` if too few headings ask
 */
export function findAskingIn(text: string): AskingHeadings | undefined {
  const {body, line} = splitFrontMatter(text)
  const found = findAsking(readOutline(body), enoughAsking.alone)
  return found && {...found, line: found.line + line - 1}
}

/**
 * @param entries headings that are not cards, beside others that are; in source order
 * @returns the depth with the most questions; lines are those of the entries
 */
export function findOtherAsking(
  entries: readonly Entry[]
): AskingHeadings | undefined {
  return findAsking(entries, enoughAsking.besideCards)
}

function findAsking(
  entries: readonly Entry[],
  enough: number
): AskingHeadings | undefined {
  const found = [2, 3, 4, 5, 6].flatMap((depth): AskingHeadings[] => {
    const all = entries.filter((entry) => entry.depth === depth)
    const asking = all.filter(isAsking)
    const [first] = asking
    const fewest = Math.max(fewestAsking, enough * all.length)
    if (!first || asking.length < fewest) return []
    return [
      {depth, asking: asking.length, headings: all.length, line: first.line}
    ]
  })
  return found.toSorted((left, right) => right.asking - left.asking)[0]
}
