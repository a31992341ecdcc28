/**
 * A bank in the hands of several people: what they do to it, and the resulting text. Every card lacks a pitfall from
 * the first day on, so that a report names each card that is checked.
 */
import {makeBank} from '../../bench/banks.ts'
import type {Random} from '../support/random.ts'
import {pick} from '../support/random.ts'

/** A card: which one, and which of the edits below are in it. */
export interface Card {
  readonly id: number
  readonly edits: readonly string[]
}

/** A bank at some moment. */
export interface Version {
  readonly path: string
  readonly frontMatter: string
  readonly intro: string
  readonly lineBreak: '\n' | '\r\n'
  readonly sections: readonly Section[]
}

interface Section {
  readonly title: string
  readonly cards: readonly Card[]
}

/** Texts of the cards; all of them differ. */
const texts = makeBank({cards: 60})
  .split(/^(?=#+ )/m)
  .filter((text) => text.startsWith('### '))
  // The fault.
  .map((text) => text.trimEnd().replace(/\n.+$/, '\n'))

/** Edits of a card, each of them reversible. */
const edits: Readonly<Record<string, (card: string) => string>> = {
  title: (card) => card.replace('?', ' again?'),
  bullet: (card) => card.replace(/(?<=\n- .*)\.\n/, ', twice.\n'),
  difficulty: (card) => card.replace(/(?<=\*\*Difficulty:\*\* )\w+/, 'Simple'),
  'hard break': (card) => card.replace('  \n', '\n'),
  'blank line': (card) => card.replace('\n\n**Common', '\n\n\n**Common'),
  'glued label': (card) => card.replace('\n\n**Common', '\n**Common'),
  'trailing spaces': (card) => card.replace(/\n- .*/, '$&   ')
}

/** @returns the card's text */
export function renderCard({id, edits: names}: Card): string {
  return names.reduce(
    (text, name) => edits[name]?.(text) ?? text,
    texts[id] ?? ''
  )
}

/** @returns the card's heading as reports name it */
export function titleOf(card: Card): string {
  return /^### (.*)/.exec(renderCard(card))?.[1] ?? ''
}

/** @returns the text of the file */
export function render(version: Version): string {
  const parts = [
    `${version.frontMatter}# A bank of many hands\n`,
    version.intro,
    ...version.sections.flatMap(({title, cards}) => [
      `## ${title}\n`,
      ...cards.map(renderCard)
    ])
  ]
  return parts.filter(Boolean).join('\n').replaceAll('\n', version.lineBreak)
}

/** @returns the cards in their order */
export function cardsOf({sections}: Version): readonly Card[] {
  return sections.flatMap(({cards}) => cards)
}

/** @returns names of what makes a card this one and no other */
export function keyOf({id, edits: names}: Card): string {
  return [id, ...names].join(' ')
}

/** @returns the bank as it began */
export function makeVersion(random: Random): Version {
  let id = 0
  const count = 2 + Math.floor(random() * 2)
  return {
    path: 'QUESTION_BANK.md',
    frontMatter: '',
    intro: '',
    lineBreak: '\n',
    sections: Array.from({length: count}, (_, at) => ({
      title: `Chapter ${at + 1}`,
      cards: Array.from({length: 3 + Math.floor(random() * 4)}, () => ({
        id: id++,
        // Old debts of more than one kind.
        edits: random() < 0.2 ? [pick(random, Object.keys(edits))] : []
      }))
    }))
  }
}

/** Something that a person does to a bank. */
type Change = (
  version: Version,
  random: Random,
  nextId: () => number
) => Version

const changes: Readonly<Record<string, Change>> = {
  'edit a card': (version, random) => {
    const name = pick(random, Object.keys(edits))
    return onCard(version, random, ({id, edits: names}) => [
      {
        id,
        edits: names.includes(name)
          ? names.filter((other) => other !== name)
          : [...names, name].sort()
      }
    ])
  },
  'add a card': (version, random, nextId) =>
    onCard(version, random, (card) => {
      const added = {id: nextId(), edits: []}
      return random() < 0.5 ? [added, card] : [card, added]
    }),
  'delete a card': (version, random) => takeCard(version, random)[0],
  'move a card': (version, random) => {
    const [rest, taken] = takeCard(version, random)
    return onCard(rest, random, (card) =>
      random() < 0.5 ? [...taken, card] : [card, ...taken]
    )
  },
  'rename a section': (version, random) =>
    onSection(version, random, ({title, ...section}) => ({
      ...section,
      title: `${title} and more`
    })),
  'turn sections around': (version) => ({
    ...version,
    sections: version.sections.toReversed()
  }),
  'write an introduction': (version) => ({
    ...version,
    intro: version.intro === '' ? 'Read all of it.\n' : ''
  }),
  'declare a bank': (version, random) => ({
    ...version,
    frontMatter: pick(random, [
      '',
      '---\nbank:\n---\n\n',
      '---\nbank:\n  cards:\n    section:\n      max: 50\n---\n\n'
    ])
  }),
  'save with another line break': (version) => ({
    ...version,
    lineBreak: version.lineBreak === '\n' ? '\r\n' : '\n'
  }),
  'move the file': (version) => ({...version, path: 'docs/QUESTION_BANK.md'})
}

/** @returns the bank after one change, and what that was */
export function change(
  version: Version,
  random: Random,
  {nextId, mayMoveFile}: {nextId: () => number; mayMoveFile: boolean}
): {version: Version; name: string} {
  // Most of what people do, they do to cards.
  const names = Object.keys(changes).filter(
    (name) => mayMoveFile || name !== 'move the file'
  )
  const name = pick(random, random() < 0.6 ? names.slice(0, 4) : names)
  return {
    version: changes[name]?.(version, random, nextId) ?? version,
    name
  }
}

/**
 * @returns what the second person has done since the first bank, done to what the other has made of it: whose card was
 *   edited by one of them is taken from that one, and both files agree about the rest
 */
export function merge(base: Version, ours: Version, theirs: Version): Version {
  const known = new Map(cardsOf(base).map((card) => [card.id, keyOf(card)]))
  const others = new Map(cardsOf(theirs).map((card) => [card.id, card]))
  return {
    ...ours,
    sections: ours.sections.map((section) => ({
      ...section,
      cards: section.cards.map((card) =>
        known.get(card.id) === keyOf(card)
          ? (others.get(card.id) ?? card)
          : card
      )
    }))
  }
}

function onSection(
  version: Version,
  random: Random,
  edit: (section: Section) => Section
): Version {
  const chosen = pick(random, version.sections)
  return {
    ...version,
    sections: version.sections.map((section) =>
      section === chosen ? edit(section) : section
    )
  }
}

/** Puts others in the place of a card. */
function onCard(
  version: Version,
  random: Random,
  edit: (card: Card) => readonly Card[]
): Version {
  return onSection(version, random, (section) => {
    const chosen = pick(random, section.cards)
    return {
      ...section,
      cards: section.cards.flatMap((card) =>
        card === chosen ? edit(card) : [card]
      )
    }
  })
}

/** Takes a card out, unless a section would be left empty. */
function takeCard(
  version: Version,
  random: Random
): [Version, readonly Card[]] {
  const chosen = pick(random, version.sections)
  if (chosen.cards.length === 1) return [version, []]
  const card = pick(random, chosen.cards)
  return [
    {
      ...version,
      sections: version.sections.map((section) =>
        section === chosen
          ? {...section, cards: section.cards.filter((other) => other !== card)}
          : section
      )
    },
    [card]
  ]
}
