/** Links of a bank in a README elsewhere lead to where they lead in the bank. */
import {posix} from 'node:path'
import fc from 'fast-check'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {moveUrl} from '../../src/markdown/move-links.ts'
import {parameters} from '../properties/support.ts'
import {format, regenerate, toBankText, toReadme} from './readme-support.ts'

const test = suite('links that are moved')

const readme = toReadme('bank-cards')
const bank = toBankText({Wheels: ['One?', 'Two?'], Empty: [], About: []})
  .trimEnd()
  .concat('\n\nWhat this is about.\n')

/** @returns what a README in the folder above makes of a line of a card */
async function move(line: string, bankPath = 'docs/bank.md'): Promise<string> {
  const text = await format(bank.replace('- The wheel comes out.', `- ${line}`))
  const shown = await regenerate(readme, text, {bankPath})
  assert.is(await format(shown), shown, 'as Prettier prints it')
  return /^- (.*)$/m.exec(shown)?.[1] ?? ''
}

for (const [before, after] of [
  ['[a](b.md)', '[a](docs/b.md)'],
  ['[a](./b.md#c "d")', '[a](docs/b.md#c "d")'],
  ['[a](../b.md)', '[a](b.md)'],
  ['[a](../../b.md)', '[a](../b.md)'],
  ['[a](<b c.md>)', '[a](<docs/b c.md>)'],
  ['[a](b_\\(c\\).md?d=1#e)', '[a](<docs/b_(c).md?d=1#e>)'],
  ['![a](b.png)', '![a](docs/b.png)'],
  ['[![a](b.png)](c.md)', '[![a](docs/b.png)](docs/c.md)'],
  ['<img src="b.png" alt="c">', '<img src="docs/b.png" alt="c">'],
  ["<a href='b.md'>c</a>", "<a href='docs/b.md'>c</a>"],
  ['[a](#q-two)', '[a](#q-two)'],
  ['[a](#empty)', '[a](#empty)'],
  ['[a](#about)', '[a](docs/bank.md#about)'],
  ['[a](#somewhere)', '[a](#somewhere)'],
  ['[a](bank.md#q-two)', '[a](docs/bank.md#q-two)'],
  ['[a](https://example.com/b.md)', '[a](https://example.com/b.md)'],
  ['[a](//example.com/b)', '[a](//example.com/b)'],
  ['[a](/b.md)', '[a](/b.md)'],
  ['[a](mailto:b@example.com)', '[a](mailto:b@example.com)'],
  ['`[a](b.md)` and b.md', '`[a](b.md)` and b.md']
] as const) {
  test(before, async () => {
    // Prettier has its own way to write an address with parentheses.
    assert.is(
      await move(before),
      before.includes('\\(') ? await moved(before) : after
    )
  })

  async function moved(text: string): Promise<string> {
    return (await format(text.replace('](', '](docs/'))).trim()
  }
}

test('definitions, tables and code of a card', async () => {
  const text = await format(
    bank.replace(
      '- Losing the valve nut.\n',
      '- Losing the [nut].\n\n[nut]: img/nut.md\n\n| a | b |\n| - | - |\n| [c](d.md) | e |\n\n```md\n[f](g.md)\n```\n'
    )
  )
  const shown = await regenerate(readme, text, {bankPath: 'my docs/bank.md'})
  assert.match(shown, '[nut]: my%20docs/img/nut.md\n')
  assert.match(shown, '\n| [c](my%20docs/d.md) | e   |\n')
  assert.match(shown, '[f](g.md)')
  assert.is(await format(shown), shown)
  assert.is(await regenerate(shown, text, {bankPath: 'my docs/bank.md'}), shown)
})

test('anchors are numbered as the README numbers them, beside it as well', async () => {
  const text = bank.replace('- The wheel comes out.', '- See [two](#q-two).')
  const above = readme.replace('Hello.', '## Q: Two?')
  const shown = await regenerate(above, text)
  assert.match(shown, '- See [two](#q-two-1).')
})

test('the law: from both files, a link leads to the same place', () => {
  const name = fc.constantFrom('a', 'b c', '..', '.', 'd')
  const path = fc.array(name, {minLength: 1, maxLength: 4})
  fc.assert(
    fc.property(path, path, (folders, target) => {
      const folder = folders.join('/')
      const url = `${target.join('/')}/x.md#y`
      assert.is(
        posix.join('/1/2/3/4', moveUrl(url, folder)),
        posix.join('/1/2/3/4', folder, url)
      )
    }),
    parameters(50)
  )
})

test.run()
