/**
 * A text as a tree of pieces, without losing a byte: a piece's text is that of its children with the white space
 * between them. Versions are compared from the top, and a piece is split only if both sides have changed it.
 */

/** A part of a version's text that merges as a whole, or child by child. */
export interface Piece {
  /** Begins at the start of a line, except for the first child of a piece; ends with a visible character. */
  readonly text: string
  /** Equal for the same piece in two versions, even if their texts differ: a title, a label, a key. */
  readonly key: string
  /** Identifies the piece even if all else changes; two pieces with different ids are not the same. */
  readonly id?: string
  /** Texts whose words identify the piece under another key; one of them is enough. */
  readonly words?: readonly string[]
  /** Its place in the template: pieces that had the template's order keep it. */
  readonly rank?: number
  /** Whether it is generated from other pieces: if both sides have changed it, either version is fine. */
  readonly isGenerated?: boolean
  readonly isCard?: boolean
  /**
   * @returns the text in which the additions of both sides to the same numbers are added up; `undefined` if that is
   *   not possible
   */
  readonly add?: (
    base: string,
    ours: string,
    theirs: string
  ) => string | undefined
  /** @returns the parts of the piece; without this method, its parts are lines of text */
  readonly split?: () => Sequence | undefined
}

/** Pieces in order, with the white space before, between and after them. */
export interface Sequence {
  readonly pieces: readonly Piece[]
  /** One more than the number of pieces. */
  readonly gaps: readonly string[]
  /** The white space between two pieces that are not adjacent in any version. */
  readonly between: (before: Piece, after: Piece) => string
}

/** Versions of one thing: the base's, ours and theirs. */
export interface Three<Item> {
  readonly base: Item
  readonly ours: Item
  readonly theirs: Item
}

/** The versions of a merge. */
export type Side = keyof Three<unknown>

export const sides: readonly Side[] = ['base', 'ours', 'theirs']

/** @returns the results of `toItem` for each version */
export function mapThree<From, To>(
  from: Three<From>,
  toItem: (item: From, side: Side) => To
): Three<To> {
  return {
    base: toItem(from.base, 'base'),
    ours: toItem(from.ours, 'ours'),
    theirs: toItem(from.theirs, 'theirs')
  }
}

/** @returns the version that has changed a text; ours if both have. A missing version does not count as a change */
export function choose<Text extends string | undefined>({
  base,
  ours,
  theirs
}: Three<Text>): Text {
  if (ours === undefined) return theirs === undefined ? base : theirs
  return ours === base && theirs !== undefined ? theirs : ours
}

/**
 * Splits a text into pieces.
 *
 * @param starts offsets of the pieces, in order; text before the first one must be white space
 * @returns the pieces' texts and the white space around them; `undefined` if there is other text before them
 */
export function cut(
  text: string,
  starts: readonly number[]
): {readonly texts: string[]; readonly gaps: string[]} | undefined {
  const lead = text.slice(0, starts[0] ?? text.length)
  if (lead.trim() !== '') return undefined
  const texts: string[] = []
  const gaps = [lead]
  for (const [index, start] of starts.entries()) {
    const end = starts[index + 1] ?? text.length
    const whole = text.slice(start, end)
    const content = whole.trimEnd()
    if (end <= start || content.trim() === '') return undefined
    texts.push(content)
    gaps.push(whole.slice(content.length))
  }

  return {texts, gaps}
}
