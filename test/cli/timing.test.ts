/** `--timing`: what is in the table, and that parts inside of parts count once. Never how long anything takes. */
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {borrowed} from '../../rules/borrowed/index.ts'
import {allRules} from '../../rules/index.ts'
import {createTiming, measure} from '../../src/text/timing.ts'
import {git, makeTempFolder} from '../support/temp.ts'
import {call, clean, glued, makeFolder, short} from './support.ts'

const clock = suite('createTiming')

/** A clock that goes on by one at each look, and by what is added to it. */
function makeClock(): {now: () => number; add: (time: number) => void} {
  let time = 0
  return {
    now: () => time++,
    add(more) {
      time += more
    }
  }
}

clock('what is inside of something else counts there', async () => {
  const {now, add} = makeClock()
  const timing = createTiming(now)
  const result = await timing.measure('outer', async () => {
    add(100)
    await Promise.resolve()
    for (let nth = 0; nth < 2; nth++) {
      timing.measure('inner', () => {
        add(20)
      })
    }

    await timing.measure('slow', async () => {
      await Promise.resolve()
      add(7)
    })
    return 'done'
  })
  assert.is(result, 'done')
  assert.equal(timing.getRows(), [
    {name: 'outer', calls: 1, time: 104},
    {name: 'inner', calls: 2, time: 42},
    {name: 'slow', calls: 1, time: 8}
  ])
})

clock('a part that fails is measured, too, and ends', async () => {
  const {now, add} = makeClock()
  const timing = createTiming(now)
  const fail = (): never => {
    add(5)
    throw new Error('no')
  }
  assert.throws(() => timing.measure('a', fail), 'no')
  try {
    await timing.measure('b', async () => {
      await Promise.resolve()
      fail()
    })
    assert.unreachable()
  } catch (error) {
    assert.is((error as Error).message, 'no')
  }

  timing.measure('c', () => undefined)
  assert.equal(
    timing.getRows().map(({name, time}) => [name, time]),
    [
      ['a', 6],
      ['b', 6],
      ['c', 1]
    ]
  )
})

clock('where nothing is measured, the task is just done', () => {
  assert.is(
    measure(undefined, 'a', () => 1),
    1
  )
})

clock.run()

const table = suite('--timing')
const readme = '<!--bank-stats start-->\n<!--bank-stats end-->\n'
const ids = allRules.map(({meta}) => meta.id)

/** @returns the parts in the table, with how often they ran */
function readParts(stderr: string): Map<string, number> {
  const lines = stderr.split('\n')
  const start = lines.findIndex((line) => /^Part +Calls +ms +%$/.test(line))
  assert.ok(start !== -1, stderr)
  assert.match(lines.at(-2) ?? '', /^Total +\d+\.\d +100\.0$/)
  return new Map(
    lines.slice(start + 1, -2).map((line) => {
      const [, name = '', calls] =
        /^(.+?) +(\d+) +-?\d+\.\d +-?\d+\.\d$/.exec(line) ?? []
      return [name, Number(calls)]
    })
  )
}

table('check: reading, each rule, the README', async () => {
  const folder = makeFolder({
    'QUESTION_BANK.md': clean.replace(
      'risen.',
      'risen: <https://x.org> [a]: b'
    ),
    'README.md': readme
  })
  const {stdout, stderr} = await call(folder, ['check', '--timing'])
  assert.match(stdout, 'readme-region')
  const parts = readParts(stderr)
  for (const name of [...ids, 'parse', 'read', 'README']) {
    assert.is(parts.get(name), 1, name)
  }

  assert.ok(borrowed.some(({id}) => parts.has(id)))
  assert.is(parts.get('(all else)'), 1)
})

table('fix: a fix reads again and runs the rules again', async () => {
  const folder = makeFolder({
    'QUESTION_BANK.md': glued,
    'docs/QUESTION_BANK.md': clean
  })
  const {stderr} = await call(folder, ['fix', '--timing'])
  const parts = readParts(stderr)
  for (const name of [...ids, 'parse', 'read', 'fix']) {
    assert.is(parts.get(name), 3, name)
  }
})

table(
  'on standard input, with --since, and where a bank cannot be read',
  async () => {
    const folder = makeTempFolder()
    const stdin = ['-', '--stdin-filepath', 'QUESTION_BANK.md', '--timing']
    const given = {input: short}
    for (const command of ['check', 'fix']) {
      const {stderr} = await call(folder, [command, ...stdin], given)
      assert.is(readParts(stderr).get('bullet-count'), 1)
    }

    const repository = makeFolder({'QUESTION_BANK.md': clean})
    git(repository, 'init', '--quiet')
    const since = ['check', '--timing', '--since', 'main']
    const {stderr, status} = await call(repository, since)
    assert.is(readParts(stderr).get('since'), 1)
    assert.is(status, 2)
    const nowhere = await call(folder, ['check', '--timing', 'nowhere.md'])
    assert.match(nowhere.stderr, /^nowhere\.md: no such file/)
    assert.is(readParts(nowhere.stderr).get('(all else)'), 1)
  }
)

table('without it, nothing is said', async () => {
  const folder = makeFolder({'QUESTION_BANK.md': clean, 'README.md': 'x\n'})
  const {stderr} = await call(folder, ['check'])
  assert.is(
    stderr,
    'README.md: has no regions, so nothing is generated into it (`npx --no -- qbank readme` says which lines to add)\n'
  )
})

table.run()
