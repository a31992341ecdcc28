/** Two branches that have added a card each to one section, and their merge in git. Others are in `git/readme-merges.test.ts`. */
import * as assert from 'uvu/assert'
import {readText} from '../../src/merge/merge-bank.ts'
import {call} from '../cli/support.ts'
import {emptyReadme} from '../git/support.ts'
import type {Random} from '../support/random.ts'
import {pick} from '../support/random.ts'
import type {ModelBank} from './model.ts'
import {makeCard, makeCounter, makeModel, render} from './model.ts'
import type {Repository} from './repository.ts'
import {createRepository} from './repository.ts'

const bank = 'QUESTION_BANK.md'

/** Whether the merge of two branches has both cards, once, and a README that is up to date. */
export async function tryPair(random: Random): Promise<void> {
  const next = makeCounter()
  const base: ModelBank = {
    ...makeModel(random, next),
    isNumbered: false,
    maxAge: undefined
  }
  const repository = createRepository()
  const {must, read} = repository
  const chosen = pick(random, base.sections)
  const add = (): ModelBank => {
    const card = makeCard(random, next)
    return {
      ...base,
      sections: base.sections.map((section) => {
        if (section !== chosen) return section
        const at = Math.floor(random() * (section.cards.length + 1))
        return {...section, cards: section.cards.toSpliced(at, 0, card)}
      })
    }
  }
  const [ours, theirs] = [add(), add()]
  repository.write({'README.md': emptyReadme})
  await commitBank(repository, base)
  must('switch', '--quiet', '--create', 'theirs')
  await commitBank(repository, theirs)
  must('switch', '--quiet', 'main')
  await commitBank(repository, ours)
  must('merge', '--quiet', '--no-edit', 'theirs')
  const titlesOf = ({sections}: ModelBank): string[] =>
    sections.flatMap(({cards}) => cards.map(({title}) => title))
  const expected = new Set([...titlesOf(ours), ...titlesOf(theirs)])
  const found = readText(read(bank)).cards.map(({heading}) => heading.title)
  assert.equal(found.toSorted(), [...expected].sort())
  await expectClean(repository)
}

async function commitBank(
  repository: Repository,
  model: ModelBank
): Promise<void> {
  repository.write({[bank]: render(model)})
  await call(repository.folder, ['fix'])
  repository.commit({})
}

/** Whether `qbank check` has nothing to report, neither of the bank nor of its README, and `qbank fix` nothing to do. */
async function expectClean({folder}: Repository): Promise<void> {
  const checked = await call(folder, ['check'])
  assert.is(checked.status, 0, checked.stdout)
  const {stdout} = await call(folder, ['fix', '--dry-run'])
  const remaining = stdout.match(/would be .*/g) ?? []
  assert.equal(remaining, [], stdout)
}
