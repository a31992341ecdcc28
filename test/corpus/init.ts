/**
 * Adopts question files that other people wrote, each in a repository of its own: infers the template, runs `qbank init`, commits
 * what it says, and adds a card by a commit that the hook checks. Prints a line for each file.
 *
 * Usage: npm run corpus:init -- <folder of .md files> [part of a file's name…]
 *
 * Exit code 1 if a file was damaged, or a repository is not green after it was adopted.
 */
import process from 'node:process'
import {readBank} from '../../src/api.ts'
import type {Bank} from '../../src/index.ts'
import {call} from '../cli/support.ts'
import {makeInstalled, read} from '../init/support.ts'
import {git, run, writeFiles} from '../support/temp.ts'
import {readFiles} from './files.ts'
import {whatIsLost} from './what-is-lost.ts'

const [folder, ...parts] = process.argv.slice(2)
if (folder === undefined) {
  process.stderr.write('Usage: npm run corpus:init -- <folder> [part…]\n')
  process.exit(2)
}

/** What has become of a file. */
interface Adopted {
  /** Why it was refused. */
  readonly refused?: string
  /** Cards that are read, and the headings of their depth. */
  readonly cards?: number
  readonly headings?: number
  /** Old cards that someone has to fix by hand keep their form. */
  readonly hasDebts?: boolean
  readonly failures: readonly string[]
}

const all: Adopted[] = []
for (const {name, text} of readFiles(folder, parts)) {
  const adopted = await adopt(text)
  all.push(adopted)
  const {refused, cards = 0, headings = 0, hasDebts, failures} = adopted
  const said =
    refused ??
    `${cards} cards of ${headings} headings${hasDebts ? ', old problems remain' : ''}`
  process.stdout.write(
    `${[`${name}: ${said}`, ...failures].join('\n  FAIL ')}\n`
  )
}

const taken = all.filter(({refused}) => refused === undefined)
const failed = all.filter(({failures}) => failures.length > 0)
process.stdout.write(
  `${all.length} files: ${taken.length} adopted, ${all.length - taken.length} refused with a reason, ${failed.length} with failures\n`
)
process.exitCode = failed.length > 0 ? 1 : 0

async function adopt(text: string): Promise<Adopted> {
  const path = 'questions.md'
  const repository = makeInstalled({[path]: text})
  const {status, stdout, stderr} = await call(repository, [
    ...['init', '--yes', path]
  ])
  const after = read(repository, path)
  const failures = whatIsLost(text, after).map(
    ({kind, texts}) => `lost ${texts.length} ${kind}`
  )
  if (status === 2) {
    return {
      refused: `refused: ${stderr.trim().slice(0, 160)}`,
      failures: after === text ? failures : [...failures, 'changed']
    }
  }

  if (status !== 0) {
    failures.push(stdout.slice(stdout.indexOf('The hook was')).slice(0, 900))
  }

  if (!stdout.includes('The hook was tried')) {
    failures.push(/^The hook was not.*/m.exec(stdout)?.[0] ?? 'no trial')
  }

  const [, command = ''] = /^Next, commit this: (.*)$/m.exec(stdout) ?? []
  const committed = run(repository, 'sh', ['-c', command])
  if (committed.status !== 0) {
    failures.push(`not committed: ${committed.stderr.slice(0, 600)}`)
  }

  const checked = await call(repository, ['check', '--since', 'HEAD~'])
  if (checked.status !== 0) {
    failures.push(`not green: ${checked.stdout.slice(0, 600)}`)
  }

  const bank = await readBank(after, {path})
  const refusal = addCard(repository, path, after, bank)
  if (refusal !== undefined) failures.push(`new card: ${refusal}`)
  return {
    cards: bank.cards.length,
    headings: countHeadings(after, bank.cardDepth),
    hasDebts: stdout.includes('in old cards'),
    failures
  }
}

/** Adds a card after the last one: what one of the bank has, in other words, with the next number. @returns what the hook says against it */
function addCard(
  repository: string,
  path: string,
  text: string,
  bank: Bank
): string | undefined {
  const last = bank.cards.at(-1)
  if (!last) return 'the bank has no card'
  const {start, end, template} = last
  const [line = ''] = text.slice(start, end).split('\n')
  const bodies = bank.cards
    .filter((card) => card.template === template)
    .map((card) => text.slice(card.start, card.end).replace(/^.*/, ''))
  // Some have nothing but links.
  const body = bodies.findLast((each) => reword(each) !== each) ?? bodies.at(-1)
  const heading = line
    .replace(/\d+/, (digits) => String(Number(digits) + 1))
    .replace(/[?？]?$/, ', and what have zebras to do with it?')
  const added = heading + reword(body ?? '')
  // The old card ends as it did.
  const [gap = ''] = /^\s*/.exec(text.slice(end)) ?? []
  const rest = text.slice(end + gap.length)
  writeFiles(repository, {
    [path]:
      text.slice(0, end) +
      (/\n\s*\n/.test(gap) ? gap : '\n\n') +
      (rest === '' ? `${added}\n` : `${added}\n\n${rest}`)
  })
  const {status, stderr} = git(
    repository,
    ...['commit', '--quiet', '--all', '--message', 'Add a card']
  )
  return status === 0 ? undefined : stderr.slice(0, 600)
}

/** Other words, in the same lines; what is not plain text stays. */
function reword(text: string): string {
  return text
    .split('\n')
    .map((line) =>
      /^\s*(?:\*\*|[<#|`~![])|\]\(|https?:/.test(line)
        ? line
        : line.replace(/(?<![\p{L}&])\p{L}{5,}(?![\p{L};])/gu, (word) =>
            Array.from(word).reverse().join('').toLowerCase()
          )
    )
    .join('\n')
}

/** @returns the number of headings of a depth, outside of code as far as a glance shows */
function countHeadings(text: string, depth: number): number {
  const prose = text.replace(/^(?:```|~~~)[^]*?^(?:```|~~~)/gm, '')
  const marks = '#'.repeat(depth)
  return [...prose.matchAll(/^(#+)[ \t]+\S/gm)].filter(
    ([, found]) => found === marks
  ).length
}
