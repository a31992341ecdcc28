/** Commits that the hook refuses: they cost nothing, and say what to do. */
import * as assert from 'uvu/assert'
import {git, makeRepository, writeFiles} from '../support/temp.ts'
import {
  assertLanded,
  breakCard,
  cards,
  commit,
  commitRefused,
  committed,
  emptyReadme,
  read,
  repositorySuite,
  ruinCard,
  stage,
  toBank,
  unchecked
} from './support.ts'

const {test, folder} = repositorySuite('refused commits')
/** What husky adds to every hook that fails. */
const fromHusky = 'husky - pre-commit script failed (code 1)\n'

test('a card that only its author can fix', () => {
  // The fix of the card beside it moves lines; the report is about the file as it is.
  const bank = toBank(
    breakCard(cards.dough),
    ruinCard(breakCard(cards.chain)),
    cards.tyre.replace('- Width of the tyre\n', '')
  )
  stage(folder, {'QUESTION_BANK.md': bank})
  assert.is(
    commitRefused(folder),
    [
      'Commit refused: some problems in the question bank have to be fixed by hand.',
      '',
      'Q: When is a bicycle chain worn out?',
      `  QUESTION_BANK.md:${lineOf(bank, 'Breezy')}:17  error  Unexpected value \`Breezy\` of \`Difficulty\`, expected \`Easy\`, \`Medium\`, or \`Hard\`  choice-value`,
      '',
      'Q: What sets the right pressure of a tyre?',
      `  QUESTION_BANK.md:${lineOf(bank, '**What a strong answer', 2)}:1  error  Unexpected 2 bullets in \`What a strong answer includes\`, expected at least 3  bullet-count`,
      '',
      '2 problems (2 errors)',
      '',
      'Next: fix them, run `git add QUESTION_BANK.md`, and commit again. Your files are unchanged. qbank applies the automatic fixes when you commit again.',
      fromHusky
    ].join('\n')
  )

  const mended = bank
    .replace('Breezy', 'medium')
    .replace('- The ground', '- Width of the tyre\n- The ground')
  stage(folder, {'QUESTION_BANK.md': mended})
  assertLanded(commit(folder))
  assert.ok(committed(folder).includes(cards.chain))
})

test('unstaged and untracked files, other staged ones, and a stash of the person', () => {
  writeFiles(folder, {'QUESTION_BANK.md': 'stashed\n'})
  git(folder, 'stash', 'push', '--quiet')
  stage(folder, {
    'QUESTION_BANK.md': toBank(ruinCard(cards.dough), cards.crust),
    'note.txt': 'staged\n',
    'other.md': 'staged\n'
  })
  writeFiles(folder, {
    'QUESTION_BANK.md': toBank(ruinCard(cards.dough), 'More  to come\n'),
    'README.md': `${read(folder, 'README.md')}\nMore by hand\n`,
    'note.txt': 'staged\nand not\n',
    'draft.md': '*  untracked\n'
  })
  assert.match(commitRefused(folder), 'QUESTION_BANK.md:7:17')
})

test('one bank of several: the others are not fixed, nor is what git does not track', () => {
  stage(folder, {
    'a/QUESTION_BANK.md': toBank(breakCard(cards.chain)),
    'b/QUESTION_BANK.md': toBank(ruinCard(cards.crust)),
    "c's bank/QUESTION_BANK.md": toBank(ruinCard(cards.dough)),
    'd/QUESTION_BANK.md': `---\nbank: {sections: [\n---\n\n${toBank(cards.dough)}`
  })
  writeFiles(folder, {'a/README.md': emptyReadme})
  const screen = commitRefused(folder)
  assert.not.match(screen, 'a/QUESTION_BANK.md')
  assert.match(screen, 'b/QUESTION_BANK.md:7:17')
  assert.match(screen, "c's bank/QUESTION_BANK.md:7:17")
  // Front matter that cannot be read.
  assert.match(
    screen,
    /d\/QUESTION_BANK\.md:\d+:\d+ {2}error {2}Unexpected .+ {2}front-matter/
  )
  assert.match(
    screen,
    String.raw`git add b/QUESTION_BANK.md 'c'\''s bank/QUESTION_BANK.md' d/QUESTION_BANK.md`
  )
})

test('`git commit --all`, and the first commit of a repository', () => {
  const ruined = toBank(breakCard(cards.dough), ruinCard(cards.crust))
  writeFiles(folder, {'QUESTION_BANK.md': ruined})
  assert.match(commitRefused(folder, ['--all']), 'choice-value')

  const fresh = makeRepository({
    'QUESTION_BANK.md': ruined,
    'README.md': emptyReadme
  })
  git(fresh, 'add', '--all')
  assert.match(commitRefused(fresh), 'choice-value')
})

test('unstaged edits in a first commit', () => {
  const bank = toBank(breakCard(cards.dough))
  const fresh = makeRepository({'QUESTION_BANK.md': bank})
  git(fresh, 'add', '--all')
  writeFiles(fresh, {'QUESTION_BANK.md': `${bank}\nand not\n`})
  assertLanded(commit(fresh))
  assert.is(committed(fresh), toBank(cards.dough))
  assert.is(read(fresh), `${toBank(cards.dough)}\nand not\n`)
})

