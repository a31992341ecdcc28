/**
 * The fields of a bank in one list. Walking all cards takes longer than most rules do with them, since a large bank
 * does not fit into a processor's caches: so it is done once for all rules.
 */
import type {Bank, Card, Field} from '../../src/bank/model.ts'
import {ScannedField} from '../../src/bank/scanned-card.ts'
import type {FieldTemplate} from '../../src/template/model.ts'

/** The kind of a field's value. */
type Kind = FieldTemplate['kind']

/** A field of certain kinds, and its card. */
export interface CardField<Own extends Kind = Kind> {
  readonly card: Card
  readonly field: Field
  /** The field's own, so that most fields need not be read. */
  readonly template: Extract<FieldTemplate, {kind: Own}>
  /** The range of the value. */
  readonly start: number
  readonly end: number
  /** Start and end of the text of each bullet that has one. */
  readonly texts: readonly number[]
  /** Whether it is on a canonical card: its label is right, and its bullets are one line each, all with a text. */
  readonly isPlain: boolean
}

/** All fields of a bank, and those of some kinds, by which of the templates' fields are of these kinds. */
interface Lists {
  readonly all: readonly CardField[]
  /** By field: its index among the fields of the bank's templates. */
  readonly ranks: Uint16Array
  readonly some: Map<string, readonly unknown[]>
}

const known = new WeakMap<Bank, Lists>()

/** @returns the fields of these kinds, in source order */
export function fieldsOf<Own extends Kind>(
  bank: Bank,
  ...kinds: readonly Own[]
): readonly CardField<Own>[] {
  const templates = bank.templates.flatMap(({fields}) => fields)
  const isOwn = templates.map(({kind}) => kinds.includes(kind as Own))
  if (!isOwn.includes(true)) return []
  const lists = known.get(bank) ?? listFields(bank, templates)
  known.set(bank, lists)
  // Rules that ask for other kinds may mean the same fields.
  const key = isOwn.join(' ')
  const found = lists.some.get(key) ?? pick(lists, isOwn)
  lists.some.set(key, found)
  return found as readonly CardField<Own>[]
}

/** @param isOwn by rank */
function pick(
  {all, ranks}: Lists,
  isOwn: readonly boolean[]
): readonly CardField[] {
  return all.filter((_, at) => isOwn[ranks[at] as number])
}

function listFields({cards}: Bank, templates: readonly FieldTemplate[]): Lists {
  const all: CardField[] = []
  for (const card of cards) addFields(card, all)
  const rankOf = new Map(templates.map((template, rank) => [template, rank]))
  const ranks = new Uint16Array(all.length)
  for (let at = 0; at < all.length; at++) {
    ranks[at] = rankOf.get((all[at] as CardField).template) ?? templates.length
  }

  return {all, ranks, some: new Map()}
}

/**
 * A separate function, which V8 compiles after a few cards; until it has optimized it, a loop with `of` makes an object for each
 * field.
 */
function addFields(card: Card, all: CardField[]): void {
  const {fields} = card
  for (let at = 0; at < fields.length; at++) {
    const field = fields[at] as Field
    all.push(field instanceof ScannedField ? field : toCardField(card, field))
  }
}

function toCardField(card: Card, field: Field): CardField {
  const {bullets, template, value} = field
  const {start, end} = value
  const texts = bullets.flatMap(({text}) =>
    text ? [text.start, text.end] : []
  )
  return {card, field, template, start, end, texts, isPlain: false}
}
