/** Splits a bank into its front matter, its sections, and their cards. */
import {isContentsTitle} from '../../bank/read-bank.ts'
import type {Bank, Block} from '../../bank/model.ts'
import {findFrontMatter} from '../../template/is-bank.ts'
import type {Piece, Sequence} from './piece.ts'
import {cut} from './piece.ts'
import {toCardPiece} from './split-card.ts'
import {splitLines} from './split-region.ts'
import {toFrontMatterPiece} from './split-yaml.ts'

/** A heading above the cards with the content below it; the head of the first group of a bank may be front matter. */
export interface Group {
  /** The heading with its text. */
  readonly head: Piece
  /** Cards, and headings as deep as theirs. */
  readonly items: readonly Piece[]
}

/** A bank in pieces. */
export interface Parts {
  readonly groups: readonly Group[]
  /** White space: before the first piece, between each two, and after the last. */
  readonly gaps: readonly string[]
}

/**
 * @param hasNumbers whether the numbers before titles are set after the merge
 * @returns the pieces of the bank; `undefined` if it cannot be split safely
 */
export function splitBank(bank: Bank, hasNumbers: boolean): Parts | undefined {
  const {text} = bank
  const front = findFrontMatter(text)
  // A block without text is white space at the top.
  const blocks = bank.blocks
    .map((block) => ({
      ...block,
      start: Math.max(block.start, front?.end ?? 0)
    }))
    .filter(({start, end}) => text.slice(start, end).trim() !== '')
  const starts = blocks.map(({start, end}) => {
    const space = /^\s*/.exec(text.slice(start, end))?.[0] ?? ''
    return start + space.lastIndexOf('\n') + 1
  })
  const parts = cut(text, front ? [0, ...starts] : starts)
  if (!parts) return undefined
  const groups: {head: Piece; items: Piece[]}[] = []
  const texts = [...parts.texts]
  if (front) {
    const head = toFrontMatterPiece(texts.shift() ?? '')
    groups.push({head, items: []})
  }

  for (const [index, block] of blocks.entries()) {
    const group = groups.at(-1)
    const source = texts[index] ?? ''
    const piece = block.card
      ? toCardPiece(bank, block.card, hasNumbers)
      : toTextPiece(source, bank)
    if (group && isItem(bank, block)) group.items.push(piece)
    else groups.push({head: piece, items: []})
  }

  return {groups, gaps: parts.gaps}
}

/** Whether a block belongs to the heading above. */
function isItem(
  {cardDepth, templates: [template], text}: Bank,
  {card, start}: Block
): boolean {
  if (card) return true
  const hashes = /^\s*(#{1,6})[ \t]/.exec(text.slice(start, start + 100))
  // Text between two cards that are not headings is below the same heading.
  if (!hashes) return Boolean(template.card.as)
  return (hashes[1]?.length ?? 0) >= cardDepth
}

/** A heading with its text, as lines; or a list of contents. */
function toTextPiece(text: string, {config}: Bank): Piece {
  const [first = ''] = text.split('\n', 1)
  const title = first.replace(/^#+/, '').trim()
  // A bank has one title.
  const isTitle = /^(?:# .*|[^\n]+\n=+[ \t]*)(?:\n|$)/.test(text)
  const isContents = /^#/.test(first) && isContentsTitle(title, config)
  return {
    text,
    key: isTitle ? '#' : first,
    words: [text],
    split: () => (isContents ? splitLines(text, toLinkPiece) : splitHead(text))
  }
}

/** The list of contents is generated again after the merge. */
function toLinkPiece(text: string): Piece {
  const isLink = /^[ \t]*(?:[-*+]|\d+[.)])[ \t]+\[[^\]]*\]\([^()]*\)$/.test(
    text
  )
  return {text, key: text, words: [text], isGenerated: isLink}
}

/** One side may have changed a heading, and the other its text. */
function splitHead(text: string): Sequence | undefined {
  const below = text.indexOf('\n')
  const from = text.slice(below).search(/^[ \t]*\S/m)
  const parts =
    below === -1 || !text.startsWith('#')
      ? undefined
      : cut(text, [0, below + from])
  return (
    parts && {
      pieces: parts.texts.map((part, index) => ({
        text: part,
        key: index === 0 ? 'heading' : 'text'
      })),
      gaps: parts.gaps,
      between: () => '\n\n'
    }
  )
}
