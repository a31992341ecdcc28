/** Reading and writing: what may be read, where a repository ends, what git ignores. */
import {
  chmodSync,
  chownSync,
  linkSync,
  readFileSync,
  readdirSync,
  statSync,
  symlinkSync
} from 'node:fs'
import {join} from 'node:path'
import process from 'node:process'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {findBanks, isBankFile} from '../../src/files/find-banks.ts'
import {findBranch, findHead} from '../../src/files/git.ts'
import {
  enterFolder,
  isGitIgnored,
  readGitIgnoreAbove
} from '../../src/files/git-ignore.ts'
import {decodeText, longestLine, readText} from '../../src/files/read-text.ts'
import {findRepository, isInside} from '../../src/files/repository.ts'
import {toName} from '../../src/files/to-name.ts'
import {findToolFiles} from '../../src/files/tool-files.ts'
import {uninterrupted} from '../../src/files/uninterrupted.ts'
import {writeText} from '../../src/files/write-text.ts'
import {git, makeTempFolder, writeFiles} from '../support/temp.ts'

/** @returns the message of the error that is thrown */
async function getError(run: () => unknown): Promise<string> {
  try {
    await run()
  } catch (error) {
    return (error as Error).message
  }

  return 'no error'
}

const decoding = suite('decodeText')

decoding('any UTF-8 is a text', () => {
  for (const text of [
    '',
    'flour',
    '\uFEFFflour',
    'brûlée\r\n',
    'パン🍞',
    '\uFFFD',
    '\u{10FFFF}'
  ]) {
    assert.is(decodeText(Buffer.from(text), 'a.md'), text)
  }
})

decoding('the line is named in which it is not', async () => {
  for (const [bytes, line] of [
    [[0xe9], 1],
    [[0x0a, 0x0a, 0xe9, 0x0a], 3],
    [[0x0d, 0x0a, 0xc3], 2],
    [[0xef, 0xbf, 0xbd, 0x0a, 0xff], 2],
    [[0xed, 0xa0, 0x80], 1],
    [[0xc0, 0xaf], 1]
  ] as const) {
    assert.match(
      await getError(() => decodeText(Uint8Array.from(bytes), 'a.md')),
      `a.md:${line}: is not UTF-8`
    )
  }
})

decoding('a line may be as long as the limit, whatever ends it', async () => {
  const long = 'x'.repeat(longestLine)
  for (const end of ['', '\n', '\r\n', '\r']) {
    const text = `a${end}${end === '' ? '' : long}${end}b`
    assert.is(decodeText(Buffer.from(text), 'a.md'), text)
  }

  for (const [text, line] of [
    [`${long}x`, 1],
    [`a\n${long}x\nb`, 2],
    [`a\r\nb\r\n${long}x`, 3],
    [`a\rb\rc\r${long}x\rd`, 4]
  ] as const) {
    assert.match(
      await getError(() => decodeText(Buffer.from(text), 'a.md')),
      `a.md:${line}: the line has 1.0 MB`
    )
  }
})

decoding.run()

const repository = suite('repository')

repository('a path is inside its folder', () => {
  for (const [folder, path, expected] of [
    ['/a', '/a', true],
    ['/a', '/a/b', true],
    ['/a', '/a/..b', true],
    ['/a', '/a/...', true],
    ['/a', '/ab', false],
    ['/a', '/', false],
    ['/a', '/b/a', false],
    ['/a/b', '/a', false],
    ['/', '/a', true]
  ] as const) {
    assert.is(isInside(folder, path), expected, `${path} in ${folder}`)
  }
})

repository('the nearest folder with .git, which may be a file', () => {
  const folder = makeTempFolder()
  writeFiles(folder, {
    'a/.git/HEAD': '',
    'a/b/c/x': '',
    'a/d/.git': 'gitdir: x'
  })
  assert.is(findRepository(join(folder, 'a/b/c')), join(folder, 'a'))
  assert.is(findRepository(join(folder, 'a')), join(folder, 'a'))
  assert.is(findRepository(join(folder, 'a/d')), join(folder, 'a/d'))
})

