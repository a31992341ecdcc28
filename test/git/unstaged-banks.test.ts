/** Unstaged edits in several banks, which are committed together: each comes back to where it was made. */
import * as assert from 'uvu/assert'
import {git, writeFiles} from '../support/temp.ts'
import {
  assertLanded,
  breakCard,
  cards,
  commit,
  committed,
  makeBankRepository,
  read,
  ruinCard,
  stage,
  toBank,
  unchecked
} from './support.ts'
import {testTogether} from './together.ts'

const folder = makeBankRepository()
const bank = 'QUESTION_BANK.md'
const broken = toBank(breakCard(cards.chain), cards.dough, cards.crust)
const repaired = toBank(cards.chain, cards.dough, cards.crust)

/** What a scene begins with: a bank, and its README as the hook has left it. */
function commitBank(at: string): void {
  stage(folder, {
    [`${at}/${bank}`]: toBank(cards.dough, cards.crust),
    [`${at}/README.md`]: read(folder, 'README.md')
  })
  assertLanded(commit(folder, [...unchecked, '--only', '--', at]))
}

testTogether('unstaged edits in several banks', folder, {
  'edits in the very lines that are fixed stay as they are'(at) {
    const path = `${at}/${bank}`
    const edit = (text: string): string =>
      text
        .replace(/\*\*Difficulty:\*\* medium/i, '**Difficulty:** hardest')
        .replace('- Use a gauge\n', '- Use a gauge or a ruler\n')
    stage(folder, {[path]: broken})
    writeFiles(folder, {[path]: edit(broken)})
    return () => {
      assert.is(committed(folder, path), repaired)
      assert.match(read(folder, path), '**Difficulty:** hardest')
      assert.match(read(folder, path), '- Use a gauge or a ruler\n')
      assert.not.match(committed(folder, path), 'ruler')
      assertUnstaged(at, path)
    }
  },

  'a fix that an editor has made unstaged, with more: no more than was staged lands'(
    at
  ) {
    const path = `${at}/${bank}`
    const edit = (text: string): string =>
      text.replace('- Dry heat later\n', '- Dry heat later\n- ADDED\n')
    stage(folder, {[path]: broken})
    writeFiles(folder, {[path]: edit(repaired)})
    return () => {
      assert.is(committed(folder, path), repaired)
      assert.is(read(folder, path), edit(repaired))
      assertUnstaged(at, path)
    }
  },

  'a fix that an editor has made unstaged, and nothing else'(at) {
    const path = `${at}/${bank}`
    stage(folder, {[path]: broken})
    writeFiles(folder, {[path]: repaired})
    return () => {
      assert.is(committed(folder, path), repaired)
      assert.is(read(folder, path), repaired)
      assertUnstaged(at)
    }
  },

  'a broken card that is not staged is neither checked nor fixed'(at) {
    commitBank(at)
    const path = `${at}/${bank}`
    const edited = repaired + '\n' + ruinCard(breakCard(cards.tyre))
    stage(folder, {[path]: repaired})
    writeFiles(folder, {[path]: edited})
    return () => {
      assert.is(committed(folder, path), repaired)
      assert.not.match(committed(folder, `${at}/README.md`), 'tyre')
      assert.is(read(folder, path), edited)
      assertUnstaged(at, path)
    }
  },

  'README: edits outside the regions stay unstaged, and the regions land'(at) {
    commitBank(at)
    const path = `${at}/README.md`
    const edit = (text: string): string =>
      text
        .replace('in between.\n', 'in between.\n\nADDED in between.\n')
        .replace('Written by hand, below.', 'CHANGED below.')
        .replace(/\n*$/, '\n\nADDED at the end, without a line break')
    stage(folder, {[`${at}/${bank}`]: broken})
    writeFiles(folder, {[path]: edit(read(folder, path))})
    return () => {
      const readme = committed(folder, path)
      assert.ok(readme.includes(cards.chain))
      assert.not.match(readme, 'ADDED')
      assert.is(read(folder, path), edit(readme))
      assertUnstaged(at, path)
    }
  },

  'README: staged and unstaged edits, and an unstaged one in a region'(at) {
    commitBank(at)
    const path = `${at}/README.md`
    const staged = read(folder, path).replace('above.', 'STAGED above.')
    const edit = (text: string): string =>
      text.replace('- Gluten relaxes\n', '- UNSTAGED\n- Gluten relaxes\n')
    stage(folder, {[`${at}/${bank}`]: broken, [path]: staged})
    writeFiles(folder, {[path]: edit(staged)})
    return () => {
      const readme = committed(folder, path)
      assert.match(readme, 'Written by hand, STAGED above.')
      assert.ok(readme.includes(cards.chain))
      // The edit will be refused when it is staged.
      assert.is(read(folder, path), edit(readme))
      assertUnstaged(at, path)
    }
  },

  'paths that git quotes, Windows line breaks, and other bytes'(at) {
    const path = `${at}/Fahrräder "A"/${bank}`
    const edit = (text: string): string =>
      text.replace(
        '- Look for skipping\n',
        '- Look for skipping\n- Käse\r\n\u0001\u00A0\n'
      )
    const text = toBank(breakCard(cards.chain))
    stage(folder, {[path]: text})
    writeFiles(folder, {[path]: edit(text)})
    return () => {
      assert.is(committed(folder, path), toBank(cards.chain))
      assert.is(read(folder, path), edit(toBank(cards.chain)))
    }
  }
})

/** Whether nothing in a folder is staged, and only these of its files have unstaged edits. */
function assertUnstaged(at: string, ...paths: readonly string[]): void {
  const {stdout} = git(folder, 'status', '--porcelain', '-z', '--', at)
  assert.equal(
    stdout.split('\0').filter(Boolean),
    paths.map((path) => ` M ${path}`)
  )
}
