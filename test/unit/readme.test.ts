/** The states of a README's regions, and what is done about them. */
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {readmeTexts} from '../../src/readme/texts.ts'
import {getDigest} from '../../src/readme/plan-readme.ts'
import {
  format,
  listProblems,
  plan,
  regenerate,
  toBankText,
  toCard,
  toReadme
} from './readme-support.ts'

const bank = toBankText({
  Wheels: ['How is a tube changed?', 'How is a wheel trued?'],
  Brakes: ['When are brake pads worn?']
})
const all = toReadme('bank-stats', 'bank-contents', 'bank-cards')

const states = suite('regions of a README')

states('fresh regions are filled', async () => {
  const {text, stale, problems} = await plan(all, bank)
  assert.equal(problems, [])
  assert.equal(
    stale.map(({name}) => name),
    ['bank-stats', 'bank-contents', 'bank-cards']
  )
  const cards = bank.slice(bank.indexOf('## Wheels')).trimEnd()
  assert.is(
    text,
    `# Our bank

Hello.

<!--bank-stats start digest=${getDigest(getContent(text, 'bank-stats'))}-->

| Section           | Easy | Medium | Hard | Cards |
| ----------------- | ---: | -----: | ---: | ----: |
| [Wheels](#wheels) |    2 |      0 |    0 |     2 |
| [Brakes](#brakes) |    1 |      0 |    0 |     1 |
| Total             |    3 |      0 |    0 |     3 |

<!--bank-stats end-->

<!--bank-contents start digest=${getDigest(getContent(text, 'bank-contents'))}-->

- [Wheels](#wheels)
- [Brakes](#brakes)

<!--bank-contents end-->

<!--bank-cards start digest=${getDigest(cards)}-->

${cards}

<!--bank-cards end-->

The end.
`
  )
})

states('current regions are left alone', async () => {
  const current = await regenerate(all, bank)
  const {text, stale, problems, hasRegions} = await plan(current, bank)
  assert.ok(hasRegions)
  assert.is(text, current)
  assert.equal([stale, problems], [[], []])
})

states('stale regions are regenerated, the others not', async () => {
  const current = await regenerate(all, bank)
  const grown = bank.replace('How is a wheel trued?', 'How is a wheel built?')
  const {text, stale, problems} = await plan(current, grown)
  assert.equal(problems, [])
  assert.equal(
    stale.map(({name}) => name),
    ['bank-cards']
  )
  assert.is(text, await regenerate(all, grown))
})

states('what is outside of the regions is kept to the byte', async () => {
  const odd = all
    .replace('Hello.', 'Hello,  \n*  there*\\\n\n\n\t- x')
    .replace('The end.\n', 'The end.   ')
  const current = await regenerate(odd, bank)
  assert.ok(
    current.startsWith(
      '# Our bank\n\nHello,  \n*  there*\\\n\n\n\t- x\n\n<!--bank-stats'
    )
  )
  assert.ok(current.endsWith('<!--bank-cards end-->\n\nThe end.   '))
})

states('formatting a README is no edit', async () => {
  const current = await regenerate(all, bank)
  for (const other of [
    current.replaceAll(/ {2,}\|/g, ' |'),
    current.replaceAll('\n\n', '\n\n\n'),
    current.replaceAll('  \n', '\n'),
    current.replaceAll('\n', '\r\n')
  ]) {
    const {text, problems, stale} = await plan(other, bank)
    assert.equal([problems, stale], [[], []])
    assert.is(text, other)
  }
})

states('the digest does not mind white space, and minds all else', () => {
  const digest = getDigest('- Pump up the tyre.\n- Ride.')
  assert.match(digest, /^[\da-f]{8}$/)
  assert.is(getDigest('\n\n- Pump  up the tyre.\r\n-\tRide. \n'), digest)
  assert.is.not(getDigest('- Pump up the tyre.\n- ride.'), digest)
  assert.is.not(getDigest('- Pump up the tyre.\n-Ride.'), digest)
  assert.is.not(getDigest('* Pump up the tyre.\n* Ride.'), digest)
})

states(
  'a digest that is wrong over text that is right is put right',
  async () => {
    const current = await regenerate(all, bank)
    for (const digest of ['', ' digest=00000000', ' digest=12345678']) {
      const merged = current.replace(
        /(bank-stats start) digest=\w+/,
        `$1${digest}`
      )
      const {text, stale, problems} = await plan(merged, bank)
      assert.equal(problems, [])
      assert.equal(
        stale.map(({name}) => name),
        ['bank-stats']
      )
      assert.is(text, current)
    }
  }
)

