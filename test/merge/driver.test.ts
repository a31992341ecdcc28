/** What git passes to the driver, and what it passes when something is wrong. */
import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {call} from '../cli/support.ts'
import {cards, toBank} from '../git/support.ts'
import {git, makeTempFolder, writeFiles} from '../support/temp.ts'

const test = suite('merge driver')
const {dough, crust, chain} = cards
const versions = {
  base: toBank(dough),
  ours: toBank(dough, crust),
  theirs: toBank(dough, chain)
}

interface Driven {
  readonly status: number
  readonly stderr: string
  readonly bytes: Buffer
  /** What git makes of the same versions, with the same labels. */
  readonly byGit: Buffer
}

/** Calls the driver as git does. */
async function drive(
  files: Readonly<Partial<Record<keyof typeof versions, string | Uint8Array>>>,
  path = 'QUESTION_BANK.md',
  size = '7'
): Promise<Driven> {
  const folder = makeTempFolder()
  writeFiles(folder, files)
  const expected = git(
    folder,
    ...['merge-file', '--stdout', '--diff-algorithm=histogram'],
    ...['-L', 'ours', '-L', 'base', '-L', 'theirs'],
    ...['ours', 'base', 'theirs']
  )
  const {status, stderr, stdout} = await call(folder, [
    ...['merge-driver', '--', 'base', 'ours', 'theirs', size, path]
  ])
  assert.is(stdout, '')
  return {
    status,
    stderr,
    bytes: readFileSync(join(folder, 'ours')),
    byGit: Buffer.from(expected.stdout)
  }
}

test('a merge without a conflict', async () => {
  const {bytes, status, stderr} = await drive(versions)
  assert.is(bytes.toString(), toBank(dough, crust, chain))
  assert.is(stderr, '')
  assert.is(status, 0)
})

test('a version with conflict markers is merged as git does it', async () => {
  const theirs = toBank(dough, `<<<<<<< a\n${chain}=======\n>>>>>>> b\n`)
  const {bytes, byGit, stderr, status} = await drive({...versions, theirs})
  assert.is(bytes.toString(), byGit.toString())
  assert.is(
    stderr,
    'QUESTION_BANK.md: merged by lines, as git does it: a version has conflict markers in it\n'
  )
  assert.is(status, 1)
})

test('other files are merged as git does it, without a word', async () => {
  const {bytes, byGit, stderr, status} = await drive(versions, 'NOTES.md')
  assert.is(bytes.toString(), byGit.toString())
  assert.is(stderr, '')
  assert.is(status, 1)
})

test('text that is not UTF-8 is merged as git does it', async () => {
  const latin = (text: string): Buffer =>
    Buffer.from(text.replaceAll('stone', 'st\u00F6ne'), 'latin1')
  const {bytes, byGit, stderr, status} = await drive({
    ...versions,
    ours: latin(versions.ours)
  })
  assert.is(bytes.toString(), byGit.toString())
  assert.match(stderr, /is not UTF-8/)
  assert.is(stderr.split('\n').length, 2)
  assert.is(status, 1)
})

test('a binary version leaves our side, and is a conflict', async () => {
  const {bytes, stderr, status} = await drive({
    ...versions,
    theirs: Buffer.from([0, 1, 2, 0, 10])
  })
  assert.is(bytes.toString(), versions.ours)
  assert.match(stderr, /^QUESTION_BANK\.md: not merged \(.*Your side is left/)
  assert.is(stderr.split('\n').length, 2)
  assert.is(status, 1)
})

test('a missing file leaves our side, and is a conflict', async () => {
  const {base, ours} = versions
  const {bytes, stderr, status} = await drive({base, ours})
  assert.is(bytes.toString(), ours)
  assert.match(stderr, /not merged \(ENOENT/)
  assert.is(status, 1)
})

test('without a base, both have begun the bank', async () => {
  const {bytes, status} = await drive({...versions, base: ''})
  assert.is(bytes.toString(), toBank(dough, crust, chain))
  assert.is(status, 0)
})

test('line breaks and a byte order mark are those of the side that has changed them', async () => {
  const {bytes, status} = await drive({
    ...versions,
    ours: versions.ours.replaceAll('\n', '\r\n'),
    theirs: `\uFEFF${versions.theirs}`
  })
  assert.is(
    bytes.toString(),
    `\uFEFF${toBank(dough, crust, chain).replaceAll('\n', '\r\n')}`
  )
  assert.is(status, 0)
})

test('lines that end in several ways are merged as git does it', async () => {
  const {bytes, byGit, stderr} = await drive({
    ...versions,
    ours: versions.ours.replace('\n', '\r\n')
  })
  assert.is(bytes.toString(), byGit.toString())
  assert.match(stderr, /ends its lines in several ways/)
})

test('regions that are not whole are merged as git does it', async () => {
  const readme =
    '# A\n\n<!--bank-cards start-->\n\ntext\n\n<!--bank-cards end-->\n\nb\n'
  for (const broken of [
    readme.replace('<!--bank-cards end-->\n', ''),
    readme.replace('text', '<!--bank-stats start-->\n\n<!--bank-stats end-->')
  ]) {
    const {bytes, byGit, stderr, status} = await drive(
      {base: readme, ours: broken, theirs: readme.replace('b\n', 'c\n')},
      'README.md'
    )
    assert.is(bytes.toString(), byGit.toString())
    assert.match(stderr, /the regions of a version/)
    assert.is(status, 0)
  }
})

test('markers in code are text, of regions as of conflicts', async () => {
  const toReadme = (first: string, last: string): string =>
    `# ${first}\n\n\`\`\`md\n<!--bank-cards start-->\n\`\`\`\n\n<!--bank-cards start-->\n\ntext\n\n<!--bank-cards end-->\n\n${last}\n`
  const readme = await drive(
    {
      base: toReadme('A', 'b'),
      ours: toReadme('C', 'b'),
      theirs: toReadme('A', 'd')
    },
    'README.md'
  )
  assert.is(readme.bytes.toString(), toReadme('C', 'd'))
  assert.is(readme.stderr, '')
  assert.is(readme.status, 0)

  // It is not clear what is a card and what is a conflict: lines are merged, and nothing is lost.
  const code = '```text\n<<<<<<< a\n=======\n>>>>>>> b\n```\n'
  const {bytes, byGit, stderr} = await drive({
    ...versions,
    theirs: toBank(dough, `${chain}\n${code}`)
  })
  assert.is(bytes.toString(), byGit.toString())
  assert.match(stderr, /a version has conflict markers in it\n$/)
})

test('a wrong call is wrong usage', async () => {
  const {status, stderr} = await drive(versions, 'QUESTION_BANK.md', 'x')
  assert.is(status, 2)
  assert.match(stderr, /not the size of a conflict marker/)
})

test.run()
