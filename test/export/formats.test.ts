/** Each format, read again by a program of others. */
import {parse as parseCsv} from 'csv-parse/sync'
import {parse as parseGift} from 'gift-pegjs'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import type {Element, Root} from 'xast'
import {fromXml} from 'xast-util-from-xml'
import {fromInert} from '../../src/export/formats/csv.ts'
import {formatNames} from '../../src/export/names.ts'
import {loadFormat} from '../../src/export/formats/index.ts'
import {bankOf, banks, dataOf, exportTo, textOf} from './support.ts'

const test = suite('formats')
const quiz = bankOf('multiple-choice')

/** @returns the elements of that name, in source order */
function findAll(tree: Root | Element, name: string): Element[] {
  return tree.children.flatMap((child) =>
    child.type === 'element'
      ? [...(child.name === name ? [child] : []), ...findAll(child, name)]
      : []
  )
}

function textIn(tree: Element | undefined): string {
  return (tree?.children ?? [])
    .map((child) =>
      child.type === 'element'
        ? textIn(child)
        : 'value' in child
          ? child.value
          : ''
    )
    .join('')
}

for (const [delimiter, format] of [
  [',', 'csv'],
  ['\t', 'tsv']
] as const) {
  test(`${format}: a field that may repeat has the columns that a card needs`, async () => {
    const text = bankOf('collapsed-answer')
    const most = Math.max(
      ...dataOf(text).cards.map(
        ({fields}) => fields.filter(({label}) => label === 'Hint').length
      )
    )
    for (const [bank, amount] of [
      [text, most],
      [text.replace(/<details>\n<summary>Hint[^]*?<\/details>\n\n/g, ''), 1]
    ] as const) {
      const [header = ''] = (await textOf(format, [bank])).split('\r\n')
      assert.is(header.split('Hint').length - 1, amount, header)
    }
  })

  test(`${format}: a reader of such files gives the values again`, async () => {
    for (const text of Object.values(banks)) {
      const data = dataOf(text)
      const table = parseCsv<Record<string, string>>(
        await textOf(format, [text]),
        {
          delimiter,
          record_delimiter: '\r\n',
          columns: true
        }
      )
      assert.is(table.length, data.cards.length)
      for (const [index, row] of table.entries()) {
        const {fields, title} = data.cards[index] ?? {fields: [], title: ''}
        assert.is(fromInert(row['title'] ?? ''), title)
        const cells = Object.values(row).map((cell) => fromInert(cell).trim())
        for (const {markdown} of fields) assert.ok(cells.includes(markdown))
      }
    }
  })
}

test('gift: options are choices, cards without are essays', async () => {
  const questions = parseGift(await textOf('gift', [quiz]))
  const [category, first, second] = questions
  assert.is(category?.title, 'Bicycle quiz/Wheels')
  assert.ok(first?.type === 'MC' && second?.type === 'MC')
  assert.equal(
    first.choices.map(({weight}) => weight),
    [-50, 50, -50, 50]
  )
  assert.equal(
    second.choices.map(({text, isCorrect}) => [text.text, isCorrect]),
    [
      ['`2100`', false],
      ['`2.1`', true],
      ['`0.0021`', false]
    ]
  )
  assert.is(second.stem.text, dataOf(quiz).cards[1]?.fields[0]?.markdown)
  const own = parseGift(await textOf('gift', [bankOf('own')]))
  const essays = own.filter(({type}) => type === 'Essay')
  assert.is(essays.length, dataOf(bankOf('own')).cards.length)
  assert.equal(essays[0]?.tags, [
    'tokenization',
    'cost',
    'latency',
    'capacity-planning'
  ])
})

test('moodle: shares of right options are 100 %, essays say what a good answer has', async () => {
  const tree = fromXml(await textOf('moodle', [quiz]))
  const questions = findAll(tree, 'question').filter(
    ({attributes}) => attributes['type'] === 'multichoice'
  )
  assert.is(questions.length, 5)
  for (const question of questions) {
    const shares = findAll(question, 'answer')
      .map(({attributes}) => Number(attributes['fraction']))
      .filter((share) => share > 0)
    assert.is(
      shares.reduce((sum, share) => sum + share),
      100
    )
    const single = textIn(findAll(question, 'single')[0])
    assert.is(single, String(shares.length === 1))
  }

  const own = fromXml(await textOf('moodle', [bankOf('own')]))
  const graders = findAll(own, 'graderinfo')
  assert.is(graders.length, dataOf(bankOf('own')).cards.length)
  assert.match(textIn(graders[0]), '<strong>Common pitfalls:</strong>')
})

