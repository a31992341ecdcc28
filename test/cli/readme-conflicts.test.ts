/** A README in the middle of a merge: what is generated is generated again, whatever both sides say. */
import {join} from 'node:path'
import {cpSync, existsSync} from 'node:fs'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {git, writeFiles} from '../support/temp.ts'
import {call, card, clean, makeFolder, read} from './support.ts'

const test = suite('conflicts in a README')

const readme = `# Baking club

Hello.

<!--bank-stats start-->
<!--bank-stats end-->

<!--bank-cards start-->
<!--bank-cards end-->

Join us!
`

const bankName = 'QUESTION_BANK.md'

/** A bank with more cards of these titles. */
function toBank(...titles: readonly string[]): string {
  const cards = titles.map((title) =>
    card
      .replace('Why does a cold oven spoil a loaf?', title)
      .replace('What goes wrong?', `What goes wrong with ${title}`)
  )
  return [clean, ...cards].join('\n')
}

let template: Promise<string> | undefined

/** A repository in which two branches have added a card at the same place; it is on the second one. */
async function makeBranches(
  change?: (readme: string, side: string) => string
): Promise<string> {
  if (change) return makeChangedBranches(change)
  template ??= makeChangedBranches((text) => text)
  const folder = makeFolder({})
  cpSync(await template, folder, {recursive: true})
  return folder
}

async function makeChangedBranches(
  change: (readme: string, side: string) => string
): Promise<string> {
  const folder = makeFolder({[bankName]: clean, 'README.md': readme})
  git(folder, 'init', '--quiet', '--initial-branch=main', '--template=')
  git(folder, 'config', 'user.name', 'A contributor')
  git(folder, 'config', 'user.email', 'contributor@example.com')
  await commit(folder, clean, (text) => text)
  for (const side of ['left', 'right']) {
    git(folder, 'switch', '--quiet', '--create', side, 'main')
    await commit(folder, toBank(`Card of the ${side}?`), (text) =>
      change(text, side)
    )
  }

  return folder
}

async function commit(
  folder: string,
  bank: string,
  change: (readme: string) => string
): Promise<void> {
  writeFiles(folder, {[bankName]: bank})
  assert.is((await call(folder, ['fix'])).status, 0)
  writeFiles(folder, {'README.md': change(read(folder, 'README.md'))})
  git(folder, 'add', '--all')
  assert.is(git(folder, 'commit', '--quiet', '-m', 'Add').status, 0)
}

for (const [name, ...args] of [
  ['merge', 'merge', 'left'],
  ['rebase', 'rebase', 'left'],
  ['cherry-pick', 'cherry-pick', 'left'],
  [
    'a merge that shows the base',
    '-c',
    'merge.conflictStyle=diff3',
    'merge',
    'left'
  ],
  ['larger marks', '-c', 'core.attributesFile=attributes', 'merge', 'left']
] as const) {
  test(`${name}: check says that it is a conflict, and readme resolves it`, async () => {
    const folder = await makeBranches()
    writeFiles(folder, {attributes: '* conflict-marker-size=9\n'})
    assert.is.not(git(folder, ...args).status, 0)
    const both = toBank('Card of the left?', 'Card of the right?')
    writeFiles(folder, {[bankName]: both})
    const lines = read(folder, 'README.md').split('\n')
    const first = lines.findIndex((line) => line.startsWith('<<<<<<<')) + 1
    const last = lines.findIndex((line) => line.startsWith('>>>>>>>')) + 1
    const {status, stdout} = await call(folder, ['check'])
    assert.match(
      stdout,
      `  README.md:${first}:1  error  Unexpected conflict in region \`bank-cards\` (lines ${first} to ${last}), expected what the bank gives now (\`qbank fix\` resolves it)`
    )
    assert.is(status, 1)
    assert.is((await call(folder, ['readme'])).status, 0)
    const resolved = read(folder, 'README.md')
    assert.not.match(resolved, '<<<<<<<')
    assert.match(resolved, '### Q: Card of the left?')
    assert.match(resolved, '### Q: Card of the right?')
    assert.match(resolved, '\nHello.\n')
    assert.is((await call(folder, ['check'])).status, 0)
  })
}

test('text around the regions is left to people', async () => {
  const folder = await makeBranches((text, side) =>
    text.replace('Join us!', `Join the ${side}!`)
  )
  assert.is.not(git(folder, 'merge', 'left').status, 0)
  writeFiles(folder, {[bankName]: toBank('Card of both?')})
  const {status, stdout} = await call(folder, ['readme'])
  assert.is(status, 1)
  assert.match(stdout, /Unexpected merge conflict up to line \d+, expected one/)
  const resolved = read(folder, 'README.md')
  assert.match(
    resolved,
    /\n<<<<<<< HEAD\nJoin the right!\n=======\nJoin the left!\n>>>>>>> left\n$/
  )
  assert.match(resolved, '### Q: Card of both?')
})

