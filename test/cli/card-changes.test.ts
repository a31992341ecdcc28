/** `qbank stats --changes`: when each card was last committed. */
import process from 'node:process'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {makeTempFolder, run, writeFiles} from '../support/temp.ts'
import {call} from './support.ts'

const test = suite('changes of cards')

function toCard(title: string, answer: string): string {
  return `### Q: ${title}\n\n**Answer:** ${answer}\n\n`
}

/** @param last answer of the last card, which has code in it */
function toBank(first: string, last: string): string {
  return `---
bank:
  readme: false
  template:
    card: { depth: 3, prefix: "Q:" }
    fields:
      - { label: Answer, kind: content }
---

# Ovens

## Heat

${toCard('One', first)}${toCard('Two', 'b')}## Doors

${toCard('Three', `\n\n\`\`\`sh\n# a comment\n${last}\n\`\`\``)}`.trimEnd()
}

function makeRepository(): {
  folder: string
  commit: (text: string, date: string, message: string) => string
} {
  const folder = makeTempFolder()
  const git = (args: readonly string[], date?: string): string => {
    const env = date
      ? {...process.env, GIT_COMMITTER_DATE: date, GIT_AUTHOR_DATE: date}
      : process.env
    return run(folder, 'git', args, {env}).stdout
  }
  git(['init', '--quiet'])
  git(['config', 'user.name', 'A contributor'])
  git(['config', 'user.email', 'contributor@example.com'])
  return {
    folder,
    commit(text, date, message) {
      writeFiles(folder, {'QUESTION_BANK.md': `${text}\n`})
      git(['add', '.'])
      git(['commit', '--quiet', '-m', message], date)
      return git(['rev-parse', 'HEAD']).trim()
    }
  }
}

async function readChanges(
  folder: string,
  ...flags: readonly string[]
): Promise<string[]> {
  const argv = ['stats', '--changes', '--json', ...flags]
  const {stdout} = await call(folder, argv)
  const {banks} = JSON.parse(stdout) as {
    banks: {changes: {title: string; lastChange: string}[]}[]
  }
  return (banks[0]?.changes ?? []).map(
    ({lastChange, title}) => `${lastChange.slice(0, 10)} ${title}`
  )
}

test('the newest line of a card counts, the oldest card comes first', async () => {
  const {folder, commit} = makeRepository()
  commit(toBank('a', 'echo 1'), '2026-01-01T12:00:00Z', 'Begin')
  commit(toBank('A', 'echo 1'), '2026-02-01T12:00:00Z', 'Edit the first')
  commit(toBank('A', 'echo 2'), '2026-03-01T12:00:00Z', 'Edit the last')
  assert.equal(await readChanges(folder), [
    '2026-01-01 Two',
    '2026-02-01 One',
    '2026-03-01 Three'
  ])
  assert.equal(await readChanges(folder, '--where', 'title=One'), [
    '2026-02-01 One'
  ])
  const {stdout} = await call(folder, ['stats', '--changes'])
  assert.match(
    stdout,
    'Not changed for longest: 3 cards\n  2026-01-01  18: Two\n'
  )
})

test('the heading of the next section is not a part of a card', async () => {
  const {folder, commit} = makeRepository()
  const text = toBank('a', 'echo 1')
  commit(text, '2026-01-01T12:00:00Z', 'Begin')
  commit(
    text.replace('## Doors', '## Windows'),
    '2026-02-01T12:00:00Z',
    'Rename'
  )
  assert.ok(
    (await readChanges(folder)).every((each) => each.startsWith('2026-01-01'))
  )
})

test('a card with lines that are not committed has no date, as outside of git', async () => {
  const {folder, commit} = makeRepository()
  const text = toBank('a', 'echo 1')
  commit(text, '2026-01-01T12:00:00Z', 'Begin')
  writeFiles(folder, {'QUESTION_BANK.md': `${toBank('now', 'echo 1')}\n`})
  assert.equal(await readChanges(folder), [
    '2026-01-01 Two',
    '2026-01-01 Three'
  ])
  const outside = makeTempFolder()
  writeFiles(outside, {'QUESTION_BANK.md': `${text}\n`})
  assert.equal(await readChanges(outside), [])
})

test('commits that only change the form are left out', async () => {
  const {folder, commit} = makeRepository()
  commit(toBank('a  ', 'echo 1'), '2026-01-01T12:00:00Z', 'Begin')
  const fix = commit(
    toBank('a', 'echo 1'),
    '2026-02-01T12:00:00Z',
    'Fix the form'
  )
  writeFiles(folder, {'.git-blame-ignore-revs': `${fix}\n`})
  assert.ok(
    (await readChanges(folder)).every((each) => each.startsWith('2026-01-01'))
  )
})

test.run()
