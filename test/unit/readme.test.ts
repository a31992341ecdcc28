/** The states of a README's regions, and what is done about them. */
import {createHash} from 'node:crypto'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {markerTexts} from '../../src/regions/texts.ts'
import {
  format,
  listProblems,
  pastOf,
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

const note = '<!-- Generated from QUESTION_BANK.md: edit it there. -->'

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

<!--bank-stats start-->
${note}

<table>
<thead>
<tr><th align="left">Section</th><th align="right">Easy</th><th align="right">Medium</th><th align="right">Hard</th><th align="right">Cards</th></tr>
</thead>
<tbody>
<tr><td><a href="#wheels">Wheels</a></td>
<td align="right">2</td><td align="right">0</td><td align="right">0</td><td align="right">2</td>
</tr>
<tr><td><a href="#brakes">Brakes</a></td>
<td align="right">1</td><td align="right">0</td><td align="right">0</td><td align="right">1</td>
</tr>
</tbody>
</table>

<!--bank-stats end-->

<!--bank-contents start-->
${note}

- [Wheels](#wheels)
- [Brakes](#brakes)

<!--bank-contents end-->

<!--bank-cards start-->
${note}

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
  const {text, stale, problems} = await plan(current, grown, pastOf(bank))
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

for (const [name, change] of [
  [
    'a digest',
    (text: string) => text.replace(' start-->', ` start digest=1a2b3c4d-->`)
  ],
  ['no note', (text: string) => text.replace(`${note}\n`, '')],
  [
    'the note of a bank that was moved',
    (text: string) => text.replace('from QUESTION_BANK.md', 'from a/b.md')
  ]
] as const) {
  states(`what was generated, with ${name}, is written anew`, async () => {
    const current = await regenerate(all, bank)
    const {text, stale, problems} = await plan(change(current), bank)
    assert.equal(problems, [])
    assert.equal(
      stale.map(({name}) => name),
      ['bank-stats']
    )
    assert.is(text, current)
  })
}

states('the digest of an older version vouches for its form', async () => {
  const table = '| Section | Cards |\n| ------- | ----: |\n| Wheels  |     2 |'
  const toOld = (digest: string): string =>
    all.replace(
      '<!--bank-stats start-->\n',
      `<!--bank-stats start digest=${digest}-->\n\n${table}\n`
    )
  const digest = createHash('sha256')
    .update(table.replace(/\s+/g, ' '))
    .digest('hex')
    .slice(0, 8)
  const {text, problems} = await plan(toOld(digest), bank)
  assert.equal(problems, [])
  assert.is(text, await regenerate(all, bank))
  const edited = await plan(toOld('00001234'), bank, pastOf())
  assert.is(edited.problems.length, 3)
})

states('numbers of the table are no text of anybody', async () => {
  const current = await regenerate(all, bank)
  const merged = current.replace('<td align="right">2', '<td align="right">3')
  assert.is.not(merged, current)
  assert.is((await plan(merged, bank, pastOf())).text, current)
})

states('a bank without cards gives empty regions, filled once', async () => {
  const empty = '# Bicycles\n'
  const current = await regenerate(
    toReadme('bank-contents', 'bank-cards'),
    empty
  )
  assert.match(
    current,
    `<!--bank-contents start-->\n${note}\n\n<!--bank-contents end-->`
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
      '51: Unexpected edit in region `bank-cards`, expected text as it was generated',
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
      '87: Unexpected edit in region `bank-cards`',
      '`### Q: Why does a chain squeak?`',
      'QUESTION_BANK.md'
    ]
  ],
  [
    'a line that is put in front',
    (text: string) => text.replace('## Wheels', 'Read these.\n\n## Wheels'),
    [
      '35: Unexpected edit in region `bank-cards`',
      '`Read these.`',
      'QUESTION_BANK.md'
    ]
  ],
  [
    'an entry of the contents',
    (text: string) =>
      text.replace('- [Brakes](#brakes)', '- [Stopping](#brakes)'),
    [
      '28: Unexpected edit in region `bank-contents`',
      '`- [Stopping](#brakes)`',
      'QUESTION_BANK.md'
    ]
  ],
  [
    'lines that are taken out',
    (text: string) => text.replace('- The tyre comes off.\n', ''),
    ['37: Unexpected edit in region `bank-cards`', 'QUESTION_BANK.md:5']
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
      const result = await plan(edited, bank, pastOf(bank))
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
  const [problem] = (await plan(edited, bank, pastOf())).problems
  assert.is(edited.slice(problem?.start, problem?.end), '- Pinching  it.')
})

edits('a stale region beside an edited one waits', async () => {
  const current = await regenerate(all, bank)
  const edited = current.replace('- [Brakes](#brakes)', '- [Stopping](#brakes)')
  const grown = bank.replace('wheel trued?', 'wheel built?')
  const result = await plan(edited, grown, pastOf(bank))
  assert.is(result.text, edited)
  assert.is(result.problems.length, 1)
})

edits.run()

const markers = suite('markers')

const names = [
  'bank-stats',
  'bank-chart',
  'bank-contents',
  'bank-cards',
  'bank-index'
]
const wrong: [name: string, readme: string, line: number, message: string][] = [
  [
    'a region without end',
    'a\n\n<!--bank-cards start-->\n',
    3,
    markerTexts.unclosed('bank-cards')
  ],
  [
    'an end without region',
    'a\n\n<!--bank-cards end-->\n',
    3,
    markerTexts.unopened('bank-cards')
  ],
  [
    'a region twice',
    `${toRegion('bank-stats')}\n${toRegion('bank-stats')}`,
    4,
    markerTexts.twice('bank-stats', 1)
  ],
  [
    'a region in a region',
    `<!--bank-cards start-->\n${toRegion('bank-stats')}<!--bank-cards end-->\n`,
    2,
    markerTexts.nested('bank-stats', 'bank-cards')
  ],
  [
    'half a marker',
    'a\n\n<!--bank-cards-->\n',
    3,
    markerTexts.half('bank-cards')
  ],
  [
    'a marker with a mistake',
    'a\n\n<!--bank-cards strat-->\n\n<!--bank-holiday-->\n',
    3,
    markerTexts.half('bank-cards')
  ],
  [
    'a marker that is not closed',
    'a\n\n<!--bank-cards start->\n\nb\n',
    3,
    markerTexts.half('bank-cards')
  ],
  [
    'an unknown region',
    `a\n\n${toRegion('bank-crads')}`,
    3,
    markerTexts.unknown('bank-crads', names)
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
  markers(`what is in ${name} is text about markers`, async () => {
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
  ['spaces after', '<!--bank-cards start-->  ', '<!--bank-cards end--> \t'],
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
  assert.is((await plan(blank, bank)).problems.length, 1)
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
    `<!--${name} start-->\n<!-- .* -->([^]*)<!--${name} end-->`
  ).exec(readme)
  return content?.[1] ?? ''
}

/** An empty region. */
function toRegion(name: string): string {
  return `<!--${name} start-->\n<!--${name} end-->\n`
}
