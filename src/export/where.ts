/**
 * The filter of `--where`, for every command that reads cards: `difficulty=Hard tag=caching`. A card must match all
 * terms; a term may have several values, with commas between them. Keys are labels, kinds of fields, and the card's
 * own: section, title, id.
 */
import {UserError} from '../text/user-error.ts'
import {findNearest, fold} from '../text/fuzzy-match.ts'
import type {BankData, CardData, FieldData} from './card-data.ts'
import {whereTexts} from './texts.ts'

/** @returns whether a card matches */
export type CardFilter = (card: CardData) => boolean

/** A term, as it was written. */
interface Term {
  readonly key: string
  readonly values: readonly string[]
  readonly isNegated: boolean
}

/** A key of a filter. */
interface Key {
  readonly name: string
  /** The values of a card for the key, in one case. */
  readonly find: (card: CardData) => readonly string[]
  /** The possible values, if there are few; others are mistakes. */
  readonly known: (() => readonly string[]) | undefined
}

/** Names of keys that mean a kind of field. */
const kindNames = new Map([['tag', 'tags']])

/** Kinds whose values are compared as a whole; in other values, a part is searched for. */
const wholeKinds = new Set(['choice', 'date', 'tags'])

/**
 * @param expression what follows `--where`
 * @param banks that must know each key and value
 * @throws UserError if a key or a value is unknown, with what could be meant
 */
export function createFilter(
  expression: string,
  banks: readonly BankData[]
): CardFilter {
  const keys = listKeys(banks)
  const terms = parseTerms(expression).map((term) => {
    const key = findKey(term.key, keys, '--where')
    for (const value of term.values) assertKnown(value, key)
    return {...term, hasOne: createMatch(key, term.values)}
  })
  return (card) =>
    terms.every(({hasOne, isNegated}) => hasOne(card) !== isNegated)
}

/**
 * Finds the cards of a plan. Its values may be such that no card has yet.
 *
 * @returns a function from a key and a value, or several with commas between them, to a test of cards
 * @throws UserError (the returned function) if a key is unknown
 */
export function createPlanFilter(
  banks: readonly BankData[]
): (key: string, value: string) => CardFilter {
  const keys = listKeys(banks)
  const known = new Map<Key, ReadonlySet<string>>()
  return (name, value) => {
    const key = findKey(name, keys, 'the plan')
    const values = known.get(key) ?? new Set(key.known?.().map(fold))
    known.set(key, values)
    // The name of a section may contain a comma.
    const isWhole = !key.known || values.has(fold(value))
    return createMatch(key, isWhole ? [value] : value.split(','))
  }
}

function createMatch(
  {find, known}: Key,
  values: readonly string[]
): CardFilter {
  const folded = values.map((value) => fold(value.trim()))
  return (card) => {
    const found = find(card)
    return folded.some((value) =>
      known ? found.includes(value) : found.some((text) => text.includes(value))
    )
  }
}

/** A key, `=` or `!=`, and a value; both may be in quotation marks. */
const termSyntax =
  /\s*(?:"([^"]+)"|([^\s"=!]+))[ \t]{0,9}(!?)=[ \t]{0,9}(?:"([^"]+)"|([^\s"]+))(?=\s|$)/y

/** @throws UserError that names what is not a term */
function parseTerms(expression: string): Term[] {
  const terms: Term[] = []
  const syntax = new RegExp(termSyntax)
  const text = expression.trimEnd()
  for (let at = 0; at < text.length || terms.length === 0;) {
    syntax.lastIndex = at
    const match = syntax.exec(text)
    if (!match) throw new UserError(whereTexts.syntax(text.slice(at).trim()))
    const [all, quotedKey, key = quotedKey, not, quoted, value = ''] = match
    terms.push({
      key: key ?? '',
      values:
        quoted === undefined
          ? value.split(',').filter((each) => each !== '')
          : [quoted],
      isNegated: not === '!'
    })
    at += all.length
  }

  return terms
}

/** @throws UserError that lists the keys */
function findKey(name: string, keys: readonly Key[], place: string): Key {
  const folded = fold(name)
  const key = keys.find((each) => fold(each.name) === folded)
  if (key) return key
  const names = [...new Set(keys.map((each) => each.name))]
  const nearest = findNearest(name, names, (each) => each)
  throw new UserError(whereTexts.unknownKey(name, place, names, nearest))
}

/** Labels have precedence: a bank may use the name of a kind as a label. */
function listKeys(banks: readonly BankData[]): Key[] {
  const templates = banks.flatMap(({templates}) =>
    templates.flatMap(({fields}) => fields)
  )
  const labels = new Set(templates.map(({label}) => label))
  const kinds = new Set(templates.map(({kind}) => kind))
  labels.delete('')
  const ofFields = (
    name: string,
    isMeant: (field: Pick<FieldData, 'label' | 'kind'>) => boolean
  ): Key => {
    const declared = templates.filter(isMeant)
    const isWhole = declared.every(({kind}) => wholeKinds.has(kind))
    const find = (card: CardData): string[] =>
      card.fields.filter(isMeant).flatMap(toValues)
    return {
      name,
      find: (card) => find(card).map(fold),
      known: isWhole
        ? () =>
            unique([
              ...declared.flatMap((field) =>
                field.kind === 'choice' ? field.choices : []
              ),
              ...banks.flatMap(({cards}) => cards.flatMap(find))
            ])
        : undefined
    }
  }

  return [
    ...[...labels].map((label) =>
      ofFields(label, (field) => field.label === label)
    ),
    ...[...kindNames]
      .filter(([, kind]) => kinds.has(kind as FieldData['kind']))
      .map(([name, kind]) => ofFields(name, (field) => field.kind === kind)),
    {
      name: 'section',
      find: ({section}) => (section === undefined ? [] : [fold(section)]),
      known: () =>
        unique(
          banks.flatMap(({cards}) =>
            cards.flatMap(({section}) => section ?? [])
          )
        )
    },
    {name: 'title', find: (card) => [fold(card.titleText)], known: undefined},
    {
      name: 'id',
      find: ({id}) => (id === undefined ? [] : [fold(id)]),
      known: () =>
        unique(banks.flatMap(({cards}) => cards.flatMap(({id}) => id ?? [])))
    },
    ...[...kinds].map((kind) => ofFields(kind, (field) => field.kind === kind))
  ]
}

function toValues({kind, tags, text}: FieldData): readonly string[] {
  return kind === 'tags' ? (tags ?? []) : [text]
}

function unique(values: readonly string[]): string[] {
  return [...new Map(values.map((value) => [fold(value), value])).values()]
}

/** @throws UserError that lists the values */
function assertKnown(value: string, {name, known}: Key): void {
  const values = known?.()
  if (!values || values.some((each) => fold(each) === fold(value))) return
  const nearest = findNearest(value, values, (each) => each)
  throw new UserError(whereTexts.unknownValue(name, value, values, nearest))
}
