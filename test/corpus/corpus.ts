/**
 * Fixes question files that other people wrote, as banks, and prints what became of each: an error, a second run that
 * still changes something, and what a reader would miss (words, numbers, ticks, characters of code). Nothing is written.
 *
 * Usage: npm run corpus -- <folder of .md files> [--templates <folder>] [--share 1/2] [part of a file's name…]
 *
 * Small files come first. `--share 1/2` takes every other file, for two processes at once.
 * `<name>.yml` in the folder of templates stands for the front matter of `<name>.md`; without it the default template holds.
 * Exit code 1 if anything was lost.
 */
import {existsSync, readFileSync, readdirSync, statSync} from 'node:fs'
import {join} from 'node:path'
import process from 'node:process'
import {parseArgs} from 'node:util'
import {stripByteOrderMark} from '../../src/markdown/offsets.ts'
import {fixBank} from '../../src/api.ts'
import {readText} from '../support/bank.ts'
import {whatIsLost} from './what-is-lost.ts'

const {values, positionals} = parseArgs({
  allowPositionals: true,
  options: {
    templates: {type: 'string'},
    show: {type: 'string', default: '5'},
    share: {type: 'string', default: '1/1'}
  }
})
const [folder, ...parts] = positionals
if (folder === undefined) {
  process.stderr.write(
    'Usage: npm run corpus -- <folder> [--templates <folder>]\n'
  )
  process.exit(2)
}

const [share = 1, jobs = 1] = values.share.split('/').map(Number)
const sizeOf = (name: string): number => statSync(join(folder, name)).size
const names = readdirSync(folder)
  .filter((name) => name.endsWith('.md'))
  .filter((name) => parts.every((part) => name.includes(part)))
  .toSorted((left, right) => sizeOf(left) - sizeOf(right))
  .filter((_, at) => at % jobs === share - 1)
let lossy = 0
let errors = 0
let restless = 0
for (const name of names) await tryFile(folder, name)
process.stdout.write(
  `${names.length} files: ${errors} errors, ${restless} changed again by a second run, ${lossy} lost something\n`
)
process.exitCode = errors + restless + lossy === 0 ? 0 : 1

async function tryFile(from: string, name: string): Promise<void> {
  const value =
    frontMatter(name) +
    // A byte order mark is part of the text, except at the start of a file.
    stripByteOrderMark(readFileSync(join(from, name), 'utf8'))
  const options = {path: 'QUESTION_BANK.md'}
  const started = performance.now()
  try {
    const before = readText(value)
    const fixed = await fixBank(value, options)
    const again = await fixBank(fixed.value, options)
    const after = readText(fixed.value)
    const still = again.value === fixed.value
    const lost = whatIsLost(value, fixed.value)
    if (!still) restless++
    if (lost.length > 0) lossy++
    const seconds = ((performance.now() - started) / 1000).toFixed(1)
    process.stdout.write(
      `${name}: ${before.cards.length} cards, ${after.cards.length} after; ${fixed.messages.length} messages left; ${seconds} s${still ? '' : '; CHANGES AGAIN'}\n`
    )
    for (const {kind, texts} of lost) {
      const shown = texts
        .slice(0, Number(values.show))
        .map((text) => JSON.stringify(text.slice(0, 60)))
      process.stdout.write(
        `  lost ${texts.length} ${kind}: ${shown.join(', ')}\n`
      )
    }
  } catch (error) {
    errors++
    process.stdout.write(
      `${name}: ERROR ${String(error instanceof Error ? error.stack : error)}\n`
    )
  }
}

/** The front matter that a folder of templates has for a file, with its lines of `---`, or nothing. */
function frontMatter(name: string): string {
  if (values.templates === undefined) return ''
  const file = join(values.templates, name.replace(/\.md$/, '.yml'))
  return existsSync(file) ? `---\n${readFileSync(file, 'utf8')}---\n\n` : ''
}
