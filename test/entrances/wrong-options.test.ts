/** A configuration that gives a rule what it does not have: every entrance says so in one sentence, and changes nothing. */
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {git, makeRepository, runQbank, writeFiles} from '../support/temp.ts'
import {broken, makeProject, read, runPackage} from './support.ts'

/** What is listed after the preset, and what is said. */
const mistakes = {
  'a value that there is not': [
    "[rules['field-break'], ['error', {style: 'tabs'}]]",
    'QUESTION_BANK.md: Unexpected value `tabs` of option `style` of rule `field-break`, expected `spaces` or `backslash`'
  ],
  'a misspelt option': [
    "[rules['field-break'], ['error', {stile: 'spaces'}]]",
    'QUESTION_BANK.md: Unexpected option `stile` of rule `field-break`, expected `style`. Did you mean `style`?'
  ],
  'an option of a rule that has none': [
    "[rules['bullet-count'], ['error', {max: 3}]]",
    'QUESTION_BANK.md: Unexpected option `max` of rule `bullet-count`, which has none'
  ],
  'a misspelt rule': [
    "[rules['bulet-count'], 'warn']",
    '.remarkrc.mjs: Unexpected rule `bulet-count`, expected one that `npx --no -- qbank rules` lists. Did you mean `bullet-count`?'
  ],
  'a misspelt severity': [
    "[rules['field-break'], 'eror']",
    'QUESTION_BANK.md: Unexpected severity `eror` of rule `field-break`, expected `off`, `warn`, or `error`'
  ]
} as const

const test = suite('wrong options')

for (const [name, [entry, expected]] of Object.entries(mistakes)) {
  const files = {
    'QUESTION_BANK.md': broken,
    '.remarkrc.mjs': `import qbank, {rules} from 'qbank'\n\nexport default {plugins: [qbank, ${entry}]}\n`,
    '.prettierrc': '{"plugins": ["qbank/prettier"]}\n'
  }

  test(`${name}: command line and Prettier`, () => {
    const folder = makeProject(files)
    const {status, stdout, stderr} = runQbank(folder, ['fix'])
    assert.equal([status, stdout, stderr], [2, '', `${expected}\n`])

    const prettier = runPackage(folder, 'prettier', [
      '--write',
      'QUESTION_BANK.md'
    ])
    assert.is(prettier.status, 2)
    assert.is(
      prettier.stderr,
      `[error] QUESTION_BANK.md: UserError: ${expected}\n`
    )
    assert.is(read(folder, 'QUESTION_BANK.md'), broken)
  })
}

test('remark says the same, without a trace of ours', () => {
  const [entry, expected] = mistakes['a misspelt option']
  const folder = makeProject({
    'QUESTION_BANK.md': broken,
    '.remarkrc.mjs': `import qbank, {rules} from 'qbank'\n\nexport default {plugins: [qbank, ${entry}]}\n`
  })
  const {status, stderr} = runPackage(folder, 'remark-cli', [
    '.',
    '--output',
    '--no-color'
  ])
  assert.is(status, 1)
  assert.match(stderr, expected.replace('QUESTION_BANK.md: ', ''))
  assert.not.match(stderr, 'readOptions')
  assert.is(read(folder, 'QUESTION_BANK.md'), broken)
})

test('the hook refuses the commit', () => {
  const [entry, expected] = mistakes['a misspelt rule']
  const folder = makeRepository()
  writeFiles(folder, {
    'QUESTION_BANK.md': broken,
    '.remarkrc.mjs': `import qbank, {rules} from 'qbank'\n\nexport default {plugins: [qbank, ${entry}]}\n`
  })
  git(folder, 'add', 'QUESTION_BANK.md')
  const {status, stderr} = git(folder, 'commit', '--message', 'A card')
  assert.is(status, 1)
  assert.match(stderr, expected)
  assert.is(read(folder, 'QUESTION_BANK.md'), broken)
})

test.run()
