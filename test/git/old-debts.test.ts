/** A bank with old debts: the hook looks at the cards that a commit changes. */
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {writeFiles} from '../support/temp.ts'
import {
  assertQuiet,
  breakCard,
  cards,
  commit,
  committed,
  emptyReadme,
  makeBankRepository,
  read,
  ruinCard,
  stage,
  toBank,
  unchecked
} from './support.ts'

const test = suite('old debts')

/** One card can be fixed automatically, one has to be fixed by hand. */
const old = [breakCard(cards.dough), ruinCard(cards.crust)] as const
const folder = makeBankRepository()
stage(folder, {
  'QUESTION_BANK.md': toBank(...old),
  'README.md': emptyReadme
})
commit(folder, unchecked)

test('a new card is fixed, the old ones stay, and the README shows all', () => {
  stage(folder, {'QUESTION_BANK.md': toBank(...old, breakCard(cards.chain))})
  const {status, stderr} = commit(folder)
  assertQuiet(stderr, '4 older problems elsewhere: `npx --no -- qbank check`')
  assert.is(status, 0)
  assert.is(committed(folder), toBank(...old, cards.chain))
  const readme = committed(folder, 'README.md')
  assert.ok(readme.includes(cards.chain))
  assert.match(readme, 'How does a loaf get a crisp crust?')
})

test('a new card that wants a person is named alone; unstaged edits stay', () => {
  const staged = toBank(...old, cards.chain, ruinCard(cards.tyre))
  stage(folder, {'QUESTION_BANK.md': staged})
  writeFiles(folder, {'QUESTION_BANK.md': `${staged}\nMore to come\n`})
  const {status, stderr} = commit(folder)
  assert.is(status, 1)
  assert.match(stderr, '\nQ: What sets the right pressure of a tyre?\n')
  assert.match(stderr, '\n1 problem (1 error)\n')
  assert.not.match(stderr, 'crisp crust')
  assert.is(read(folder), `${staged}\nMore to come\n`)
})

test('an old card that is edited has its debts to pay', () => {
  const edited = ruinCard(cards.crust).replace('A hot stone below', 'A stone')
  stage(folder, {'QUESTION_BANK.md': toBank(old[0], edited, cards.chain)})
  const {status, stderr} = commit(folder)
  assert.is(status, 1)
  assert.match(stderr, '\nQ: How does a loaf get a crisp crust?\n')
})

test('an old fence that nothing closes is named, as nothing is checked before it is closed', () => {
  const repository = makeBankRepository()
  const open = `${cards.crust}\n\`\`\`sql\nselect 1\n`
  stage(repository, {'QUESTION_BANK.md': toBank(open)})
  commit(repository, unchecked)
  const staged = toBank(breakCard(cards.chain), open)
  stage(repository, {'QUESTION_BANK.md': staged})
  const {status, stderr} = commit(repository)
  console.log(JSON.stringify(stderr))
  assert.is(status, 0)
  assert.match(
    stderr,
    /^QUESTION_BANK\.md:\d+: an older problem has to be fixed first; until then, nothing in this file is checked or fixed\. Unexpected /m
  )
  assert.is(committed(repository), staged)
})

test.run()
