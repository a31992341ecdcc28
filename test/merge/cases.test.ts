/**
 * Situations, a folder each: three versions, and what becomes of them. `␠` is a space at the end of a line. `UPDATE=1` writes
 * `Expected.md`; read the diff.
 */
import {existsSync, readFileSync, readdirSync, writeFileSync} from 'node:fs'
import {dirname, join} from 'node:path'
import process from 'node:process'
import {fileURLToPath} from 'node:url'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import type {Three} from '../../src/merge/pieces/piece.ts'
import {showSpaces} from '../support/fixtures.ts'
import {mergeTexts} from './merge.ts'
import {expectNoLoss} from './merge-laws.ts'

const test = suite('situations of a merge')
const root = join(dirname(fileURLToPath(import.meta.url)), 'cases')
const situations = readdirSync(root).sort()

/** The issue that this answers asks for as many. */
const fewest = 60

test('there are many', () => {
  assert.ok(situations.length >= fewest, String(situations.length))
})

for (const situation of situations) {
  test(situation, async () => {
    const versions = {
      base: readVersion(situation, 'Base'),
      ours: readVersion(situation, 'Left'),
      theirs: readVersion(situation, 'Right')
    }
    const path = situation.startsWith('readme-')
      ? 'README.md'
      : 'QUESTION_BANK.md'
    const {conflicts, reason, text} = await mergeTexts(versions, path)
    const head = [
      `Conflicts: ${conflicts}`,
      ...(reason === undefined ? [] : [`By lines: ${reason}`])
    ].join('\n')
    const actual = `${head}\n\n${text}`
    if (process.env['UPDATE'] === '1') {
      writeFileSync(toPath(situation, 'Expected'), showSpaces(actual, true))
    }

    assert.is(actual, readVersion(situation, 'Expected'))
    const markers = text.match(/^<{7} /gm) ?? []
    if (reason === undefined) assert.is(conflicts, markers.length)
    if (path === 'QUESTION_BANK.md') expectNoLoss(versions, text)
    await expectUnchanged(versions, path)
  })
}

test('labels that share a line are fields of their own', async () => {
  const make = (difficulty: string, tags: string): string =>
    `# Tea\n\n## Pots\n\n### Q: Why a lid?\n\n**Difficulty:** ${difficulty} **Tags:** ${tags}\n**Question:** What for?\n`
  const {conflicts, text} = await mergeTexts({
    base: make('Easy', 'lids'),
    ours: make('Medium', 'lids'),
    theirs: make('Easy', 'bowls')
  })
  assert.is(conflicts, 0)
  assert.is(text, make('Medium', 'bowls'))

  // A conflict has its lines for itself.
  const both = await mergeTexts({
    base: make('Easy', 'lids'),
    ours: make('Easy', 'spouts'),
    theirs: make('Easy', 'bowls')
  })
  assert.match(
    both.text,
    /\n<{7} .*\n\*\*Difficulty:\*\* Easy \*\*Tags:\*\* spouts\n/
  )
})

/** What only one side has changed is what it has made of it. */
async function expectUnchanged(
  {base, ours, theirs}: Three<string>,
  path: string
): Promise<void> {
  for (const side of [ours, theirs]) {
    const one = await mergeTexts({base, ours: side, theirs: base}, path)
    const other = await mergeTexts({base, ours: base, theirs: side}, path)
    assert.is(one.text, side)
    assert.is(other.text, side)
  }
}

function readVersion(situation: string, name: string): string {
  const path = toPath(situation, name)
  return existsSync(path) ? showSpaces(readFileSync(path, 'utf8'), false) : ''
}

function toPath(situation: string, name: string): string {
  return join(root, situation, `${name}.md`)
}

test.run()
