/** What is compiled in one run is there for the next, and never in the way. */
import {
  chmodSync,
  chownSync,
  cpSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync
} from 'node:fs'
import {basename, join} from 'node:path'
import process from 'node:process'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {makeBank} from '../../bench/banks.ts'
import type {Finished} from '../support/temp.ts'
import {
  git,
  makeTempFolder,
  projectRoot,
  run,
  writeFiles
} from '../support/temp.ts'

const test = suite('compiled scripts')
const root = makeTempFolder()
const kept = join(root, 'dist/compiled')
cpSync(join(projectRoot, 'package.json'), join(root, 'package.json'))
cpSync(join(projectRoot, 'dist'), join(root, 'dist'), {
  recursive: true,
  filter: (path) => !/compiled$|\.d\.ts$/.test(path)
})
writeFiles(root, {'bank/QUESTION_BANK.md': makeBank({cards: 2})})

test.before.each(() => {
  rmSync(kept, {recursive: true, force: true})
})

test('a check keeps them, and another one has nothing to keep', () => {
  expectClean(qbank(['check']))
  const before = list()
  assert.ok(before.length >= 2, before.join('\n'))
  expectClean(qbank(['check']))
  assert.equal(list(), before)
})

test('so does the commit of a bank', () => {
  const folder = join(root, 'bank')
  git(folder, 'init', '--quiet')
  git(folder, 'add', '--all')
  const script = `
    import config from '../dist/src/hook/lint-staged.js'
    const [{task}] = Object.values(config)
    await task([process.cwd() + '/QUESTION_BANK.md'])
  `
  const {status, stderr} = run(
    folder,
    process.execPath,
    ['--input-type=module', '-e', script],
    {env: {CI: ''}}
  )
  assert.is(status, 0, stderr)
  const names = list()
  assert.ok(names.length >= 3, names.join('\n'))
})

test('what loads less, and what runs in CI, keeps nothing', () => {
  assert.is(qbank(['--version']).status, 0)
  expectClean(qbank(['check'], {CI: 'true'}))
  assert.equal(list(), [])
})

test('it is kept where only this user can write', () => {
  expectClean(qbank(['check']))
  assert.is(modeOf(kept), 0o700)
  for (const name of readdirSync(kept)) {
    assert.is(modeOf(join(kept, name)), 0o600, name)
  }
})

test('what others can write is neither used nor kept', () => {
  expectClean(qbank(['check']))
  const [name] = readdirSync(kept)
  if (name === undefined) throw new Error('nothing was kept')
  for (const mode of [0o770, 0o707]) {
    chmodSync(kept, mode)
    rmSync(join(kept, name), {force: true})
    expectClean(qbank(['check']))
    assert.not(readdirSync(kept).includes(name))
  }

  chmodSync(kept, 0o700)
  expectClean(qbank(['check']))
  const path = join(kept, name)
  for (const mode of [0o620, 0o602]) {
    chmodSync(path, mode)
    expectClean(qbank(['check']))
    assert.is(modeOf(path), 0o600, 'it was made anew')
  }
})

if (process.getuid?.() === 0) {
  test("so is another user's", () => {
    expectClean(qbank(['check']))
    const [name] = readdirSync(kept)
    if (name === undefined) throw new Error('nothing was kept')
    chownSync(join(kept, name), 1, 1)
    expectClean(qbank(['check']))
    assert.is(statSync(join(kept, name)).uid, 0, 'it was made anew')
    chownSync(kept, 1, 1)
    rmSync(join(kept, name))
    expectClean(qbank(['check']))
    assert.not(readdirSync(kept).includes(name))
  })
}

test("Node's own folder for compiled modules is in the private one, or there is none", () => {
  const spy = join(root, 'spy.cjs')
  writeFileSync(
    spy,
    "require('node:module').enableCompileCache = (folder) => console.error(`kept in ${folder}`)\n"
  )
  const env = {NODE_OPTIONS: `--require ${spy}`}
  assert.match(
    qbank(['check'], env).stderr,
    `kept in ${join(kept, 'modules')}\n`
  )
  assert.is(modeOf(kept), 0o700)
  chmodSync(kept, 0o777)
  assert.not.match(qbank(['check'], env).stderr, 'kept in')
  assert.not.match(qbank(['check'], {...env, CI: 'true'}).stderr, 'kept in')
})

test('V8 optimizes nothing in a short run, and little in a longer one, and forgets that at the end', () => {
  const spy = join(root, 'flags.cjs')
  writeFileSync(
    spy,
    `const v8 = require('node:v8')
const set = v8.setFlagsFromString
v8.setFlagsFromString = (flag) => {
  console.error(\`flag \${flag}\`)
  set(flag)
}
`
  )
  const env = {NODE_OPTIONS: `--require ${spy}`}
  const flags = (): string[] =>
    Array.from(
      qbank(['check'], env).stderr.matchAll(/^flag (.+)$/gm),
      ([, flag = '']) => flag
    )
  const total = new Set(
    ['=0', '=61440'].map((value) => `--max-optimized-bytecode-size${value}`)
  )
  assert.equal(new Set(flags()), total, 'it keeps what it has compiled')
  assert.equal(new Set(flags()), total, 'it has nothing to keep')
  assert.equal(flags().slice(-1), [...total].slice(-1))
  const bank = join(root, 'bank/QUESTION_BANK.md')
  const text = readFileSync(bank)
  writeFileSync(bank, makeBank({cards: 1300}))
  const late = process.versions.v8.startsWith('11.')
    ? [...restrained, ...unrestrained].map((flag) => `--${flag}`)
    : []
  assert.equal(new Set(flags()), new Set(late), 'there is much to do')
  assert.equal(flags().slice(-1), late.slice(-1))
  // Prettier is asked about each of these cards, and each is looked up before.
  mkdirSync(join(root, 'node_modules'))
  symlinkSync(
    join(projectRoot, 'node_modules/prettier'),
    join(root, 'node_modules/prettier')
  )
  const [few, more] = [2, 20].map((cards) => {
    writeFileSync(bank, makeBank({cards}).replaceAll('\n### ', '\n\n### '))
    return flags().length
  })
  assert.is(more, few)
  rmSync(join(root, 'node_modules'), {recursive: true})
  writeFileSync(bank, text)
})

