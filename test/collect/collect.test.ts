/** `qbank collect` moves cards from an inbox into the bank, each once, and keeps who has written them. */
import fc from 'fast-check'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {cards, ruinCard} from '../git/support.ts'
import {makeCard, makeCounter, renderCard} from '../merge/model.ts'
import {parameters} from '../properties/support.ts'
import {makeRandom, pick} from '../support/random.ts'
import {
  bank,
  bankName,
  inSection,
  makeShed,
  settings,
  toSections
} from './support.ts'

const test = suite('collecting cards')
const {dough, crust, chain, tyre} = cards

test('two branches add a file each: both land, in the order in which they came', async () => {
  const shed = await makeShed()
  const {must, commit, git, read, run, has} = shed
  const as = (name: string): void => {
    must('config', 'user.name', name)
    must('config', 'user.email', `${name}@example.com`)
  }
  must('switch', '--quiet', '--create', 'theirs')
  as('first')
  commit({'cards/z.md': inSection(crust, 'Baking')})
  must('commit', '--quiet', '--amend', '--date=2001-01-01', '--no-edit')
  must('switch', '--quiet', 'main')
  as('second')
  commit({'cards/a.md': inSection(tyre, 'Wheels')})
  must('merge', '--quiet', '--no-edit', 'theirs')
  as('maintainer')
  const {status, stdout} = await run('collect', '--commit')
  assert.is(status, 0, stdout)
  assert.match(stdout, /^cards\/z\.md: moved to QUESTION_BANK\.md, line \d+$/m)
  assert.match(stdout, /\nCommitted: Collect 2 cards from cards\/\n$/)
  assert.is(
    read(bankName),
    toSections({Baking: [dough, crust], Wheels: [chain, tyre]})
  )
  assert.not(has('cards/a.md') || has('cards/z.md'))
  assert.is(
    must('log', '-1', '--format=%B').trim(),
    'Collect 2 cards from cards/\n\nCo-authored-by: first <first@example.com>\nCo-authored-by: second <second@example.com>'
  )
  assert.is(git('status', '--porcelain').stdout, '')
  assert.is((await run('check')).status, 0)
  assert.is(
    (await run('collect')).stdout,
    'QUESTION_BANK.md: nothing to collect\n'
  )
})

test('cards of one section come in the order in which they were committed', async () => {
  const {commit, read, run} = await makeShed()
  commit({'cards/z.md': inSection(crust, 'Baking')})
  commit({'cards/a.md': inSection(tyre, 'Baking')})
  assert.is((await run('collect')).status, 0)
  assert.is(
    read(bankName),
    toSections({Baking: [dough, crust, tyre], Wheels: [chain]})
  )
})

test('without --commit nothing is committed, and it says how to keep the authors', async () => {
  const {commit, must, run} = await makeShed()
  must('config', 'user.email', 'other@example.com')
  commit({'cards/a.md': inSection(crust, 'Baking')})
  must('config', 'user.email', 'contributor@example.com')
  const head = must('rev-parse', 'HEAD')
  const {stdout} = await run('collect')
  assert.match(
    stdout,
    'To keep their authors, end the message of the commit with:\nCo-authored-by: A contributor <other@example.com>\n'
  )
  assert.is(must('rev-parse', 'HEAD'), head)
})

test('--dry-run writes nothing', async () => {
  const file = inSection(crust, 'Baking')
  const {read, run} = await makeShed({'cards/a.md': file})
  const {status, stdout} = await run('collect', '--dry-run')
  assert.is(status, 1)
  assert.match(stdout, /^cards\/a\.md: would be moved/)
  assert.is(read(bankName), bank)
  assert.is(read('cards/a.md'), file)
})

