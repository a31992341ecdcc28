/** The questions of `qbank init`, answered by keys in a terminal. */
import {existsSync} from 'node:fs'
import {join} from 'node:path'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {answer, down, enter, stop} from '../new/terminal.ts'
import {git} from '../support/temp.ts'
import {cards, makeRepository, read} from './support.ts'

const test = suite('questions of qbank init')

const argv = ['init', '--no-install']
const space = ' '

/** Two files that could be banks, the longer one first. */
const files = {
  'kilns.md': `${cards}\n### 7. Why does clay crack?\n\nIt dries too fast.\n`,
  'pots.md': cards.replace('Kilns', 'Pots'),
  'README.md': '# Pottery\n'
}

test('what is selected is done: the second file, no merge driver, and an inbox', async () => {
  const folder = makeRepository(files)
  const {status, stderr, stdout} = await answer(folder, argv, [
    ['Which files are question banks?', [space, down, space, enter]],
    // The section in the README, the merge driver, the inbox.
    ['What else?', [down, space, down, space, enter]],
    ['Commit for you', [enter]],
    ['Do this?', [enter]]
  ])
  assert.equal([status, stderr], [0, ''])
  assert.match(stdout, 'Found pots.md')
  assert.match(read(folder, 'pots.md'), /^---\nbank:\n {2}inbox: cards\/\n/)
  assert.is(read(folder, 'kilns.md'), files['kilns.md'])
  assert.is(read(folder, 'README.md'), files['README.md'])
  assert.not(existsSync(join(folder, '.gitattributes')))
  assert.ok(existsSync(join(folder, 'cards/README.md')))
})

for (const [what, answers] of [
  ['the files', [['Which files', [stop]]]],
  [
    'the offers',
    [
      ['Which files', [enter]],
      ['What else?', [stop]]
    ]
  ],
  [
    'the plan',
    [
      ['Which files', [enter]],
      ['What else?', [enter]],
      ['Commit for you', [enter]],
      ['Do this?', ['n']]
    ]
  ]
] as const) {
  test(`who stops at ${what} finds nothing changed`, async () => {
    const folder = makeRepository(files)
    const {status, stdout} = await answer(folder, argv, answers)
    assert.match(stdout, 'Nothing was written.')
    assert.is(status, 1)
    assert.is(git(folder, 'status', '--porcelain').stdout, '')
  })
}

test.run()
