/** Markup beyond the budget is kept from parsers, and reported; what people write is always within it. */
import process from 'node:process'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {visit} from 'unist-util-visit'
import {checkBank, fixBank} from '../../src/index.ts'
import {findExcess} from '../../src/format/find-excess.ts'
import {findCrowd, mask, tame} from '../../src/markdown/budget.ts'
import {readWithMicromark} from '../../src/markdown/known-definitions.ts'
import {parse} from '../../src/markdown/parse.ts'
import {makeBank} from '../../bench/banks.ts'
import {clean} from '../cli/support.ts'
import {hostile, long} from '../rules/growing.ts'

const budget = suite('the budget of a text')

budget('ordinary text stays as it is', () => {
  for (const text of [
    makeBank({cards: 20}),
    '- **a** _b_ ~~c~~ `d` [e](f)\n'.repeat(500),
    '| **a** | [b](c) |\n| - | - |\n' + '| *a* | _b_ |\n'.repeat(500),
    'a <b> &c; <?php x ?> <!-- y --> {{z}} [^1] \\[\n\n'.repeat(500),
    '- a\n  - b\n    - c\n      > d\n'.repeat(100),
    '* '.repeat(80) + '\n'
  ]) {
    assert.equal(tame(text), {text, excess: []})
  }
})

budget('what is beyond is exchanged, and the rest stays where it was', () => {
  const text = `a ${'<? '.repeat(32)}**b**\n\n${'<? '.repeat(5)}c\n`
  const {text: tamed, excess} = tame(text)
  assert.is(tamed.length, text.length)
  assert.is(tamed.split(mask).length - 1, 2 * (32 - 5))
  assert.equal(excess.map(({start, end}) => text.slice(start, end)).slice(-4), [
    '<?',
    '<',
    '<?',
    '<'
  ])
  assert.is(
    tamed.slice(tamed.indexOf('**b**')),
    text.slice(text.indexOf('**b**'))
  )
})

budget('closing does not save up for opening', () => {
  assert.is(tame(`${']'.repeat(500)} ${'['.repeat(200)}`).excess.length, 170)
})

budget(
  'of much too long a paragraph, no more is given than its beginning',
  () => {
    const sentence = 'A loaf keeps its crust for one day, or two: (who knows). '
    const text = `${sentence.repeat(5000)}\n\n${sentence}\n`
    const {text: tamed, excess} = tame(text)
    assert.equal(
      excess.map(({noun}) => noun),
      ['characters']
    )
    assert.is(tamed.slice(0, 100_000), text.slice(0, 100_000))
    assert.is(tamed.slice(excess[0]?.end), text.slice(excess[0]?.end))
    assert.is(findExcess(text)?.noun, 'characters')
  }
)

budget('of very many lines deep in lists, some are', () => {
  const lines = (count: number): string =>
    Array.from({length: count}, (_, at) => `${'  '.repeat(at % 60)}- a\n`).join(
      ''
    )
  assert.equal(tame(lines(600)).excess, [])
  const text = lines(12_000)
  const {text: tamed, excess} = tame(text)
  assert.is(tamed.length, text.length)
  assert.ok(excess.length > 6000)
  // Those that are less deep keep their marks.
  assert.is(tamed.split('\n')[60 * 150 + 1], '  - a')
  assert.is(tamed.split('\n')[60 * 150 + 31]?.search(/\S/), 20)
})

budget('long lists, tables, addresses and code are not long paragraphs', () => {
  const word = 'a'.repeat(60)
  for (const text of [
    `- [${word}](#${word})\n`.repeat(2000),
    `| ${word} | b |\n`.repeat(2000),
    `![a](data:image/png;base64,${'QUFB/+='.repeat(30_000)})\n`,
    `[a]: <data:image/png;base64,${'QUFB'.repeat(50_000)}>\n\n[b]: c\n`
  ]) {
    assert.equal(tame(text).excess, [])
  }

  assert.is(
    findExcess(`\`\`\`\n${`${word} b\n`.repeat(900)}\`\`\`\n`),
    undefined
  )
})

budget('nodes have the characters of the text', () => {
  const text = `# ${'a <?'.repeat(300)}\n\n${'<!--'.repeat(300)} \`${'*a '.repeat(500)}\`\n`
  const values: string[] = []
  visit(parse(text), (node) => {
    if ('value' in node) values.push(node.value)
  })
  assert.not.match(values.join(''), mask)
  assert.is(values[0], 'a <?'.repeat(300))
})

budget('a table may have 2,000 rows, and begin again after text', () => {
  const rows = (amount: number): string => '| a | b |\n'.repeat(amount)
  assert.is(findExcess(rows(2000)), undefined)
  assert.is(findExcess(`${rows(1500)}\na | b\n\n${rows(1500)}`), undefined)
  assert.is(findExcess(`${rows(1500)}\n\n${rows(1500)}`), undefined)
  assert.equal(findExcess(`> a\n\n${rows(2003)}`), {
    start: 5 + 2000 * 10,
    end: 5 + 2001 * 10 - 1,
    noun: 'lines'
  })
})

