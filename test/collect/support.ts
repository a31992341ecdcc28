/** A bank with an inbox, in a repository. */
import {existsSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import * as assert from 'uvu/assert'
import type {Ended} from '../cli/support.ts'
import {call} from '../cli/support.ts'
import {cards, emptyReadme} from '../git/support.ts'
import type {Repository} from '../merge/repository.ts'
import {createRepository} from '../merge/repository.ts'

export const bankName = 'QUESTION_BANK.md'

/** Front matter of a bank with an inbox. */
export const settings = '---\nbank:\n  inbox: cards/\n---\n\n'

/** @returns a bank with sections, each with its cards */
export function toSections(
  sections: Readonly<Record<string, readonly string[]>>
): string {
  const parts = Object.entries(sections).map(([title, own]) =>
    [`## ${title}\n`, ...own].join('\n')
  )
  return `${settings}# A shed\n\n${parts.join('\n')}`
}

/** The bank that most tests begin with. */
export const bank = toSections({Baking: [cards.dough], Wheels: [cards.chain]})

/** @returns a card that names its section */
export function inSection(card: string, section: string): string {
  return card.replace('\n\n', `\n\n**Section:** ${section}  \n`)
}

/** A repository, and the command line on it. */
export interface Shed extends Repository {
  readonly run: (...argv: readonly string[]) => Promise<Ended>
  readonly has: (name: string) => boolean
}

/** @returns a repository with the bank and its README, fixed and committed */
export async function makeShed(
  files: Readonly<Record<string, string>> = {}
): Promise<Shed> {
  const repository = createRepository(false)
  const {folder, commit, write} = repository
  write({[bankName]: bank, 'README.md': emptyReadme, ...files})
  const run: Shed['run'] = async (...argv) => call(folder, argv)
  assert.is((await run('readme')).status, 0)
  commit({})
  return {...repository, run, has: (name) => existsSync(join(folder, name))}
}

/** @returns the text of a file */
export function readFile(folder: string, name: string): string {
  return readFileSync(join(folder, name), 'utf8')
}
