/** A repository of strangers: which of its code runs, how far its files reach, and what they cannot hide. */
import {spawnSync} from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  rmSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import {dirname, join} from 'node:path'
import process from 'node:process'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {git, makeTempFolder, runQbank, writeFiles} from '../support/temp.ts'
import {
  assertFailure,
  call,
  clean,
  glued,
  makeFolder,
  noReadme,
  read
} from './support.ts'

/** A module that puts down that it has been loaded. */
const trap = (name: string): string =>
  `import {writeFileSync} from 'node:fs'\nwriteFileSync(${JSON.stringify(name)}, '')\nexport default {}\n`

/** Wide enough for nothing to be wrapped in it that the default wraps. */
const options = '{"proseWrap": "always", "printWidth": 20}'

/** @returns a folder whose files say, by files of their own, that they were loaded */
function makeTraps(bank: string): {folder: string; loaded: () => string[]} {
  const folder = makeTempFolder()
  const names = ['remark', 'prettier'].map((name) => join(folder, name))
  const [remark = '', prettier = ''] = names
  writeFiles(folder, {
    'QUESTION_BANK.md': bank,
    '.remarkrc.mjs': trap(remark),
    '.remarkignore': 'hidden.md\n',
    'hidden.md': `---\nbank:\n---\n\n${clean}`,
    'prettier.config.mjs': trap(prettier)
  })
  return {folder, loaded: () => names.filter((name) => existsSync(name))}
}

const code = suite('--no-config')

for (const [name, argv, input] of [
  ['check', ['check'], ''],
  ['fix', ['fix'], ''],
  ['readme', ['readme', '--check'], ''],
  ['standard input', ['check', '-', '--stdin-filepath', 'a/b.md'], clean],
  [
    'standard input to fix',
    ['fix', '-', '--stdin-filepath', 'QUESTION_BANK.md'],
    clean
  ]
] as const) {
  code(`${name}: no code of the project runs`, async () => {
    const {folder, loaded} = makeTraps(glued)
    const bank = input && `---\nbank:\n---\n\n${input}`
    await call(folder, [...argv, '--no-config'], {input: bank})
    assert.equal(loaded(), [])
    await call(folder, argv, {input: bank})
    assert.ok(loaded().length > 0, 'the traps work')
  })
}

code('nor for the earlier version of a bank', async () => {
  const {folder, loaded} = makeTraps(clean)
  commit(folder)
  writeFiles(folder, {'QUESTION_BANK.md': glued})
  const argv = ['check', '--since', 'HEAD', '--no-config']
  const {stdout, status} = await call(folder, argv)
  assert.match(stdout, 'no-glued-label')
  assert.is(status, 1)
  assert.equal(loaded(), [])
})

code('it is checked and fixed with the defaults', async () => {
  const {folder} = makeTraps(glued)
  rmSync(join(folder, 'prettier.config.mjs'))
  writeFiles(folder, {
    '.remarkrc.mjs':
      'export default {settings: {}, plugins: [() => { throw new Error("no") }]}',
    '.prettierrc': options
  })
  const checked = await call(folder, ['check', '--no-config', '--quiet'])
  assert.match(checked.stdout, '1 problem (1 error)')
  const {status} = await call(folder, ['fix', '--no-config'])
  assert.is(status, 0)
  assert.is(read(folder, 'QUESTION_BANK.md'), clean)
})

code('what .remarkignore names is checked', async () => {
  const {folder} = makeTraps(clean)
  writeFiles(folder, {'hidden.md': `---\nbank:\n---\n\n${glued}`})
  const {stdout} = await call(folder, ['check', '--no-config'])
  assert.match(stdout, 'hidden.md')
})

code.run()

const root = suite('the root of the repository')

/** @returns the folder of a repository, below one with these files */
function makeInner(files: Readonly<Record<string, string>>): string {
  const folder = makeTempFolder()
  writeFiles(folder, {...files, 'inner/docs/QUESTION_BANK.md': clean})
  return join(folder, 'inner')
}

const above = {
  '.remarkrc.mjs': 'throw new Error("loaded")\n',
  '.remarkrc.json': '{"plugins": ["nowhere"]}\n',
  'package.json': '{"remarkConfig": {"plugins": ["nowhere"]}}\n',
  'prettier.config.mjs': 'throw new Error("loaded")\n',
  '.prettierrc': options,
  '.prettierrc.yaml': 'proseWrap: always\nprintWidth: 20\n',
  '.editorconfig': '[*]\nmax_line_length = 20\n',
  '.remarkignore': 'QUESTION_BANK.md\n'
}

