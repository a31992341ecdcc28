/**
 * How long an editor waits for diagnostics after a key: a bank is open in the language server, and a word is typed into
 * one of its cards, key by key, each when the diagnostics for the one before have come.
 *
 * Usage: tsx bench/keystroke.ts [cards] [keys] [kind]
 */
import {writeFileSync} from 'node:fs'
import {join} from 'node:path'
import process from 'node:process'
import {pathToFileURL} from 'node:url'
import {startServer} from '../test/lsp/support/client.ts'
import {makeBank} from './banks.ts'
import {makeTempFolder} from './measure.ts'

/** Milliseconds from sending a key to having its diagnostics. */
export interface Keystrokes {
  readonly median: number
  /** 19 of 20 keys are answered within this. */
  readonly most: number
  /** From opening the bank to its first diagnostics. */
  readonly opening: number
}

/** Keys that a person types before the compiler has seen what is hot. */
const warmUp = 10

/**
 * @param options how many cards the bank has, and how many keys are measured
 * @throws if the server does not answer, or with something else than it should
 */
export async function measureKeystrokes({
  cards,
  keys,
  kind = 'plain'
}: {
  readonly cards: number
  readonly keys: number
  /** Of the bank. */
  readonly kind?: string
}): Promise<Keystrokes> {
  const folder = makeTempFolder()
  writeFileSync(join(folder, 'package.json'), '{"private": true}\n')
  // In which the front matter of all kinds is clean.
  writeFileSync(join(folder, '.prettierrc'), '{"singleQuote": true}\n')
  const text = makeBank({cards, kind})
  const path = 'QUESTION_BANK.md'
  const editor = await startServer(folder, {timeout: 120_000})
  const opened = performance.now()
  await editor.open(path, text)
  const before = (await editor.diagnostics(path)).length
  const opening = performance.now() - opened
  const times: number[] = []
  const at = findPlace(text)
  for (let key = 0; key < warmUp + keys; key++) {
    const position = editor.positionAt(path, at + key)
    const start = performance.now()
    await editor.edit(path, [
      {range: {start: position, end: position}, newText: 'x'}
    ])
    const diagnostics = await editor.diagnostics(path)
    if (key >= warmUp) times.push(performance.now() - start)
    if (diagnostics.length !== before) {
      throw new Error(`Typing a word gave ${diagnostics.length} diagnostics`)
    }
  }

  await editor.stop()
  times.sort((left, right) => left - right)
  const get = (share: number): number =>
    times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0
  return {median: get(0.5), most: get(0.95), opening}
}

/** @returns where in the card in the middle is typed: in its question; in its title, in other languages */
function findPlace(text: string): number {
  const middle = text.length / 2
  const word = text.indexOf('explain', middle)
  return word === -1
    ? text.indexOf('\n', text.indexOf('\n### ', middle) + 1) - 2
    : word
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [cards = 1008, keys = 50] = process.argv.slice(2, 4).map(Number)
  const [, , , , kind = 'plain'] = process.argv
  const {median, most, opening} = await measureKeystrokes({cards, keys, kind})
  process.stdout.write(
    `${cards} cards: ${median.toFixed(1)} ms a key in the median, ${most.toFixed(1)} ms in 19 of 20 (${keys} keys); opened in ${opening.toFixed(0)} ms\n`
  )
}
