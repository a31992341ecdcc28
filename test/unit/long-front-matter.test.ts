/** Front matter with very many items: the libraries take a time that grows with their square, so these are not asked. */
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {readConfig} from '../../src/template/read-config.ts'
import {parse} from '../../src/markdown/parse.ts'
import {processBank} from '../support/bank.ts'

const test = suite('long front matter')

/** @returns the problems of front matter, each with the text that it is about */
function findProblems(yaml: string): string[] {
  const text = `---\n${yaml}---\n\n# Herbs\n`
  return readConfig(parse(text), text).problems.map(
    ({end, message, start}) => `${text.slice(start, end)}: ${message}`
  )
}

test('an item of a list again', () => {
  const sections = Array.from({length: 30_000}, (_, at) => `    - s${at}\n`)
  const yaml = `bank:\n  sections:\n${sections.join('')}`
  assert.equal(findProblems(yaml), [])
  const choices = 'choices: [Easy, Hard, Easy, Hard]'
  const template = `  template:\n    fields:\n      - {label: a, kind: choice, ${choices}}\n`
  assert.equal(findProblems(`${yaml}    - s7\n${template}`), [
    's7: Unexpected `s7` again in `bank.sections`, expected each item once',
    'Easy: Unexpected `Easy` again in `bank.template.fields[0].choices`, expected each item once'
  ])
})

test('names for parts', () => {
  const aliases = (count: number): string =>
    `bank: {}\na: &a b\nc:\n${'  - *a\n'.repeat(count)}`
  assert.equal(findProblems(aliases(50)), [])
  assert.equal(findProblems(aliases(1000)), [
    '*a: Unexpected alias in YAML, expected front matter that can be read: there are 1000 of them'
  ])
})

const depth =
  'Unexpected depth of YAML, expected front matter that can be read: at most 100 parts may be in each other'

test('parts in parts', async () => {
  const nest = (open: string, count: number): string =>
    `bank:\na: ${open.repeat(count)}\n`
  assert.equal(
    findProblems(`bank:\na: ${'['.repeat(99)}${']'.repeat(99)}\n`),
    []
  )
  assert.equal(findProblems(nest('[', 100_000)), [`[: ${depth}`])
  assert.equal(findProblems(nest('{a: [', 100_000)), [`{: ${depth}`])
  const bullets = '- '.repeat(100_000)
  assert.equal(findProblems(`bank:\na:\n  ${bullets}\n`), [` : ${depth}`])
  const indented = Array.from(
    {length: 1200},
    (_, at) => `${' '.repeat(at)}a:\n`
  )
  assert.equal(findProblems(`bank:\n${indented.join('')}`), [` : ${depth}`])
  // It is not given to Prettier, which would end the process.
  for (const yaml of [
    nest('[', 100_000),
    nest('[', 100_000).replace('bank', 'b')
  ]) {
    const text = `---\n${yaml}---\n\n# Herbs\n`
    assert.is((await processBank(text)).value, text)
  }
})

test.run()
