/** `qbank study`: what a person sees, types and keeps. The terminal is a stream that says that it is one. */
import {existsSync, readFileSync, statSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import process from 'node:process'
import {PassThrough, Writable} from 'node:stream'
import {Rating} from 'ts-fsrs'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import type {StudyOptions} from '../../src/cli/commands/study.ts'
import {studyCards} from '../../src/cli/commands/study.ts'
import {parseProgress} from '../../src/study/progress-file.ts'
import {
  ProgressStore,
  findProgressPath
} from '../../src/study/progress-store.ts'
import {bankOf} from '../export/support.ts'
import {makeTempFolder, writeFiles} from '../support/temp.ts'

const test = suite('qbank study')

const bank = `---
bank:
  readme: false
  template:
    card: { depth: 3, prefix: "Q:" }
    fields:
      - { label: Difficulty, kind: choice, choices: [Easy, Hard] }
      - { label: Question, kind: prose, optional: true }
      - { label: Answer, kind: bullets }
---

# Knots

## Loops

### Q: Which knot makes a *loop*?

**Difficulty:** Easy  
**Question:** It does not slip.  
**Answer:**

- **Must:** the bowline
- not the noose

### Q: What does a figure eight do?

**Difficulty:** Hard  
**Answer:**

- It stops.

## Bends

### Q: What joins two ropes?

**Difficulty:** Easy  
**Answer:**

- A sheet bend.
`

const start = new Date('2030-01-01T08:00:00Z')
const day = 24 * 60 * 60 * 1000

interface Session {
  readonly status: number
  readonly screen: string
}

interface Desk {
  readonly folder: string
  readonly path: string
  run: (
    replies: readonly string[],
    options?: StudyOptions & {readonly at?: Date}
  ) => Promise<Session>
}

function makeDesk(text = bank): Desk {
  const folder = makeTempFolder()
  writeFiles(folder, {'QUESTION_BANK.md': text})
  const env = {XDG_DATA_HOME: join(folder, 'data')}
  return {
    folder,
    path: findProgressPath(env),
    async run(replies, {at = start, ...options} = {}) {
      let screen = ''
      const stdin = Object.assign(new PassThrough(), {isTTY: true})
      const stdout = Object.assign(
        new Writable({
          write(chunk, _, done) {
            screen += String(chunk)
            done()
          }
        }),
        {isTTY: true}
      )
      stdin.end(replies.map((reply) => `${reply}\n`).join(''))
      const surroundings = {stdin, stdout, stderr: stdout, cwd: folder, env}
      const status = await studyCards([], options, surroundings, () => at)
      return {status, screen}
    }
  }
}

function readKept(path: string): ReadonlyMap<string, {readonly due: Date}> {
  const progress = parseProgress(readFileSync(path, 'utf8'))
  if (typeof progress === 'string') throw new Error(progress)
  return progress
}

test('a question, its answer after Enter, and a rating that is kept', async () => {
  const {path, run} = makeDesk()
  const {screen, status} = await run(['', '4', 'q'])
  assert.is(status, 0)
  assert.match(screen, '0 cards due, 3 new.')
  const [before = '', after = ''] = screen.split('Enter to go on: ')
  assert.match(
    before,
    'Card in Loops, 2 more after it\n\nWhich knot makes a loop?\n\nIt does not slip.\n'
  )
  assert.not.match(before, /bowline|Easy/)
  assert.match(after, 'Answer:\n- (must) the bowline\n- not the noose\n')
  assert.match(
    after,
    /How was it\? 1 again \(1 minute\), 2 hard \(6 minutes\), 3 good \(10 minutes\), 4 easy \(8 days\): Due again in 8 days\.\n/
  )
  assert.match(screen, '1 rating kept.\n')
  const kept = readKept(path)
  assert.equal([...kept.keys()], ['Which knot makes a loop?'])
  assert.is(
    kept.get('Which knot makes a loop?')?.due.getTime(),
    start.getTime() + 8 * day
  )
})

test('what is due comes back, and nothing before', async () => {
  const {run} = makeDesk()
  await run(['', '4', '', '4', '', '4'])
  const soon = await run([], {at: new Date(start.getTime() + day)})
  assert.match(
    soon.screen,
    'Nothing is due. The next card is due in 7 days; --all takes cards that are not due.\n'
  )
  const all = await run(['q'], {at: new Date(start.getTime() + day), all: true})
  assert.match(all.screen, '3 cards due, 0 new.')
  const later = await run(['', '3'], {at: new Date(start.getTime() + 9 * day)})
  assert.match(later.screen, '3 cards due, 0 new.')
})

test('a card that was not known comes again in the same session', async () => {
  const {run} = makeDesk()
  const {screen} = await run(['', '1', '', '4', '', '4', '', '4'])
  assert.is(screen.split('Which knot makes a loop?').length - 1, 2)
  assert.match(screen, '4 ratings kept.\n')
})

test('progress survives an edit of the title, where cards have ids', async () => {
  const withId = (title: string): string =>
    bank.replace(
      '### Q: Which knot makes a *loop*?\n',
      `### Q: ${title}\n\n<!--id:k3x9m2-->\n`
    )
  const {folder, path, run} = makeDesk(withId('Which knot makes a *loop*?'))
  await run(['', '4'])
  assert.ok(readKept(path).has('k3x9m2'))
  writeFiles(folder, {'QUESTION_BANK.md': withId('Name a loop.')})
  const {screen} = await run(['q'])
  assert.not.match(screen, 'Name a loop.')
})

test('flags choose cards', async () => {
  const {run} = makeDesk()
  const bends = await run(['q'], {section: 'Bends'})
  assert.match(bends.screen, '0 cards due, 1 new.')
  const hard = await run(['q'], {where: 'difficulty=Hard'})
  assert.match(hard.screen, 'What does a figure eight do?')
  const none = await run(['q'], {where: 'difficulty=Hard', section: 'Bends'})
  assert.match(none.screen, 'No card to study.')
  const few = await run(['q'], {new: 2})
  assert.match(few.screen, '0 cards due, 2 new.')
})

test('options have letters, and the right ones are reported after Enter', async () => {
  const {run} = makeDesk(bankOf('multiple-choice'))
  const {screen} = await run(['', '4', 'q'])
  const [before = '', after = ''] = screen.split('Enter to go on: ')
  assert.match(before, 'A. A pressure gauge\nB. A tensiometer\n')
  assert.match(after, 'Right: B, D\n')
})

test('what a bank shows before a collapsed answer is shown with the question', async () => {
  const {run} = makeDesk(bankOf('two-kinds-of-card'))
  const {screen} = await run(['s', 's', '', '4', 'q'])
  const [before = '', after = ''] = screen
    .slice(screen.indexOf('Photograph a white cup'))
    .split('Enter to go on: ')
  assert.match(before, 'Steps:\n- Light it from one side.\n')
  assert.not.match(before, 'The shadow draws')
  assert.match(after, 'The shadow draws')
  assert.not.match(after, 'Light it from one side')
})

test('a hint is shown when it is asked for, and not with the answer', async () => {
  const {run} = makeDesk(bankOf('collapsed-answer'))
  const {screen} = await run(['h', '', 'q'])
  const [before = '', asked = '', after = ''] = screen.split(/go on[^:]*: /)
  assert.not.match(before, 'What is counted')
  assert.match(screen, 'go on, h for the hint: ')
  assert.match(asked, 'What is counted where a column is named?')
  assert.match(after, '10 and 7')
  assert.not.match(after, 'What is counted')
})

test('a card is skipped, and what is not expected is asked again', async () => {
  const {path, run} = makeDesk()
  const {screen} = await run(['s', 'x', '', '7', '2', 'q'])
  assert.is(screen.split('Type one of the numbers').length - 1, 2)
  assert.equal([...readKept(path).keys()], ['What does a figure eight do?'])
})

test('the end of input is to stop; nothing is drawn again', async () => {
  const {run} = makeDesk()
  const {screen, status} = await run([''])
  assert.is(status, 0)
  assert.match(screen, '0 ratings kept.\n')
  // eslint-disable-next-line no-control-regex -- finding them is the point
  assert.not.match(screen, /[\u0000-\u0009\u000B-\u001F]/)
})

test('text of cards does not act on the terminal', async () => {
  const {run} = makeDesk(
    bank.replace('makes a *loop*', 'rings \u001B]0;x\u0007 twice')
  )
  const {screen} = await run(['', 'q'])
  assert.match(screen, '\\u{1b}]0;x\\u{7}')
  assert.not.match(screen, '\u001B')
})

test('the file is private, and another session is not overwritten', async () => {
  const {path, run} = makeDesk()
  await run(['', '4', 'q'])
  if (process.platform !== 'win32') {
    assert.is(statSync(path).mode & 0o777, 0o600)
    assert.is(statSync(join(path, '..')).mode & 0o777, 0o700)
  }

  // Two sessions at once: the second has begun before the first has rated.
  await Promise.all([
    run(['', '4'], {section: 'Bends'}),
    run(['', '4'], {where: 'title=figure'})
  ])
  assert.is(readKept(path).size, 3)
})

test('a file that is not progress is left alone', async () => {
  const {folder, run} = makeDesk()
  const file = join(folder, 'notes.json')
  for (const [text, expected] of [
    ['{', 'it is not JSON'],
    ['{"a": 1}', 'it is not a file of progress'],
    [
      '{"format": "qbank-progress", "version": 9, "cards": {}}',
      'a later version'
    ]
  ] as const) {
    writeFileSync(file, text)
    try {
      await run(['', '4'], {progress: 'notes.json'})
      assert.unreachable()
    } catch (error) {
      assert.match((error as Error).message, expected)
    }

    assert.is(readFileSync(file, 'utf8'), text)
  }
})

test('without a terminal it says what to do', async () => {
  const {folder} = makeDesk()
  const stdin = new PassThrough()
  const stdout = new PassThrough()
  try {
    await studyCards(
      [],
      {},
      {stdin, stdout, stderr: stdout, cwd: folder, env: {}}
    )
    assert.unreachable()
  } catch (error) {
    assert.match((error as Error).message, 'have to be a terminal')
  }

  assert.not(existsSync(join(folder, 'data')))
})

test('each platform has its own place', () => {
  const env = {HOME: '/home/me'}
  assert.is(
    findProgressPath(env, 'linux'),
    '/home/me/.local/share/qbank/progress.json'
  )
  assert.is(
    findProgressPath(env, 'darwin'),
    '/home/me/Library/Application Support/qbank/progress.json'
  )
  assert.is(
    findProgressPath({...env, XDG_DATA_HOME: 'here'}, 'linux'),
    '/home/me/.local/share/qbank/progress.json'
  )
  assert.is(
    findProgressPath({...env, XDG_DATA_HOME: '/data'}, 'darwin'),
    '/data/qbank/progress.json'
  )
})

test('what was rated is known at once, and after other ratings', () => {
  const path = join(makeTempFolder(), 'progress.json')
  const store = new ProgressStore(path)
  const now = new Date('2026-03-01T12:00:00Z')
  assert.is(store.get('bowline'), undefined)
  const due = store.rate('bowline', Rating.Good, now)
  assert.equal(store.get('bowline')?.due, due)
  new ProgressStore(path).rate('sheet bend', Rating.Again, now)
  store.rate('clove hitch', Rating.Easy, now)
  assert.ok(store.get('sheet bend'))
  assert.equal(store.get('bowline')?.due, due)
})

test.run()
