/** What people are shown of a long report, and what programs get. */
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import type {ReportFile} from '../../src/report/report.ts'
import {checkBank} from '../support/bank.ts'
import {message, parseSarif, render} from './support.ts'

/** A file of ten cards, and messages of one rule on some of them. */
async function makeFile(
  places: readonly (readonly [card: number, times: number])[]
): Promise<ReportFile> {
  const cards = Array.from(
    {length: 10},
    (_, index) => `### Q: Which knot is number ${index}?\n\nText.\n`
  )
  const {bank} = await checkBank(`# Knots\n\n## Loops\n\n${cards.join('\n')}`)
  const messages = places.flatMap(([index, times]) => {
    const {start, end} = bank.cards[index]?.heading ?? {start: 0, end: 0}
    return Array.from({length: times}, () =>
      message(`Unexpected knot ${index}, expected a bend`, {
        place: bank.place(start, end)
      })
    )
  })
  return {path: 'a.md', messages, bank}
}

const forPeople = ['stylish', 'github', 'markdown']
const forPrograms = ['json', 'jsonl', 'gitlab', 'junit']

/** How many of the messages are in a report. */
const countShown = (report: string): number =>
  new Set(report.match(/Unexpected knot \d/g)).size

const test = suite('condensed reports')

test('a rule that speaks of more than a third of the cards is shown once, with three places', async () => {
  const file = await makeFile([0, 2, 4, 5, 7].map((card) => [card, 1]))
  for (const name of forPeople) {
    const report = await render(name, [file])
    assert.is(countShown(report), 1, name)
    assert.match(report, 'Unexpected knot 0')
    assert.match(
      report,
      '5 problems of this rule on 5 of 10 cards: also on lines 13 and 21, and 2 more.'
    )
    assert.match(report, /5 problems \(5 errors\)/, name)
  }
})

test('most messages with one text are shown by one of them, and the others beside it', async () => {
  const {messages, bank, path} = await makeFile(
    [0, 1, 2, 3, 4, 5].map((card) => [card, 1])
  )
  const told = messages.map(({place}, index) =>
    message(index < 2 ? `Unexpected knot ${index}` : 'Unexpected bend', {
      ...(place && {place})
    })
  )
  const file = {path, messages: told, ...(bank && {bank})}
  for (const name of forPeople) {
    const report = await render(name, [file])
    assert.is(countShown(report), 2, name)
    assert.is(report.match(/Unexpected bend/g)?.length, 1, name)
    assert.match(
      report,
      'In all, 4 problems like this on 4 of 10 cards: also on lines 17 and 21, and 1 more.'
    )
  }
})

test('formatting and copies are shown once, however many cards there are', async () => {
  const {messages, ...file} = await makeFile(
    [0, 2, 4, 5].map((card) => [card, 1])
  )
  const cards = Array.from({length: 5}, () => file.bank?.cards ?? []).flat()
  const all =
    '4 problems of this rule on 4 of 50 cards: also on lines 13 and 21, and 1 more.'
  for (const [ruleId, more, expected] of [
    ['format', '`npx --no -- qbank fix` fixes them', ['x']],
    ['no-duplicate-title', '`--reporter jsonl` lists them'],
    ['no-duplicate-card', '`--reporter jsonl` lists them']
  ] as const) {
    const told = messages.map(({reason, place}) =>
      message(reason, {
        ...(place && {place}),
        ruleId,
        ...(expected && {expected: [...expected]})
      })
    )
    const report = await render('stylish', [
      {...file, messages: told, checkedCards: cards}
    ])
    assert.is(countShown(report), 1, ruleId)
    assert.match(report, `${all} ${more}`)
  }
})

test('of any other rule, twenty places of a file are shown', async () => {
  const file = await makeFile([
    [1, 19],
    [2, 1],
    [3, 4]
  ])
  for (const name of forPeople) {
    const report = await render(name, [file])
    assert.is(report.match(/Unexpected knot/g)?.length, 20, name)
    assert.match(report.replaceAll('\\', ''), 'And 4 more of `a-rule`.')
    assert.match(report, /24 problems \(24 errors\)/, name)
  }
})

test('code scanning, which people read, gets what they get, with how many there are', async () => {
  const everywhere = await makeFile([0, 2, 4, 5, 7].map((card) => [card, 1]))
  const often = await makeFile([
    [1, 19],
    [2, 1],
    [3, 4]
  ])
  for (const [file, shown, note] of [
    [everywhere, 1, '5 problems of this rule on 5 of 10 cards: also on lines'],
    [often, 20, 'And 4 more of `a-rule`. `--reporter jsonl` lists them.']
  ] as const) {
    const {results = []} =
      parseSarif(await render('sarif', [file])).runs[0] ?? {}
    assert.is(results.length, shown)
    assert.match(results.at(-1)?.message.text ?? '', note)
  }
})

test('programs get all messages, and so does who asks for each change', async () => {
  const file = await makeFile([0, 2, 4, 5, 7].map((card) => [card, 1]))
  for (const name of forPrograms) {
    assert.is(countShown(await render(name, [file])), 5, name)
  }

  assert.is(countShown(await render('stylish', [file], {diff: true})), 5)
})

test('on three cards, each message is shown', async () => {
  const file = await makeFile([0, 2, 4].map((card) => [card, 2]))
  for (const name of forPeople) {
    const report = await render(name, [file])
    assert.is(report.match(/Unexpected knot/g)?.length, 6, name)
  }
})

test('errors and warnings of a rule, and two files, are apart', async () => {
  const file = await makeFile([0, 2, 4, 5].map((card) => [card, 1]))
  const {messages} = file
  const mixed = {
    ...file,
    messages: messages.map((each, index) =>
      message(each.reason, {
        ...(each.place && {place: each.place}),
        fatal: index % 2 === 0 ? false : undefined
      })
    )
  }
  assert.is(countShown(await render('stylish', [mixed])), 4)
  const both = await render('stylish', [file, {...file, path: 'b.md'}])
  assert.is(both.match(/In all, 4 problems/g)?.length, 2)
})

test.run()