test('a problem that shows only when others are fixed: all are shown', () => {
  stage(folder, {
    '.remarkrc.mjs': [
      "import qbank from 'qbank'",
      'const noEase = () => (tree, file) => {',
      '  if (!/Difficulty:.. Easy/.test(String(file))) return',
      "  const options = {place: tree.position, source: 'question-bank', ruleId: 'no-ease'}",
      "  file.message('Unexpected ease', options).fatal = false",
      '}',
      'export default {plugins: [qbank, noEase]}\n'
    ].join('\n'),
    'QUESTION_BANK.md': toBank(breakCard(cards.dough).replace('rest', 'wait'))
  })
  const screen = commitRefused(folder)
  assert.not.match(screen, 'Unexpected ease')
  assert.match(screen, 'Unexpected value `easy` of `Difficulty`')
  assert.match(
    screen,
    '\nNext: run `npx --no -- qbank fix --since HEAD`, fix by hand what'
  )
})

test('an edit in a region of the README: says where it belongs', () => {
  const readme = read(folder, 'README.md').replace(
    '- A hot stone below',
    '- A hot stone above'
  )
  stage(folder, {
    'QUESTION_BANK.md': toBank(cards.dough, cards.crust, cards.chain),
    'README.md': readme
  })
  const screen = commitRefused(folder)
  const line = lineOf(readme, '- A hot stone above')
  assert.match(
    screen,
    `  README.md:${line}:1  error  Unexpected edit in region \`bank-cards\``
  )
  assert.match(screen, 'Not generated from the bank: `- A hot stone above`.')
  assert.match(screen, 'Make the edit in QUESTION_BANK.md:')
  assert.match(screen, '`git add README.md QUESTION_BANK.md`')
})

/** Two branches have each changed the README; `git merge` has left both versions of what is between the markers of a conflict. */
function mergeReadmes(change: (readme: string, side: string) => string): void {
  const readme = read(folder, 'README.md')
  for (const side of ['theirs', 'ours']) {
    git(folder, 'switch', '--quiet', '--force-create', side, 'base')
    stage(folder, {'README.md': change(readme, side)})
    assertLanded(commit(folder, unchecked))
  }

  assert.is(git(folder, 'merge', '--quiet', 'theirs').status, 1)
}

test('a conflict around the regions of the README: names the lines of both sides', () => {
  mergeReadmes((readme, side) => readme.replace('above', `above, ${side}`))
  git(folder, 'add', 'README.md')
  const screen = commitRefused(folder)
  assert.match(
    screen,
    '  README.md:3:1  error  Unexpected merge conflict up to line 7, expected one of its sides: line 4 or line 6'
  )
  assert.match(screen, 'keep one side or combine both')
})

test('a conflict that has the marker of a region in it', () => {
  mergeReadmes((readme, side) =>
    readme.replace(
      '<!--bank-stats start-->',
      side === 'ours'
        ? 'By ours.\n$&'
        : 'By theirs.\n<!--bank-stats start digest=1-->'
    )
  )
  const readme = read(folder, 'README.md')
  git(folder, 'add', 'README.md')
  assert.match(
    commitRefused(folder),
    `README.md:${lineOf(readme, '<<<<<<<')}:1  error  Unexpected conflict about the markers of regions, expected one of its two sides: resolve it by hand`
  )
  const resolved = readme.replace(/<{7}.*\n([^]*?)={7}\n[^]*>{7}.*\n/, '$1')
  stage(folder, {'README.md': resolved})
  assertLanded(commit(folder))
  assert.match(committed(folder, 'README.md'), 'By ours.')
})

test('a configuration that cannot be loaded', () => {
  stage(folder, {
    '.remarkrc.mjs': "export {default} from 'qbank'\nexport default 1\n",
    'QUESTION_BANK.md': toBank(breakCard(cards.dough))
  })
  const screen = commitRefused(folder)
  assert.match(
    screen,
    /^Commit refused: the question bank could not be checked\.\n\nQUESTION_BANK\.md: /
  )
  assert.match(screen, '.remarkrc.mjs')
  assert.match(screen, 'Duplicate export')
  assert.match(screen, '\nNext: fix that and commit again.')
})

test('a mistake of ours is reported, too', () => {
  stage(folder, {
    '.remarkrc.mjs': [
      "import qbank from 'qbank'",
      "const find = () => { throw new TypeError('Cannot find it') }",
      'const mistake = () => (tree, file) => {',
      '  file.messages = Object.assign([...file.messages], {find})',
      '}',
      'export default {plugins: [qbank, mistake]}\n'
    ].join('\n'),
    'QUESTION_BANK.md': toBank(cards.dough)
  })
  assert.is(
    commitRefused(folder),
    [
      'Commit refused: the question bank could not be checked.',
      '',
      'qbank stopped on an error of its own: Cannot find it. No file was written half. Run again with DEBUG=qbank to see where',
      fromHusky
    ].join('\n')
  )
})

test.run()

/** @returns the line on which the text stands for the nth time, from 0 */
function lineOf(text: string, part: string, nth = 0): number {
  const before = text.split(part).slice(0, nth + 1)
  return before.join(part).split('\n').length
}
