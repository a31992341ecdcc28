/**
 * Stretches that micromark has read, for texts in which they occur again: versions of a text that is being edited or
 * fixed. The oldest are forgotten. Plain cards are not kept: to copy one to where it is now takes as long as to read it.
 */
import type {RootContent} from 'mdast'
import type {Point} from 'unist'
import {TextMemory} from '../text/text-memory.ts'
import type {Shift} from './move-nodes.ts'
import {copyNode} from './move-nodes.ts'

/** What a stretch has been read as. */
export interface Reading {
  readonly nodes: readonly RootContent[]
  /** Where the text ends, if it ends with the stretch. */
  readonly end: Point | undefined
  /** Line (from 1) and offset of the stretch where it was read. */
  readonly from: Shift
}

/** Of longer texts nothing is remembered: what is read of them is read once, and their trees are large. */
export const mostRemembered = 2 ** 20

const readings = new TextMemory<Reading>(mostRemembered)

/** @returns what the stretch was read as; not to be changed */
export function recall(stretch: string): Reading | undefined {
  const reading = readings.find(stretch)
  return reading && readings.remember(stretch, reading)
}

/** Keeps a copy of what a stretch was read as. */
export function remember(stretch: string, reading: Reading): void {
  const {nodes} = reading
  const still = {lines: 0, offset: 0}
  readings.remember(stretch, {
    ...reading,
    nodes: nodes.map((node) => copyNode(node, still))
  })
}