for (const [title, file, reason] of [
  ['has errors', ruinCard(inSection(crust, 'Baking')), 'It has 1 problem'],
  ['has no section', crust, 'It has 1 problem'],
  ['has no card', 'Hello.\n', 'It has no card'],
  [
    'has other text',
    `Dear all,\n\n${inSection(crust, 'Baking')}`,
    'It has text outside its cards, which would be lost: `Dear all,`'
  ],
  [
    'has other front matter',
    `---\nsection: Baking\nauthor: me\n---\n\n${crust}`,
    'Its front matter has more than `section`, which would be lost: `author`'
  ],
  [
    'has a title of the bank',
    inSection(dough.replace('Gluten relaxes', 'Something else'), 'Baking'),
    '`### Q: Why does dough rest before it is shaped?`: The bank has a card with the same title or question on line 10'
  ],
  [
    'has one card that cannot move',
    `## Baking\n\n${crust}\n${dough.replace('Gluten relaxes', 'Something else')}`,
    '`### Q: Why does dough rest before it is shaped?`: The bank has'
  ]
] as const) {
  test(`a file stays that ${title}, and others move`, async () => {
    const {read, run, has} = await makeShed({
      'cards/a.md': file,
      'cards/b.md': inSection(tyre, 'Wheels')
    })
    const {status, stdout} = await run('collect')
    assert.is(status, 1)
    assert.ok(
      stdout.includes(`cards/a.md: left where it is. ${reason}`),
      stdout
    )
    assert.is(read('cards/a.md'), file)
    assert.not(has('cards/b.md'))
    assert.is(
      read(bankName),
      toSections({Baking: [dough], Wheels: [chain, tyre]})
    )
  })
}

test('what the bank has already is deleted, as after a run that was stopped', async () => {
  const {read, run, has} = await makeShed({
    'cards/a.md': inSection(dough, 'Baking')
  })
  const {status, stdout} = await run('collect')
  assert.is(status, 0)
  assert.match(
    stdout,
    'cards/a.md: QUESTION_BANK.md has its cards already; deleted'
  )
  assert.not(has('cards/a.md'))
  assert.is(read(bankName), bank)
})

test('numbers go on', async () => {
  const numbered = settings.replace(
    '---\n\n',
    '  template:\n    card:\n      number: "1."\n---\n\n'
  )
  const give = (text: string, number: number): string =>
    text.replace('### Q:', `### ${number}.`)
  const make = (...baking: readonly string[]): string =>
    toSections({
      Baking: baking,
      Wheels: [give(chain, baking.length + 1)]
    }).replace(settings, numbered)
  const {read, run} = await makeShed({
    [bankName]: make(give(dough, 1)),
    'cards/a.md': inSection(give(crust, 1), 'Baking')
  })
  const {status, stdout} = await run('collect')
  assert.is(status, 0, stdout)
  assert.is(read(bankName), make(give(dough, 1), give(crust, 2)))
})

test('--commit takes no changes that are not committed', async () => {
  const {commit, read, run, write} = await makeShed()
  commit({'cards/a.md': inSection(crust, 'Baking')})
  write({[bankName]: `${bank}\nMore.\n`})
  const {status, stderr} = await run('collect', '--commit')
  assert.is(status, 2)
  assert.match(
    stderr,
    /^--commit needs files without changes that are not committed: QUESTION_BANK\.md/
  )
  assert.is(read(bankName), `${bank}\nMore.\n`)
})

test('a bank without an inbox', async () => {
  const {run} = await makeShed({[bankName]: bank.replace(settings, '')})
  const {status, stderr} = await run('collect', bankName)
  assert.is(status, 0)
  assert.match(stderr, /front matter names no inbox/)
})

test('each card arrives once, whatever file it is in', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({min: 0, max: 1e9}), async (seed) => {
      const random = makeRandom(seed)
      const next = makeCounter()
      const sections = ['Baking', 'Wheels']
      const made = Array.from({length: 6}, () => ({
        file: `cards/${pick(random, ['a', 'b', 'c'])}.md`,
        section: pick(random, sections),
        text: `${renderCard(makeCard(random, next), 'Q:')}\n`
      }))
      const files: Record<string, string> = {}
      for (const {file, section, text} of made) {
        files[file] = `${files[file] ?? ''}${inSection(text, section)}\n`
      }

      const {read, run, has} = await makeShed(files)
      const {stdout} = await run('collect')
      const after = read(bankName)
      for (const {file, section, text} of made) {
        assert.is(after.split(text).length, 2, stdout)
        assert.not(has(file))
        const isBaking = after.indexOf(text) < after.indexOf('## Wheels')
        assert.is(isBaking, section === 'Baking')
      }

      const {status} = await run('check')
      assert.is(status, 0)
    }),
    parameters(4)
  )
})

test.run()
