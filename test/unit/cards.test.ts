/** What our own cards, and the examples of a good card, promise beyond the rules. */
import {readFileSync} from 'node:fs'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import type {Bank, Card} from '../../src/bank/model.ts'
import {processBank, readText} from '../support/bank.ts'

const test = suite('cards')

const read = (path: string): string =>
  readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')
const source = read('QUESTION_BANK.md')
const page = read('docs/writing-a-good-card.md')
const examples = [...page.matchAll(/^(`{3,})markdown\n([^]*?)^\1$/gm)]
  .map(([, , card = '']) => card)
  .filter((card) => card.includes('**Minutes:**'))
const [frontMatter = ''] = /^---\n[^]*?^---\n/m.exec(source) ?? []
const exampleBank = `${frontMatter.replace(/^ {2}(?:sections|cards):\n(?: {4,}.*\n)+/gm, '')}
# Examples

## Cards

${examples.join('\n')}`

test('the examples fit the template of our cards', async () => {
  // As in our own settings.
  const prettierOptions = {singleQuote: true}
  const {messages} = await processBank(exampleBank, {prettierOptions})
  assert.is(examples.length, 3)
  assert.equal(messages.map(String), [])
})

for (const [name, bank] of [
  ['our cards', readText(source)],
  ['the examples', readText(exampleBank)]
] as const) {
  test(`${name}: the first two bullets of an answer are must-haves`, () => {
    for (const card of bank.cards) {
      const leads = findBullets(
        bank,
        card,
        'What a strong answer includes'
      ).map((bullet) => bullet.startsWith('**Must:** '))
      assert.equal(
        leads,
        leads.map((_, index) => index < 2),
        card.heading.title
      )
    }
  })

  test(`${name}: what is cited has a reference with a link`, () => {
    for (const card of bank.cards) {
      const references = findBullets(bank, card, 'References')
      for (const reference of references) {
        assert.match(reference, /, \d{4}: <https:\/\/\S+>$/)
      }

      for (const [name, year] of findCitations(bank, card)) {
        assert.ok(
          references.some(
            (each) => each.startsWith(name) && each.includes(year)
          ),
          `${card.heading.title}: ${name}, ${year}`
        )
      }
    }
  })
}

function findBullets(bank: Bank, {fields}: Card, label: string): string[] {
  const field = fields.find(({template}) => template.label === label)
  return (field?.bullets ?? []).map(({start, end}) =>
    bank.text.slice(start, end).replace(/^- /, '')
  )
}

/** First author and year of "(Kwon et al., 2023; Land and Bartolo, 2024)". */
function findCitations(bank: Bank, {start, end}: Card): [string, string][] {
  const text = bank.text.slice(start, end)
  return [...text.matchAll(/\(([^()]*, \d{4}[^()]*)\)/g)].flatMap(
    ([, inner = '']) =>
      inner.split('; ').flatMap((part): [string, string][] => {
        const [, name, year] =
          /^(\p{Lu}[\p{L}'’-]+)(?: et al\.| and \p{Lu}\p{L}+)?, (\d{4})/u.exec(
            part
          ) ?? []
        return name === undefined || year === undefined ? [] : [[name, year]]
      })
  )
}

test.run()
