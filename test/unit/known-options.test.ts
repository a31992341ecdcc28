/** What is known of Prettier's options without asking it. */
import * as prettier from 'prettier'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {areSurelyValid, knownOptions} from '../../src/format/known-options.ts'

const test = suite('options of Prettier')

test('are known as Prettier has them', async () => {
  const {options} = await prettier.getSupportInfo()
  const kinds = {boolean: 'boolean', int: 'number'} as Record<string, string>
  for (const [name, values] of Object.entries(knownOptions)) {
    const option = options.find((each) => each.name === name)
    assert.ok(option, name)
    const actual =
      option.type === 'choice'
        ? option.choices.map(({value}) => value as string).sort()
        : kinds[option.type]
    assert.equal(
      typeof values === 'string' ? values : [...values].sort(),
      actual,
      name
    )
  }
})

test('are valid only where Prettier need not be asked', () => {
  for (const [options, expected] of [
    [{}, true],
    [{parser: 'markdown', filepath: 'a.md', plugins: []}, true],
    [{semi: false, tabWidth: 4, proseWrap: 'always'}, true],
    [{plugins: ['a']}, false],
    [{tabWidth: -1}, false],
    [{tabWidth: '4'}, false],
    [{semi: 'never'}, false],
    [{proseWrap: 'sometimes'}, false],
    [{toString: true}, false]
  ] as const) {
    assert.is(areSurelyValid(options), expected)
  }
})

test.run()
