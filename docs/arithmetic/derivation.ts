/** Prints how the numbers of each card follow, and runs a section's file as a program. */
import {readFileSync, realpathSync} from 'node:fs'
import {dirname} from 'node:path'
import process from 'node:process'
import {fileURLToPath} from 'node:url'
import type {CardArithmetic, SectionArithmetic} from './card.ts'
import {compareSections} from './compare.ts'
import {readNumbers} from './numbers.ts'

/** Whether the program that was started is one of the files in this folder. */
export function isMain(): boolean {
  const [, main] = process.argv
  if (main === undefined) return false
  const folder = dirname(fileURLToPath(import.meta.url))
  return dirname(realpathSync(main)) === realpathSync(folder)
}

/** Prints the derivations of a section; with the path of a bank as an argument, checks the section in it, too. */
export function printSection(section: SectionArithmetic): void {
  const texts = section.cards.map((card) => derivation(card))
  process.stdout.write([`# ${section.name}\n`, ...texts].join('\n'))
  const [, , path] = process.argv
  if (path === undefined) return
  const {problems} = compareSections(readFileSync(path, 'utf8'), [section])
  process.stderr.write(problems.map((problem) => `${problem}\n`).join(''))
  if (problems.length > 0) process.exitCode = 1
}

/** The worked derivation of a card, as lines of Markdown. */
export function derivation(card: CardArithmetic): string {
  const values = card.givens.flatMap(valuesOf)
  const steps = card.derive(...values).map(([formula, result, words]) => {
    const results = typeof result === 'number' ? [result] : result
    return `${formula} = ${results.map(print).join(', ')}: “${words}”`
  })
  const givens = card.givens.map(
    (words) => `“${words}”: ${valuesOf(words).map(print).join(', ')}`
  )
  const facts = card.facts.map((words) => `“${words}”`)
  return [
    `## ${card.title}\n`,
    list('Assumed', card.assumptions),
    list('Given', givens),
    list('Derived', steps),
    list('Taken from elsewhere', facts)
  ].join('\n')
}

function list(name: string, items: readonly string[]): string {
  if (items.length === 0) return ''
  return `${name}:\n\n${items.map((item) => `- ${item}\n`).join('')}`
}

function valuesOf(words: string): number[] {
  return readNumbers(words).map((number) => number.value)
}

/** Enough digits to see how a card has rounded. */
function print(value: number): string {
  return String(Number(value.toPrecision(6)))
}