test('qti12: what is right is said for each card', async () => {
  const tree = fromXml(await textOf('qti12', [quiz]))
  assert.is(findAll(tree, 'section').length, 2)
  const items = findAll(tree, 'item')
  assert.is(items.length, 5)
  const [first, second] = items
  assert.ok(first && second)
  assert.equal(
    findAll(first, 'not').map((element) => textIn(element)),
    ['option_1', 'option_3']
  )
  assert.equal(
    findAll(second, 'varequal').map((element) => textIn(element)),
    ['option_2']
  )
})

test('qti21: items are in the manifest, and what is right is one of the choices', async () => {
  const {files = []} = await exportTo('qti21', [quiz])
  const [manifest, ...items] = files.map(({path, text}) => ({
    path,
    tree: fromXml(text)
  }))
  assert.ok(manifest)
  assert.is(manifest.path, 'imsmanifest.xml')
  assert.equal(
    findAll(manifest.tree, 'resource').map(
      ({attributes}) => attributes['href']
    ),
    items.map(({path}) => path)
  )
  assert.is(items.length, 5)
  for (const {tree} of items) {
    const choices = findAll(tree, 'simpleChoice').map(
      ({attributes}) => attributes['identifier']
    )
    const [response] = findAll(tree, 'correctResponse')
    assert.ok(response)
    const right = findAll(response, 'value').map(textIn)
    assert.ok(right.length > 0)
    for (const choice of right) assert.ok(choices.includes(choice))
  }
})

for (const name of ['qti12', 'qti21']) {
  test(`${name}: a bank without options is refused`, async () => {
    let message = ''
    try {
      await exportTo(name, [bankOf('own')])
    } catch (error) {
      message = (error as Error).message
    }

    assert.is(
      message,
      `\`${name}\` is for cards with options to choose from, and the template of no bank has a field of kind \`options\``
    )
  })
}

for (const name of ['gift', 'moodle', 'qti12', 'qti21']) {
  test(`${name}: a card without a known answer is left out`, async () => {
    const text = quiz.replace('- [x] `2.1`', '- [ ] `2.1`')
    const {cards, notices} = await exportTo(name, [text])
    assert.is(cards, 4)
    assert.match(notices[0] ?? '', /^QUESTION_BANK\.md: 1 card left out/)
  })
}

test('anki: notes are the same notes after an edit', async () => {
  const read = async (text: string): Promise<readonly string[][]> =>
    parseCsv(await textOf('anki', [text]), {
      delimiter: '\t',
      comment: '#',
      comment_no_infix: true
    })
  const text = bankOf('own')
  const before = await read(text)
  const after = await read(text.replace(/loss/g, 'profit'))
  const guids = before.map(([guid]) => guid)
  assert.is(new Set(guids).size, dataOf(text).cards.length)
  assert.ok(before.some((row, index) => row[4] !== after[index]?.[4]))
  const titles = dataOf(text).cards.map(({titleText}) => titleText)
  const other = dataOf(text.replace(/loss/g, 'profit')).cards
  for (const [index, [guid]] of after.entries()) {
    const isSame = titles[index] === other[index]?.titleText
    assert.is(guid === guids[index], isSame)
  }

  assert.is(
    before[0]?.[1],
    'LLM Engineering Question Bank::Foundations of LLMs'
  )
  assert.is(before[0]?.[2], 'tokenization cost latency capacity-planning')
})

test('anki: a card with an id is the same note under another title', async () => {
  const text = bankOf('flash-card').replace(
    '### Developer\n',
    '### Developer\n\n<!--id:k3x9m2-->\n'
  )
  const guid = async (bank: string): Promise<string | undefined> =>
    /^(\S+)\t.*silver that has/m.exec(await textOf('anki', [bank]))?.[1]
  const first = await guid(text)
  assert.ok(first)
  assert.is(await guid(text.replace('### Developer', '### Film')), first)
})

