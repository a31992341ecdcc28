/** Banks and cards for tests that put one into the other. */
import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import type {Bank, Card} from '../../src/bank/model.ts'
import type {
  InsertOptions,
  Insertion,
  NewCard
} from '../../src/insert/insert-cards.ts'
import {insertCards} from '../../src/insert/insert-cards.ts'
import {banks} from '../export/support.ts'
import {readText} from '../support/bank.ts'
import {showSpaces} from '../support/fixtures.ts'
import {projectRoot} from '../support/temp.ts'

const page = readFileSync(join(projectRoot, 'docs/templates.md'), 'utf8')

/** The banks that docs/templates.md shows, by their titles. */
export const templates: Readonly<Record<string, string>> = Object.fromEntries(
  [...page.matchAll(/^```md\n(---\n[^]*?)^```$/gm)].map(([, example = '']) => {
    const text = showSpaces(example, false)
    return [/^# (.*)$/m.exec(text)?.[1] ?? '', text]
  })
)

/** Those, and the banks of the tests: all are clean. */
export const cleanBanks: readonly (readonly [string, string])[] =
  Object.entries({...templates, ...banks})

/** Puts cards into a bank without a project's configuration. */
export async function insert(
  text: string,
  cards: readonly NewCard[],
  options: Partial<InsertOptions> = {}
): Promise<Insertion> {
  return insertCards(text, 'QUESTION_BANK.md', cards, {
    cwd: projectRoot,
    hasConfiguration: false,
    ...options
  })
}

/** @returns the Markdown of a bank's card, with the section that it is in */
export function toNewCard({text}: Bank, {start, end, section}: Card): NewCard {
  return {
    markdown: text.slice(start, end),
    ...(section && {section: section.title})
  }
}

/** @returns what the cards of a text say, without their numbers, in order */
export function readBodies(text: string): string[] {
  return readText(text).cards.map((card) => {
    const {heading, end} = card
    return `${heading.title}\n${text.slice(heading.end, end).trim()}`
  })
}