for (const [name, text] of Object.entries(above)) {
  root(`${name} above it has no effect`, async () => {
    const inner = makeInner({[name]: text})
    mkdirSync(join(inner, '.git'))
    const {status, stdout} = await call(inner, ['check'])
    assert.match(stdout, 'no problems')
    assert.is(status, 0)
  })

  root(`${name} at it has`, async () => {
    const inner = makeInner({[`inner/${name}`]: text})
    mkdirSync(join(inner, '.git'))
    const argv = ['check', 'docs/QUESTION_BANK.md']
    const {stdout, stderr} = await call(inner, argv)
    if (name === '.editorconfig') assert.match(stdout, 'no problems')
    else assert.not.match(stdout, 'no problems', stderr)
  })
}

root('an .editorconfig of the repository holds below others', async () => {
  const inner = makeInner({
    '.prettierrc': options,
    'inner/.editorconfig': '[*]\nindent_style = space\n'
  })
  mkdirSync(join(inner, '.git'))
  assert.match((await call(inner, ['check'])).stdout, 'no problems')
})

root('outside of a repository, all folders above are looked at', async () => {
  const inner = makeInner({'.remarkignore': 'QUESTION_BANK.md\n'})
  const {stderr} = await call(inner, ['check', 'docs/QUESTION_BANK.md'])
  assert.match(stderr, 'is named in .remarkignore')
})

root.run()

const files = suite('files that are none')

/** Those that are read whatever there is in the bank. */
for (const name of [
  '.gitignore',
  '.remarkignore',
  '.remarkrc.json',
  'package.json',
  '.prettierrc',
  '.prettierignore',
  '.editorconfig'
]) {
  for (const [kind, make] of [
    ['a pipe', (path: string) => spawnSync('mkfifo', [path])],
    [
      'a device without an end',
      (path: string) => {
        symlinkSync('/dev/zero', path)
      }
    ]
  ] as const) {
    files(`${name} is ${kind}`, () => {
      const folder = makeFolder({'QUESTION_BANK.md': clean})
      make(join(folder, name))
      const ended = runQbank(folder, ['check'])
      if (name === '.gitignore') assert.is(ended.status, 0, ended.stderr)
      else {
        assert.match(
          ended.stderr,
          `${folder}/${name}: is not a regular file, so it is not read as a configuration. Remove it, or put a file in its place\n`
        )
        assert.is(ended.status, 2)
      }
    })
  }
}

files("one of git's own", async () => {
  const secret = `---\nbank:\n  token: s3cret\n---\n\n${glued}`
  for (const [link, target] of [
    ['bank.md', '.git/config'],
    ['QUESTION_BANK.md', '.git/modules/x/config'],
    ['docs/QUESTION_BANK.md', '../.GIT/config'],
    ['a.md', 'bare/config']
  ] as const) {
    const folder = makeFolder({
      [`docs/../${target.replace('../', '')}`]: secret,
      'docs/x': '',
      'bare/HEAD': '',
      'bare/objects/x': '',
      'bare/refs/x': ''
    })
    mkdirSync(join(folder, '.git'), {recursive: true})
    symlinkSync(target, join(folder, link))
    for (const argv of [['check', link], ['fix', link], ['fix']]) {
      const {status, stdout, stderr} = await call(folder, argv)
      assert.match(
        stderr,
        /: is \S+config, one of git's own files, which qbank neither reads nor writes\. Name a Markdown file\n$/
      )
      assert.not.match(stdout + stderr, 's3cret')
      assert.is(status, 2)
    }

    assert.is(read(folder, target.replace('../', '')), secret)
  }
})

files("a README that is one of git's own", async () => {
  const config = '<!--bank-cards start-->\n<!--bank-cards end-->\n'
  for (const readme of ['.git/config', 'README.md']) {
    const folder = makeFolder({
      'QUESTION_BANK.md': `---\nbank:\n  readme: ${readme}\n---\n\n${clean}`,
      '.git/config': config
    })
    if (readme === 'README.md') {
      symlinkSync('.git/config', join(folder, readme))
    }

    const {status, stderr} = await call(folder, ['fix'])
    assert.match(stderr, "one of git's own files")
    assert.is(status, 2)
    assert.is(read(folder, '.git/config'), config)
  }
})

files('a working tree in the folder of a bare repository is none', async () => {
  const folder = makeTempFolder()
  git(folder, 'init', '--quiet', '--bare', '.')
  const tree = join(folder, 'main')
  writeFiles(tree, {'.git': 'gitdir: ..\n', 'QUESTION_BANK.md': clean})
  assert.match((await call(tree, ['check'])).stdout, 'no problems')
})

files.run()

const hidden = suite('what is not seen')