states('a digest of digits alone is read as it is written', async () => {
  const {text, problems} = await plan(
    all.replace('bank-stats start', 'bank-stats start digest=00001234'),
    bank
  )
  assert.equal(problems, [])
  assert.is(text, await regenerate(all, bank))
})

states('a bank without cards gives empty regions, filled once', async () => {
  const empty = '# Bicycles\n'
  const current = await regenerate(
    toReadme('bank-contents', 'bank-cards'),
    empty
  )
  assert.match(
    current,
    /<!--bank-contents start digest=\w+-->\n\n<!--bank-contents end-->/
  )
  assert.is((await plan(current, empty)).stale.length, 0)
  const filled = await regenerate(current, bank)
  assert.is(await regenerate(filled, empty), current)
})

states('a region that a person has emptied is filled again', async () => {
  const current = await regenerate(all, bank)
  const content = getContent(current, 'bank-cards')
  assert.is(await regenerate(current.replace(content, '\n\n'), bank), current)
})

states('cards without sections are shown', async () => {
  const loose = `# Bicycles\n\n${toCard('How is a tube changed?')}`
  const current = await regenerate(toReadme('bank-cards'), loose)
  assert.is(
    getContent(current, 'bank-cards').trim(),
    toCard('How is a tube changed?').trim()
  )
})

states('a README without regions is left alone', async () => {
  for (const text of [
    '',
    '# Our bank\n',
    '<!--bank-cards-->\n',
    '<!--question-bank start-->\n\n<!--question-bank end-->\n',
    '    <!--bank-cards start-->\n    <!--bank-cards end-->\n',
    'Write <!--bank-cards start--> there.\n'
  ]) {
    const {hasRegions, text: after, problems} = await plan(text, bank)
    assert.equal([hasRegions, after, problems], [false, text, []])
  }
})

states.run()

const edits = suite('a region edited by hand')

for (const [name, edit, expected] of [
  [
    'a line of a card that is changed',
    (text: string) =>
      text.replace(
        '- Losing the valve nut.\n\n### Q: How is a wheel trued?',
        '- Losing the nut.\n\n### Q: How is a wheel trued?'
      ),
    [
      '40: Unexpected edit in region `bank-cards`, expected text as it was generated',
      '`- Losing the nut.`',
      'QUESTION_BANK.md:5'
    ]
  ],
  [
    'a card that is added',
    (text: string) =>
      text.replace(
        '<!--bank-cards end-->',
        '### Q: Why does a chain squeak?\n\n<!--bank-cards end-->'
      ),
    [
      '76: Unexpected edit in region `bank-cards`',
      '`### Q: Why does a chain squeak?`',
      'QUESTION_BANK.md'
    ]
  ],
  [
    'a line that is put in front',
    (text: string) => text.replace('## Wheels', 'Read these.\n\n## Wheels'),
    [
      '24: Unexpected edit in region `bank-cards`',
      '`Read these.`',
      'QUESTION_BANK.md'
    ]
  ],
  [
    'a number of the table',
    (text: string) => text.replace('|    2 |      0', '|    3 |      0'),
    [
      '9: Unexpected edit in region `bank-stats`',
      '`| [Wheels](#wheels) | 3 |',
      'QUESTION_BANK.md'
    ]
  ],
  [
    'an entry of the contents',
    (text: string) =>
      text.replace('- [Brakes](#brakes)', '- [Stopping](#brakes)'),
    [
      '18: Unexpected edit in region `bank-contents`',
      '`- [Stopping](#brakes)`',
      'QUESTION_BANK.md'
    ]
  ],
  [
    'lines that are taken out',
    (text: string) => text.replace('- The tyre comes off.\n', ''),
    ['22: Unexpected edit in region `bank-cards`', 'QUESTION_BANK.md']
  ],
  [
    'text put into a new region',
    () =>
      all.replace(
        '<!--bank-stats start-->\n',
        '<!--bank-stats start-->\n\nOur numbers.\n'
      ),
    ['5: Unexpected text in new region `bank-stats`']
  ]
] as const) {
  edits(name, async () => {
    const current = await regenerate(all, bank)
    for (const eol of ['\n', '\r\n']) {
      const edited = edit(current).replaceAll('\n', eol)
      assert.is.not(edited, current)
      const result = await plan(edited, bank)
      const problems = listProblems(edited, result)
      assert.is(problems.length, 1, problems.join('\n'))
      for (const part of expected) {
        assert.ok(
          problems[0]?.includes(part),
          `${String(problems[0])} has no ${part}`
        )
      }

      assert.is(result.text, edited)
      assert.equal(
        result.stale,
        [],
        'nothing is regenerated while there is an edit'
      )
    }
  })
}

