/** What Prettier has confirmed is kept for the next run: privately, and believed no further than that it saves a question. */
import {spawn} from 'node:child_process'
import {once} from 'node:events'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  statSync,
  writeFileSync
} from 'node:fs'
import {join} from 'node:path'
import process from 'node:process'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {openConfirmed, needsProof} from '../../src/format/confirmed-blocks.ts'
import {openRemembered} from '../../src/files/remembered.ts'
import {
  bin,
  git,
  makeTempFolder,
  runQbank,
  writeFiles
} from '../support/temp.ts'

const test = suite('the cache of confirmed blocks')

/** A bank whose cards only Prettier can tell to be as it prints them; with stars, they are not. */
function makeBank(cards: number, mark = '_'): string {
  const parts = Array.from(
    {length: cards},
    (_, at) =>
      `## Loaf ${at}\n\n> - The crust\n>   > of loaf ${at} is ${mark}dark${mark}.\n`
  )
  const front =
    '---\nbank:\n  template:\n    card: { depth: 2, prefix: "" }\n    fields:\n      - { kind: content }\n---\n'
  return [front, '# Loaves\n', ...parts].join('\n')
}

function makeProject(bank: string): {folder: string; cache: string} {
  const folder = makeTempFolder()
  mkdirSync(join(folder, 'node_modules'))
  writeFiles(folder, {'QUESTION_BANK.md': bank, 'package.json': '{}\n'})
  return {folder, cache: join(folder, 'node_modules/.cache/qbank')}
}

/** Options of Prettier in a project that has none. */
const options = {parser: 'markdown', endOfLine: 'lf'} as const

