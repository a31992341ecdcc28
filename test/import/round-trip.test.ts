/** Invariant of an import: from what an export has written, it makes the same bank again, to the byte. */
import fc from 'fast-check'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {createTarget} from '../../src/import/foreign-card.ts'
import type {ForeignCard} from '../../src/import/foreign-card.ts'
import {loadReader} from '../../src/import/readers/index.ts'
import {importCards} from '../../src/import/import-cards.ts'
import {readKnownBank} from '../../src/insert/known-bank.ts'
import type {ImportFormat} from '../../src/import/names.ts'
import {readPlacedFile} from '../../src/import/readers/markdown.ts'
import {banks, exportTo} from '../export/support.ts'
import {bank as anyBank} from '../properties/banks.ts'
import {parameters} from '../properties/support.ts'
import {processBank, readText} from '../support/bank.ts'
import {projectRoot} from '../support/temp.ts'

const test = suite('import of an export')
const formats = ['json', 'jsonl', 'csv', 'tsv', 'md'] as const

/** @returns the bank without its cards and their sections, and what of it is read from an export */
function empty(text: string): string {
  const {cards, sections} = readText(text)
  const [first] = sections.filter((section) => section.cards.length > 0)
  const start = first?.start ?? cards[0]?.start ?? text.length
  return `${text.slice(0, start).trimEnd()}\n`
}

async function readExport(
  format: ImportFormat,
  text: string,
  into: string
): Promise<readonly ForeignCard[]> {
  const target = createTarget(readText(into))
  const exported = await exportTo(format, [text])
  if (exported.text !== undefined) {
    return (await loadReader(format))(exported.text, target)
  }

  return (exported.files ?? [])
    .flatMap((file) => readPlacedFile(file.text, file.path, target) ?? [])
    .sort((left, right) => left.position - right.position)
    .map(({card}) => card)
}

async function expectSame(format: ImportFormat, text: string): Promise<void> {
  const value = empty(text)
  const cards = await readExport(format, text, value)
  const path = 'QUESTION_BANK.md'
  const options = {cwd: projectRoot, hasConfiguration: false}
  const before = await readKnownBank(value, path, options)
  const start = {value, path, before}
  const {insertion, refused} = await importCards(start, cards, options)
  assert.equal(
    refused.map(({reason}) => reason),
    []
  )
  assert.is(insertion.value, text)
  // The cards are the same from every format, so one is enough to check that they are not inserted twice.
  if (format !== 'json') return
  const done = await readKnownBank(text, path, options)
  const again = {value: text, path, before: done}
  const second = await importCards(again, cards, options)
  assert.is(second.insertion.value, text, 'the second time')
  assert.is(second.refused.length, cards.length)
}

/** Without what is between cards and below them, and the depth of sections, which are in no export. */
const cardsAlone = Object.entries(banks).map(
  ([name, text]) =>
    [
      name,
      text
        .replaceAll('\n---\n\n###', '\n###')
        .replace(/(<\/details>\n)\n[a-z].*\n/i, '$1')
        .replace('\n### Of other', '\n## Of other')
        .replace(/\n## License\n[^]*$/, '')
    ] as const
)

for (const format of formats) {
  for (const [name, text] of cardsAlone) {
    // Read once, it says what a large bank can.
    if (name === 'own' && format !== 'json') continue
    test(`${format}: ${name}`, async () => {
      await expectSame(format, text)
    })
  }

  test(`${format}: banks at random, with ids`, async () => {
    await fc.assert(
      fc.asyncProperty(anyBank, async (text) => {
        const body = text.replace(/^---\nbank:\n---\n\n/, '')
        const bank = `---\nbank:\n  ids: true\n---\n\n${body}`
        await expectSame(format, (await processBank(bank)).value)
      }),
      parameters(2)
    )
  })
}

for (const name of [
  ...['multiple-choice', 'flash-card', 'steps-before-answer', 'own']
]) {
  test(`gift: ${name}`, async () => {
    await expectSame('gift', banks[name] ?? '')
  })
}

test.run()
