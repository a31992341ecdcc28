/**
 * Random banks and what two authors make of them, in canonical form. Each card has words of its own, so that it can be found
 * again whatever was done to it.
 */
import type {Random} from '../support/random.ts'
import {pick} from '../support/random.ts'

/** A card; all texts are lines. */
export interface ModelCard {
  readonly title: string
  readonly difficulty: string
  readonly tags: string
  readonly question: string
  readonly strong: readonly string[]
  readonly pitfalls: readonly string[]
}

/** A section with its cards. */
export interface ModelSection {
  readonly title: string
  readonly cards: readonly ModelCard[]
}

/** How the headings of a bank's cards begin, and what its front matter says. */
export interface Style {
  readonly isNumbered: boolean
  readonly hasContents: boolean
}

/** A bank. */
export interface ModelBank extends Style {
  readonly sections: readonly ModelSection[]
  readonly maxAge: number | undefined
}

/** Gives each thing that is made a number of its own. */
export type Counter = () => number

export function makeCounter(): Counter {
  let next = 0
  return () => next++
}

const words = [
  'sourdough',
  'trellis',
  'sprocket',
  'compost',
  'puncture',
  'mulching',
  'kneading',
  'seedling',
  'derailleur',
  'lathe'
]

const numberNames = 'bcdfghjklmnp'

/** @returns a word that nothing else has: an edit of two letters does not make another number of it */
function toName(number: number): string {
  return Array.from(String(number + 100))
    .map(
      (digit) =>
        `${numberNames[Number(digit)] ?? ''}${'aeiou'[Number(digit) % 5] ?? ''}`
    )
    .join('')
}

function makeLine(random: Random, next: Counter): string {
  const name = toName(next())
  return `${pick(random, words)} ${name} and ${pick(random, words)} x${name} or ${pick(random, words)}`
}

export function makeCard(random: Random, next: Counter): ModelCard {
  const makeLines = (least: number): string[] =>
    Array.from({length: least + Math.floor(random() * 3)}, () =>
      makeLine(random, next)
    )
  return {
    title: `Why ${makeLine(random, next)}`,
    difficulty: pick(random, ['Easy', 'Medium', 'Hard']),
    tags: pick(random, ['bread,oven', 'wheels', 'soil,tools', 'wood']),
    question: `Is ${makeLine(random, next)}`,
    strong: makeLines(3),
    pitfalls: makeLines(2)
  }
}

export function makeModel(random: Random, next: Counter): ModelBank {
  const isNumbered = random() < 0.25
  return {
    isNumbered,
    hasContents: random() < 0.3,
    maxAge: random() < 0.3 ? 100 : undefined,
    sections: Array.from({length: 1 + Math.floor(random() * 4)}, () => ({
      title: `About ${makeLine(random, next)}`,
      cards: Array.from({length: Math.floor(random() * 5)}, () =>
        makeCard(random, next)
      )
    }))
  }
}

type Change = (bank: ModelBank, random: Random, next: Counter) => ModelBank

/** @returns the bank with one of its sections changed */
function inSection(
  bank: ModelBank,
  random: Random,
  change: (section: ModelSection) => ModelSection
): ModelBank {
  const chosen = pick(random, bank.sections)
  return {
    ...bank,
    sections: bank.sections.map((section) =>
      section === chosen ? change(section) : section
    )
  }
}

/** @returns the bank with one of its cards changed; as it is without cards */
function inCard(
  bank: ModelBank,
  random: Random,
  change: (card: ModelCard) => readonly ModelCard[]
): ModelBank {
  const cards = bank.sections.flatMap((section) => section.cards)
  if (cards.length === 0) return bank
  const chosen = pick(random, cards)
  return {
    ...bank,
    sections: bank.sections.map((section) => ({
      ...section,
      cards: section.cards.flatMap((card) =>
        card === chosen ? change(card) : [card]
      )
    }))
  }
}

function insertAt<Item>(
  items: readonly Item[],
  item: Item,
  random: Random
): Item[] {
  return items.toSpliced(Math.floor(random() * (items.length + 1)), 0, item)
}

function edit(line: string, random: Random, next: Counter): string {
  return line.replace(pick(random, ['and', 'or']), `and${toName(next())}`)
}

const addCard: Change = (bank, random, next) =>
  inSection(bank, random, (section) => {
    const card = makeCard(random, next)
    const isLast = random() < 0.6
    const {cards} = section
    return {
      ...section,
      cards: isLast ? [...cards, card] : insertAt(cards, card, random)
    }
  })

