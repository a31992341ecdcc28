/**
 * A text as a tree of pieces, without a byte lost: what a piece holds is the texts of its children with the white space
 * between them. Versions are compared from the top, and taken apart only where both sides have changed a piece.
 */

/** A part of a version's text that merges as a whole, or child by child. */
export interface Piece {
  /** Begins at the start of a line, but for the first child of a piece; ends with a visible character. */
  readonly text: string
  /** What pieces of two versions have in common that are the same, where their texts differ: a title, a label, a key. */
  readonly key: string
  /** What it is known by whatever has become of it; two pieces that have different ones are not the same. */
  readonly id?: string
  /** Texts whose words identify the piece under another key; one of them is enough. */
  readonly words?: readonly string[]
  /** Its place in the template: pieces that had the template's order keep it. */
  readonly rank?: number
  /** Whether it is generated from other pieces: where both sides have changed it, either will do. */
  readonly isGenerated?: boolean
  readonly isCard?: boolean
  /** @returns the text where both sides may have added to numbers, and to the same; `undefined` if that is not so */
  readonly add?: (
    base: string,
    ours: string,
    theirs: string
  ) => string | undefined
  /** @returns the pieces that it is made of; without this, it is lines of text */
  readonly split?: () => Sequence | undefined
}

/** Pieces in order, with the white space before, between and after them. */
export interface Sequence {
  readonly pieces: readonly Piece[]
  /** One more than there are pieces. */
  readonly gaps: readonly string[]
  /** The white space between two pieces that no version has beside each other. */
  readonly between: (before: Piece, after: Piece) => string
}

/** What the base, our side and their side have of one thing. */
export interface Three<Item> {
  readonly base: Item
  readonly ours: Item
  readonly theirs: Item
}

/** The versions of a merge. */
export type Side = keyof Three<unknown>

export const sides: readonly Side[] = ['base', 'ours', 'theirs']

/** @returns what `toItem` makes of each version */
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

/** @returns the version of a text that one side has changed; ours, where both have; what is missing counts for nothing */
export function choose<Text extends string | undefined>({
  base,
  ours,
  theirs
}: Three<Text>): Text {
  if (ours === undefined) return theirs === undefined ? base : theirs
  return ours === base && theirs !== undefined ? theirs : ours
}

/**
 * Cuts a text into pieces.
 *
 * @param starts offsets at which pieces begin, in order; text before the first one must be white space
 * @returns the pieces' texts and the white space around them; `undefined` if that is not so
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