repository('names are from the folder, the folder itself is a dot', () => {
  assert.is(toName('/a/b/c.md', '/a'), 'b/c.md')
  assert.is(toName('c.md', '/a/b'), 'c.md')
  assert.is(toName('/a/c.md', '/a/b'), '../c.md')
  assert.is(toName('/a', '/a'), '.')
})

repository.run()

const ignoring = suite('.gitignore')

/** Patterns of every kind, and files that they may mean. */
const tree = {
  '.gitignore':
    '# a comment\n\n*.tmp.md\n!kept.tmp.md\n/root.md\ndrafts/\ndocs/**/old.md\nspace\\ \n\\!bang.md\n',
  'root.md': '',
  'docs/root.md': '',
  'a.tmp.md': '',
  'kept.tmp.md': '',
  'docs/deep/er/old.md': '',
  'docs/old.md': '',
  'drafts/a.md': '',
  'drafts/.gitignore': '!a.md',
  'docs/drafts/a.md': '',
  'docs/drafts.md': '',
  '!bang.md': '',
  'sub/.gitignore': '!*.tmp.md\n/only.md\n',
  'sub/a.tmp.md': '',
  'sub/only.md': '',
  'sub/deep/only.md': '',
  'sub/deep/a.tmp.md': '',
  'line\nbreak/a.md': '',
  'line\nbreak/b.tmp.md': ''
}

ignoring('is read as git reads it', async () => {
  const bank = '---\nbank:\n---\n'
  const folder = makeTempFolder()
  writeFiles(
    folder,
    Object.fromEntries(
      Object.entries(tree).map(([path, text]) => [path, text || bank])
    )
  )
  git(folder, 'init', '--quiet')
  writeFiles(folder, {'.git/info/exclude': 'docs/drafts.md\n'})
  for (const cwd of ['.', 'docs', 'sub', 'sub/deep']) {
    const listed = git(
      join(folder, cwd),
      'ls-files',
      '-z',
      '--cached',
      '--others',
      '--exclude-standard'
    )
    const expected = listed.stdout
      .split('\0')
      .filter((path) => path.endsWith('.md'))
      .sort()
    assert.ok(expected.length > 0)
    assert.equal((await findBanks(join(folder, cwd))).paths, expected)
  }
})

ignoring('case counts', () => {
  const folder = makeTempFolder()
  writeFiles(folder, {'.gitignore': 'Build\n'})
  const rules = enterFolder([], folder)
  assert.is(isGitIgnored(rules, join(folder, 'Build'), true), true)
  assert.is(isGitIgnored(rules, join(folder, 'build'), true), false)
})

ignoring('what cannot be read says nothing', () => {
  const folder = makeTempFolder()
  writeFiles(folder, {'.gitignore/x': ''})
  const rules = enterFolder(readGitIgnoreAbove(folder), folder)
  assert.is(isGitIgnored(rules, join(folder, 'x.md'), false), false)
})

ignoring.run()

const banks = suite('isBankFile')

banks('what cannot be looked into is none', async () => {
  const folder = makeTempFolder()
  writeFiles(folder, {'folder.md/x': ''})
  symlinkSync('nowhere.md', join(folder, 'dangling.md'))
  for (const name of ['nowhere.md', 'folder.md', 'dangling.md']) {
    assert.is(await isBankFile(join(folder, name)), false)
  }
})

banks('front matter counts up to 64 KB', async () => {
  const folder = makeTempFolder()
  const filler = (size: number): string => `x: ${'y'.repeat(size)}\n`
  writeFiles(folder, {
    'a.md': `---\n${filler(60_000)}bank:\n---\n`,
    'b.md': `---\n${filler(70_000)}bank:\n---\n`
  })
  assert.is(await isBankFile(join(folder, 'a.md')), true)
  assert.is(await isBankFile(join(folder, 'b.md')), false)
})

banks.run()

const writing = suite('writeText')