budget('in code, nothing is markup', () => {
  const code = 'int *a = **b; x[i] < y;\n'.repeat(500)
  for (const text of [
    `a\n\n\`\`\`c\n${code}\`\`\`\n`,
    `- a\n\n${code.replace(/^/gm, '      ')}\n`,
    `<pre>\n${code}</pre>\n`
  ]) {
    assert.is(findExcess(text), undefined)
  }

  assert.equal(
    findExcess(`\`\`\`\n${code}\`\`\`\n\n${'a* '.repeat(401)}`)?.start,
    code.length + 9 + 3 * 400 + 1
  )
})

budget(
  'of a long line of signs, the scanner reads no more than parsers',
  () => {
    for (const start of ['', '- ']) {
      const text = `# a\n\n${start}${'**a** b '.repeat(20_000)}c\n\n## d\n`
      assert.equal(parse(text), readWithMicromark(text))
    }
  }
)

budget('no more short lines may be in long cards and sections', () => {
  const head = '# Bread\n\n## Storage\n'
  assert.is(findCrowd(head + 'a\n'.repeat(20_000), 3), undefined)
  for (const line of ['a', ' ', '#### Tags', '###Why?']) {
    assert.equal(
      findCrowd(head + `${line}\n`.repeat(21_001), 3),
      {of: 'lines', line: 3},
      line
    )
  }

  const long = `## b\n${'a\n'.repeat(11_000)}`
  assert.is(findCrowd(head + long, 3), undefined)
  assert.is(findCrowd(head + long + long, 3), undefined)
  assert.equal(findCrowd(head + long.repeat(3), 3), {
    of: 'lines',
    line: 4 + 2 * 11_001
  })
  for (const text of [
    `## b\n${'a\n'.repeat(1000)}`.repeat(50),
    head + `${'a'.repeat(25)}\n`.repeat(100_000),
    '### Q: a\n\nb\n\n'.repeat(20_000),
    '### Q: Why is rye dark?\n\n'.repeat(50_000)
  ]) {
    assert.is(findCrowd(text, 3), undefined)
  }
})

budget('no more cards and sections may be as short as a line', () => {
  for (const card of ['### Q: a\n', '## a\n\n', '### Q: a\n\nb\n\n']) {
    const lines = card.split('\n').length - 1
    const line = 20_000 * lines + 1
    const text = card.repeat(50_000)
    assert.equal(findCrowd(text, 3), {of: 'cards', line}, card)
  }
})

budget.run()

const families = suite('hostile texts')

for (const [name, make] of Object.entries(hostile)) {
  families(`${name}: parsers get no more of it, however much there is`, () => {
    const [few, many] = [20_000, 40_000].map(
      (amount) =>
        (tame(make(amount)).text.match(/[<>[\](){}*_~`-]/g) ?? []).length
    )
    assert.is(few, many)
  })
}

/** One of each kind of work that parsers have with them. */
for (const sign of ['a <?', 'a* ', '[a](b "', '[a][', '{{']) {
  families(
    `${sign}: is checked in no time, left as it is, and reported`,
    async () => {
      const text = hostile[JSON.stringify(sign)]?.(2500) ?? ''
      const start = process.cpuUsage()
      const {messages} = await checkBank(text)
      const {user} = process.cpuUsage(start)
      // Each takes longer than that many times over without a budget, or ends in an error.
      assert.ok(
        user < 4_000_000,
        `${user / 1e6} s for ${text.length} characters`
      )
      assert.match(
        messages.filter(({ruleId}) => ruleId === 'format-guard').join('\n'),
        '`format` cannot check this block, and it is left as it is'
      )
      const {value} = await fixBank(text)
      assert.ok(value.includes(sign.repeat(2500).trim()))
    }
  )
}

for (const [name, make] of Object.entries(long)) {
  families(
    `${name}: no paragraph has many lines, and that is reported`,
    async () => {
      const text = make(2000)
      const most = Math.max(
        ...tame(text)
          .text.split(/\n\s*\n/)
          .map((part) => part.split('\n').length)
      )
      assert.is(most, 249)
      const {value, messages} = await fixBank(text)
      const from = text.indexOf('> a\n')
      assert.ok(value.includes(text.slice(from, text.lastIndexOf('\n###'))))
      assert.match(
        messages.map(String).join('\n'),
        'Unexpected number of lines in one paragraph, expected fewer'
      )
    }
  )
}

families('long lists, tables and code are given as they are', () => {
  for (const text of [
    '- a\n'.repeat(2000),
    `12. [${'a'.repeat(30)}](b)\n`.repeat(490),
    '| a | [b](c) |\n'.repeat(2000)
  ]) {
    assert.equal(tame(text).excess, [])
  }

  assert.is(findExcess(`\`\`\`\n${'a[b\n'.repeat(3000)}\`\`\`\n`), undefined)
})

families('lists in lists in lists end in no error', async () => {
  for (const sign of ['1. ', '> ', '- ', '[^a]: ']) {
    const {messages} = await checkBank(
      hostile[JSON.stringify(sign)]?.(5000) ?? ''
    )
    assert.ok(messages.length > 0)
  }
})

families('the other cards are formatted', async () => {
  const full = `${'a <? '.repeat(200)}\n\n* b`
  const {value, messages} = await fixBank(
    `${clean.replace('\n- The crust', '\n* The crust')}\n### Q: What else?\n\n${full}\n`
  )
  assert.is(value, `${clean}\n### Q: What else?\n\n${full}\n`)
  assert.is(messages.filter(({ruleId}) => ruleId === 'format-guard').length, 1)
})

families.run()
