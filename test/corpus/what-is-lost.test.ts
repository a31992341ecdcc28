/** What counts as a loss when a bank is compared with what `fix` made of it, and what does not. */
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {whatIsLost} from './what-is-lost.ts'

const lost = suite('what is lost')

const losses: readonly (readonly [
  name: string,
  before: string,
  after: string,
  kind: string
])[] = [
  ['a word', 'rye bread', 'rye', 'words'],
  ['a part of a word', 'r\u200Bye', 'rye', 'words'],
  ['a number of a list', '1. a\n1. b\n2. c', '1. a\n1. b\n1. c', 'numbers'],
  ['leading zeros', '03. a', '3. a', 'numbers'],
  ['a tick', '- [×] a', '- [ ] a', 'ticks'],
  ['a tick of a box', '- [×]a', '- [ ] a', 'ticks'],
  ['a box without a tick', '- [ ]a\n- [×]b', '- a\n- [x] b', 'signs'],
  ['a line break in code', '```\na\nb\n```', '```\na b\n```', 'code blocks'],
  ['a star', 'COUNT(*) of a', 'COUNT() of a', 'signs'],
  ['a star at the end of a line', 'a *\nb', 'a\nb', 'signs'],
  ['text of a link', '[a b](#c)', '[a](#c)', 'words'],
  ['an address elsewhere', '[a](b.md#c)', '[a](#c)', 'words']
]

for (const [name, before, after, kind] of losses) {
  lost(name, () => {
    assert.ok(whatIsLost(before, after).some((loss) => loss.kind === kind))
  })
}

const keepings: readonly (readonly [
  name: string,
  before: string,
  after: string
])[] = [
  ['line endings', '```\r\na\r\nb\r\n```\r\n', '```\na\nb\n```\n'],
  [
    'quotes of front matter',
    "---\na: 'b'\n---\n\n# c\n",
    '---\na: "b"\n---\n\n# c\n'
  ],
  ['a bullet after odd spaces', 'a:\n\u00A0 * b\n', 'a:\n\n- b\n'],
  ['a box that becomes one', '- [ ]a\n- [×]b', '- [ ] a\n- [x] b\n'],
  ['a box without bullet', '[ ] a\n[x] b', '- [ ] a\n- [x] b\n'],
  ['a link that follows its heading', '[a](#b c)', '[a](#b-c)']
]

for (const [name, before, after] of keepings) {
  lost(`not ${name}`, () => {
    assert.equal(whatIsLost(before, after), [])
  })
}

lost.run()