writing('what another program wrote meanwhile is not overwritten', async () => {
  const folder = makeTempFolder()
  writeFiles(folder, {'a.md': 'changed'})
  assert.is(
    await getError(async () =>
      writeText('a.md', folder, {before: 'read', after: 'repaired'})
    ),
    'a.md: another program has changed it meanwhile, so it was not written. Run the command again'
  )
  assert.is(readFileSync(join(folder, 'a.md'), 'utf8'), 'changed')
  assert.equal(readdirSync(folder), ['a.md'])
})

writing('a byte order mark is written, too', async () => {
  const folder = makeTempFolder()
  writeFiles(folder, {'a.md': '\uFEFFrye'})
  const before = await readText('a.md', folder)
  assert.is(before, '\uFEFFrye')
  await writeText('a.md', folder, {before, after: '\uFEFFspelt'})
  assert.is(readFileSync(join(folder, 'a.md'), 'utf8'), '\uFEFFspelt')
})

const mine = `a.md.qbank-${process.pid}.tmp`

writing('what is in the way of the new file is not written into', async () => {
  const folder = makeTempFolder()
  writeFiles(folder, {'a.md': 'rye', victim: 'kept', 'other.md': 'kept'})
  symlinkSync('victim', join(folder, mine))
  linkSync(join(folder, 'other.md'), join(folder, 'a.md.qbank-4194399.tmp'))
  await writeText('a.md', folder, {before: 'rye', after: 'spelt'})
  assert.is(readFileSync(join(folder, 'a.md'), 'utf8'), 'spelt')
  assert.is(readFileSync(join(folder, 'victim'), 'utf8'), 'kept')
  assert.is(readFileSync(join(folder, 'other.md'), 'utf8'), 'kept')
  assert.equal(readdirSync(folder).sort(), ['a.md', 'other.md', 'victim'])
})

writing('what cannot be removed is in the way, and stays', async () => {
  const folder = makeTempFolder()
  writeFiles(folder, {'a.md': 'rye', [`${mine}/x`]: ''})
  assert.match(
    await getError(async () =>
      writeText('a.md', folder, {before: 'rye', after: 'spelt'})
    ),
    /^a\.md: cannot be written \(\w+\), so it was not changed$/
  )
  assert.is(readFileSync(join(folder, 'a.md'), 'utf8'), 'rye')
})

writing('what another process is writing stays', async () => {
  const folder = makeTempFolder()
  const other = `a.md.qbank-${process.ppid}.tmp`
  writeFiles(folder, {'a.md': 'rye', [other]: ''})
  await writeText('a.md', folder, {before: 'rye', after: 'spelt'})
  assert.equal(readdirSync(folder).sort(), ['a.md', other])
})

writing('mode and owner are kept', async () => {
  const folder = makeTempFolder()
  writeFiles(folder, {'a.md': 'rye'})
  const path = join(folder, 'a.md')
  const isRoot = process.getuid?.() === 0
  if (isRoot) chownSync(path, 1234, 5678)
  chmodSync(path, 0o2640)
  const {mode, uid, gid} = statSync(path)
  await writeText('a.md', folder, {before: 'rye', after: 'spelt'})
  const now = statSync(path)
  assert.equal([now.mode, now.uid, now.gid], [mode, uid, gid])
})

writing(
  'other names of the file keep the old text, and that is said',
  async () => {
    const folder = makeTempFolder()
    writeFiles(folder, {'a.md': 'rye'})
    linkSync(join(folder, 'a.md'), join(folder, 'b.md'))
    const texts = {before: 'rye', after: 'spelt'}
    assert.is(
      await writeText('a.md', folder, texts),
      'a.md: the file has other names (hard links), which keep the old text. Link them again, or make them symbolic links'
    )
    assert.is(readFileSync(join(folder, 'a.md'), 'utf8'), 'spelt')
    assert.is(readFileSync(join(folder, 'b.md'), 'utf8'), 'rye')
    assert.is(await writeText('b.md', folder, texts), undefined)
  }
)

