/** The list of cards for the page's script: what it can show and filter before it has a card's text. */
import type {BankData} from '../export/card-data.ts'
import {addName, toFileName} from '../export/file-name.ts'
import type {Question} from '../export/question.ts'
import {shorten} from '../text/wording.ts'
import type {CardList, Facet} from './data.ts'
import type {Say} from '../template/page-words.ts'
import type {SiteCard} from './pages.ts'

/** Longest beginning of a question, in UTF-16 units. */
const longestLead = 180

/** Other keys in the address of the page. */
const reservedKeys = ['q', 'view', 'card', 'answers', 'breaks']

/** Input of the list; cards and questions are in the same order. */
export interface ListInput {
  readonly title: string
  readonly cards: readonly SiteCard[]
  readonly questions: readonly Question[]
  readonly banks: readonly BankData[]
  readonly say: Say
}

/** @returns the list */
export function createList({
  title,
  cards,
  questions,
  banks,
  say
}: ListInput): CardList {
  return {
    name: title,
    title,
    titles: cards.map(({html}) => html.title),
    hrefs: cards.map(({href}) => href),
    keys: questions.map(({card}) => card.id ?? card.titleText),
    leads: questions.map(({asked}) =>
      shorten((asked[0]?.text ?? '').replace(/\s+/g, ' '), longestLead)
    ),
    broken: cards.flatMap(({errors}, at) => (errors > 0 ? at : [])),
    facets: createFacets(questions, banks, say)
  }
}

/** @returns filters for what has more than one value, or is missing on some cards */
function createFacets(
  questions: readonly Question[],
  banks: readonly BankData[],
  say: Say
): Facet[] {
  const fields = banks
    .flatMap(({templates}) => templates)
    .flatMap((template) => template.fields)
  const choices = new Map<string, readonly string[]>()
  for (const field of fields) {
    if (field.kind !== 'choice') continue
    const known = choices.get(field.label) ?? []
    choices.set(field.label, [...new Set([...known, ...field.choices])])
  }

  const keys = new Set(reservedKeys)
  const create = (
    kind: Facet['kind'],
    name: string,
    find: (question: Question) => readonly string[],
    values: readonly string[] = []
  ): Facet => {
    const indexes = new Map(values.map((value, at) => [value, at]))
    const of = questions.map((question) =>
      find(question).map((value) => {
        const index = indexes.get(value) ?? indexes.size
        indexes.set(value, index)
        return index
      })
    )
    const key = addName(toFileName(name, 'choice'), '', keys)
    return {kind, key, name, values: [...indexes.keys()], of}
  }

  return [
    create('bank', say('bank'), ({bank}) => [bank.title]),
    create('section', say('section'), ({card}) => [card.section ?? []].flat()),
    ...[...choices].map(([label, values], at) =>
      create(
        at === 0 ? 'first-choice' : 'choice',
        label,
        ({card}) =>
          card.fields.flatMap((field) =>
            field.kind === 'choice' && field.label === label ? field.text : []
          ),
        values
      )
    ),
    create('tag', say('tag'), ({tags}) => tags)
  ].filter(({values}) => values.length > 1)
}
