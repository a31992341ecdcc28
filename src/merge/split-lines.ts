/** Text whose lines are pieces of their own: a list of links, the lines of a region. */
import type {Piece, Sequence} from './piece.ts'
import {cut} from './piece.ts'

/**
 * @param toPiece makes a piece of a line's text
 * @returns the lines that are not blank; `undefined` where there is none
 */
export function splitLines(
  text: string,
  toPiece: (text: string) => Piece
): Sequence | undefined {
  const starts = Array.from(text.matchAll(/^[ \t]*\S/gm), ({index}) => index)
  const parts = cut(text, starts)
  if (!parts || starts.length === 0) return undefined
  return {
    pieces: parts.texts.map(toPiece),
    gaps: parts.gaps,
    between: (before) => (before.text.startsWith('#') ? '\n\n' : '\n')
  }
}