hidden('.gitignore does not hide what git tracks', async () => {
  const folder = makeFolder({
    'QUESTION_BANK.md': glued,
    'docs/QUESTION_BANK.md': glued,
    'node_modules/a/QUESTION_BANK.md': glued,
    'shown/QUESTION_BANK.md': clean
  })
  commit(folder)
  writeFiles(folder, {
    '.gitignore': 'QUESTION_BANK.md\ndocs/\nnode_modules/\n',
    'draft/QUESTION_BANK.md': glued
  })
  rmSync(join(folder, 'shown/QUESTION_BANK.md'))
  for (const [cwd, expected] of [
    ['.', ['QUESTION_BANK.md', 'docs/QUESTION_BANK.md']],
    ['docs', ['QUESTION_BANK.md']]
  ] as const) {
    const argv = ['check', '--reporter', 'json']
    const {stdout, status} = await call(join(folder, cwd), argv)
    const report = JSON.parse(stdout) as {files: {path: string}[]}
    assert.equal(
      report.files.map(({path}) => path),
      expected
    )
    assert.is(status, 1)
  }
})

hidden('where git does not say what it tracks, that is reported', async () => {
  const folder = makeFolder({
    'QUESTION_BANK.md': clean,
    'draft.md': '',
    '.gitignore': 'draft.md\n',
    '.git/HEAD': 'nothing\n'
  })
  const {status, stderr} = await call(folder, ['check'])
  assert.match(
    stderr,
    /^Git does not say which files it tracks among those that \.gitignore names \(fatal: [^\n]*\), so none of them is checked\n/
  )
  assert.is(status, 0)
})

hidden('names that are not UTF-8', async () => {
  const folder = makeFolder({'QUESTION_BANK.md': clean})
  const bytes = Buffer.concat([Buffer.from(`${folder}/b`), Buffer.of(0xff)])
  mkdirSync(bytes)
  writeFileSync(Buffer.concat([bytes, Buffer.from('.md')]), glued)
  const {status, stderr} = await call(folder, ['check'])
  assert.is(
    stderr.replace(noReadme, ''),
    ['b\uFFFD', 'b\uFFFD.md']
      .map(
        (name) =>
          `${name}: its name is not UTF-8, so it is not checked. Rename it, or name it in .gitignore\n`
      )
      .join('')
  )
  assert.is(status, 0)
  rmSync(join(folder, 'QUESTION_BANK.md'))
  const none = await call(folder, ['check'])
  assert.match(
    none.stderr,
    /^No question bank [^]*\nb\uFFFD: its name is not UTF-8/
  )
  assert.is(none.status, 2)
})

hidden('a folder that cannot be read', async () => {
  const folder = makeFolder({
    'QUESTION_BANK.md': clean,
    'closed/QUESTION_BANK.md': glued
  })
  const closed = join(folder, 'closed')
  const {status, stderr} = await withUnreadable(closed, () =>
    call(folder, ['check'])
  )
  assert.is(
    stderr.replace(noReadme, ''),
    'closed: this folder cannot be read (EACCES), so banks below it are not checked. Change that, or name it in .gitignore\n'
  )
  assert.is(status, 0)
})

hidden.run()

const lines = suite("Commander's own lines")

for (const argv of [
  ['\u001B[31mchekc\u001B]0;x\u0007'],
  ['a\n::error::x'],
  ['check', '--\u001B[2Jx'],
  ['check', '--x\n::error file=a::b\n##[error]c'],
  ['check', '--max-warnings', '\u202E\n::warning::x'],
  ['check', '--reporter', '::error::x\r\n::error::y']
]) {
  lines(JSON.stringify(argv), async () => {
    const folder = makeFolder({})
    const {status, stdout, stderr} = await call(folder, argv)
    const [first = '', ...others] = stderr.trimEnd().split('\n')
    assert.match(first, /^error: /)
    assert.ok(others.length <= 2, stderr)
    // eslint-disable-next-line no-control-regex -- none of them is there
    assert.not.match(stderr.replaceAll('\n', ''), /[\0-\u001F\u007F\u202E]/)
    assert.not.match(stderr, /^\s*::|##\[/m)
    assert.is(stdout, '')
    assert.is(status, 2)
  })
}

lines('a name that was perhaps meant has a line of its own', async () => {
  assertFailure(
    await call(makeFolder({}), ['chekc']),
    "error: unknown command 'chekc'\n(Did you mean check?)\n(npx --no -- qbank --help lists commands and options)\n"
  )
})

lines.run()

function commit(folder: string): void {
  const author = ['-c', 'user.name=A', '-c', 'user.email=a@example.com']
  git(folder, 'init', '--quiet')
  git(folder, 'add', '--all', '--force')
  const {status, stderr} = git(folder, ...author, 'commit', '-qm', 'x')
  assert.is(status, 0, stderr)
}

/** The owner of the system can read everything: that right is given up meanwhile. */
async function withUnreadable<Result>(
  folder: string,
  work: () => Promise<Result>
): Promise<Result> {
  const isRoot = process.geteuid?.() === 0
  // Modules are loaded while everything may be read.
  await work()
  chmodSync(dirname(folder), 0o755)
  chmodSync(folder, 0)
  if (isRoot) process.seteuid?.(65_534)
  try {
    return await work()
  } finally {
    if (isRoot) process.seteuid?.(0)
    chmodSync(folder, 0o700)
  }
}
