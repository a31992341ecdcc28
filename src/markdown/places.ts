/** Offsets as lines and columns. */
import type {Point, Position} from 'unist'
import {location} from 'vfile-location'
import type {Range} from './offsets.ts'

/** @returns a function that gives a range of the text as a position in it: lines and columns from 1 */
export function createPlacer(text: string): (range: Range) => Position {
  const places = location(text)
  const pointAt = (offset: number): Point => {
    const point = places.toPoint(offset)
    return {line: point?.line ?? 1, column: point?.column ?? 1, offset}
  }
  return ({end, start}) => ({start: pointAt(start), end: pointAt(end)})
}