test('md: a file a card, with front matter', async () => {
  const {files = []} = await exportTo('md', [bankOf('spoken-question')])
  const [first] = files
  assert.ok(first)
  assert.is(first.path, 'wheels/a-wheel-that-loses-its-spokes.md')
  assert.match(
    first.text,
    /^---\ntitle: A wheel that loses its spokes\nqbank: 1\nsource: QUESTION_BANK\.md\nsection: Wheels\nsidebar_position: 1\ndifficulty: Hard\nminutes: "10"\n/
  )
  const {isOwn} = await loadFormat('md')
  assert.ok(isOwn?.(first.text))
  assert.not(isOwn?.('---\ntitle: Mine\n---\n\nqbank: 1\n'))
})

test('md: names that systems keep, and the same name twice', async () => {
  const text = bankOf('flash-card')
    .replace('### Developer', '### CON')
    .replace('### Stop bath', '### ../../etc')
    .replace('### Fixer', '### …')
    .replace('### Safelight', '### ---etc')
  const {files = []} = await exportTo('md', [text])
  assert.equal(
    files.map(({path}) => path),
    [
      'chemistry/con-card.md',
      'chemistry/etc.md',
      'chemistry/card.md',
      'light/etc.md'
    ]
  )
  const twice = await exportTo('md', [text, text])
  const paths = twice.files?.map(({path}) => path)
  assert.is(new Set(paths).size, 8)
  assert.ok(paths?.includes('chemistry/etc-2.md'))
})

test('html: sections, cards and fields', async () => {
  const html = await textOf('html', [
    bankOf('collapsed-answer'),
    '# No cards yet\n'
  ])
  assert.match(html, '<section>\n<h2>Selecting</h2>\n<article>\n<h3>')
  assert.match(html, '<details class="content">\n<summary>Answer</summary>')
  const tags = html.match(/<\/?section>/g) ?? []
  assert.ok(tags.length > 2 && tags.length % 2 === 0)
  for (const [at, tag] of tags.entries()) {
    assert.is(tag, at % 2 === 0 ? '<section>' : '</section>')
  }
})

/** What each program shows before the answer, by format. */
const beforeAnswer: readonly [
  format: string,
  read: (text: string) => readonly (string | undefined)[]
][] = [
  [
    'anki',
    (text) =>
      parseCsv(text, {delimiter: '\t', comment: '#'}).map((cells) => cells[3])
  ],
  [
    'gift',
    (text) =>
      parseGift(text).flatMap((question) =>
        question.type === 'Category' ? [] : [question.stem.text]
      )
  ],
  [
    'moodle',
    (text) =>
      findAll(fromXml(text), 'questiontext').map((element) => textIn(element))
  ],
  [
    'qti12',
    (text) =>
      findAll(fromXml(text), 'presentation').map((element) => textIn(element))
  ],
  [
    'promptfoo',
    (text) =>
      (JSON.parse(text) as {vars: {input: string}}[]).map(
        ({vars}) => vars.input
      )
  ],
  [
    'inspect',
    (text) =>
      text
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as {input: string}).input)
  ]
]

for (const [format, read] of beforeAnswer) {
  test(`${format}: what is shown before a collapsed answer is part of the question`, async () => {
    const text = await textOf(format, [bankOf('steps-before-answer')])
    const [first = '', second = ''] = read(text)
    assert.match(first, /Given:[^]*400 litres[^]*500 watts/)
    assert.match(second, /Given:[^]*three degrees/)
    assert.is(text.split('500 watts.').length - 1, 1, 'only there')
    assert.not.match(first, 'megajoules')
  })
}

test('qti21: what is shown before a collapsed answer is part of the question', async () => {
  const bank = bankOf('steps-before-answer')
  const {files = []} = await exportTo('qti21', [bank])
  const item = fromXml(files[1]?.text ?? '')
  const [body] = findAll(item, 'itemBody')
  assert.match(textIn(body), /Given:[^]*500 watts/)
  assert.not.match(textIn(findAll(item, 'modalFeedback')[0]), '500 watts.')
})

test('several banks are one export', async () => {
  const texts = [bankOf('own'), quiz]
  const count = texts.map((text) => dataOf(text).cards.length)
  for (const name of formatNames) {
    const {cards} = await exportTo(name, texts)
    // QTI is for the cards with options alone.
    const expected = name.startsWith('qti') ? [0, 5] : count
    assert.is(cards, (expected[0] ?? 0) + (expected[1] ?? 0), name)
  }
})

test.run()
