/** `qbank fix --since`: in a bank with old problems, only what a branch has changed is fixed. */
import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import type {Ended} from '../cli/support.ts'
import {call, card, glued} from '../cli/support.ts'
import {git, makeTempFolder, writeFiles} from '../support/temp.ts'

const test = suite('fix --since')

const bank = 'QUESTION_BANK.md'
const regions = '# Baking\n\n<!--bank-stats start-->\n\n<!--bank-stats end-->\n'

/** Another card, with a label glued to the bullet above, as the one of `glued`. */
const added = card
  .replace('Why does a cold oven spoil a loaf', 'What does steam do')
  .replace('A loaf goes into an oven that is still warming up', 'A baker pours')
  .replace('\n\n**Common', '\n**Common')
const mended = added.replace('\n**Common', '\n\n**Common')

/** A repository with one commit: a card that can be fixed, and was not. */
function makeOld(files: Readonly<Record<string, string>> = {}): string {
  const folder = makeTempFolder()
  git(folder, 'init', '--quiet')
  git(folder, 'config', 'core.autocrlf', 'false')
  writeFiles(folder, {[bank]: glued, ...files})
  git(folder, 'add', '--all')
  const author = ['-c', 'user.name=A', '-c', 'user.email=a@example.com']
  git(folder, ...author, 'commit', '--quiet', '-mx')
  return folder
}

const read = (folder: string, path = bank): string =>
  readFileSync(join(folder, path), 'utf8')

async function fix(folder: string, ...argv: readonly string[]): Promise<Ended> {
  return call(folder, ['fix', '--since', 'HEAD', ...argv])
}

test('fixes the new card, and leaves the old one as it is', async () => {
  const folder = makeOld({'README.md': regions})
  writeFiles(folder, {[bank]: `${glued}\n${added}`})
  const checked = await call(folder, ['check', '--since', 'HEAD'])
  assert.match(
    checked.stdout,
    '1 problem (1 error) · 1 fixable with `qbank fix --since HEAD`'
  )
  const {status, stdout, stderr} = await fix(folder)
  assert.is(stderr, '')
  assert.is(
    stdout,
    `${bank}: 1 problem fixed (1 × no-glued-label)\nREADME.md: bank-stats regenerated\n1 changed card in 1 bank: no problems\n`
  )
  assert.is(status, 0)
  assert.is(read(folder), `${glued}\n${mended}`)
  assert.match(read(folder, 'README.md'), '<td align="right">2</td>\n</tr>')
  assert.is((await call(folder, ['check', '--since', 'HEAD'])).status, 0)
  assert.is((await call(folder, ['check'])).status, 1)
})

test('touches nothing where nothing has changed, be it stale', async () => {
  const folder = makeOld({'README.md': regions})
  const {status, stdout} = await fix(folder)
  assert.is(
    stdout,
    `${bank}: nothing to fix\n0 changed cards in 1 bank: no problems\n`
  )
  assert.is(status, 0)
  assert.is(read(folder), glued)
  assert.is(read(folder, 'README.md'), regions)
})

test('a README that has changed follows its bank', async () => {
  const folder = makeOld({'README.md': '# Baking\n'})
  writeFiles(folder, {'README.md': regions})
  const checked = await call(folder, ['check', '--since', 'HEAD'])
  assert.match(checked.stdout, 'readme-region')
  assert.match((await fix(folder)).stdout, 'README.md: bank-stats regenerated')
  assert.is(read(folder), glued)
  assert.is((await call(folder, ['check', '--since', 'HEAD'])).status, 0)
})

test('a dry run and standard input', async () => {
  const folder = makeOld()
  const text = `${glued}\n${added}`
  const input = {input: text}
  const path = ['--stdin-filepath', bank]
  assert.is((await call(folder, ['fix', '-', ...path], input)).status, 0)
  const {stdout} = await call(
    folder,
    ['fix', '-', '--since', 'HEAD', ...path],
    input
  )
  assert.is(stdout, `${glued}\n${mended}`)
  writeFiles(folder, {[bank]: text})
  const dry = await fix(folder, '--dry-run', '--diff')
  assert.is(dry.stdout.match(/^\+/gm)?.length, 2)
  assert.is(dry.status, 1)
  assert.is(read(folder), text)
})

test('a ref that is none: nothing is written, and the sentence is that of `check`', async () => {
  const folder = makeOld()
  writeFiles(folder, {[bank]: `${glued}\n${added}`})
  const [checked, fixed] = await Promise.all(
    ['check', 'fix'].map(async (command) =>
      call(folder, [command, '--since', 'nowhere'])
    )
  )
  assert.is(fixed?.status, 2)
  assert.match(fixed?.stderr ?? '', /^--since nowhere: no such branch, tag/)
  assert.is(fixed?.stderr, checked?.stderr)
  assert.is(read(folder), `${glued}\n${added}`)
})

test.run()
