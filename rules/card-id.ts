/**
 * An id is a comment below the heading of a card, by which other programs know the card when its title has changed: notes that
 * are imported again, the progress of a person who studies, a merge. With `ids: true` each card gets one. It is made of the
 * title when it is added, so that two branches give the same card the same id, and it stays when the title changes.
 *
 * @keys `ids`
 * @off Cards are to be known by their titles. Better: leave `ids` out of front matter; ids that are there are read all the
 * same.
 * @limits Of two cards with the same id, the one whose title the id was made of keeps it, or else the first one. Ids are added
 * after the other fixes of a heading.
 */
import type {VFile} from 'vfile'
import type {Bank, Card} from '../src/bank/model.ts'
import type {CardId} from '../src/template/card-id.ts'
import {
  findMovedCardId,
  formatCardId,
  makeCardId
} from '../src/template/card-id.ts'
import {isBlocked} from '../src/fix/suppressions.ts'
import type {Range} from '../src/markdown/offsets.ts'
import {selectEdits, toSafeEdit} from '../src/message/edits.ts'
import type {Problem} from '../src/rule/define-rule.ts'
import {defineRule} from '../src/rule/define-rule.ts'
import {findFirst} from '../src/text/binary-search.ts'
import {quote} from '../src/text/wording.ts'

export default defineRule(
  {
    id: 'card-id',
    description:
      'Require an id of its own on each card, where front matter asks for ids',
    fixable: true,
    severity: 'error'
  },
  function* (bank, _options, file) {
    const {cards, config} = bank
    if (!config.hasIds || isBlocked(file)) return
    // A comment below the first line of an item would have to be indented as part of the item.
    if (bank.templates[0].card.as === 'item') return
    const moved = findMoved(bank)
    const owners = findOwners(cards, moved)
    const isTaken = (id: string): boolean => owners.has(id)
    const mayFix = createFixTest(file)
    for (const card of cards) {
      const found = card.id ?? moved.get(card)
      const owner = owners.get(found?.value ?? '')
      if (found && owner === card) {
        yield* checkComment(bank, card, found, mayFix)
        continue
      }

      const value = makeCardId(getSeed(card, bank), isTaken)
      owners.set(value, card)
      const comment = formatCardId(value)
      if (found && owner) {
        yield {
          place: bank.place(found.start, found.end),
          message: `Unexpected id ${quote(found.value)} again, expected one that no other card has: it is that of the card on line ${lineOf(owner, bank)}`,
          expected: [comment]
        }
        continue
      }

      const {start, end} = findAnchor(card)
      const isSettled = mayFix(card.heading) && isFixable(card)
      yield {
        place: bank.place(start, end),
        message: `Unexpected card without an id, expected ${isSettled ? quote(comment) : 'one'} below its heading`,
        ...(isSettled && {
          expected: [`${bank.text.slice(start, end)}\n\n${comment}`]
        })
      }
    }
  }
)

/** Says whether nothing else has a fix in a range. */
type FixTest = (range: Range) => boolean

/** An id is made from the title only when the title has no more fixes. */
function createFixTest({messages}: VFile): FixTest {
  const edits = selectEdits(
    messages.flatMap((message) => toSafeEdit(message) ?? [])
  )
  return ({start, end}) => {
    const next = findFirst(edits, (edit) => edit.start >= start)
    return (
      (edits[next]?.start ?? Infinity) > end &&
      (edits[next - 1]?.end ?? -1) <= start
    )
  }
}

/** @returns ids that are in a wrong place on their cards */
function findMoved({cards, text, tree}: Bank): Map<Card, CardId> {
  const candidates = new Map(
    cards.flatMap((card) => {
      const found = card.id ? undefined : findMovedCardId(text, card)
      return found ? [[card, found]] : []
    })
  )
  if (candidates.size === 0) return candidates
  const starts = new Set(
    tree.children.flatMap(({position, type}) =>
      type === 'html' ? (position?.start.offset ?? []) : []
    )
  )
  return new Map([...candidates].filter(([, {start}]) => starts.has(start)))
}

/** @returns by id, the card that keeps it */
function findOwners(
  cards: readonly Card[],
  moved: ReadonlyMap<Card, CardId>
): Map<string, Card> {
  const owners = new Map<string, Card>()
  for (const card of cards) {
    const {value} = card.id ?? moved.get(card) ?? {}
    if (value === undefined) continue
    const isMade = (): boolean =>
      makeCardId(card.heading.title, () => false) === value
    if (!owners.has(value) || isMade()) owners.set(value, card)
  }

  return owners
}

/** Checks the comment of an id that is kept. */
function* checkComment(
  bank: Bank,
  {heading, id}: Card,
  {start, end, value}: CardId,
  mayFix: FixTest
): Iterable<Problem> {
  const comment = formatCardId(value)
  const actual = bank.text.slice(start, end)
  if (id && actual === comment) return
  if (id) {
    yield {
      place: bank.place(start, end),
      message: `Unexpected ${quote(actual)}, expected ${quote(comment)}`,
      expected: [comment]
    }
    return
  }

  const range = {start: heading.end, end}
  const between = bank.text.slice(heading.end, start).trimEnd()
  yield {
    place: bank.place(range.start, range.end),
    actual,
    message: `Unexpected id ${quote(value)} away from the heading, expected it right below`,
    ...(mayFix(range) && {expected: [`\n\n${comment}${between}`]})
  }
}

/** @returns the text from which an id is made: the title; without one, the first text of the card */
function getSeed({fields, heading}: Card, {text}: Bank): string {
  const [value] = fields.map((field) => field.value)
  return heading.title === '' && value
    ? text.slice(value.start, value.end)
    : heading.title
}

/** Whether the heading already is one of Markdown. */
function isFixable({heading}: Card): boolean {
  return heading.form !== 'text' && !heading.isInBullet && !heading.isSwallowed
}

/** The title, if nothing follows it. */
function findAnchor({heading}: Card): Range {
  const {titleRange, start, end} = heading
  return titleRange.end === end && titleRange.start < end
    ? titleRange
    : {start, end}
}

function lineOf({heading}: Card, bank: Bank): number {
  return bank.place(heading.start, heading.end).start.line
}