const removeCard: Change = (bank, random) => inCard(bank, random, () => [])

const editField: Change = (bank, random, next) =>
  inCard(bank, random, (card) => [
    pick<() => ModelCard>(random, [
      () => ({...card, title: edit(card.title, random, next)}),
      () => ({...card, difficulty: pick(random, ['Easy', 'Medium', 'Hard'])}),
      () => ({...card, tags: `${card.tags},${toName(next())}`}),
      () => ({...card, question: edit(card.question, random, next)})
    ])()
  ])

const editBullet: Change = (bank, random, next) =>
  inCard(bank, random, (card) => {
    const field = pick(random, ['strong', 'pitfalls'] as const)
    const bullets = card[field]
    const chosen = pick(random, bullets)
    const changed = pick<() => readonly string[]>(random, [
      () =>
        bullets.map((line) =>
          line === chosen ? edit(line, random, next) : line
        ),
      () => insertAt(bullets, makeLine(random, next), random),
      () =>
        bullets.length > 2 ? bullets.filter((line) => line !== chosen) : bullets
    ])()
    return [{...card, [field]: changed}]
  })

const moveCard: Change = (bank, random) => {
  let moved: ModelCard | undefined
  const without = inCard(bank, random, (card) => {
    moved = card
    return []
  })
  return moved
    ? inSection(without, random, (section) => ({
        ...section,
        cards: insertAt(section.cards, moved as ModelCard, random)
      }))
    : bank
}

const addSection: Change = (bank, random, next) => {
  const section = {
    title: `About ${makeLine(random, next)}`,
    cards: [makeCard(random, next)]
  }
  return {...bank, sections: insertAt(bank.sections, section, random)}
}

const renameSection: Change = (bank, random, next) =>
  inSection(bank, random, (section) => ({
    ...section,
    title: edit(section.title, random, next)
  }))

const moveSection: Change = (bank, random) => {
  const chosen = pick(random, bank.sections)
  const others = bank.sections.filter((section) => section !== chosen)
  return {...bank, sections: insertAt(others, chosen, random)}
}

const changeFrontMatter: Change = (bank, random) => ({
  ...bank,
  maxAge: 100 + Math.floor(random() * 3)
})

const changes: readonly Change[] = [
  ...[addCard, addCard, addCard, editField, editField, editBullet, editBullet],
  ...[editBullet, removeCard, moveCard, addSection, renameSection],
  ...[moveSection, changeFrontMatter]
]

/** @returns what an author makes of the bank */
export function changeModel(
  bank: ModelBank,
  random: Random,
  next: Counter
): ModelBank {
  let changed = bank
  const amount = 1 + Math.floor(random() * 4)
  for (let index = 0; index < amount; index++) {
    changed = pick(random, changes)(changed, random, next)
  }

  return changed
}

/** @returns the bank in canonical form */
export function render(bank: ModelBank): string {
  const {hasContents, isNumbered, maxAge, sections} = bank
  let number = 0
  const parts = sections.flatMap(({title, cards}) => [
    `## ${title}`,
    ...cards.map((card) => {
      number++
      return renderCard(card, isNumbered ? `${number}.` : 'Q:')
    })
  ])
  const settings = [
    ...(maxAge === undefined ? [] : [`  maxAge: ${maxAge}`]),
    ...(isNumbered ? ['  template:', '    card:', '      number: "1."'] : [])
  ]
  const contents = sections.map(
    ({title}) => `- [${title}](#${title.toLowerCase().replaceAll(' ', '-')})`
  )
  return [
    ...(settings.length > 0
      ? [['---', 'bank:', ...settings, '---'].join('\n')]
      : []),
    '# Questions for a shed',
    'Read them aloud.',
    ...(hasContents && contents.length > 0
      ? ['## Contents', contents.join('\n')]
      : []),
    ...parts
  ]
    .join('\n\n')
    .concat('\n')
}

/** @returns a card without the line break at its end */
export function renderCard(card: ModelCard, lead: string): string {
  return [
    `### ${lead} ${card.title}`,
    '',
    `**Difficulty:** ${card.difficulty}  `,
    `**Tags:** ${card.tags}  `,
    `**Question:** ${card.question}?  `,
    '**What a strong answer includes:**',
    '',
    ...card.strong.map((line) => `- ${line}`),
    '',
    '**Common pitfalls:**',
    '',
    ...card.pitfalls.map((line) => `- ${line}`)
  ].join('\n')
}
