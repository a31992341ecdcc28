/**
 * Banks in the shapes that front matter can declare, each in a folder: `bank.md`, as it should be; `broken.md`, the
 * same with the mistakes that contributors make, all of them fixable; and `readme.md`, what a README shows of it
 * (`UPDATE=1` writes it; review the diff). `␠` is a space at the end of a line.
 */
import {readFileSync, readdirSync, writeFileSync} from 'node:fs'
import {dirname, join} from 'node:path'
import process from 'node:process'
import {fileURLToPath} from 'node:url'
import fc from 'fast-check'
import * as prettier from 'prettier'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {defaultTemplate} from '../../src/template/model.ts'
import {planReadme} from '../../src/readme/plan-readme.ts'
import {expectLaws} from '../properties/expect-laws.ts'
import {parameters, share} from '../properties/support.ts'
import {processBank} from '../support/bank.ts'
import {showSpaces} from '../support/fixtures.ts'

const root = dirname(fileURLToPath(import.meta.url))
const shapes = readdirSync(root, {withFileTypes: true})
  .filter((entry) => entry.isDirectory())
  .map(({name}) => name)
  .sort()
const path = 'questions.md'
const test = suite('banks')

/** A README with what is generated but for the cards, to which the links lead in the bank, then. */
const regions = `# Read me

<!--bank-stats start-->

<!--bank-stats end-->

<!--bank-contents start-->

<!--bank-contents end-->
`

function read(shape: string, name: string): string {
  return showSpaces(readFileSync(join(root, shape, name), 'utf8'), false)
}

test('there are the shapes that banks have', () => {
  assert.ok(shapes.length >= 7, shapes.join(', '))
})

for (const shape of shapes) {
  const bank = read(shape, 'bank.md')
  const broken = read(shape, 'broken.md')

  test(`${shape}: the bank gives no message`, async () => {
    const {messages, value, ...rest} = await processBank(bank, {path})
    assert.equal(messages.map(String), [])
    assert.is(value, bank)
    assert.ok(rest.bank.cards.length >= 3)
    assert.ok(rest.bank.config.isDeclared)
    assert.is(await prettier.format(bank, {parser: 'markdown'}), bank)
  })

  test(`${shape}: mistakes are reported and fixed`, async () => {
    const {messages, value, remaining} = await processBank(broken, {path})
    const count = new Set(messages.map(({line}) => line)).size
    assert.ok(count >= 5, `only ${count} lines with mistakes`)
    assert.is(value, bank)
    assert.equal(remaining.map(String), [])
  })

  test(`${shape}: the README says what there is`, async () => {
    const {bank: model} = await processBank(bank, {path})
    const {text, problems} = await planReadme({
      text: regions,
      bank: model,
      bankPath: path,
      prettierOptions: {}
    })
    assert.equal(problems, [])
    const readme = text.replace(/ digest=\w+/g, '')
    if (process.env['UPDATE'] === '1') {
      writeFileSync(join(root, shape, 'readme.md'), readme)
    }

    assert.is(readme, read(shape, 'readme.md'))
  })

  test(`${shape}: CRLF and a byte order mark change nothing else`, async () => {
    const windows = `\uFEFF${broken.replaceAll('\n', '\r\n')}`
    const {value} = await processBank(windows, {path})
    // What is not formatted keeps its line breaks.
    const isFormatted = !bank.includes('as: item')
    const expected = isFormatted ? bank : bank.replaceAll('\n', '\r\n')
    assert.is(value, `\uFEFF${expected}`)
  })
}

const page = readFileSync(join(root, '../../docs/templates.md'), 'utf8')
const examples = [...page.matchAll(/^```md\n(---\n[^]*?)^```$/gm)]

test('the page about templates shows each shape', () => {
  assert.is(examples.length, 12)
})

for (const [, example = ''] of examples) {
  const name = /^# (.*)$/m.exec(example)?.[1] ?? ''
  test(`an example to copy: ${name}`, async () => {
    const text = showSpaces(example, false)
    const {bank, messages} = await processBank(text, {path})
    assert.equal(messages.map(String), [])
    assert.ok(bank.cards.length > 0)
  })
}

test('the default template is the first of them', async () => {
  const text = showSpaces(examples[0]?.[1] ?? '', false)
  const {bank} = await processBank(text, {path})
  const {card, fields} = defaultTemplate
  assert.equal(bank.templates, [
    {card, fields: fields.map((field) => ({...field, colon: 'inside'}))}
  ])
})

/** Changes of single lines that neither take away nor add a word. */
const changes: readonly ((line: string) => string)[] = [
  (line) => line.trimEnd(),
  (line) => `${line}\n`,
  (line) => line.replace(/\*\*/g, ''),
  (line) => line.replace(/^(\*\*[^*:]+):\*\*/, '$1**:'),
  (line) => line.replace(/^- /, '* '),
  (line) => line.replace(/^- /, '-'),
  (line) => line.replace(/^(#+) /, '$1'),
  (line) => line.replace(/^#(#+) /, '$1 '),
  (line) => line.replace(/^(#+) /, '$1# '),
  (line) => line.replace(/^(<\/?\w+>)$/, ' $1'),
  (line) => `  ${line}`,
  (line) => `- ${line}`
]

for (const shape of shapes) {
  const text = read(shape, 'bank.md')
  const at = text.indexOf('\n---\n') + '\n---\n'.length

  test(`${shape}: the laws of a fix hold, and no word is lost`, async () => {
    const change = fc.record({at: share, change: fc.nat(changes.length)})
    await fc.assert(
      fc.asyncProperty(
        fc.array(change, {minLength: 1, maxLength: 3}),
        async (made) => {
          const lines = text.slice(at).split('\n')
          for (const {at, change} of made) {
            const index = Math.floor(at * lines.length)
            const line = lines[index] ?? ''
            // One more than there are changes: a line is joined with the next, as where a blank line is missing.
            if (change === changes.length) {
              if (line === '') lines.splice(index, 1)
            } else {
              lines[index] = changes[change]?.(line) ?? line
            }
          }

          const input = text.slice(0, at) + lines.join('\n')
          const value = await expectLaws(input, {}, {path})
          assert.equal(findLost(input, value), [])
        }
      ),
      parameters(2)
    )
  })
}

/** Words that are more often in the one text than in the other: a card's heading may get one that it lacks. */
function findLost(before: string, after: string): string[] {
  const left = findWords(after)
  return findWords(before).filter((word) => {
    const at = left.indexOf(word)
    if (at !== -1) left.splice(at, 1)
    return at === -1
  })
}

/** The words of a text in any order, without numbers (cards are counted anew) and tags (which are closed). */
function findWords(text: string): string[] {
  return (
    text
      .replace(/<\/?[a-z]+>/g, ' ')
      .match(/\p{L}+/gu)
      ?.map((word) => word.toLowerCase())
      .sort() ?? []
  )
}

test.run()
