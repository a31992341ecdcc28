/** What the benchmark says of its numbers, on numbers that are made up here. */
import {kinds} from '../../bench/kinds.ts'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {getRatio, judgeBars, judgeFamilies} from '../../bench/bars.ts'
import {renderChart} from '../../bench/chart.ts'
import type {Measurement, Results} from '../../bench/results.ts'
import {getMedian, median} from '../../bench/results.ts'
import {spliceTables} from '../../bench/tables.ts'
import {format} from '../../bench/units.ts'

const test = suite('tables of the benchmark')

const page =
  'Above.\n\n<!--bench start-->\n\nold\n\n<!--bench end-->\n\nBelow.\n'

test('the middle value counts, or the two in the middle', () => {
  assert.is(median([9, 1, 5]), 5)
  assert.is(median([4, 9, 1, 5]), 4.5)
  assert.is(median([10, 9]), 9.5)
  assert.throws(() => median([]), /No values/)
})

test('a number that one sample lacks has no median', () => {
  const measurement = take('check-clean', 84, 'qbank', [100, 200])
  assert.is(getMedian(measurement, 'wall'), 150)
  assert.is(getMedian(measurement, 'cpu'), undefined)
})

test('times and sizes have the unit that people expect', () => {
  assert.is(format(1.234, 'ms'), '1.2 ms')
  assert.is(format(45.6, 'ms'), '46 ms')
  assert.is(format(999.4, 'ms'), '999 ms')
  assert.is(format(136_432, 'ms'), '136 s')
  assert.is(format(10_000, 'ms'), '10 s')
  assert.is(format(187.4, 'MB'), '187 MB')
  assert.is(format(10.44, 'times'), '10.4 ×')
  assert.is(format(undefined, 'ms'), '–')
})

test('a bar is met up to its limit', () => {
  for (const [ours, verdict] of [
    [799, 'met'],
    [800, 'met'],
    [801, '**missed**']
  ] as const) {
    const text = spliceTables(
      page,
      makeResults([
        take('check-clean', 10_080, 'qbank', [ours]),
        take('check-clean', 10_080, 'rumdl', [2000])
      ])
    )
    const row = text.split('\n').find((line) => line.includes('≤ 0.4 ×'))
    assert.is(row?.split(' | ').at(-1), `${verdict} |`)
  }
})

test('what was not measured is neither met nor missed', () => {
  const text = spliceTables(page, makeResults([]))
  assert.not.match(text, /\| (?:met|\*\*missed\*\*) \|/)
  assert.is(
    text.match(/\| not measured \|/g)?.length,
    14 + 3 * Object.keys(kinds).length
  )
})

test('growth and fix are net of what starting costs', () => {
  const verdicts = judgeBars(
    makeResults([
      take('check-clean', 1, 'qbank', [100]),
      take('check-clean', 1008, 'qbank', [200]),
      take('check-clean', 10_080, 'qbank', [1150]),
      take('fix-clean', 10_080, 'qbank', [1000]),
      take('fix-broken', 10_080, 'qbank', [1030]),
      take('start', 0, 'node', [40]),
      take('start', 0, 'prettier-start', [100])
    ])
  )
  const growth = verdicts.find(({bar}) => bar === '≤ 10.5 ×')
  assert.is(growth?.ours, 10.5)
  const repair = verdicts.find(({bar}) => bar.includes('start of Prettier'))
  assert.ok(repair)
  assert.is(repair.peer, 2060)
  assert.is(getRatio(repair), 0.5)
})

