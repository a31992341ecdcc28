/** Several banks in a commit: all that is theirs lands, and nothing else. */
import * as assert from 'uvu/assert'
import {git, writeFiles} from '../support/temp.ts'
import {
  assertQuiet,
  breakCard,
  cards,
  changedPaths,
  committed,
  emptyReadme,
  makeBankRepository,
  read,
  stage,
  toBank
} from './support.ts'
import {testTogether} from './together.ts'

const folder = makeBankRepository()
const bank = 'QUESTION_BANK.md'
const broken = toBank(cards.dough, cards.crust, breakCard(cards.chain))
const repaired = toBank(cards.dough, cards.crust, cards.chain)
/** Folders with a README that is not in the commit. */
let untracked = ''
let ignored = ''

testTogether(
  'several banks in a commit',
  folder,
  {
    'a folder whose name is not plain'(at) {
      const name = `${at}/a*[b]'`
      stage(folder, {
        [`${name}/${bank}`]: toBank(breakCard(cards.crust)),
        [`${name}/README.md`]: emptyReadme
      })
      return () => {
        assert.is(committed(folder, `${name}/${bank}`), toBank(cards.crust))
        assert.ok(committed(folder, `${name}/README.md`).includes(cards.crust))
        assertUntouched(at)
      }
    },

    'a bank by its front matter, in a file whose name is not plain'(at) {
      const path = `${at}/my bikes/bank – größer.md`
      const readme = `${at}/my bikes/README.md`
      const declared = '---\nbank:\n---\n\n'
      stage(folder, {
        [path]: declared + toBank(breakCard(cards.tyre)),
        [readme]: emptyReadme
      })
      return () => {
        assert.is(committed(folder, path), declared + toBank(cards.tyre))
        assert.ok(committed(folder, readme).includes(cards.tyre))
        assertUntouched(at)
      }
    },

    'the bank in the folder of the repository'() {
      stage(folder, {[bank]: broken})
      return () => {
        assert.is(committed(folder), repaired)
        assert.ok(committed(folder, 'README.md').includes(cards.chain))
        assertUntouched(bank, 'README.md')
      }
    },

    'no README'(at) {
      stage(folder, {[`${at}/${bank}`]: toBank(breakCard(cards.chain))})
      return () => {
        assert.is(committed(folder, `${at}/${bank}`), toBank(cards.chain))
        assertUntouched(at)
      }
    },

    'a README without regions'(at) {
      const text = 'Bread,  without regions\n'
      stage(folder, {
        [`${at}/${bank}`]: toBank(breakCard(cards.dough)),
        [`${at}/README.md`]: text
      })
      return () => {
        assert.is(committed(folder, `${at}/${bank}`), toBank(cards.dough))
        assert.is(committed(folder, `${at}/README.md`), text)
        assertUntouched(at)
      }
    },

    'what `.remarkignore` names is left alone'(at) {
      const path = `${at}/drafts/${bank}`
      const draft = toBank(breakCard(cards.chain))
      stage(folder, {'.remarkignore': 'drafts/\n', [path]: draft})
      return () => {
        assert.is(committed(folder, path), draft)
        assert.is(read(folder, path), draft)
      }
    },

    'a README that git does not track stays as it is, and is named'(at) {
      untracked = at
      stage(folder, {[`${at}/${bank}`]: toBank(breakCard(cards.chain))})
      writeFiles(folder, {[`${at}/README.md`]: emptyReadme})
      return () => {
        assertUntracked(at)
      }
    },

    'so is one that git has to ignore'(at) {
      ignored = at
      stage(folder, {
        '.gitignore': `node_modules/\n/${at}/README.md\n`,
        [`${at}/${bank}`]: toBank(breakCard(cards.chain))
      })
      writeFiles(folder, {[`${at}/README.md`]: emptyReadme})
      return () => {
        assertUntracked(at)
      }
    }
  },
  ({status, stdout, stderr}) => {
    assertQuiet(
      stderr,
      ...[untracked, ignored].map(
        (at) =>
          `${at}/README.md: not regenerated, because git does not track it. If it belongs to the repository, run \`git add '${at}/README.md'\` and commit again`
      )
    )
    assert.is(stdout, '')
    assert.is(status, 0)
  }
)

/** Whether git tracks all in these places, as it is. */
function assertUntouched(...paths: readonly string[]): void {
  assert.is(git(folder, 'status', '--porcelain', '--', ...paths).stdout, '')
}

/** Whether a README is not in the commit, and not touched. */
function assertUntracked(at: string): void {
  assert.equal(
    changedPaths(folder).filter((path) => path.startsWith(`${at}/`)),
    [`${at}/${bank}`]
  )
  assert.is(read(folder, `${at}/README.md`), emptyReadme)
}