/** How V8 11 is set in a run that has much to do. */
const restrained = [
  'interrupt-budget=400000',
  'max-inlined-bytecode-size-cumulative=0',
  'no-turbo-escape',
  'no-turbo-loop-peeling',
  'semi-space-growth-factor=16'
]

/** As V8 11 itself has it. */
const unrestrained = [
  'interrupt-budget=67584',
  'max-inlined-bytecode-size-cumulative=920',
  'turbo-escape',
  'turbo-loop-peeling',
  'semi-space-growth-factor=2'
]

test('what is damaged is compiled again', () => {
  expectClean(qbank(['check']))
  const [name] = readdirSync(kept).sort(bySize)
  if (!name) throw new Error('nothing was kept')
  const path = join(kept, name)
  const whole = readFileSync(path)
  const flipped = Buffer.from(whole)
  flipped.writeUInt8(~flipped.readUInt8(5000) & 255, 5000)
  const damaged = {
    empty: Buffer.alloc(0),
    'cut off': whole.subarray(0, -1000),
    flipped,
    'of zeros': Buffer.alloc(whole.length)
  }
  for (const [kind, bytes] of Object.entries(damaged)) {
    writeFileSync(path, bytes)
    expectClean(qbank(['check'], {CI: 'true'}), kind)
    expectClean(qbank(['check']), kind)
    assert.not(readFileSync(path).equals(bytes), kind)
  }

  expectClean(qbank(['check']), 'compiled again')
})

test('so is what was made of another script', () => {
  const folder = join(root, 'dist/scripts/chunks')
  const script = readdirSync(folder)
    .map((name) => join(folder, name))
    .find((path) => readFileSync(path, 'utf8').includes('no problems'))
  if (script === undefined) throw new Error('no script says it')
  expectClean(qbank(['check']))
  assert.ok(list().some((name) => name.includes(basename(script))))
  const source = readFileSync(script, 'utf8')
  // Of the same length: V8 takes that for the same.
  writeFileSync(script, source.replaceAll('no problems', 'no trouble!'))
  const {stdout} = qbank(['check'])
  writeFileSync(script, source)
  assert.match(stdout, 'no trouble!')
})

test('what is no file is left alone, and the others are kept', () => {
  expectClean(qbank(['check']))
  const names = list().length
  const [name] = readdirSync(kept)
  if (name === undefined) throw new Error('nothing was kept')
  rmSync(join(kept, name))
  mkdirSync(join(kept, name))
  for (const other of readdirSync(kept)) {
    if (other !== name) rmSync(join(kept, other))
  }

  expectClean(qbank(['check']))
  assert.is(list().length, names)
  assert.ok(statSync(join(kept, name)).isDirectory())
})

test('what a run that was killed has left is removed', () => {
  writeFiles(kept, {'killed.1': '', 'writing.2': '', 'other-x64': ''})
  const hourAgo = new Date(Date.now() - 3_600_000)
  utimesSync(join(kept, 'killed.1'), hourAgo, hourAgo)
  expectClean(qbank(['check']))
  const names = readdirSync(kept)
  assert.not(names.includes('killed.1'))
  assert.ok(names.includes('writing.2'))
  assert.ok(names.includes('other-x64'))
})

test('where nothing can be kept, nothing is', () => {
  writeFileSync(kept, 'a file, not a folder')
  expectClean(qbank(['check']))
  assert.is(readFileSync(kept, 'utf8'), 'a file, not a folder')
  assert.equal(
    readdirSync(join(root, 'dist')).filter((name) => /\d$/.test(name)),
    []
  )
})

test('Prettier is found from what was kept, too', () => {
  const bank = makeBank({cards: 2}).replace('\n- ', '\n* ')
  for (const attempt of ['compiled', 'kept']) {
    writeFiles(root, {'bank/QUESTION_BANK.md': bank})
    const {status, stderr} = qbank(['fix'])
    assert.is(status, 0, `${attempt}: ${stderr}`)
  }
})

test.run()

function qbank(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {}
): Finished {
  return run(
    join(root, 'bank'),
    process.execPath,
    [join(root, 'dist/src/cli/bin.cjs'), ...args],
    {env: {CI: '', ...env}}
  )
}

function expectClean({status, stdout, stderr}: Finished, kind?: string): void {
  assert.is(status, 0, `${kind ?? ''}${stdout}${stderr}`)
  assert.match(stdout, 'no problems')
}

/** @returns files that are kept, with when they were written */
function list(): string[] {
  try {
    return readdirSync(kept).map(
      (name) => `${name} ${statSync(join(kept, name)).mtimeMs}`
    )
  } catch {
    return []
  }
}

function modeOf(path: string): number {
  return statSync(path).mode & 0o777
}

function bySize(left: string, right: string): number {
  return statSync(join(kept, right)).size - statSync(join(kept, left)).size
}
