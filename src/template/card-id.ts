/**
 * Ids of cards: a comment on the line below the heading (`<!--id:k3x9m2-->`) identifies a card even if its title
 * changes.
 */
import {createHash} from 'node:crypto'
import type {Range} from '../markdown/offsets.ts'
import {fold} from '../text/fuzzy-match.ts'

/** An id in a bank; the range is that of the comment. */
export interface CardId extends Range {
  readonly value: string
}

/** White space before the comment and the comment itself have no more characters than this. */
const longest = 200

const below =
  /^[ \t]*(?:\r?\n[ \t]*){1,9}(<!--[ \t]*id:[ \t]*([\w-]{1,64})[ \t]*-->)[ \t]*(?:\r?\n|$)/

/**
 * @param from offset of the end of a card's heading
 * @param end of the card
 * @returns the id, if a comment with it is the first thing below the heading
 */
export function findCardId(
  text: string,
  from: number,
  end: number
): CardId | undefined {
  const source = text.slice(from, Math.min(end, from + longest))
  if (!source.includes('<!--')) return undefined
  const found = below.exec(source)
  const [all = '', comment = '', value = ''] = found ?? []
  if (!found) return undefined
  const start = from + all.indexOf('<!--')
  return {value, start, end: start + comment.length}
}

/** The comment on a line of its own. */
const alone = /^(<!--[ \t]*id:[ \t]*([\w-]{1,64})[ \t]*-->)[ \t]*\r?$/m

/**
 * @returns the first line of the card that looks like an id, wherever it is; also in code
 * @returns the first line of the card that reads like an id, wherever it is; in code, too
 */
export function findMovedCardId(
  text: string,
  {start, end}: Range
): CardId | undefined {
  const source = text.slice(start, end)
  const found = source.includes('<!--') ? alone.exec(source) : undefined
  if (!found) return undefined
  const [, comment = '', value = ''] = found
  const from = start + found.index
  return {value, start: from, end: from + comment.length}
}

/** @returns the comment, as `findCardId` finds it */
export function formatCardId(id: string): string {
  return `<!--id:${id}-->`
}

/** Without vowels, an id is never a word; with a letter first, a spreadsheet never takes it for a number. */
const letters = 'bcdfghjklmnpqrstvwxz'
const characters = `${letters}0123456789`

const length = 6

/**
 * Makes an id of a title: on two branches, and whenever it is made again, the same title gets the same id.
 *
 * @param isTaken says whether another card has it; if so, the next one of the title is tried
 */
export function makeCardId(
  title: string,
  isTaken: (id: string) => boolean
): string {
  const seed = fold(title)
  for (let times = 0; ; times++) {
    const bytes = createHash('sha256')
      .update(times === 0 ? seed : `${seed}\n${times}`)
      .digest()
    const id = Array.from({length}, (_, at) => {
      const from = at === 0 ? letters : characters
      return from.charAt((bytes.readUInt16BE(2 * at) * from.length) >> 16)
    }).join('')
    if (!isTaken(id)) return id
  }
}
