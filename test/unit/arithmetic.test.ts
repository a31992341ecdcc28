/** How the numbers in cards are read and compared with their derivations. */
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {card, type Arithmetic} from '../../docs/arithmetic/card.ts'
import {compareSections} from '../../docs/arithmetic/compare.ts'
import {derivation} from '../../docs/arithmetic/derivation.ts'
import {readNumbers} from '../../docs/arithmetic/numbers.ts'

const test = suite('arithmetic')

const values = (words: string): number[] =>
  readNumbers(words).map((number) => number.value)

test('numbers are read as cards write them', () => {
  assert.equal(
    values('1,024 of 8,192 tokens, 3.2 GB, 3e-4'),
    [1024, 8192, 3.2, 3e-4]
  )
  assert.equal(values('35% or 35 percent, −0.5 points'), [0.35, 0.35, -0.5])
  assert.equal(values('2020–2024, 4-bit, int8, pass@5'), [2020, 2024, 4])
  assert.equal(values('twenty-four of two hundred, two thirds, twice'), [
    24,
    200,
    2 / 3,
    2
  ])
})

test('what is written says how exact it is', () => {
  const tolerances = ['6.25', '35%', '15,000', 'about 15,000', 'a third'].map(
    (words) => Number(readNumbers(words)[0]?.tolerance.toPrecision(3))
  )
  assert.equal(tolerances, [0.005, 0.005, 0.5, 500, 0.0333])
})

const entry: Arithmetic = {
  assumptions: ['A quarter of an hour is free'],
  givens: ['30 loaves', '5 minutes each'],
  facts: ['after 90 minutes'],
  derive: (loaves, minutes) => [
    ['loaves × minutes', loaves * minutes, '150 minutes']
  ]
}

const bank = (lines: string): string => `## Bread

### Q: Fewer than 9 ovens

**Difficulty:** Easy  
**Question:** 30 loaves need 5 minutes each (Baker et al., 1999; Miller, 2001a). Baker et al. (1999) count \`12\`.  
**What a strong answer includes:**

- They need 150 minutes.
${lines}
**Exhibit:**

\`\`\`text
### Q: 77 is no card
\`\`\`

**Facts on request:**

- Dough rises after 90 minutes.

**Minutes:** 8  
**Reviewed:** 2026-11-27

**References:**

- Baker et al., "100 loaves", 1999: <https://doi.org/10.1000/1>

## Cheese

### Q: A card of another section

7 of 8.
`

const compare = (
  lines: string,
  change: Arithmetic = {},
  title = 'Fewer than 9 ovens'
): string[] =>
  compareSections(bank(lines), [
    {name: 'Bread', cards: [card(title, {...entry, ...change})]}
  ]).problems

test('every number of a card is given, derived or a fact', () => {
  assert.equal(compare(''), [])
  assert.equal(compare('- At most 15 loaves burn.\n'), [
    'Fewer than 9 ovens: 15 in "y need 150 minutes. - At most 15 loaves burn. **Exhibit:** `" is neither given, derived nor a fact'
  ])
})

test('words do not cut a number in two', () => {
  const [problem] = compare('- At most 15 loaves.\n', {
    facts: ['after 90 minutes', '5 loaves']
  })
  assert.is(problem, 'Fewer than 9 ovens: the card does not say "5 loaves"')
})

test('a result is compared, within what is written', () => {
  const derive = (loaves: number, minutes: number) =>
    [['longer', loaves * minutes + 1, '150 minutes']] as const
  assert.equal(compare('', {derive}), [
    'Fewer than 9 ovens: "150 minutes" says 150, the formula 151'
  ])
  assert.equal(compare('', {derive: () => []}), [
    'Fewer than 9 ovens: 0 givens are used, 2 are named'
  ])
  assert.equal(
    compare('', {
      derive: (loaves, minutes) => [['', [loaves, minutes], '150 minutes']]
    }),
    ['Fewer than 9 ovens: 2 results for the 1 numbers in "150 minutes"']
  )
})

test('an entry has a card, and a card with numbers an entry', () => {
  assert.equal(compare('', {}, 'Another'), [
    'Another: no card in "Bread" has this title, or it is listed twice',
    'Fewer than 9 ovens: 4 numbers, but no entry'
  ])
})

test('a derivation can be read', () => {
  assert.is(
    derivation(card('Ovens', entry)),
    `## Ovens

Assumed:

- A quarter of an hour is free

Given:

- “30 loaves”: 30
- “5 minutes each”: 5

Derived:

- loaves × minutes = 150: “150 minutes”

Taken from elsewhere:

- “after 90 minutes”
`
  )
})

test.run()
