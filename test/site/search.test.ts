/** The search of the page, without a browser: what is found, and how good that is in this repository's bank. */
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import fc from 'fast-check'
import {countErrors, Search} from '../../src/site/page/lib/search.ts'
import {createIndex} from '../../src/site/search-index.ts'
import {toWords} from '../../src/site/words.ts'
import {queries} from '../browser/queries.ts'
import {bankOf} from '../export/support.ts'
import {buildBanks, readData, siteBank} from './support.ts'

const test = suite('search of the page')

function searchTexts(
  texts: readonly string[],
  query: string
): readonly number[] {
  const index = createIndex(
    texts.map((text, at) => [
      {text: `Title${at}`, weight: 4, isTitle: true},
      {text, weight: 1}
    ])
  )
  return new Search(index, texts.length).find(query).cards
}

test('words of code, accents and compounds are found in all their forms', () => {
  assert.equal(toWords('Über re-embedding'), [
    'uber',
    're',
    'embedding',
    'reembedding'
  ])
  assert.equal(toWords('max_tokens'), ['max_tokens', 'max', 'tokens'])
  assert.equal(toWords('useEffect'), ['useeffect', 'use', 'effect'])
  assert.equal(toWords('C++ and C#'), ['c++', 'and', 'c#'])
  assert.equal(toWords('分布式系统'), ['分布', '布式', '式系', '系统'])
  assert.equal(toWords('Тест'), ['тест'])
})

test('a word is found whole, by its beginning, and with a typing error', () => {
  const texts = ['a cold oven', 'an excessive engine', 'a caching proxy']
  assert.equal(searchTexts(texts, 'oven'), [0])
  assert.equal(searchTexts(texts, 'ovne'), [0])
  assert.equal(searchTexts(texts, 'cachign'), [2])
  assert.equal(searchTexts(texts, 'pro'), [2])
  assert.equal(searchTexts(texts, 'nothing'), [])
  assert.equal(searchTexts(texts, ''), [])
})

test('two words have to be on the same card, if any has both', () => {
  const texts = ['red car', 'blue car', 'red house']
  assert.equal(searchTexts(texts, 'red car'), [0])
  assert.equal([...searchTexts(texts, 'blue house')].sort(), [1, 2])
})

test('titles come first', () => {
  const cards = [
    {title: 'Other', text: 'cache cache cache cache cache'},
    {title: 'A cache', text: 'nothing of that kind is in here'}
  ]
  const index = createIndex(
    cards.map(({title, text}) => [
      {text: title, weight: 4, isTitle: true},
      {text, weight: 1}
    ])
  )
  assert.equal(new Search(index, 2).find('cache').cards, [1, 0])
})

test('cards far apart keep their numbers', () => {
  const texts = Array.from({length: 60_000}, (_, at) => [
    {text: at === 59_999 || at === 3 ? 'rare' : 'common', weight: 1}
  ])
  const search = new Search(createIndex(texts), texts.length)
  assert.equal(search.find('rare').cards, [3, 59_999])
})

test('errors are those of the table without limits', () => {
  const word = fc.string({
    unit: fc.constantFrom('a', 'b', 'c'),
    minLength: 1,
    maxLength: 7
  })
  fc.assert(
    fc.property(word, word, (left, right) => {
      const expected = distance(`x${left}`, `x${right}`)
      const found = countErrors(`x${left}`, `x${right}`, 2, false)
      assert.is(Math.min(found, 3), Math.min(expected, 3))
    }),
    {numRuns: 200}
  )
})

/** Optimal string alignment, as a table. */
function distance(left: string, right: string): number {
  const table = Array.from({length: left.length + 1}, (_, line) =>
    Array.from({length: right.length + 1}, (_, column) =>
      line === 0 ? column : column === 0 ? line : 0
    )
  )
  const at = (line: number, column: number): number =>
    table[line]?.[column] ?? 99
  for (let line = 1; line <= left.length; line++) {
    for (let column = 1; column <= right.length; column++) {
      const isSame = left[line - 1] === right[column - 1]
      const isSwapped =
        left[line - 1] === right[column - 2] &&
        left[line - 2] === right[column - 1]
      const row = table[line]
      if (row) {
        row[column] = Math.min(
          at(line - 1, column) + 1,
          at(line, column - 1) + 1,
          at(line - 1, column - 1) + (isSame ? 0 : 1),
          isSwapped ? at(line - 2, column - 2) + 1 : 99
        )
      }
    }
  }

  return at(left.length, right.length)
}

test('of sixty searches in the own bank, 95 % show the wanted card among five', async () => {
  const site = await buildBanks([siteBank(bankOf('own'))])
  const {keys} = readData(site, 'cards')
  const search = new Search(readData(site, 'search'), keys.length)
  assert.is(queries.length, 60)
  const missed = queries.filter(({text, wanted}) => {
    assert.ok(
      keys.some((key) => key.startsWith(wanted)),
      wanted
    )
    const first = search.find(text).cards.slice(0, 5)
    return !first.some((card) => keys[card]?.startsWith(wanted))
  })
  assert.ok(
    missed.length <= queries.length * 0.05,
    missed.map(({text}) => text).join('; ')
  )
})

test.run()