edits('the place is the line, and nothing but the line', async () => {
  const current = await regenerate(all, bank)
  const edited = current.replace('- Pinching the tube.', '  - Pinching  it. ')
  const [problem] = (await plan(edited, bank)).problems
  assert.is(edited.slice(problem?.start, problem?.end), '- Pinching  it.')
})

edits('a stale region beside an edited one waits', async () => {
  const current = await regenerate(all, bank)
  const edited = current.replace('- [Brakes](#brakes)', '- [Stopping](#brakes)')
  const grown = bank.replace('wheel trued?', 'wheel built?')
  const result = await plan(edited, grown)
  assert.is(result.text, edited)
  assert.is(result.problems.length, 1)
})

edits.run()

const markers = suite('markers')

const names = ['bank-stats', 'bank-contents', 'bank-cards']
const wrong: [name: string, readme: string, line: number, message: string][] = [
  [
    'a region without end',
    'a\n\n<!--bank-cards start-->\n',
    3,
    readmeTexts.unclosed('bank-cards')
  ],
  [
    'an end without region',
    'a\n\n<!--bank-cards end-->\n',
    3,
    readmeTexts.unopened('bank-cards')
  ],
  [
    'a region twice',
    `${toRegion('bank-stats')}\n${toRegion('bank-stats')}`,
    4,
    readmeTexts.twice('bank-stats', 1)
  ],
  [
    'a region in a region',
    `<!--bank-cards start-->\n${toRegion('bank-stats')}<!--bank-cards end-->\n`,
    2,
    readmeTexts.nested('bank-stats', 'bank-cards')
  ],
  [
    'an unknown region',
    `a\n\n${toRegion('bank-crads')}`,
    3,
    readmeTexts.unknown('bank-crads', names)
  ]
]

for (const [name, readme, line, message] of wrong) {
  markers(name, async () => {
    for (const eol of ['\n', '\r\n']) {
      const text = readme.replaceAll('\n', eol)
      const result = await plan(text, bank)
      assert.equal(listProblems(text, result), [`${line}: ${message}`])
      assert.is(result.text, text)
      assert.ok(result.hasRegions)
    }
  })
}

const fences: [name: string, text: string][] = [
  ['fenced code', '```md\n<!--bank-cards start-->\n```\n'],
  [
    'fenced code with both markers',
    '```md\n<!--bank-cards start-->\n\n<!--bank-cards end-->\n```\n'
  ],
  ['fenced code with an end', '~~~\n<!--bank-cards end-->\n~~~\n'],
  [
    'code that is not closed by fewer backticks',
    '````\n```\n<!--bank-cards start-->\n```\n<!--bank-cards end-->\n````\n'
  ],
  [
    'indented code',
    'Like so:\n\n    <!--bank-cards start-->\n    <!--bank-cards end-->\n'
  ],
  [
    'inline code',
    'Write `<!--bank-cards start-->`\nand `<!--bank-cards end-->`.\n'
  ],
  ['a quote', '> <!--bank-cards start-->\n> <!--bank-cards end-->\n'],
  [
    'a list',
    '- Put it here:\n\n  <!--bank-cards start-->\n  <!--bank-cards end-->\n'
  ],
  ['HTML', '<div>\n<!--bank-cards start-->\n</div>\n'],
  ['a comment', '<!--\nTo do:\n<!--bank-cards start-->\n'],
  [
    'a paragraph',
    'Here <!--bank-cards start--> and\nthere <!--bank-cards end-->.\n'
  ],
  ['many fences', '```\n<!--bank-cards start-->\n```\n\n'.repeat(9)]
]

for (const [name, text] of fences) {
  markers(`what stands in ${name} is text about markers`, async () => {
    const alone = await plan(text, bank)
    assert.equal([alone.hasRegions, alone.problems], [false, []])
    const above = await regenerate(`${text}\n${all}`, bank)
    assert.is(above, `${text}\n${await regenerate(all, bank)}`)
    const below = await regenerate(`${all}\n${text}`, bank)
    assert.is(below, `${await regenerate(all, bank)}\n${text}`)
    const between = all.replace(
      '<!--bank-contents start',
      `${text}\n<!--bank-contents start`
    )
    const filled = await regenerate(between, bank)
    assert.ok(
      filled.includes(
        `<!--bank-stats end-->\n\n${text}\n<!--bank-contents start`
      )
    )
    assert.is(await regenerate(filled, bank), filled)
  })
}

