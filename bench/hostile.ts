/**
 * How long it takes to read banks that are built to defeat the scanner, against micromark alone: in one process, which
 * has read others before, for what is compared is the reading.
 *
 * Usage: tsx bench/hostile.ts [cards]
 */
import process from 'node:process'
import {pathToFileURL} from 'node:url'
import {readWithMicromark} from '../src/markdown/known-definitions.ts'
import {readText} from '../test/support/bank.ts'
import {makeBank} from './banks.ts'
import {median} from './results.ts'

/** Banks, by what is wrong with them; about as long as clean ones of so many cards. */
const makers: Readonly<Record<string, (cards: number) => string>> = {
  'each card almost canonical': (cards) =>
    makeBank({cards}).replace(/\n(?=\n### |$)/g, ' \\\n&amp;\n'),
  'a bullet in a bullet of each card': (cards) =>
    makeBank({cards}).replace(/\n\n### /g, '\n  - x\n\n### '),
  'brackets that nothing closes': (cards) =>
    makeBank({cards}).replace(/^- /gm, '- [[[[ '),
  'each bullet possibly a definition': (cards) =>
    makeBank({cards}).replace(/^- /gm, '[a]: '),
  'one card as long as all': (cards) =>
    `# B\n\n### Q: x\n\n${'**Question:** text and *more* of it\n- bullet [a] `code`\n'.repeat(10 * cards)}`,
  // Of more that are shorter, a bank is not read.
  headings: (cards) =>
    `# B\n\n${'### Q: What is there to say?\n\n'.repeat(20 * cards)}`,
  'headings without blank lines': (cards) =>
    `# B\n\n${'### Q: What is there to say?\n'.repeat(20 * cards)}`,
  'a fence that nothing closes': (cards) =>
    makeBank({cards}).replace(/\n\n- /, '\n\n```\n- '),
  'a comment that nothing closes': (cards) =>
    makeBank({cards}).replace(/\n\n- /, '\n\n<!--\n- ')
}

/** Milliseconds for a bank. */
export interface Hostile {
  readonly name: string
  readonly ours: number
  readonly micromark: number
}

/** @returns medians; the first of `runs` + 1 rounds does not count */
export function measureHostile(cards: number, runs: number): Hostile[] {
  return Object.entries(makers).map(([name, make]) => {
    const rounds = Array.from({length: runs + 1}, (_, round) => {
      // No text twice: what has been read is remembered.
      const text = make(cards) + '\n'.repeat(round)
      return {
        micromark: time(() => readWithMicromark(text)),
        ours: time(() => readText(text))
      }
    }).slice(1)
    return {
      name,
      ours: median(rounds.map((round) => round.ours)),
      micromark: median(rounds.map((round) => round.micromark))
    }
  })
}

/** @returns the bank for which we take longest, compared */
export function findWorst(measured: readonly Hostile[]): Hostile | undefined {
  return measured.toSorted(
    (left, right) => right.ours / right.micromark - left.ours / left.micromark
  )[0]
}

/** Of this process alone: the machine may be busy. */
function time(work: () => unknown): number {
  const start = process.cpuUsage()
  work()
  const {user, system} = process.cpuUsage(start)
  return (user + system) / 1000
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [cards = 1008] = process.argv.slice(2).map(Number)
  for (const {name, ours, micromark} of measureHostile(cards, 3)) {
    const ratio = (ours / micromark).toFixed(2)
    process.stdout.write(
      `${name.padEnd(36)}${ours.toFixed(0).padStart(7)} ms${micromark.toFixed(0).padStart(7)} ms  ${ratio}\n`
    )
  }
}