/** Keeps in the project's cache that these blocks are as Prettier prints them. */
function forge(folder: string, bank: string): void {
  const confirmed = openConfirmed(options, join(folder, 'QUESTION_BANK.md'))
  const blocks = bank.split(/^(?=## )/m)
  for (const [at, block] of blocks.entries()) {
    confirmed?.add(at === blocks.length - 1 ? `${block}\0` : block)
  }

  confirmed?.save()
}

function list(cache: string): string[] {
  return existsSync(cache) ? readdirSync(cache) : []
}

test('a check keeps what it has found out, for its user alone', () => {
  const {cache, folder} = makeProject(makeBank(3))
  assert.is(runQbank(folder, ['check']).status, 0)
  const [name = '', ...others] = list(cache)
  assert.equal(others, [])
  // With the block above the cards.
  assert.is(readFileSync(join(cache, name)).length, 4 * 16)
  if (process.platform !== 'win32') {
    assert.is(statSync(cache).mode & 0o777, 0o700)
    assert.is(statSync(join(cache, name)).mode & 0o777, 0o600)
  }

  // It is what a process with the same options and versions would find.
  const path = join(folder, 'QUESTION_BANK.md')
  const [, block = ''] = makeBank(3).split(/^(?=## )/m)
  assert.is(openConfirmed(options, path)?.find(block), 'earlier')
  assert.is(openConfirmed(options, path)?.find(`${block}!`), undefined)
  assert.is(runQbank(folder, ['check']).status, 0)
  assert.equal(list(cache), [name])
})

test('without node_modules it is in the git folder, and nowhere without that', () => {
  const folder = makeTempFolder()
  writeFiles(folder, {'QUESTION_BANK.md': makeBank(1)})
  assert.is(runQbank(folder, ['check']).status, 0)
  assert.equal(readdirSync(folder), ['QUESTION_BANK.md'])
  git(folder, 'init', '--quiet')
  assert.is(runQbank(folder, ['check']).status, 0)
  assert.is(list(join(folder, '.git/qbank')).length, 1)
})

test('--no-cache and --no-config neither read nor write it', () => {
  for (const flag of ['--no-cache', '--no-config']) {
    const {cache, folder} = makeProject(makeBank(1, '*'))
    assert.is(runQbank(folder, ['check', flag]).status, 1)
    assert.equal(list(cache), [])
    forge(folder, makeBank(1, '*'))
    assert.is(list(cache).length, 1)
    assert.is(runQbank(folder, ['check', flag]).status, 1, flag)
    assert.is(runQbank(folder, ['fix', flag]).status, 0, flag)
    const fixed = readFileSync(join(folder, 'QUESTION_BANK.md'), 'utf8')
    assert.is(fixed, makeBank(1))
  }
})

test('a wrong entry is found out, and all are dropped', () => {
  const bank = makeBank(300, '*')
  const {cache, folder} = makeProject(bank)
  forge(folder, bank)
  const [name = ''] = list(cache)
  // That none of so many is proved again has a chance of one in a hundred million.
  const {status, stdout} = runQbank(folder, ['check'])
  assert.is(status, 1)
  assert.match(stdout, '300')
  // Only what this run has found out is there now: the block above the cards.
  assert.is(readFileSync(join(cache, name)).length, 16)
})

test('a forged entry cannot change what is written', () => {
  const bank = makeBank(2, '*')
  const {folder} = makeProject(bank)
  forge(folder, bank)
  runQbank(folder, ['fix'])
  const fixed = readFileSync(join(folder, 'QUESTION_BANK.md'), 'utf8')
  assert.ok([bank, makeBank(2)].includes(fixed), fixed)
})

test('what others could have written is ignored', () => {
  if (process.platform === 'win32') return
  const bank = makeBank(1, '*')
  for (const [mode, fileMode] of [
    [0o777, 0o600],
    [0o750, 0o600],
    [0o700, 0o660],
    [0o700, 0o644]
  ] as const) {
    const {cache, folder} = makeProject(bank)
    forge(folder, bank)
    const [name = ''] = list(cache)
    chmodSync(join(cache, name), fileMode)
    chmodSync(cache, mode)
    assert.is(runQbank(folder, ['check']).status, 1, `${mode} ${fileMode}`)
  }
})

test('what is no list of digests is ignored', () => {
  const bank = makeBank(1)
  const {cache, folder} = makeProject(bank)
  assert.is(runQbank(folder, ['check']).status, 0)
  const [name = ''] = list(cache)
  for (const content of ['half', 'x'.repeat(16 * 70_000)]) {
    writeFileSync(join(cache, name), content, {mode: 0o600})
    assert.is(runQbank(folder, ['check']).status, 0)
    assert.is(readFileSync(join(cache, name)).length, 2 * 16)
  }
})

test('a cache that cannot be written does not matter', () => {
  const {folder} = makeProject(makeBank(1))
  // A file is where the folder would be.
  writeFileSync(join(folder, 'node_modules/.cache'), '')
  const {status, stderr} = runQbank(folder, ['check'])
  assert.is(status, 0, stderr)
})

test('its size is bounded', () => {
  const {cache, folder} = makeProject(makeBank(1))
  const path = join(folder, 'QUESTION_BANK.md')
  for (let at = 0; at < 12; at++) {
    const remembered = openRemembered(path, `subject ${at}`)
    remembered.add('text')
    remembered.save()
  }

  assert.is(list(cache).length, 8)
  const remembered = openRemembered(path, 'many')
  for (let at = 0; at < 70_000; at++) remembered.add(String(at))
  remembered.save()
  const sizes = list(cache).map((name) => statSync(join(cache, name)).size)
  assert.is(Math.max(...sizes), 65_536 * 16)
  assert.is(remembered.find('69999'), 'own')
  assert.is(remembered.find('0'), undefined)
})

test('few of many are proved again', () => {
  const confirmed = openRemembered(undefined, 'proofs')
  const proved = Array.from({length: 20}, () => needsProof(confirmed, () => 0))
  assert.is(proved.filter(Boolean).length, 8)
  assert.not(needsProof(openRemembered(undefined, 'chance'), () => 0.5))
})

test('two processes at once keep what both have found out, or what one has', async () => {
  const {cache, folder} = makeProject(makeBank(5))
  writeFiles(folder, {'other.md': makeBank(8)})
  const run = async (name: string): Promise<number> => {
    const child = spawn(process.execPath, [bin, 'check', name], {cwd: folder})
    const [code] = (await once(child, 'exit')) as [number]
    return code
  }

  assert.equal(
    await Promise.all([run('QUESTION_BANK.md'), run('other.md')]),
    [0, 0]
  )
  const [name = '', ...others] = list(cache)
  assert.equal(others, [])
  const counts = [6, 9, 10]
  assert.ok(counts.includes(statSync(join(cache, name)).size / 16))
})

test.run()