test('digests of an older version, on both sides', async () => {
  let digest = 0
  const folder = await makeBranches((text) =>
    text.replace(/ start-->/g, () => ` start digest=1234567${digest++}-->`)
  )
  assert.is.not(git(folder, 'merge', 'left').status, 0)
  assert.match(read(folder, 'README.md'), /<{7} HEAD\n<!--bank-stats start/)
  writeFiles(folder, {[bankName]: toBank('Card of both?')})
  assert.match((await call(folder, ['check'])).stdout, 'Unexpected conflict in')
  assert.is((await call(folder, ['readme'])).status, 0)
  assert.not.match(read(folder, 'README.md'), /<<<<<<<|digest/)
  assert.is((await call(folder, ['check'])).status, 0)
})

test('a conflict about markers and other text is for people', async () => {
  const folder = await makeBranches((text, side) =>
    text
      .replace('<!--bank-stats start-->', `By the ${side}.\n\n$&`)
      .replace(
        '<!--bank-stats start-->\n',
        side === 'left' ? '<!--bank-stats start digest=1-->\n' : '$&'
      )
  )
  assert.is.not(git(folder, 'merge', 'left').status, 0)
  writeFiles(folder, {[bankName]: toBank('Card of both?')})
  const before = read(folder, 'README.md')
  const {status, stdout} = await call(folder, ['readme'])
  assert.match(stdout, 'Unexpected conflict about the markers of regions')
  assert.is(status, 1)
  assert.is(read(folder, 'README.md'), before)
})

test('a clean merge with numbers that fit neither side is stale, not edited', async () => {
  const folder = await makeBranches()
  const cakes = `## Cakes\n\n${card.replace('Why does', 'When does').replace('What goes', 'What then goes')}\n`
  const other = clean.replace('## Bread', `${cakes}## Bread`)
  git(folder, 'switch', '--quiet', '--create', 'cakes', 'main')
  await commit(folder, other, (text) => text)
  assert.is(git(folder, 'merge', '--quiet', '-m', 'Merge', 'left').status, 0)
  const {stdout} = await call(folder, ['check'])
  assert.not.match(stdout, 'Unexpected edit')
  assert.is((await call(folder, ['fix'])).status, 0)
  assert.is((await call(folder, ['check'])).status, 0)
})

test('what is dropped was in a version of the bank, however long ago', async () => {
  const folder = await makeBranches()
  // Edited on the website, where no hook runs: the README is five commits older than the bank.
  for (const title of ['One?', 'Two?', 'Three?', 'Four?', 'Five?']) {
    writeFiles(folder, {[bankName]: toBank(title)})
    git(folder, 'commit', '--quiet', '--all', '-m', title)
  }

  assert.match((await call(folder, ['check'])).stdout, 'Unexpected content of')
  assert.is((await call(folder, ['fix'])).status, 0)
  assert.match(read(folder, 'README.md'), '### Q: Five?')
})

test('a bank that was renamed and edited at once', async () => {
  const folder = await makeBranches()
  git(folder, 'mv', bankName, 'baking.md')
  writeFiles(folder, {'baking.md': `---\nbank:\n---\n\n${toBank('New?')}`})
  assert.is((await call(folder, ['fix'])).status, 0)
  assert.match(read(folder, 'README.md'), 'Generated from baking.md')
})

test('an edit twice before a commit: what was generated in between is known', async () => {
  const folder = await makeBranches()
  for (const title of ['One?', 'Two?', 'Three?']) {
    writeFiles(folder, {[bankName]: toBank(title)})
    assert.is((await call(folder, ['fix'])).status, 0)
  }

  assert.match(read(folder, 'README.md'), '### Q: Three?')
  assert.ok(existsSync(join(folder, '.git/qbank')))
  assert.is(
    git(folder, 'status', '--porcelain').stdout.includes('qbank'),
    false
  )
})

test('in a shallow clone, what was generated is not known', async () => {
  const folder = await makeBranches()
  git(folder, 'switch', '--quiet', 'main')
  writeFiles(folder, {[bankName]: clean.replace('Blaming', 'Changing')})
  git(folder, 'commit', '--quiet', '--all', '-m', 'On the website')
  const clone = makeFolder({})
  git(clone, 'clone', '--quiet', '--depth=1', `file://${folder}`, 'clone')
  const inside = join(clone, 'clone')
  const {stdout} = await call(inside, ['check'])
  assert.match(stdout, 'Unexpected text in region `bank-cards`')
  assert.is((await call(inside, ['fix'])).status, 1)
  git(inside, 'fetch', '--quiet', '--unshallow')
  assert.match((await call(inside, ['check'])).stdout, 'Unexpected content of')
  assert.is((await call(inside, ['fix'])).status, 0)
})

test.run()
