/**
 * Measures inference on question files that other people wrote: the cards that the inferred template reads are compared with those
 * that a reader finds who knows nothing of templates (`real-cards.ts`). Prints a line for each file, and those to look at by eye.
 *
 * Usage: npm run corpus:infer -- <folder of .md files> [part of a file's name…]
 *
 * A file `<name>.cards` beside `<name>` has what a person found: numbers of lines, from 1, on which cards begin, or nothing for a file
 * without cards. What is before `#` in a line counts; `12-40:3` are the headings of depth 3 on these lines, `12-40:details` what
 * opens with a click there.
 */
import {existsSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import process from 'node:process'
import {readBank} from '../../src/api.ts'
import {inferTemplate, joinFrontMatter} from '../../src/infer/infer-template.ts'
import {readFiles} from './files.ts'
import type {RealCards} from './real-cards.ts'
import {findRealCards, listShapes} from './real-cards.ts'

const [folder, ...parts] = process.argv.slice(2)
if (folder === undefined) {
  process.stderr.write('Usage: npm run corpus:infer -- <folder> [part…]\n')
  process.exit(2)
}

/** The share of the real cards that has to be read. */
const enoughRead = 0.95

/** How many lines of a kind are shown. */
const mostShown = 12

/** How a file was read. */
type Verdict = 'exact' | 'no bank' | 'refused' | 'unsure' | 'wrong'

const counts = new Map<string, number>()
for (const {name, text} of readFiles(folder, parts)) {
  const real = readNotes(join(folder, `${name}.cards`), text)
  const read = await listRead(text)
  const expected = real ?? findRealCards(text)
  const {verdict, missing, wrong, unsure} = compare(expected, read)
  const key = `${expected.kind}: ${verdict}`
  counts.set(key, (counts.get(key) ?? 0) + 1)
  process.stdout.write(
    `${name}: ${key}, ${read?.length ?? 'none'} read${real ? ', compared by eye' : ''}\n`
  )
  show(text, 'not read', missing)
  show(text, 'no card', wrong)
  show(text, 'look at', unsure)
}

for (const [key, count] of [...counts].toSorted()) {
  process.stdout.write(`${String(count).padStart(4)} ${key}\n`)
}

/** @returns the lines on which cards are read; `undefined` where nothing is inferred */
async function listRead(text: string): Promise<number[] | undefined> {
  const inferred = await inferTemplate(text)
  if (!inferred) return undefined
  const joined = joinFrontMatter(text, inferred)
  const {cards} = await readBank(joined, {path: 'QUESTION_BANK.md'})
  const count = (part: string): number => part.split('\n').length
  const shift = count(joined) - count(text)
  return cards.map(({start}) => count(joined.slice(0, start)) - shift)
}

function compare(
  {sure, unsure}: RealCards,
  read: readonly number[] | undefined
): {
  verdict: Verdict
  missing: number[]
  wrong: number[]
  unsure: number[]
} {
  const found = new Set(read)
  const real = new Set(sure)
  const maybe = new Set(unsure)
  const missing = sure.filter((line) => !found.has(line))
  const others = (read ?? []).filter((line) => !real.has(line))
  const wrong = others.filter((line) => !maybe.has(line))
  const none = {missing: [], wrong: [], unsure: []}
  if (!read && sure.length + unsure.length === 0) {
    return {...none, verdict: 'no bank'}
  }

  if (!read) {
    const isSure = sure.length > 0
    return {
      ...none,
      verdict: isSure ? 'refused' : 'unsure',
      unsure: isSure ? [] : [...unsure]
    }
  }

  const doubtful = others.filter((line) => maybe.has(line))
  const isRight =
    wrong.length === 0 && missing.length <= (1 - enoughRead) * sure.length
  const verdict = !isRight
    ? ('wrong' as const)
    : doubtful.length > 0
      ? ('unsure' as const)
      : ('exact' as const)
  return {verdict, missing, wrong, unsure: doubtful}
}

function show(text: string, what: string, lines: readonly number[]): void {
  const all = text.split('\n')
  for (const line of lines.slice(0, mostShown)) {
    process.stdout.write(
      `  ${what}: ${line}: ${(all[line - 1] ?? '').slice(0, 100)}\n`
    )
  }

  if (lines.length > mostShown) {
    process.stdout.write(`  … ${lines.length - mostShown} more\n`)
  }
}

/** @returns what a person found; `undefined` if no person has looked */
function readNotes(path: string, text: string): RealCards | undefined {
  if (!existsSync(path)) return undefined
  const shapes = listShapes(text)
  const sure = readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((note) => {
      const [, first, last, what] =
        /^\s*(\d+)(?:-(\d+):(\w+))?\s*(?:#|$)/.exec(note) ?? []
      if (first === undefined) return []
      if (last === undefined || what === undefined) return [Number(first)]
      const wanted = /^\d$/.test(what) ? `heading ${what}` : what
      return shapes
        .filter(({shape}) => shape === wanted)
        .map(({line}) => line)
        .filter((line) => line >= Number(first) && line <= Number(last))
    })
  return {kind: sure.length > 0 ? 'heading' : 'none', sure, unsure: []}
}
