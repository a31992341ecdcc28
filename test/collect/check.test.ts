/** Files in an inbox are checked and fixed as the bank that they are for, at every entrance. */
import {join} from 'node:path'
import * as prettier from 'prettier'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import plugin from '../../src/prettier/plugin.ts'
import {breakCard, cards, ruinCard} from '../git/support.ts'
import {bank, inSection, makeShed, settings} from './support.ts'

const test = suite('files in an inbox')
const fixed = inSection(cards.crust, 'Baking')
const broken = breakCard(fixed).replace(' Baking', ' baking')
const path = 'cards/crust.md'

test('are checked with their bank, and alone', async () => {
  const {run} = await makeShed({[path]: broken})
  for (const names of [[], [path], ['QUESTION_BANK.md']]) {
    const {status, stdout} = await run('check', ...names)
    assert.is(status, 1)
    assert.match(
      stdout,
      'Unexpected value `baking` of `Section`, expected `Baking`'
    )
    assert.match(stdout, `${path}:3:14`)
  }
})

test('are fixed with their bank, alone, on standard input, and by Prettier', async () => {
  const shed = await makeShed({[path]: broken})
  const filepath = join(shed.folder, path)
  const options = {filepath, plugins: [plugin]}
  assert.is(await prettier.format(broken, options), fixed)
  const {folder} = shed
  const piped = await (
    await import('../cli/support.ts')
  ).call(folder, ['fix', '-', '--stdin-filepath', path], {input: broken})
  assert.is(piped.stdout, fixed)
  for (const names of [[path], []]) {
    shed.write({[path]: broken})
    assert.is((await shed.run('fix', ...names)).status, 0)
    assert.is(shed.read(path), fixed)
    assert.is(shed.read('QUESTION_BANK.md'), bank)
  }

  const {status, stdout} = await shed.run('check')
  assert.is(status, 0, stdout)
})

test('say which section', async () => {
  const {run, write} = await makeShed({[path]: cards.crust})
  const {stdout} = await run('check')
  assert.match(stdout, /Unexpected card without `Section`/)
  for (const text of [
    `---\nsection: Baking\n---\n\n${cards.crust}`,
    `## Baking\n\n${cards.crust}`
  ]) {
    write({[path]: text})
    const {status, stdout} = await run('check')
    assert.is(status, 0, stdout)
  }
})

test('may have no section where the bank has one', async () => {
  const one = `${settings}# A shed\n\n## Baking\n\n${cards.dough}`
  const {run} = await makeShed({'QUESTION_BANK.md': one, [path]: cards.crust})
  const {status, stdout} = await run('check')
  assert.is(status, 0, stdout)
})

test('name their sections in the words of the bank', async () => {
  const words = settings.replace(
    '---\n\n',
    '  table:\n    section: Topic\n---\n\n'
  )
  const {run} = await makeShed({
    'QUESTION_BANK.md': bank.replace(settings, words),
    [path]: fixed.replace('Section', 'Topic')
  })
  const {status, stdout} = await run('check')
  assert.is(status, 0, stdout)
})

test('are not files elsewhere, nor a README', async () => {
  const {run} = await makeShed({
    'cards/README.md': '# How to add a card\n',
    'cards/more/crust.md': broken,
    'other/crust.md': broken
  })
  const {status, stdout} = await run('check')
  assert.is(status, 0, stdout)
  const other = await run('check', 'other/crust.md')
  assert.match(other.stderr, /other\/crust\.md: is not a question bank/)
})

test('an inbox is below the folder of its bank', async () => {
  for (const folder of ['../cards', '/cards', '.', 'a/../../b']) {
    const text = bank.replace('inbox: cards/', `inbox: ${folder}`)
    const {run} = await makeShed({'QUESTION_BANK.md': text})
    const {status, stdout} = await run('check')
    assert.is(status, 1, folder)
    assert.match(stdout, /`bank\.inbox`/)
  }
})

test('with --since, a file that has not changed is left out', async () => {
  const old = {[path]: ruinCard(fixed)}
  const {run, write} = await makeShed(old)
  assert.is((await run('check')).status, 1)
  assert.is((await run('check', '--since', 'HEAD')).status, 0)
  write({'cards/tyre.md': ruinCard(inSection(cards.tyre, 'Wheels'))})
  const {status, stdout} = await run('check', '--since', 'HEAD')
  assert.is(status, 1)
  assert.match(stdout, /cards\/tyre\.md:4/)
  assert.not.match(stdout, /cards\/crust\.md/)
})

test.run()
