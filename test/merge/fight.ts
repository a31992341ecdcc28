/**
 * Two clones that work on one section at the same time, and merge or rebase whenever they exchange what they have.
 * There must be no conflict.
 */
import * as assert from 'uvu/assert'
import {readText} from '../../src/merge/merge-bank.ts'
import {call} from '../cli/support.ts'
import {emptyReadme} from '../git/support.ts'
import type {Random} from '../support/random.ts'
import {pick} from '../support/random.ts'
import type {Counter, ModelCard} from './model.ts'
import {makeCard, makeCounter, renderCard} from './model.ts'
import type {Repository} from './repository.ts'
import {clone, createRepository} from './repository.ts'

const bank = 'QUESTION_BANK.md'

/** A clone, and what its author has written. */
interface Fighter {
  readonly repository: Repository
  readonly own: ModelCard[]
}

/** Has two clones make so many commits; afterwards each card is there once, everywhere. */
export async function fight(random: Random, commits: number): Promise<void> {
  const next = makeCounter()
  const first = makeCard(random, next)
  const origin = createRepository()
  origin.write({
    [bank]: `# Shed\n\n## Tools\n\n${renderCard(first, 'Q:')}\n`,
    'README.md': emptyReadme
  })
  await fix(origin)
  origin.commit({})
  origin.must('switch', '--quiet', '--create', 'elsewhere')
  const fighters = [0, 1].map((): Fighter => ({
    repository: clone(origin),
    own: []
  }))
  for (const {repository} of fighters)
    repository.must('switch', '--quiet', 'main')
  for (let made = 0; made < commits; made++) {
    const fighter = pick(random, fighters)
    await work(fighter, random, next)
    if (random() < 0.3) exchange(fighter.repository, random)
  }

  for (const {repository} of [...fighters, ...fighters])
    exchange(repository, random)
  const cards = [first, ...fighters.flatMap(({own}) => own)]
  for (const {repository} of fighters) await expectEachOnce(repository, cards)
  expectSameTree(fighters.map(({repository}) => repository))
}

/** Adds a card at a place of the section, or edits one of the author's own. */
async function work(
  {repository, own}: Fighter,
  random: Random,
  next: Counter
): Promise<void> {
  const text = repository.read(bank)
  const edited =
    own.length > 0 && random() < 0.3 ? pick(random, own) : undefined
  if (edited) {
    const line = pick(random, edited.strong)
    const changed = {
      ...edited,
      strong: edited.strong.map((each) =>
        each === line ? `${each} and more` : each
      )
    }
    own[own.indexOf(edited)] = changed
    repository.write({
      [bank]: text.replace(renderCard(edited, 'Q:'), renderCard(changed, 'Q:'))
    })
  } else {
    const card = makeCard(random, next)
    own.push(card)
    const {cards} = readText(text)
    const place = random() < 0.7 ? undefined : pick(random, cards)
    const at = place?.start ?? text.length
    const source = `${renderCard(card, 'Q:')}\n`
    repository.write({
      [bank]: place
        ? `${text.slice(0, at)}${source}\n${text.slice(at)}`
        : `${text}\n${source}`
    })
  }

  await fix(repository)
  repository.commit({})
}

/** As the hook does; without it, a commit takes no process. */
async function fix({folder}: Repository): Promise<void> {
  const {status, stdout, stderr} = await call(folder, ['fix'])
  assert.is(status, 0, stdout + stderr)
}

function exchange({must}: Repository, random: Random): void {
  must(
    'pull',
    '--quiet',
    random() < 0.5 ? '--rebase' : '--no-rebase',
    '--no-edit',
    'origin',
    'main'
  )
  must('push', '--quiet', 'origin', 'main')
}

async function expectEachOnce(
  {folder, must, read}: Repository,
  cards: readonly ModelCard[]
): Promise<void> {
  const text = read(bank)
  const titles = cards.map(({title}) => title).sort()
  assert.equal(readTitles(text), titles)
  for (const card of cards)
    assert.ok(text.includes(renderCard(card, 'Q:')), card.title)
  const {status, stdout} = await call(folder, ['check'])
  assert.is(status, 0, stdout)
  const log = must('log', '--no-merges', '--patch', '--format=', '--', bank)
  const added = [...log.matchAll(/^\+### Q: (.*)$/gm)].map(
    ([, title = '']) => title
  )
  assert.equal(added.sort(), titles)
  for (const commit of must('rev-list', 'HEAD', '--', bank)
    .trim()
    .split('\n')) {
    const known = readTitles(must('show', `${commit}:${bank}`))
    assert.is(new Set(known).size, known.length, commit)
  }
}

function readTitles(text: string): string[] {
  return readText(text)
    .cards.map(({heading}) => heading.title)
    .sort()
}

function expectSameTree(repositories: readonly Repository[]): void {
  const trees = repositories.map(({must}) => must('rev-parse', 'HEAD^{tree}'))
  assert.is(new Set(trees).size, 1)
}
