/** What a person has written into a region is never lost, and what was generated never keeps a README from following. */
import fc from 'fast-check'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {toBlocks} from '../../src/readme/blocks.ts'
import {readReadme} from '../../src/readme/read-readme.ts'
import {
  pastOf,
  plan,
  regenerate,
  toBankText,
  toReadme
} from '../unit/readme-support.ts'
import {parameters, piecesOf, share} from './support.ts'

const test = suite('regions of a README')

const empty = toReadme('bank-stats', 'bank-contents', 'bank-cards')

/** Titles, which come again here and there. */
const titles = fc.uniqueArray(
  fc.constantFrom('One?', 'Two?', 'Three?', 'Four [a](b)?', 'Five'),
  {maxLength: 4}
)

const bank = fc
  .uniqueArray(
    fc.record({
      title: fc.constantFrom('Wheels', 'Brakes', 'Gears & more', 'Chains'),
      cards: titles
    }),
    {minLength: 1, maxLength: 3, selector: ({title}) => title}
  )
  .map((sections) =>
    toBankText(
      Object.fromEntries(sections.map(({title, cards}) => [title, cards]))
    )
  )

test('a line that no version of the bank has is found where it is', async () => {
  const line = piecesOf(
    ['a', 'wheel', '### Q: ', '- ', '| ', '<td>', '> ', '1', ' ', '**', '`'],
    5
  ).map((text) => `${text} by hand`)
  await fc.assert(
    fc.asyncProperty(bank, bank, line, share, async (is, was, line, at) => {
      const readme = await regenerate(empty, was)
      const {regions} = readReadme(readme)
      const region = regions[Math.floor(at * regions.length)]
      if (!region) throw new Error('no region')
      const start = region.endMarker.start - region.content.length
      const lines = region.content.split('\n')
      const nth = Math.floor(at * lines.length)
      lines.splice(Math.max(1, nth), 0, line)
      const edited =
        readme.slice(0, start) +
        lines.join('\n') +
        readme.slice(region.endMarker.start)
      const {text, problems} = await plan(edited, is, pastOf(was))
      assert.is(text, edited)
      // A heading divides a card; what is below it is found, too.
      const places = problems.map(({start, end}) => edited.slice(start, end))
      assert.ok(places.includes(line.trim()), places.join('\n'))
    }),
    parameters(16)
  )
})

test('whatever blocks of whichever versions a region has, it follows the bank', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(bank, {minLength: 2, maxLength: 4}),
      fc.infiniteStream(share),
      async ([is = '', ...past], random) => {
        const readmes = await Promise.all(
          past.map(async (bank) => regenerate(empty, bank))
        )
        let mixed = readmes[0] ?? ''
        for (const {name} of readReadme(mixed).regions) {
          const contents = readmes.map(
            (readme) =>
              readReadme(readme).regions.find((own) => own.name === name)
                ?.content ?? ''
          )
          const blocks = contents
            .flatMap(toBlocks)
            .filter(() => (random.next().value ?? 0) < 0.6)
            .map(({text}) => `${text}\n`)
            .join('')
          const own = readReadme(mixed).regions.find(
            (region) => region.name === name
          )
          if (!own) throw new Error('no region')
          mixed =
            mixed.slice(0, own.endMarker.start - own.content.length) +
            `\n\n${blocks}\n` +
            mixed.slice(own.endMarker.start)
        }

        const {text, problems} = await plan(mixed, is, pastOf(...past))
        assert.equal(problems, [])
        assert.is(text, await regenerate(empty, is))
      }
    ),
    parameters(8)
  )
})

test.run()
