/** A file that cannot be read or written: a sentence names it, the exit code is 2, and it stays as it was. */
import {spawnSync} from 'node:child_process'
import fs, {
  chmodSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  statSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import {join} from 'node:path'
import process from 'node:process'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {makeTempFolder, runQbank} from '../support/temp.ts'
import {
  assertFailure,
  call,
  clean,
  glued,
  makeFolder,
  noReadme,
  read
} from './support.ts'

const reading = suite('reading')

for (const command of ['check', 'fix']) {
  reading(`${command}: no bank`, async () => {
    const folder = makeFolder({'notes.md': '# Notes\n'})
    assertFailure(
      await call(folder, [command]),
      `No question bank below ${folder}. Looked for files named QUESTION_BANK.md, and for Markdown files whose front matter has the key \`bank\`; not in what .gitignore and .remarkignore name. If it is elsewhere, name it: qbank ${command} path/to/QUESTION_BANK.md\n`
    )
  })
}

/** Names of what cannot be read, what makes it, and what is said about it. */
const rows: readonly (readonly [
  name: string,
  make: (path: string) => void,
  expected: string
])[] = [
  [
    'nowhere.md',
    () => undefined,
    'nowhere.md: no such file. Check the spelling, or name no file to take every bank below this folder'
  ],
  [
    'folder.md',
    (path) => {
      mkdirSync(path)
    },
    'folder.md: is a folder. Name a file; or no file to take every bank below the current folder, or below another one with --cwd'
  ],
  [
    '.',
    () => undefined,
    '.: is a folder. Name a file; or no file to take every bank below the current folder, or below another one with --cwd'
  ],
  [
    'QUESTION_BANK.md/x.md',
    () => undefined,
    'QUESTION_BANK.md/x.md: no such file. Check the spelling, or name no file to take every bank below this folder'
  ],
  [
    'dangling.md',
    (path) => {
      symlinkSync('nowhere.md', path)
    },
    'dangling.md: is a symbolic link to nowhere.md, which does not exist. Fix the link, or name the file itself'
  ],
  [
    'loop.md',
    (path) => {
      symlinkSync('loop.md', path)
    },
    'loop.md: is a symbolic link that leads back to itself. Name the file itself'
  ],
  [
    'pipe.md',
    (path) => spawnSync('mkfifo', [path]),
    'pipe.md: is not a regular file. Name a Markdown file, or pass its text on standard input with `-`'
  ],
  [
    `${'x'.repeat(300)}.md`,
    () => undefined,
    `${'x'.repeat(60)}…: the name is longer than the file system allows. Check the spelling`
  ],
  [
    '',
    () => undefined,
    'One of the names is empty. Name a file, or no file to take every bank below this folder'
  ],
  [
    'notes.md',
    (path) => {
      writeFileSync(path, '# Notes\n')
    },
    'notes.md: is not a question bank. Name it QUESTION_BANK.md, or let it begin with these lines:\n\n    ---\n    bank:\n    ---'
  ]
]

for (const [name, make, expected] of rows) {
  reading(`${name.slice(0, 20)} is named`, async () => {
    for (const command of ['check', 'fix', 'readme']) {
      const folder = makeFolder({'QUESTION_BANK.md': glued})
      make(join(folder, name))
      assertFailure(await call(folder, [command, name]), `${expected}\n`)
      assert.is(read(folder, 'QUESTION_BANK.md'), glued)
    }
  })
}

/** Contents that are not the text of a bank, and what is said about them. */
const contents: readonly (readonly [
  name: string,
  content: Buffer,
  expected: string
])[] = [
  [
    'Windows-1252',
    Buffer.concat([Buffer.from(clean), Buffer.from('caf\u00e9\n', 'latin1')]),
    'QUESTION_BANK.md:20: is not UTF-8 in this line. Save the file with the encoding UTF-8 and try again'
  ],
  [
    'half a character at the end',
    Buffer.from('é').subarray(0, 1),
    'QUESTION_BANK.md:1: is not UTF-8 in this line. Save the file with the encoding UTF-8 and try again'
  ],
  [
    'UTF-16, little end first',
    Buffer.from(`\uFEFF${clean}`, 'utf16le'),
    'QUESTION_BANK.md: is UTF-16. Save it with the encoding UTF-8 and try again'
  ],
  [
    'UTF-16, big end first',
    Buffer.from(`\uFEFF${clean}`, 'utf16le').swap16(),
    'QUESTION_BANK.md: is UTF-16. Save it with the encoding UTF-8 and try again'
  ],
  [
    'UTF-16 without its mark',
    Buffer.from(clean, 'utf16le'),
    'QUESTION_BANK.md:1: has a zero byte in this line, so it is not text. Name a Markdown file; if this is one, save it with the encoding UTF-8'
  ],
  [
    'a zero byte',
    Buffer.from(clean.replace('yeast', 'ye\0st')),
    'QUESTION_BANK.md:18: has a zero byte in this line, so it is not text. Name a Markdown file; if this is one, save it with the encoding UTF-8'
  ],
  [
    '50 MB',
    Buffer.alloc(50 * 1024 * 1024, 'flour and water\n'),
    'QUESTION_BANK.md: has 50 MB, more than the 32 MB that a bank may have. Split it into several banks'
  ],
  [
    'a line of 5 MB',
    Buffer.from(`${clean}\n${'x'.repeat(5 * 1024 * 1024)}\n`),
    'QUESTION_BANK.md:21: the line has 5.0 MB, more than the 1.0 MB that a line may have. Wrap it, or move what it holds into a file of its own'
  ],
  [
    'too many short lines below a heading',
    Buffer.from(`${clean}\n${'- a\n'.repeat(25_000)}`),
    'QUESTION_BANK.md: more than 20000 short lines in cards or sections of over 1,000 lines, which take too long to check; one begins in line 5. Give them headings, or move them into a file of their own'
  ],
  [
    'too many cards with hardly more than a heading',
    Buffer.from(clean + '\n### Q: a\n'.repeat(25_000)),
    'QUESTION_BANK.md: more than 20000 cards and sections of hardly more than a heading, which take too long to check; one begins in line 40017. Fill them, or move them into several files'
  ]
]

for (const [name, content, expected] of contents) {
  reading(`a bank of ${name}`, async () => {
    const folder = makeFolder({'QUESTION_BANK.md': content})
    assertFailure(await call(folder, ['check']), `${expected}\n`)
    assertFailure(await call(folder, ['fix']), `${expected}\n`)
    assert.ok(content.equals(readFileSync(join(folder, 'QUESTION_BANK.md'))))
    assert.equal(readdirSync(folder), ['QUESTION_BANK.md'])
  })

  reading(`${name} on standard input`, async () => {
    const argv = ['fix', '-', '--stdin-filepath', 'QUESTION_BANK.md']
    const {status, stdout, stderr} = await call(makeTempFolder(), argv, {
      input: content
    })
    assert.is(stdout, '')
    assert.is(status, 2)
    assert.is(stderr, `${expected.replace('50 MB, ', '')}\n`)
  })
}

reading('an empty bank is clean', async () => {
  for (const text of ['', '\uFEFF', '\n', ' \n\n']) {
    const folder = makeFolder({'QUESTION_BANK.md': text})
    const {status, stderr} = await call(folder, ['fix'])
    assert.is(status, 0)
    assert.match(
      stderr,
      /^QUESTION_BANK\.md: is empty, so there is nothing to check$/m
    )
    assert.is((await call(folder, ['check'])).status, 0)
  }
})

reading('an empty file that is not named as a bank is clean', async () => {
  const folder = makeFolder({'empty.md': ''})
  for (const command of ['check', 'fix']) {
    const {status, stdout, stderr} = await call(folder, [command, 'empty.md'])
    assert.is(stderr, 'empty.md: is empty, so there is nothing to check\n')
    assert.is(stdout, '')
    assert.is(status, 0)
  }

  assert.is(read(folder, 'empty.md'), '')
})

reading('a bank without cards says what a card is', async () => {
  const folder = makeFolder({'QUESTION_BANK.md': '# Baking\n\nNothing yet.\n'})
  const {stderr} = await call(folder, ['check'])
  assert.match(
    stderr,
    'QUESTION_BANK.md: has no cards, so there is little to check. A card begins with a heading such as `### Q: …`\n'
  )
})

reading('what cannot be read keeps nothing else from being done', async () => {
  const folder = makeFolder({
    'a/QUESTION_BANK.md': glued,
    'b/QUESTION_BANK.md': Buffer.from('caf\u00e9', 'latin1'),
    'c/QUESTION_BANK.md': glued
  })
  const {status, stdout, stderr} = await call(folder, ['fix'])
  assert.is(
    stdout,
    'a/QUESTION_BANK.md: 1 problem fixed (1 × no-glued-label)\nc/QUESTION_BANK.md: 1 problem fixed (1 × no-glued-label)\n2 cards in 2 banks: no problems\n'
  )
  assert.match(stderr, /^b\/QUESTION_BANK\.md:1: is not UTF-8/m)
  assert.is(status, 2)
  assert.is(read(folder, 'a/QUESTION_BANK.md'), clean)
  assert.is(read(folder, 'c/QUESTION_BANK.md'), clean)
})

const latin = Buffer.from('caf\u00E9', 'latin1')
const sentence =
  'QUESTION_BANK.md:1: is not UTF-8 in this line. Save the file with the encoding UTF-8 and try again\n'

reading('at the entrance there is one sentence, too', () => {
  const folder = makeFolder({'QUESTION_BANK.md': latin})
  assertFailure(runQbank(folder, ['check']), sentence)
})

reading('DEBUG shows the trace', async () => {
  const folder = makeFolder({'QUESTION_BANK.md': latin})
  for (const DEBUG of ['qbank', '*', 'other,qbank', 'other qbank']) {
    const {status, stderr} = await call(folder, ['check'], {env: {DEBUG}})
    assert.ok(stderr.startsWith(sentence))
    assert.match(stderr, /^ {4}at /m)
    assert.is(status, 2)
  }

  for (const DEBUG of ['', 'other', 'qbank-other']) {
    const {stderr} = await call(folder, ['check'], {env: {DEBUG}})
    assert.is(stderr, sentence)
  }
})

reading.run()

const links = suite('symbolic links')

links('one that leads out of the repository is refused', async () => {
  const outside = makeFolder({'QUESTION_BANK.md': glued})
  const folder = makeFolder({'.git/HEAD': '', 'docs/x.md': ''})
  const target = join(outside, 'QUESTION_BANK.md')
  symlinkSync(target, join(folder, 'docs/QUESTION_BANK.md'))
  for (const argv of [[], ['docs/QUESTION_BANK.md']]) {
    for (const command of ['check', 'fix']) {
      assertFailure(
        await call(folder, [command, ...argv]),
        `docs/QUESTION_BANK.md: is a symbolic link to ${target}, which is outside ${folder}. Name the file itself\n`
      )
    }
  }

  assert.is(read(outside, 'QUESTION_BANK.md'), glued)
})

links('a README that leads out of the repository is refused', async () => {
  const outside = makeFolder({
    'README.md': '<!--bank-cards start-->\n<!--bank-cards end-->\n'
  })
  const folder = makeFolder({'QUESTION_BANK.md': clean})
  symlinkSync(join(outside, 'README.md'), join(folder, 'README.md'))
  const {status, stderr} = await call(folder, ['fix'])
  assert.match(stderr, /^README\.md: is a symbolic link to /)
  assert.is(status, 2)
  assert.is(
    read(outside, 'README.md'),
    '<!--bank-cards start-->\n<!--bank-cards end-->\n'
  )
})

links('one inside the repository is followed and stays one', async () => {
  const folder = makeFolder({
    '.git/HEAD': '',
    'shared/bank.md': glued,
    'docs/x': ''
  })
  const link = join(folder, 'docs/QUESTION_BANK.md')
  symlinkSync('../shared/bank.md', link)
  const {status, stdout} = await call(join(folder, 'docs'), ['fix'])
  assert.is(
    stdout,
    'QUESTION_BANK.md: 1 problem fixed (1 × no-glued-label)\n1 card in 1 bank: no problems\n'
  )
  assert.is(status, 0)
  assert.ok(lstatSync(link).isSymbolicLink())
  assert.is(read(folder, 'shared/bank.md'), clean)
})

links('a file that is named outright may lie anywhere', async () => {
  const outside = makeFolder({'QUESTION_BANK.md': glued})
  const path = join(outside, 'QUESTION_BANK.md')
  const {status} = await call(makeTempFolder(), ['fix', path])
  assert.is(status, 0)
  assert.is(read(outside, 'QUESTION_BANK.md'), clean)
})

links.run()

const writing = suite('writing')

writing('the mode of a file is kept', async () => {
  for (const mode of [0o600, 0o640, 0o755]) {
    const folder = makeFolder({'QUESTION_BANK.md': glued})
    const path = join(folder, 'QUESTION_BANK.md')
    chmodSync(path, mode)
    assert.is((await call(folder, ['fix'])).status, 0)
    assert.is(read(folder, 'QUESTION_BANK.md'), clean)
    assert.is(statSync(path).mode & 0o777, mode)
  }
})

writing('a clean bank is not written', async () => {
  const folder = makeFolder({'QUESTION_BANK.md': clean})
  const path = join(folder, 'QUESTION_BANK.md')
  const {ino, mtimeMs} = statSync(path)
  const {status, stdout, stderr} = await call(folder, ['fix'])
  assert.is(
    stdout,
    'QUESTION_BANK.md: nothing to fix\n1 card in 1 bank: no problems\n'
  )
  assert.is(stderr, noReadme)
  assert.is(status, 0)
  assert.equal([statSync(path).ino, statSync(path).mtimeMs], [ino, mtimeMs])
})

writing('check writes nothing', async () => {
  const readme = '<!--bank-cards start-->\n<!--bank-cards end-->\n'
  const folder = makeFolder({'QUESTION_BANK.md': glued, 'README.md': readme})
  assert.is((await call(folder, ['check'])).status, 1)
  assert.is(read(folder, 'QUESTION_BANK.md'), glued)
  assert.is(read(folder, 'README.md'), readme)
  assert.equal(readdirSync(folder).sort(), ['QUESTION_BANK.md', 'README.md'])
})

writing('a file that cannot be replaced is as it was', async () => {
  // Root cannot write it either: the temporary file beside it would need a longer name than the file system allows.
  const name = `${'b'.repeat(249)}.md`
  const text = `---\nbank:\n---\n\n${glued}`
  const folder = makeFolder({[name]: text})
  const {status, stdout, stderr} = await call(folder, ['fix', name])
  assert.is(
    stderr,
    `${name}: cannot be written (ENAMETOOLONG), so it was not changed\n`
  )
  assert.is(stdout, '')
  assert.is(status, 2)
  assert.is(read(folder, name), text)
  assert.equal(readdirSync(folder), [name])
})

writing('hard links are reported', async () => {
  const folder = makeFolder({'QUESTION_BANK.md': glued})
  const readme = '<!--bank-stats start-->\n<!--bank-stats end-->\n'
  writeFileSync(join(folder, 'README.md'), readme)
  for (const name of ['QUESTION_BANK.md', 'README.md']) {
    linkSync(join(folder, name), join(folder, `${name}.link`))
  }

  const {status, stderr} = await call(folder, ['fix'])
  assert.is(
    stderr,
    ['QUESTION_BANK.md', 'README.md']
      .map(
        (name) =>
          `${name}: the file has other names (hard links), which keep the old text. Link them again, or make them symbolic links\n`
      )
      .join('')
  )
  assert.is(status, 0)
  assert.is(read(folder, 'QUESTION_BANK.md'), clean)
  assert.is(read(folder, 'QUESTION_BANK.md.link'), glued)
})

writing('a full disk', async () => {
  const folder = makeFolder({'QUESTION_BANK.md': glued})
  const {writeSync} = fs
  fs.writeSync = () => {
    throw Object.assign(new Error('no space left'), {code: 'ENOSPC'})
  }
  try {
    assertFailure(
      await call(folder, ['fix']),
      'QUESTION_BANK.md: there is no space left to write it, so it was not changed. Make room and run the command again\n'
    )
  } finally {
    fs.writeSync = writeSync
  }

  assert.is(read(folder, 'QUESTION_BANK.md'), glued)
  assert.equal(readdirSync(folder), ['QUESTION_BANK.md'])
})

writing.run()

const permissions = suite('permissions')

/** Runs a task as a user for whom permissions hold, even if root runs the tests. */
async function asOrdinaryUser(task: () => Promise<void>): Promise<void> {
  const isRoot = process.geteuid?.() === 0
  // Modules are loaded while everything may be read.
  await call(makeFolder({'QUESTION_BANK.md': glued}), ['fix'])
  if (isRoot) process.seteuid?.(65_534)
  try {
    await task()
  } finally {
    if (isRoot) process.seteuid?.(0)
  }
}

permissions('a file that must not be read', async () => {
  const folder = makeFolder({'QUESTION_BANK.md': glued})
  chmodSync(folder, 0o755)
  chmodSync(join(folder, 'QUESTION_BANK.md'), 0o000)
  await asOrdinaryUser(async () => {
    for (const command of ['check', 'fix', 'readme']) {
      assertFailure(
        await call(folder, [command]),
        'QUESTION_BANK.md: you have no permission to read it. Change that (chmod +r), or ask its owner\n'
      )
    }
  })
})

for (const [name, folderMode, fileMode] of [
  ['a file that must not be written', 0o777, 0o444],
  ['a folder that must not be written', 0o555, 0o666]
] as const) {
  permissions(name, async () => {
    const folder = makeFolder({'QUESTION_BANK.md': glued})
    chmodSync(join(folder, 'QUESTION_BANK.md'), fileMode)
    chmodSync(folder, folderMode)
    await asOrdinaryUser(async () => {
      const {status, stderr} = await call(folder, ['fix'])
      assert.is(
        stderr,
        'QUESTION_BANK.md: you have no permission to write it, or into its folder, so it was not changed. Change that (chmod +w), or ask its owner\n'
      )
      assert.is(status, 2)
      assert.is(read(folder, 'QUESTION_BANK.md'), glued)
      assert.equal(readdirSync(folder), ['QUESTION_BANK.md'])
    })
    chmodSync(folder, 0o755)
  })
}

permissions.run()