for (const [name, line] of [
  ['the end of its region', '<!--bank-cards end-->'],
  ['an end with spaces', '  <!--  bank-cards   end  -->'],
  ['the start of another region', '<!--bank-stats start-->'],
  ['a marker with a name of the future', '<!--bank-2026 end-->'],
  ['a marker over two lines', '<!--\nbank-cards end-->'],
  ['fenced code with a marker', '```md\n<!--bank-cards end-->\n```'],
  ['fenced code that is not closed', '```md\n<!--bank-cards end-->'],
  ['a comment that is not closed', '<!-- To do'],
  ['HTML that is not closed', '<details>\n<!--bank-cards end-->']
] as const) {
  markers(`a card with ${name} stays in its region`, async () => {
    const hostile = bank.replace(
      'What is done first?  \n',
      `What is done first?\n\n${line}\n\n`
    )
    const current = await regenerate(all, hostile)
    assert.equal((await plan(current, hostile)).stale, [])
    assert.is(current.match(/^ {0,3}<!--\s*bank-cards\s+end/gm)?.length, 1)
    // From there it is regenerated like any other.
    assert.is(await regenerate(current, bank), await regenerate(all, bank))
    assert.ok(current.endsWith('<!--bank-cards end-->\n\nThe end.\n'))
  })
}

for (const [name, start, end] of [
  ['spaces', '<!-- bank-cards start -->', '<!-- bank-cards end -->'],
  ['indentation', '   <!--bank-cards start-->', '  <!--bank-cards end-->'],
  ['spaces behind', '<!--bank-cards start-->  ', '<!--bank-cards end--> \t'],
  ['two lines', '<!--bank-cards\nstart-->', '<!--\nbank-cards end\n-->']
] as const) {
  markers(`markers with ${name} are markers`, async () => {
    const readme = `# Our bank\n\n${start}\n${end}\n\nThe end.\n`
    const current = await regenerate(readme, bank)
    assert.ok(current.includes('### Q: How is a tube changed?'))
    assert.ok(current.endsWith(`${end}\n\nThe end.\n`))
    assert.equal((await plan(current, bank)).stale, [])
  })
}

markers('a README of nothing but markers is read in one pass', async () => {
  const hostile = '```\n' + '<!--bank-cards start-->\n'.repeat(2000)
  assert.not((await plan(hostile, bank)).hasRegions)
  const open = '<!--bank-cards start-->\n' + '<!--bank-x \n'.repeat(2000)
  assert.is((await plan(open, bank)).problems.length, 1)
  const blank = `<!--bank-cards${' '.repeat(50_000)}start\n`
  assert.not((await plan(blank, bank)).hasRegions)
})

markers.run()

const forms = suite('line endings and options')

forms('a README with CRLF keeps them', async () => {
  const current = await regenerate(all, bank)
  const windows = await regenerate(all.replaceAll('\n', '\r\n'), bank)
  assert.is(windows, current.replaceAll('\n', '\r\n'))
  assert.equal((await plan(windows, bank)).stale, [])
  assert.equal((await plan(windows.replaceAll('\r\n', '\n'), bank)).stale, [])
})

forms('a bank with CRLF gives the same README', async () => {
  assert.is(
    await regenerate(all, bank.replaceAll('\n', '\r\n')),
    await regenerate(all, bank)
  )
})

forms(
  'what is generated is as Prettier prints it, with any options',
  async () => {
    for (const options of [
      {},
      {tabWidth: 4},
      {useTabs: true},
      {proseWrap: 'always', printWidth: 30},
      {endOfLine: 'crlf'}
    ] as const) {
      const readme = await format(
        toReadme('bank-stats', 'bank-contents'),
        options
      )
      const current = await regenerate(readme, bank, {
        prettierOptions: {...options, parser: 'markdown'}
      })
      assert.is(await format(current, options), current)
    }

    // The cards are the bank's, in its own form.
    const current = await regenerate(all, bank)
    assert.is(await format(current), current)
  }
)

forms.run()

function getContent(readme: string, name: string): string {
  const content = new RegExp(
    `<!--${name} start[^\\n]*-->([^]*)<!--${name} end-->`
  ).exec(readme)
  return content?.[1] ?? ''
}

/** An empty region. */
function toRegion(name: string): string {
  return `<!--${name} start-->\n<!--${name} end-->\n`
}
