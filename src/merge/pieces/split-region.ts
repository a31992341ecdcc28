/** Splits regions of a README without cards: lists of links, and tables of numbers. */
import type {Piece, Sequence} from './piece.ts'
import {cut} from './piece.ts'

/**
 * @param text of a region, without white space around it
 * @returns it as a piece: line by line, or row by row for a table in HTML
 */
export function toRegionPiece(text: string): Piece {
  return {
    text,
    key: '',
    // Even if both sides have added the same number, and so have equal texts.
    add: addNumbers,
    split: () =>
      text.startsWith('<table>') ? splitTable(text) : splitLines(text, toLine)
  }
}

function toLine(text: string): Piece {
  return {text, key: text, words: [text]}
}

/** Each row, with the text up to the next one. */
function splitTable(text: string): Sequence | undefined {
  const starts = Array.from(
    text.matchAll(/^<(?:tr|\/tbody|\/table)>/gm),
    ({index}) => index
  )
  const parts = cut(text, [0, ...starts])
  if (!parts) return undefined
  return {
    pieces: parts.texts.map((row, index) => ({
      text: row,
      key: index === 0 ? '<table>' : (row.split('\n', 1)[0] ?? ''),
      add: addNumbers
    })),
    gaps: parts.gaps,
    between: () => '\n'
  }
}

/** A number alone in a cell, or alone on a line. */
const number = /(?<=<td align="right">|^)\d+(?=<\/td>|$)/gm

/**
 * Adds up what both sides have added to the numbers of a row.
 *
 * @returns `undefined` if the rows differ in more than numbers
 */
function addNumbers(
  base: string,
  ours: string,
  theirs: string
): string | undefined {
  const [skeleton, ...others] = [base, ours, theirs].map((text) =>
    text.replace(number, '0')
  )
  if (others.some((other) => other !== skeleton)) return undefined
  const [before = [], mine = [], yours = []] = [base, ours, theirs].map(
    (text) => Array.from(text.matchAll(number), ([digits]) => Number(digits))
  )
  let at = 0
  return ours.replace(number, () => {
    const sum = (mine[at] ?? 0) + (yours[at] ?? 0) - (before[at] ?? 0)
    at++
    return String(Math.max(0, sum))
  })
}

/**
 * Splits a text into lines, for example a list of links.
 *
 * @param toPiece makes a piece of a line's text
 * @returns the lines that are not blank; `undefined` if there is none
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
