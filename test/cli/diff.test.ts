/** `--diff` and `--dry-run`: what would be done, before it is. */
import {spawnSync} from 'node:child_process'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {formatDiff} from '../../src/report/diff.ts'
import {call, clean, glued, makeFolder, read, short} from './support.ts'

const regions = '# Read me\n\n<!--bank-stats start-->\n<!--bank-stats end-->\n'
const gluedDiff = `--- a/QUESTION_BANK.md
+++ b/QUESTION_BANK.md
@@ -12,6 +12,7 @@
 - The crust dries before the crumb has risen.
 - Steam leaves before the surface has set.
 - A thermometer tells more than the light of an oven.
+
 **Common pitfalls:**
${' '}
 - Blaming the yeast.
`

const dry = suite('fix --dry-run')

dry(
  'prints a diff of bank and README, writes neither, and exits with 1',
  async () => {
    const folder = makeFolder({'QUESTION_BANK.md': glued, 'README.md': regions})
    const {status, stdout} = await call(folder, ['fix', '--dry-run', '--diff'])
    assert.is(status, 1)
    assert.ok(stdout.startsWith(gluedDiff), stdout)
    assert.match(stdout, /^\+\+\+ b\/README\.md$/m)
    assert.match(
      stdout,
      /^\+<!-- Generated from QUESTION_BANK\.md: edit it there\. -->$/m
    )
    assert.match(stdout, /^QUESTION_BANK\.md: 1 problem would be fixed \(/m)
    assert.match(stdout, /^README\.md: bank-stats would be regenerated$/m)
    assert.is(read(folder, 'QUESTION_BANK.md'), glued)
    assert.is(read(folder, 'README.md'), regions)
  }
)

dry('is what `patch` needs to do the same as `fix`', async () => {
  const folder = makeFolder({'QUESTION_BANK.md': glued, 'README.md': regions})
  const {stdout} = await call(folder, ['fix', '--dry-run', '--diff'])
  const other = makeFolder({'QUESTION_BANK.md': glued, 'README.md': regions})
  await call(other, ['fix'])
  const {status, stderr} = spawnSync('git', ['apply', '-'], {
    cwd: folder,
    input: stdout,
    encoding: 'utf8'
  })
  assert.equal([status, stderr], [0, ''])
  for (const path of ['QUESTION_BANK.md', 'README.md']) {
    assert.is(read(folder, path), read(other, path))
  }
})

dry(
  'exits with 0 where nothing would change, and with 1 for what only a person can solve',
  async () => {
    const folder = makeFolder({'QUESTION_BANK.md': clean})
    const done = await call(folder, ['fix', '--dry-run', '--diff'])
    assert.equal(
      [done.status, done.stdout],
      [0, 'QUESTION_BANK.md: nothing to fix\n1 card in 1 bank: no problems\n']
    )
    const other = makeFolder({'QUESTION_BANK.md': short})
    const told = await call(other, ['fix', '--dry-run'])
    assert.is(told.status, 1)
    assert.match(told.stdout, /bullet-count/)
  }
)

dry('leaves standard output to a report for machines', async () => {
  const folder = makeFolder({'QUESTION_BANK.md': glued})
  const args = ['fix', '--dry-run', '--diff', '--reporter', 'json']
  const {status, stdout, stderr} = await call(folder, args)
  assert.is(status, 1)
  assert.type(JSON.parse(stdout), 'object')
  assert.ok(stderr.includes(gluedDiff), stderr)
})

dry('of standard input prints the diff instead of the text', async () => {
  const folder = makeFolder({})
  const args = ['fix', '-', '--stdin-filepath', 'QUESTION_BANK.md']
  const both = await call(folder, [...args, '--dry-run', '--diff'], {
    input: glued
  })
  assert.equal([both.status, both.stdout], [1, gluedDiff])
  const alone = await call(folder, [...args, '--dry-run'], {input: glued})
  assert.equal([alone.status, alone.stdout], [1, ''])
  const written = await call(folder, [...args, '--diff'], {input: glued})
  assert.equal([written.status, written.stdout], [0, gluedDiff])
  const unchanged = await call(folder, [...args, '--diff'], {input: clean})
  assert.equal([unchanged.status, unchanged.stdout], [0, ''])
})

dry.run()

const written = suite('fix --diff')

written('prints what it wrote', async () => {
  const folder = makeFolder({'QUESTION_BANK.md': glued})
  const {status, stdout} = await call(folder, ['fix', '--diff'])
  assert.is(status, 0)
  assert.ok(stdout.startsWith(gluedDiff), stdout)
  assert.match(stdout, /^QUESTION_BANK\.md: 1 problem fixed \(/m)
  assert.is(read(folder, 'QUESTION_BANK.md'), clean)
})

written.run()

const check = suite('check --diff')

check('shows below each problem what a fix makes of its lines', async () => {
  const broken = clean
    .replace('Easy', 'easy')
    .replace('- Blaming the yeast.\n', '')
  const folder = makeFolder({'QUESTION_BANK.md': broken})
  const {status, stdout} = await call(folder, ['check', '--diff'])
  assert.is(status, 1)
  const lines = stdout.split('\n')
  const at = lines.findIndex((line) => line.includes('choice-value'))
  assert.equal(lines.slice(at + 1, at + 3), [
    '    -**Difficulty:** easy  ',
    '    +**Difficulty:** Easy  '
  ])
  // What a fix cannot solve has no diff.
  assert.is(stdout.match(/^ {4}[-+]/gm)?.length, 2)
  const plain = await call(folder, ['check'])
  assert.not.match(plain.stdout, /^ {4}[-+]/m)
})

check.run()

const format = suite('a diff')

format('has colors on a terminal only', async () => {
  const folder = makeFolder({'QUESTION_BANK.md': glued})
  const args = ['fix', '--dry-run', '--diff']
  const terminal = await call(folder, args, {isTTY: true})
  assert.ok(terminal.stdout.includes('\u001B[32m+\u001B[39m'), terminal.stdout)
  const pipe = await call(folder, args)
  assert.not(pipe.stdout.includes('\u001B'))
  const plain = await call(folder, args, {isTTY: true, env: {NO_COLOR: '1'}})
  assert.not(plain.stdout.includes('\u001B'))
})

format(
  'lets no control character and no command of a build server through',
  () => {
    const evil = 'a\u001B[2J\u202Eb\tc\n::error::d\n##vso[task]e\n'
    const text = formatDiff(
      {path: 'x\u0007\n::error::.md', before: '', after: evil},
      {color: false}
    )
    assert.is(
      text,
      [
        '--- a/x\\u{7}\\u{a}::error::.md',
        '+++ b/x\\u{7}\\u{a}::error::.md',
        '@@ -0,0 +1,3 @@',
        '+a\\u{1b}[2J\\u{202e}b\tc',
        '+::error::d',
        '+\\u{23}#vso[task]e',
        ''
      ].join('\n')
    )
    const around = formatDiff(
      {path: 'a.md', before: '::warning::a\nb\n', after: '::warning::a\nc\n'},
      {color: false}
    )
    assert.match(around, /^ \\u\{3a\}:warning::a$/m)
  }
)

format('shows line endings, and a missing one at the end', () => {
  const text = formatDiff(
    {path: 'a.md', before: 'a\r\nb', after: 'a\nb\n'},
    {color: false}
  )
  assert.match(text, /^-a\\u\{d\}$/m)
  assert.match(text, /^\\ No newline at end of file$/m)
})

format(
  'of texts that have nothing in common is not looked for any longer than some seconds',
  () => {
    const lines = (word: string): string =>
      Array.from({length: 12_000}, (_, index) => `${word}${index}\n`).join('')
    const text = formatDiff(
      {path: 'a.md', before: lines('a'), after: lines('b')},
      {color: false}
    )
    assert.is(text.split('\n').length, 24_004)
  }
)

format.run()
