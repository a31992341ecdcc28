/** A text in a file never acts on a terminal or a build server. */
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {clean, cleanJson} from '../../src/text/clean.ts'

const line = suite('clean')

for (const [name, text, expected] of [
  ['plain text', 'Why does a loaf sink?', 'Why does a loaf sink?'],
  ['several lines', 'one\ntwo\r\n\tthree ', 'one two three'],
  ['spaces', ' one  two \u00A0 three ', 'one two three'],
  ['the separators of Unicode', 'one\u2028two\u2029three', 'one two three'],
  ['an escape sequence', 'red \u001B[31mflour', 'red \\u{1b}[31mflour'],
  ['a title of the window', '\u001B]0;rye\u0007', '\\u{1b}]0;rye\\u{7}'],
  ['a control sequence of 8 bits', '\u009B31mrye', '\\u{9b}31mrye'],
  ['a backspace', 'rye\b\b\bspelt', 'rye\\u{8}\\u{8}\\u{8}spelt'],
  ['a zero byte', 'rye\0', 'rye\\u{0}'],
  ['a delete', 'rye\u007F', 'rye\\u{7f}'],
  ['a change of direction', 'rye \u202Eyer', 'rye \\u{202e}yer'],
  ['an isolate', '\u2066rye\u2069', '\\u{2066}rye\\u{2069}'],
  [
    'a mark of direction',
    '\u200Erye\u200F\u061C',
    '\\u{200e}rye\\u{200f}\\u{61c}'
  ],
  ['a space of no width', 'r\u200Bye', 'r\\u{200b}ye'],
  ['a soft hyphen', 'r\u00ADye', 'r\\u{ad}ye'],
  ['a tag', 'rye\u{E0041}', 'rye\\u{e0041}'],
  ['a selector beyond the first plane', 'rye\u{E0100}', 'rye\\u{e0100}'],
  ['emoji of several parts', '👩‍🍳 kneads', '👩‍🍳 kneads'],
  ['a script with joiners', 'می‌خواهم', 'می‌خواهم'],
  ['accents', 'cre\u0300me brûlée', 'cre\u0300me brûlée'],
  ['a command of GitHub', '::error::rye', '\\u{3a}:error::rye'],
  [
    'one after spaces',
    ' \n ::warning file=a::rye',
    '\\u{3a}:warning file=a::rye'
  ],
  ['colons elsewhere', 'std::vector', 'std::vector'],
  ['an older command', 'rye ##[error]spelt', 'rye \\u{23}#[error]spelt'],
  ['one of Azure', '##vso[task.setvariable]', '\\u{23}#vso[task.setvariable]'],
  ['one of TeamCity', '##teamcity[x]', '\\u{23}#teamcity[x]'],
  ['a heading', '## Bread', '## Bread'],
  ['nothing', '', '']
] as const) {
  line(name, () => {
    assert.is(clean(text), expected)
    assert.is(clean(clean(text)), expected, 'once is enough')
  })
}

line('no code unit gets through that a terminal acts on', () => {
  for (let code = 0; code < 0x20_000; code++) {
    const cleaned = clean(`a${String.fromCodePoint(code)}b`)
    assert.not.match(cleaned, /[\p{Cc}\u202A-\u202E\u2066-\u2069]/u)
  }
})

line('a long text takes no time', () => {
  assert.is(clean('#'.repeat(1_000_000)).length, 1_000_000)
  assert.is(clean(' '.repeat(1_000_000)), '')
  assert.is(clean(`${'\n '.repeat(500_000)}a`), 'a')
  assert.is(clean('##a'.repeat(300_000)).length, 900_000)
})

line.run()

const json = suite('cleanJson')

json('the data is the same, the text is harmless', () => {
  const data = {
    text: '\u001B[31m \u009B31m \u202E \u2028 \u{E0041} \u007F ##[error] ::error::\n\t"\\',
    list: ['👩‍🍳', '##vso[x]', '']
  }
  const text = JSON.stringify(data, undefined, 2)
  const cleaned = cleanJson(text)
  assert.equal(JSON.parse(cleaned), data)
  assert.not.match(cleaned, /[^\P{Cc}\n]/u)
  assert.not.match(cleaned, /[\u202A-\u202E\u2066-\u2069\u2028\u2029]/)
  assert.not.match(cleaned, /##[a-z]*\[/)
  assert.not.match(cleaned, /^\s*::/m)
  assert.match(cleaned, '👩‍🍳')
})

json('what is harmless stays as it is', () => {
  const text = JSON.stringify({text: 'crème brûlée\n'}, undefined, 2)
  assert.is(cleanJson(text), text)
})

json.run()
