/** `-`: a bank comes on standard input, and goes to standard output. */
import {Readable} from 'node:stream'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {makeTempFolder, runQbank} from '../support/temp.ts'
import {
  assertFailure,
  call,
  card,
  clean,
  glued,
  makeFolder,
  short
} from './support.ts'

const test = suite('standard input')

const name = ['--stdin-filepath', 'QUESTION_BANK.md']

test('fix gives the fixed text, and no word besides', async () => {
  const {status, stdout, stderr} = await call(
    makeTempFolder(),
    ['fix', '-', ...name],
    {input: glued}
  )
  assert.is(stdout, clean)
  assert.is(stderr, '')
  assert.is(status, 0)
})

test('what remains goes to standard error', async () => {
  const {status, stdout, stderr} = await call(
    makeTempFolder(),
    ['fix', '-', ...name],
    {input: short}
  )
  assert.is(stdout, short)
  assert.is(
    stderr,
    'Q: Why does a cold oven spoil a loaf?\n' +
      '  QUESTION_BANK.md:16:1  error  Unexpected 1 bullet in `Common pitfalls`, expected at least 2  bullet-count\n' +
      '\n' +
      '1 problem (1 error)\n'
  )
  assert.is(status, 1)
})

test('check reports and gives no text', async () => {
  const {status, stdout, stderr} = await call(
    makeTempFolder(),
    ['check', '-', '--stdin-filepath', 'docs/QUESTION_BANK.md'],
    {input: glued}
  )
  assert.match(stdout, /^ {2}docs\/QUESTION_BANK\.md:15:1 {2}error {2}/m)
  assert.is(stderr, '')
  assert.is(status, 1)
})

test('a byte order mark and line breaks go through', async () => {
  const folder = makeFolder({'.prettierrc': '{"endOfLine": "auto"}'})
  const {stdout} = await call(folder, ['fix', '-', ...name], {
    input: `\uFEFF${glued.replaceAll('\n', '\r\n')}`
  })
  assert.is(stdout, `\uFEFF${clean.replaceAll('\n', '\r\n')}`)
})

test('a character may come in two pieces', async () => {
  const text = clean.replace('Baking', 'Brötchen')
  const bytes = Buffer.from(text)
  const at = bytes.indexOf('ö') + 1
  const {status, stdout} = await call(makeTempFolder(), ['fix', '-', ...name], {
    input: Readable.from([bytes.subarray(0, at), bytes.subarray(at)])
  })
  assert.is(stdout, text)
  assert.is(status, 0)
})

test('nothing is a bank without cards', async () => {
  for (const path of ['QUESTION_BANK.md', 'empty.md']) {
    const argv = ['-', '--stdin-filepath', path]
    const fix = await call(makeTempFolder(), ['fix', ...argv])
    assert.equal(fix, {status: 0, stdout: '', stderr: ''})
    const check = await call(makeTempFolder(), ['check', ...argv])
    assert.is(check.status, 0)
    assert.is(check.stderr, `${path}: is empty, so there is nothing to check\n`)
  }
})

test('the name decides what the text is', async () => {
  const folder = makeFolder({'.remarkignore': 'test/\n'})
  for (const [path, expected] of [
    [
      'notes.md',
      'notes.md: is not a question bank. Name it QUESTION_BANK.md, or let it begin with these lines:\n\n    ---\n    bank:\n    ---\n'
    ],
    [
      'test/QUESTION_BANK.md',
      'test/QUESTION_BANK.md: is named in .remarkignore. Remove it there to have it checked\n'
    ]
  ] as const) {
    for (const command of ['check', 'fix']) {
      assertFailure(
        await call(folder, [command, '-', '--stdin-filepath', path], {
          input: glued
        }),
        expected
      )
    }
  }
})

test('without a name it says how to give one', async () => {
  assertFailure(
    await call(makeTempFolder(), ['fix', '-'], {input: glued}),
    'Standard input needs a path, so that its configuration can be found: add --stdin-filepath QUESTION_BANK.md\n'
  )
})

test('a name without standard input is a mistake', async () => {
  assertFailure(
    await call(makeFolder({'QUESTION_BANK.md': clean}), ['fix', ...name]),
    '--stdin-filepath is for standard input, which is not read: add `-` as the file\n'
  )
})

test('it cannot be mixed with files', async () => {
  const folder = makeFolder({'QUESTION_BANK.md': glued})
  assertFailure(
    await call(folder, ['fix', '-', 'QUESTION_BANK.md', ...name]),
    'Standard input cannot be mixed with files: name either `-` or files\n'
  )
})

test('readme takes none', async () => {
  for (const argv of [['-'], ['-', ...name], name]) {
    assertFailure(
      await call(makeTempFolder(), ['readme', ...argv], {input: clean}),
      '`qbank readme` takes no standard input, because it needs the README beside the bank. Name a file\n'
    )
  }
})

test('input that never ends is left', async () => {
  let given = 0
  const input = new Readable({
    read() {
      given += 65_536
      this.push(Buffer.alloc(65_536, 'flour\n'))
    }
  })
  assertFailure(
    await call(makeTempFolder(), ['fix', '-', ...name], {input}),
    'QUESTION_BANK.md: has more than the 32 MB that a bank may have. Split it into several banks\n'
  )
  assert.ok(given < 40 * 1024 * 1024)
})

test('at the entrance, through a pipe that holds less than the text', () => {
  // More than a pipe's buffer, and prose that no rule minds.
  const prose = 'Flour, water and salt are all that it takes, with time.\n\n'
  const text = (label: string): string =>
    `# Baking\n\n${prose.repeat(2000)}## Bread\n\n${card.replace('\n\n**Common', label)}`
  const {status, stdout, stderr} = runQbank(
    makeTempFolder(),
    ['fix', '-', ...name],
    {input: text('\n**Common')}
  )
  assert.is(stderr, '')
  assert.is(stdout.length, text('\n\n**Common').length)
  assert.ok(stdout === text('\n\n**Common'))
  assert.is(status, 0)
})

test.run()
