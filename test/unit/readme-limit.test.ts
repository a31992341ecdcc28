/** GitHub truncates a long README, so it shows links instead of cards. */
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {plan, toBankText, toReadme} from './readme-support.ts'

const test = suite('limit of a README')

const text = toBankText({
  Wheels: ['How is a `tube` changed?', 'How is a wheel trued?'],
  Empty: [],
  Brakes: ['When are brake pads worn?', 'How is a wheel trued?']
})
const all = toReadme('bank-stats', 'bank-contents', 'bank-cards')

test('the cards whole, up to the very byte', async () => {
  const whole = (await plan(all, text)).text
  const size = Buffer.byteLength(whole)
  assert.is((await plan(all, limit(text, size))).text, whole)
  assert.not.match((await plan(all, limit(text, size - 1))).text, 'Difficulty')
})

test('beyond, a link to each card in the bank, and all other links lead there, too', async () => {
  const {text: readme, problems} = await plan(all, limit(text, 2000), {
    bankPath: 'docs/my bank.md'
  })
  assert.equal(problems, [])
  assert.ok(Buffer.byteLength(readme) <= 2000)
  assert.ok(
    readme.includes(
      [
        'The cards are in [docs/my bank.md](docs/my%20bank.md):',
        '',
        '- [Wheels](docs/my%20bank.md#wheels)',
        '  - [How is a tube changed?](docs/my%20bank.md#q-how-is-a-tube-changed)',
        '  - [How is a wheel trued?](docs/my%20bank.md#q-how-is-a-wheel-trued)',
        '- [Empty](docs/my%20bank.md#empty)',
        '- [Brakes](docs/my%20bank.md#brakes)',
        '  - [When are brake pads worn?](docs/my%20bank.md#q-when-are-brake-pads-worn)',
        '  - [How is a wheel trued?](docs/my%20bank.md#q-how-is-a-wheel-trued-1)',
        ''
      ].join('\n')
    ),
    readme
  )
  assert.match(readme, '<a href="docs/my%20bank.md#wheels">Wheels</a>')
})

test('beyond that, a link to each section', async () => {
  const {text: readme} = await plan(all, limit(text, 1490))
  assert.ok(
    readme.includes(
      [
        'The cards are in [QUESTION_BANK.md](QUESTION_BANK.md):',
        '',
        '- [Wheels](QUESTION_BANK.md#wheels)',
        '- [Empty](QUESTION_BANK.md#empty)',
        '- [Brakes](QUESTION_BANK.md#brakes)',
        ''
      ].join('\n')
    ),
    readme
  )
})

test('nothing is regenerated twice, whichever it is', async () => {
  for (const bytes of [0, 1490, 2000, 1_000_000]) {
    const bank = limit(text, bytes)
    const {text: readme} = await plan(all, bank)
    const again = await plan(readme, bank)
    assert.equal(again.stale, [])
    assert.equal(again.problems, [])
    assert.is(again.text, readme)
  }
})

test('a README that grows or shrinks over the limit follows, also outside of git', async () => {
  const bytes = [0, 1490, 2000, 1_000_000]
  for (const before of bytes) {
    const {text: readme} = await plan(all, limit(text, before))
    for (const after of bytes) {
      const {text: followed, problems} = await plan(readme, limit(text, after))
      assert.equal(problems, [])
      assert.is(followed, (await plan(all, limit(text, after))).text)
    }
  }
})

test('what is written by hand counts, and a README without cards has no limit', async () => {
  const long = all.replace('Hello.', 'Hello. '.repeat(300).trim())
  assert.not.match((await plan(long, limit(text, 3000))).text, 'Difficulty:')
  assert.match((await plan(all, limit(text, 3000))).text, 'Difficulty:')
  const readme = toReadme('bank-contents')
  assert.match((await plan(readme, limit(text, 10))).text, '- [Wheels]')
})

test('GitHub’s limit holds without a word about it', async () => {
  const words = 511_500 / 'words '.length
  for (const [times, isWhole] of [
    [Math.floor(words), false],
    [Math.floor(words) - 1000, true]
  ] as const) {
    const long = text.replace('The wheel comes out.', 'words '.repeat(times))
    const {text: readme} = await plan(all, long)
    assert.is(readme.includes('Difficulty:'), isWhole)
    assert.ok(Buffer.byteLength(readme) <= 512_000)
  }
})

test.run()

/** @returns the bank, with this limit in its front matter */
function limit(bank: string, bytes: number): string {
  return `---\nbank: {readmeLimit: ${bytes}}\n---\n\n${bank}`
}