test('texts that are built to take long', () => {
  const results = makeResults([
    takeCpu('hostile-start', 0, 'node', 22, 40),
    takeCpu('hostile-start', 0, 'qbank', 100, 60),
    takeCpu('hostile-check: a "b', 500, 'qbank', 600, 100),
    takeCpu('hostile-check: a "b', 1000, 'qbank', 1100, 200),
    takeCpu('hostile-check: slow', 500, 'qbank', 900, 100),
    takeCpu('hostile-check: slow', 1000, 'qbank', 2001, 200),
    takeCpu('hostile-check: large', 1000, 'qbank', 300, 501),
    {
      ...takeCpu('hostile-check: too many', 1000, 'qbank', 150, 60),
      isRefused: true
    },
    takeCpu('hostile-fix: grows', 500, 'qbank', 200, 100),
    takeCpu('hostile-fix: grows', 1000, 'qbank', 500, 100)
  ])
  const describe = (action: 'check' | 'fix'): string[] =>
    judgeFamilies(results, action).map(
      ({exponent, family, isMet, isRefused}) =>
        `${family}: ${exponent?.toFixed(2) ?? '-'} ${isMet}${isRefused ? ', refused' : ''}`
    )
  assert.equal(describe('check'), [
    'slow: 1.25 false',
    'a "b: 1.00 true',
    'large: - false',
    'too many: - true, refused'
  ])
  assert.equal(describe('fix'), ['grows: 2.00 false'])
  const text = spliceTables(page, results)
  assert.match(text, '| too many | 150 ms | 60 MB | – | met, refused |')
  assert.match(text, '| grows | 500 ms | 100 MB | 2.00 | **missed** |')
  assert.match(
    text,
    'The bar is 2 s, what 91 empty Node.js processes take here'
  )
})

test('text around the tables stays, and markers must be there', () => {
  const text = spliceTables(page, makeResults([]))
  assert.match(
    text,
    /^Above\.\n\n<!--bench start-->\n\n!\[.*\]\(chart\.svg\)\n\nMeasured on 2001-02-03/
  )
  assert.match(text, /\n\n<!--bench end-->\n\nBelow\.\n$/)
  assert.not.match(text, /\bold\b/)
  assert.is(spliceTables(text, makeResults([])), text)
  assert.throws(
    () => spliceTables('Above.', makeResults([])),
    /bench\/README\.md: no <!--bench start-->/
  )
})

test('a busy machine is reported', () => {
  const results = makeResults([])
  assert.not.match(spliceTables(page, results), /busy/)
  assert.match(
    spliceTables(page, {...results, load: 17.2}),
    /\*\*The machine was busy\*\* \(load 17 before the first run\)/
  )
})

test('a program that was run once is marked', () => {
  const text = spliceTables(
    page,
    makeResults([
      take('fix-clean', 84, 'prettier', [700, 720, 710]),
      take('fix-clean', 10_080, 'prettier', [136_000])
    ])
  )
  assert.match(
    text,
    /\| Prettier 3\.2\.1 \| – \| 710 ms \| – \| 136 s \(once\) \|/
  )
})

test('ten times the time is the same step up wherever it begins', () => {
  const chart = renderChart(
    makeResults([
      take('check-clean', 1, 'qbank', [3]),
      take('check-clean', 84, 'qbank', [10]),
      take('check-clean', 1008, 'qbank', [100]),
      take('check-clean', 10_080, 'qbank', [1000])
    ])
  )
  const circle = /<circle class="qbank dot" cx="([\d.]+)" cy="([\d.]+)"/g
  const [first, second, third, ...more] = Array.from(
    chart.matchAll(circle),
    ([, x, y]) => ({x: Number(x), y: Number(y)})
  )
  assert.ok(first && second && third)
  assert.is(more.length, 0)
  assert.ok(second.x < third.x)
  assert.ok(Math.abs(first.y - second.y - (second.y - third.y)) < 0.2)
  assert.match(chart, /check, clean: qbank 1 s for 10,080 cards\./)
})

function take(
  work: string,
  cards: number,
  tool: string,
  times: readonly number[]
): Measurement {
  return {work, cards, tool, samples: times.map((wall) => ({wall}))}
}

function takeCpu(
  work: string,
  size: number,
  tool: string,
  cpu: number,
  memory: number
): Measurement {
  const longer = {wall: cpu, cpu: 2 * cpu, memory}
  return {work, cards: size, tool, samples: [longer, {wall: cpu, cpu, memory}]}
}

function makeResults(measurements: readonly Measurement[]): Results {
  return {
    date: '2001-02-03',
    machine: {cpu: 'Z80', cores: 1, memory: 1, node: '20.19.0', os: 'CP/M'},
    load: 0.1,
    runs: 3,
    tools: {
      qbank: {title: 'qbank', version: '1.2.3'},
      prettier: {title: 'Prettier', version: '3.2.1'}
    },
    measurements
  }
}

test.run()
