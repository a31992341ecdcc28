/** What `qbank merge` says to a contributor, and what it does where git's index alone does not tell of the conflict. */
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {cards, emptyReadme, toBank} from '../git/support.ts'
import type {Repository} from './repository.ts'
import {createRepository} from './repository.ts'

const test = suite('words of `qbank merge`')
const {dough, crust, chain} = cards
const bank = 'QUESTION_BANK.md'

/** A repository without the driver, in the middle of a merge of two banks. */
async function makeConflict(
  [base, ours, theirs]: readonly [string, string, string],
  files: Readonly<Record<string, string>> = {}
): Promise<Repository> {
  const repository = createRepository(false)
  const {git, must, qbank, write} = repository
  const commit = async (text: string): Promise<void> => {
    write({[bank]: text})
    if (files['README.md'] !== undefined) await qbank('fix')
    repository.commit({})
  }
  write(files)
  await commit(base)
  must('switch', '--quiet', '--create', 'theirs')
  await commit(theirs)
  must('switch', '--quiet', 'main')
  await commit(ours)
  assert.is(git('merge', '--no-edit', 'theirs').status, 1)
  return repository
}

const toSaid = ({stdout, stderr}: {stdout: string; stderr: string}): string =>
  stdout + stderr

const additions = [
  toBank(dough),
  toBank(dough, chain),
  toBank(dough, crust)
] as const
const edits = [
  toBank(dough),
  toBank(dough.replace('takes up', 'drinks')),
  toBank(dough.replace('takes up', 'soaks up'))
] as const

test('a conflict that was staged with its markers is resolved, too', async () => {
  const {must, qbank, read} = await makeConflict(additions)
  must('add', '.')
  const checked = await qbank('check')
  assert.match(checked.stdout, '`npx --no -- qbank merge` resolves what only')
  const {status, stdout} = await qbank('merge')
  assert.is(
    stdout,
    `${bank}: merged\nAll conflicts are resolved. Go on: git merge --continue\n`
  )
  assert.is(status, 0)
  assert.is(read(bank), toBank(dough, chain, crust))
  assert.is(must('diff', '--cached', '--name-only'), `${bank}\n`)
  assert.is(must('diff', '--name-only'), '')
  const again = await qbank('merge')
  assert.is(
    again.stdout,
    'No conflicts in banks or their READMEs. Go on: git merge --continue\n'
  )
  assert.is(again.status, 0)
})

test('a conflict that was committed is named', async () => {
  const {must, qbank, read} = await makeConflict(additions)
  must('commit', '--quiet', '--all', '--no-edit')
  // Until then, git remembers the versions.
  must('reset', '--quiet', '--hard')
  const before = read(bank)
  const {status, stdout} = await qbank('merge')
  assert.is(
    stdout,
    `${bank}: has conflict markers, but git knows no conflict there, as after a commit with the markers in it. Resolve it by hand; \`qbank check\` names the lines\n`
  )
  assert.is(status, 1)
  assert.is(read(bank), before)
})

test('a README waits for its bank, and is generated then', async () => {
  const {must, qbank, read, write} = await makeConflict(edits, {
    'README.md': emptyReadme
  })
  const first = await qbank('merge')
  assert.is(first.status, 1)
  assert.is(
    first.stdout,
    [
      `${bank}:13: both sides have changed this: line 14 \`- Flour drinks water\`, or line 16 \`- Flour soaks up water\``,
      'README.md: has conflicts in generated regions only. `qbank merge` generates them again when the bank is resolved',
      '1 file left to resolve. Then `git add` it, run `qbank merge` again, and go on: git merge --continue\n'
    ].join('\n')
  )
  const refused = await qbank('readme')
  assert.is(refused.status, 2)
  assert.match(refused.stderr, 'the README is left as it is. Unexpected merge')
  assert.match(refused.stderr, 'keep one side or combine both')
  write({[bank]: edits[1]})
  must('add', bank)
  const second = await qbank('merge')
  assert.is(
    second.stdout,
    'README.md: merged\nAll conflicts are resolved. Go on: git merge --continue\n'
  )
  assert.match(read('README.md'), 'Flour drinks water')
  const {status, stdout} = await qbank('check')
  assert.is(status, 0, stdout)
  assert.is(must('diff', '--name-only'), '')
})

test('a card that one side has deleted', async () => {
  const {qbank} = await makeConflict([
    toBank(dough, crust),
    toBank(dough, crust.replace('Dry heat', 'Dry air')),
    toBank(dough)
  ])
  const {status, stdout} = await qbank('merge')
  assert.match(
    stdout,
    /^QUESTION_BANK\.md:21: one side has changed this, and the other has deleted it: lines 22–36 `### Q: How does a loaf get/
  )
  assert.is(status, 1)
})

test('a file that was edited since is left alone, and how to go back is a command', async () => {
  const {qbank, read, write} = await makeConflict(edits)
  const edited = read(bank).replace('Yeast makes gas', 'Yeast makes bubbles')
  write({[bank]: edited})
  const restore = `git checkout --merge -- ${bank}`
  assert.match(
    (await qbank('merge')).stdout,
    `was edited after git left its conflicts, so qbank does not touch it. Resolve the others by hand; or drop the edits (\`${restore}\`), and run \`qbank merge\` again`
  )
  assert.is(read(bank), edited)
})

test('a name without a conflict', async () => {
  const {qbank} = await makeConflict(edits)
  const {status, stderr} = await qbank('merge', 'README.md')
  assert.is(status, 2)
  assert.match(stderr, /^README\.md: has no conflict that qbank can resolve: /)
})

test('text of a README around its regions is for authors, and check, fix and readme say so', async () => {
  const repository = createRepository(false)
  const {must, qbank, write, read, git} = repository
  const commit = (title: string): void => {
    write({'README.md': read('README.md').replace(/^# .*/, `# ${title}`)})
    repository.commit({})
  }
  write({[bank]: toBank(dough), 'README.md': `# Shed\n\n${emptyReadme}`})
  assert.is((await qbank('fix')).status, 0)
  repository.commit({})
  must('switch', '--quiet', '--create', 'theirs')
  commit('Their shed')
  must('switch', '--quiet', 'main')
  commit('Our shed')
  assert.is(git('merge', 'theirs').status, 1)
  const message =
    'README.md:1:1  error  Unexpected merge conflict up to line 5, expected one of its sides: line 2 or line 4'
  for (const command of ['check', 'fix', 'readme']) {
    const ended = await qbank(command)
    assert.match(ended.stdout, message)
    assert.match(ended.stdout, 'This text is not generated: keep one side or')
    assert.is(ended.status, 1, toSaid(ended))
  }

  // A text about conflicts is not one.
  const conflict = read('README.md').split('\n').slice(0, 5).join('\n')
  const shown = read('README.md').replace(
    conflict,
    `# Shed\n\n\`\`\`text\n${conflict}\n\`\`\``
  )
  write({'README.md': shown})
  const {status, stdout} = await qbank('check')
  assert.is(status, 0, stdout)
})

test.run()