writing('a signal waits, and is not lost', async () => {
  const heard: string[] = []
  const listen = (): void => {
    heard.push('signal')
  }
  process.on('SIGHUP', listen)
  const result = await uninterrupted(async () => {
    process.kill(process.pid, 'SIGHUP')
    await new Promise((resolve) => setTimeout(resolve, 20))
    heard.push('task')
    return 'done'
  })
  process.off('SIGHUP', listen)
  assert.is(result, 'done')
  // Other listeners hear of it at once, and once.
  assert.equal(heard.sort(), ['signal', 'task'])
  assert.is(process.listenerCount('SIGINT'), 0)
})

writing.run()

const branches = suite('branches')

branches('the branch, or none where HEAD is a commit', () => {
  const folder = makeTempFolder()
  git(folder, 'init', '--quiet', '--initial-branch=topic')
  assert.is(findBranch(folder), 'topic')
  assert.equal(findHead(folder), [])
  const who = ['-c', 'user.name=a', '-c', 'user.email=a@example.com']
  git(folder, ...who, 'commit', '--quiet', '--allow-empty', '-m', 'Begin')
  git(folder, 'checkout', '--quiet', '--detach')
  assert.is(findBranch(folder), undefined)
  assert.is(findHead(folder).length, 1)
})

branches.run()

const configurations = suite('configurations of other programs')

/** By program, the files that its documentation names, in that order. */
const documented = {
  markdownlint: [
    '.markdownlint-cli2.jsonc',
    '.markdownlint-cli2.yaml',
    '.markdownlint-cli2.cjs',
    '.markdownlint-cli2.mjs',
    '.markdownlint.jsonc',
    '.markdownlint.json',
    '.markdownlint.yaml',
    '.markdownlint.yml',
    '.markdownlint.cjs',
    '.markdownlint.mjs',
    '.markdownlintrc'
  ],
  lefthook: [
    'lefthook.yml',
    'lefthook.yaml',
    'lefthook.toml',
    'lefthook.json',
    '.lefthook.yml',
    '.lefthook.yaml',
    '.lefthook.toml',
    '.lefthook.json'
  ],
  'husky 4': [
    '.huskyrc',
    '.huskyrc.json',
    '.huskyrc.yaml',
    '.huskyrc.yml',
    '.huskyrc.js',
    'husky.config.js'
  ],
  'simple-git-hooks': [
    '.simple-git-hooks.js',
    '.simple-git-hooks.cjs',
    '.simple-git-hooks.json',
    'simple-git-hooks.js',
    'simple-git-hooks.cjs',
    'simple-git-hooks.json'
  ],
  'pre-commit': ['.pre-commit-config.yaml', '.pre-commit-config.yml']
} as const

configurations('all names are looked for', () => {
  for (const [tool, names] of Object.entries(documented)) {
    const folder = makeTempFolder()
    writeFiles(folder, {
      '.git/HEAD': '',
      ...Object.fromEntries(names.map((name) => [name, tool]))
    })
    const found = findToolFiles(tool as keyof typeof documented, folder)
    assert.equal(
      found.map(({path, text}) => [path, text]),
      names.map((name) => [join(folder, name), tool])
    )
  }
})

configurations('a key of `package.json` comes first', () => {
  const folder = makeTempFolder()
  for (const [tool, key] of [
    ['remark', 'remarkConfig'],
    ['prettier', 'prettier'],
    ['lint-staged', 'lint-staged'],
    ['husky 4', 'husky'],
    ['simple-git-hooks', 'simple-git-hooks'],
    ['yorkie', 'gitHooks'],
    ['markdownlint', 'markdownlint-cli2']
  ] as const) {
    writeFiles(folder, {
      '.git/HEAD': '',
      'package.json': JSON.stringify({[key]: {a: 1}})
    })
    const path = join(folder, 'package.json')
    assert.equal(findToolFiles(tool, folder), [{path, key, text: '{"a":1}'}])
  }
})

configurations.run()
