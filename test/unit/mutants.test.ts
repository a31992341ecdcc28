/** The changes by which the tests are tested: what is found in a source, and that each can be switched on alone. */
import ts from 'typescript'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {addSwitches, findMutants, findProbes} from '../mutation/mutants.ts'

const test = suite('mutants')

/** Sources, with what can be changed in them. */
const sources: Readonly<Record<string, readonly string[]>> = {
  'let a = b < c': ['b < c > (b) <= (c)'],
  'let a = b?.c ?? d': ['b?.c ?? d > (b?.c) && (d)'],
  'let a = !b': ['!b > b'],
  'i++': ['i++ > i--', 'i++ > '],
  'a += 1': ['a += 1 > a -= 1', 'a += 1 > ', '1 > 1 + 1'],
  'f(true, "", \'a\', `b${c}`)': [
    'f(true, "", \'a\', `b${c}`) > ',
    'true > false',
    '"" > \'mutant\'',
    "'a' > ''",
    "`b${c}` > ''"
  ],
  'a ? b : c': ['a > true', 'a > false', 'a ? b : c > '],
  'while (a) break': ['a > false', 'break > '],
  // What is not there at run time, and what only names something.
  "import {a} from 'b'": [],
  "type A = 'b' | 1": [],
  "let a = {'b': c, 1: d}": [],
  "const {'b': c} = a": [],
  "const a = import('b')": [],
  "declare module 'a' { const b: 1 }": []
}

for (const [source, expected] of Object.entries(sources)) {
  test(source, () => {
    const found = findMutants(source).map(
      ({start, end, replacement}) =>
        `${source.slice(start, end)} > ${replacement ?? ''}`
    )
    assert.equal(found.sort(), expected.toSorted())
  })
}

/** What `f(2)` returns, without a mutant and with each one, of a source in which mutants lie within others. */
const nested = `
let total = 0
export function f(limit) {
  for (let i = 0; i < limit; i++) {
    if (i > 5) return
    else total += 1
    total > 0 && log.push(i)
    total
  }
  return total
}
`

test('each is switched on alone', () => {
  const mutants = findMutants(nested).map((mutant, id) => ({...mutant, id}))
  const program = ts.transpile(
    addSwitches(nested, mutants, [], './switch.js'),
    {module: ts.ModuleKind.CommonJS}
  )
  const run = (active: number): unknown => {
    const exports: {f?: (limit: number) => unknown} = {}
    const log: number[] = []
    const load = (): object => ({isMutant: (id: number) => id === active})
    // eslint-disable-next-line @typescript-eslint/no-implied-eval
    const start = new Function('exports', 'require', 'log', program) as (
      ...args: readonly unknown[]
    ) => void
    start(exports, load, log)
    return [exports.f?.(2), log.join()]
  }
  assert.equal(run(-1), [2, '0,1'])
  const results = mutants
    .filter(({replacement}) => replacement !== 'i--')
    .map(({id, start, end, replacement}) => [
      `${nested.slice(start, end)} > ${replacement ?? ''}`,
      JSON.stringify(run(id))
    ])
  const byMutant = Object.fromEntries(results) as Record<string, string>
  assert.is(byMutant['i < limit > false'], '[0,""]')
  assert.is(byMutant['i < limit > (i) <= (limit)'], '[3,"0,1,2"]')
  assert.is(byMutant['i > 5 > true'], '[null,""]')
  assert.is(byMutant['total += 1 > '], '[0,""]')
  assert.is(byMutant['total += 1 > total -= 1'], '[-2,""]')
  assert.is(byMutant['total > 0 > (total) >= (0)'], '[2,"0,1"]')
  assert.is(byMutant['total > 0 && log.push(i) > '], '[2,""]')
  assert.is(
    byMutant['total > 0 && log.push(i) > (total > 0) || (log.push(i))'],
    '[2,""]'
  )
  assert.is(byMutant['return total > '], '[null,"0,1"]')
})

test('each function says when it is called, also around mutants', () => {
  const source = `
export const f = (a) => a && [1].map(() => g(() => 2))
function g(h) {
  false && h()
  return class { static i() { return 3 } }.i()
}
`
  const mutants = findMutants(source).map((mutant, id) => ({...mutant, id}))
  const probes = findProbes(source).map((probe, id) => ({...probe, id}))
  const names = probes.map(({start, end}) => source.slice(start, end))
  const program = ts.transpile(
    addSwitches(source, mutants, probes, './switch.js'),
    {module: ts.ModuleKind.CommonJS}
  )
  const exports: {f?: (a: boolean) => unknown} = {}
  const called: (string | undefined)[] = []
  const load = (): object => ({
    isMutant: () => false,
    call: (id: number) => called.push(names[id])
  })
  // eslint-disable-next-line @typescript-eslint/no-implied-eval
  const start = new Function('exports', 'require', program) as (
    ...args: readonly unknown[]
  ) => void
  start(exports, load)
  assert.equal(called, [])
  assert.is(exports.f?.(false), false)
  assert.equal(called.splice(0).length, 1)
  assert.equal(exports.f?.(true), [3])
  assert.equal(called, [names[0], names[1], names[3], names[4]])
  assert.is(names[2], '2')
  assert.is(names[4], '{ return 3 }')
})

test.run()
