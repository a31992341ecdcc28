/** `qbank template`: front matter for the cards that a file has. */
import {readFileSync, readdirSync} from 'node:fs'
import {join} from 'node:path'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {checkBank, fixBank, readBank} from '../../src/api.ts'
import {showSpaces} from '../support/fixtures.ts'
import {projectRoot} from '../support/temp.ts'
import {call, makeFolder} from './support.ts'

const test = suite('template')

/** What front matter makes of a text, and what the command said. */
async function infer(
  text: string
): Promise<{frontMatter: string; said: string; status: number}> {
  const {status, stdout, stderr} = await call(
    makeFolder({'questions.md': text}),
    ['template', 'questions.md']
  )
  return {frontMatter: stdout, said: stderr, status}
}

function repeat(count: number, write: (number: number) => string): string {
  return Array.from({length: count}, (_, index) => write(index + 1)).join('\n')
}

const numbered = `# Kilns

${repeat(6, (number) => `### ${number}. Why does glaze run?\n\nIt is ${number} degrees too hot.\n`)}`

test('numbered headings with any text', async () => {
  const {frontMatter, said, status} = await infer(numbered)
  assert.is(
    frontMatter,
    `---
bank:
  template:
    card: { depth: 3, number: "1." }
    fields:
      - { kind: content }
---
`
  )
  assert.is(said, 'questions.md: 6 of 6 cards fit\n')
  assert.is(status, 0)
})

test('Chinese numbers, full-width colons and sentences', async () => {
  for (const [label, colon] of [
    ['**答案：** ', 'wide'],
    ['**答案**：', 'wide-outside']
  ] as const) {
    const text = `# 绳结\n\n${repeat(6, (number) => `### ${number}、什么结会松？\n\n${label}平结，其他结${number}次。\n`)}`
    const {frontMatter, said} = await infer(text)
    assert.is(
      frontMatter,
      `---
bank:
  template:
    colon: ${colon}
    card: { depth: 3, number: 1、 }
    fields:
      - { label: 答案, kind: prose }
---
`
    )
    assert.is(said, 'questions.md: 6 of 6 cards fit\n')
    const bank = `${frontMatter}\n${text}`
    const {value} = await fixBank(bank)
    assert.is(value, bank)
  }
})

/** Numbers of six cards as people write them, and what front matter has. */
const numberStyles: readonly (readonly [
  lead: string,
  numbers: string,
  title?: boolean
])[] = [
  ['### प्रश्न N: ', '१२३४५६'],
  ['### সওয়াল N. ', '১২৩৪৫৬'],
  ['### سوال N: ', '۱۲۳۴۵۶'],
  ['### سN: ', '١٢٣٤٥٦'],
  ['### N. ', '１２３４５６'],
  ['### N．', '１２３４５６'],
  ['### 第N题：', '一二三四五六'],
  ['### 第N题：', '123456'],
  ['### 第 N 题', '123456', false],
  ['### 第N题', '一二三四五六', false],
  ['### N、', '一二三四五六'],
  ['### （N）', '123456'],
  ['### (N) ', '123456'],
  ['### 【N】', '123456'],
  ['### [N] ', '123456'],
  ['### ✅ N) ', '123456'],
  ['### N.', '123456'],
  ['### QN.', '123456'],
  ['### Question N:', '123456'],
  ['### **N. ', '123456'],
  ['### **QN.', '123456']
]

test('numbers in other digits, with other marks, and without a space', async () => {
  for (const [lead, numbers, hasTitle = true] of numberStyles) {
    const heading = (number: number): string =>
      lead.replace('N', numbers.charAt(number - 1))
    const below = hasTitle ? '' : '\n\n'
    const end = lead.includes('**') ? '**' : ''
    const text = `# Ropes\n\n${repeat(6, (number) => `${heading(number)}${below}Why does strand ${number} fray?${end}\n\nIt is ${number * 7} years old.\n`)}`
    const {frontMatter, said} = await infer(text)
    assert.is(said, 'questions.md: 6 of 6 cards fit\n', lead)
    const declared = /number: "?([^\n"]+?)"?(?: \}|, title)/.exec(frontMatter)
    assert.is(
      declared?.[1],
      heading(1)
        .replace(/^### |\*/g, '')
        .trim(),
      lead
    )
    const bank = `${frontMatter}\n${text}`
    const {value, messages} = await fixBank(bank)
    assert.is(value, bank, lead)
    assert.equal(messages.map(String), [], lead)

    // A number that is there twice.
    const wrong = bank.replace(heading(4), heading(3))
    assert.is.not(wrong, bank)
    assert.is((await fixBank(wrong)).value, bank, lead)
  }
})

test('digits of ASCII in a bank with other numerals become those of the bank', async () => {
  const text = `# Ropes\n\n${repeat(12, (number) => `### 第${['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二'][number - 1] ?? ''}题：Why does strand ${number} fray?\n\nIt is ${number * 7} years old.\n`)}`
  const {frontMatter} = await infer(text)
  const bank = `${frontMatter}\n${text}`
  const {value} = await fixBank(bank.replace('第十一题：', '第 11 题 '))
  assert.is(value, bank)
})

test('the space of a few headings is that of the bank if all are alike', async () => {
  const write = (first: string): string =>
    `---\nbank:\n  template:\n    card: { depth: 3, number: 1、 }\n    fields:\n      - { kind: content }\n---\n\n# 绳\n\n### 1、${first}什么结会松？\n\n平结。\n\n### 2、什么结会滑？\n\n活结。\n\n### 3、什么绳会烂？\n\n湿绳。\n`
  assert.is((await fixBank(write(''))).value, write(''))
  assert.is(
    (await fixBank(write(' '))).value,
    write(' ').replace(/^(### \d、) ?/gm, '$1 ')
  )
})

test('a space after Chinese numerals is enough', async () => {
  const text = `# Ropes\n\n${repeat(6, (number) => `### ${'一二三四五六'.charAt(number - 1)}、Why does strand ${number} fray?\n\nIt is ${number * 7} years old.\n`)}`
  const written = text.replace('一、', '一 ').replace('三、', '三 ')
  const {frontMatter, said} = await infer(written)
  assert.is(said, 'questions.md: 6 of 6 cards fit\n')
  const {value} = await fixBank(`${frontMatter}\n${written}`)
  assert.is(value, `${frontMatter}\n${text}`)
})

test('numbers in titles, of versions and of sections are not those of cards', async () => {
  for (const heading of [
    (number: number) => `### ${number}.5 percent of what?`,
    (number: number) => `### ${number}.0 features, why?`,
    (number: number) => `### ${number}.14 is what?`
  ]) {
    const {frontMatter} = await infer(
      `# Ropes\n\n${repeat(6, (number) => `${heading(number)}\n\nIt is ${number * 7} years old.\n`)}`
    )
    assert.match(frontMatter, 'card: { depth: 3, prefix: "" }')
  }

  const {status} = await infer(
    `# 绳\n\n${repeat(6, (number) => `## ${'一二三四五六'.charAt(number - 1)}、绳子${number === 2 ? '是什么？' : ''}\n\n第${number * 7}种。\n`)}`
  )
  assert.is(status, 1)
})

test('headings of which some ask are mentioned, and are cards if front matter says so', async () => {
  const titles = [
    'What is a loom?',
    'Warp and weft',
    'Why does cloth shrink?',
    'Name two knots',
    'How is felt made?',
    'Twill',
    'Which thread is strongest?',
    'Dyes',
    'What is a bobbin?',
    'Selvage'
  ]
  const text = `# Cloth\n\n${titles.map((title, at) => `### ${title}\n\nOf ${at + 2} threads.\n`).join('\n')}`
  const {frontMatter, said, status} = await infer(text)
  assert.is(frontMatter, '')
  assert.is(status, 1)
  const declared =
    'template: {card: {depth: 3, prefix: ""}, fields: [{kind: content}]}'
  assert.match(
    said,
    `. 5 of 10 headings of depth 3 ask, the first in line 3. If all 10 begin cards, declare \`${declared}\` below \`bank\` in front matter\n`
  )
  const {cards} = await readBank(`---\nbank:\n  ${declared}\n---\n\n${text}`)
  assert.equal(
    cards.map(({heading}) => heading.title),
    titles
  )
})

test('a second family of questions at another depth is mentioned', async () => {
  const question = (number: number): string =>
    `### ${number}. What holds seam ${number}?\n\nThread ${number}.\n`
  const {said} = await infer(
    `# Cloth\n\n${repeat(8, (number) => `## Question ${number}. Why does cloth ${number} shrink?\n\nIt is ${number} degrees too hot.\n`)}\n## Seams\n\n${repeat(6, question)}`
  )
  assert.is(
    said,
    'questions.md: 8 of 8 cards fit. 6 headings of depth 3 ask, too, the first in line 37, and are no cards with this template\n'
  )
})

test('links that lead nowhere do not make a card another', async () => {
  const {said} = await infer(
    `# Kilns\n\n${repeat(6, (number) => `### ${number}. Why does glaze run?\n\nSee [heat](heat-${number}.md) and [clay](#clay-${number}).\n`)}`
  )
  assert.is(said, 'questions.md: 6 of 6 cards fit\n')
})

test('what is after an answer that opens with a click', async () => {
  const {frontMatter, said} = await infer(
    `# Kilns\n\n${repeat(6, (number) => `### ${number}. Why does glaze run?\n\n<details>\n<summary>Answer</summary>\n\nIt is ${number} degrees too hot.\n\n</details>\n\n[Up](#kilns)\n`)}`
  )
  assert.match(
    frontMatter,
    `
      - { label: Answer, kind: content, details: true }
      - { kind: content }
`
  )
  assert.is(said, 'questions.md: 6 of 6 cards fit\n')
})

test('summaries in bold', async () => {
  const {frontMatter, said} = await infer(
    `# Kilns\n\n${repeat(6, (number) => `### ${number}. Why does glaze run?\n\n<details><summary><b>Answer</b></summary>\n\nIt is ${number} degrees too hot.\n\n</details>\n`)}`
  )
  assert.match(
    frontMatter,
    '- { label: Answer, kind: content, details: bold }\n'
  )
  assert.is(said, 'questions.md: 6 of 6 cards fit\n')
})

test('numbered sections of the depth of the cards', async () => {
  const section = (number: number): string =>
    `## ${number}. Clay\n\n${repeat(12, (each) => `## Q. Why does clay ${number} shrink by ${each}?\n\nWater.\n`)}`
  const {frontMatter, said} = await infer(`# Clay\n\n${repeat(3, section)}`)
  assert.match(frontMatter, 'card: { depth: 2, prefix: Q. }')
  assert.is(said, 'questions.md: 36 of 36 cards fit\n')
})

test('a number that is written in words, and begins later', async () => {
  const {frontMatter} = await infer(
    repeat(5, (number) => `## Question 0${number + 3}: Why?\n\nBecause.\n`)
  )
  assert.match(frontMatter, '{ depth: 2, number: "Question 04:" }')
})

test('numbers that begin anew in each section', async () => {
  const section = (name: string): string =>
    `## ${name}\n\n${repeat(4, (number) => `### ${number}) Why ${name}?\n\nBecause.\n`)}`
  const {frontMatter, said} = await infer(
    `# Bank\n\n${section('Clay')}\n${section('Glaze')}`
  )
  assert.match(frontMatter, '{ depth: 3, number: 1), restart: true }')
  assert.is(said, 'questions.md: 8 of 8 cards fit\n')
})

test('a word before the number in scripts that write vowels as marks', async () => {
  for (const word of ['प्रश्न', 'প্রশ্ন', 'คำถามที่', 'கேள்வி', 'שְׁאֵלָה', 'Ca\u0302u']) {
    const card = (number: number): string =>
      `### ${word} ${number}: x${number * 7}?\n\nIt is ${number} degrees too hot.\n`
    const text = `# Kilns\n\n${repeat(6, card)}`
    const {frontMatter, said} = await infer(text)
    assert.is(said, 'questions.md: 6 of 6 cards fit\n', word)
    assert.match(frontMatter, `number: "${word} 1:"`)
    const glued = text.replace(`### ${word} 3:`, `###${word}3 :`)
    const {value} = await fixBank(`${frontMatter}\n${glued}`)
    assert.is(value.slice(-text.length), text, word)
  }
})

test('steps of an answer are no cards', async () => {
  const {frontMatter, said} = await infer(
    repeat(
      5,
      (number) =>
        `## ${number}. How is it fired?\n\n### 1. Dry\n\nDays.\n\n### 2. Heat\n\nHours.\n`
    )
  )
  assert.match(frontMatter, '{ depth: 2, number: "1." }')
  assert.is(said, 'questions.md: 5 of 5 cards fit\n')
})

test('questions have a heading, whatever is numbered in bold in their answers', async () => {
  const steps = repeat(5, (step) => `**${step}. Step**: turn it ${step} times`)
    .split('\n')
    .join('\n\n')
  for (const title of ['Q$: Tell me about your kiln', '"Why $ turns?"']) {
    const card = (number: number): string =>
      `### ${title.replace('$', String(number))}\n\nIt is ${number} degrees too hot.\n\n${steps}\n`
    const {said} = await infer(`# Kilns\n\n${repeat(6, card)}`)
    assert.is(said, 'questions.md: 6 of 6 cards fit\n', title)
  }
})

test('options, and an explanation that some cards have', async () => {
  const {frontMatter} = await infer(
    repeat(
      6,
      (number) =>
        `#### Q${number}. Which one?\n\n- [ ] This\n- [x] That\n- [ ] Both\n${number > 2 ? '\n**Explanation:** It is that.\n' : ''}`
    )
  )
  assert.match(
    frontMatter,
    `      - { kind: options, ticked: one, min: 3 }
      - { label: Explanation, kind: prose, optional: true } # in 4 of 6 cards
`
  )
})

test('cards with options beside cards without', async () => {
  const {frontMatter, said} = await infer(
    repeat(8, (number) =>
      number % 2 === 0
        ? `### ${number}. Which one?\n\n- [ ] This ${number}\n- [x] That ${number}\n`
        : `### ${number}. Why that one?\n\n**Answer:** It is number ${number}.\n`
    )
  )
  assert.match(
    frontMatter,
    `  template:
    - card: { depth: 3, number: "1." }
      fields:
        - { kind: options, ticked: one, min: 2 }
    - card: { depth: 3, number: "1." }
      fields:
        - { label: Answer, kind: prose }
`
  )
  assert.is(said, 'questions.md: 8 of 8 cards fit\n')
})

test('labels that are headings, and bold names in their text', async () => {
  const {frontMatter, said} = await infer(
    repeat(
      5,
      (number) =>
        `## ${number}. Why glaze ${number}?\n\n### Cause\n\n**Heat:** too much.\n\n### Steps\n\n1. Cool it.\n2. Wait.\n`
    )
  )
  assert.match(
    frontMatter,
    `
      - { label: Cause, kind: content, heading: 3 }
      - { label: Steps, kind: content, heading: 3 }
`
  )
  assert.is(said, 'questions.md: 5 of 5 cards fit\n')
})

test('sections with headings of their own are no cards', async () => {
  const {frontMatter} = await infer(
    `# Kilns\n\n${repeat(4, (number) => `## ${number}. Part ${number}\n\n### Clay of ${number}\n\nText.\n\n### Glaze of ${number}\n\nText.\n`)}`
  )
  assert.is(frontMatter, '')
})

test('headings in a list of contents are no cards', async () => {
  const name = (number: number): string => `Why does glaze ${number} run?`
  const part = (number: number): string =>
    `### Part ${number}?\n\n- [${name(number)}](#why-does-glaze-${number}-run)\n`
  const {said} = await infer(
    `# Kilns\n\n## Questions by part\n\n${repeat(4, part)}\n---\n\n## Part\n\n${repeat(4, (number) => `### ${name(number)}\n\nHeat.\n`)}`
  )
  assert.is(said, 'questions.md: 4 of 4 cards fit\n')
})

test('a bold line above labels is no card', async () => {
  const {said} = await infer(
    `# Kilns\n\n${repeat(4, (number) => `## Q. Why does glaze ${number} run?\n\n- A) Heat\n- B) Water\n\n**Answer: A) Heat ${number}**\n\n**Explanation:** It melts.\n`)}`
  )
  assert.is(said, 'questions.md: 4 of 4 cards fit\n')
})

test('a number with parts after a prefix is kept', async () => {
  const text = `---\nbank:\n  template:\n    card: { depth: 2, prefix: Q. }\n    fields:\n      - { kind: content }\n---\n\n# Kilns\n\n${repeat(4, (number) => `## Q${number < 3 ? '.' : ` 7.${number}`} Why does glaze ${number} run?\n\nHeat.\n`)}`
  const {value} = await fixBank(text, {path: 'questions.md'})
  assert.match(value, '## Q. 7.3 Why does glaze 3 run?\n')
})

test('one prefix at two depths', async () => {
  const {frontMatter} = await infer(
    `# Kilns\n\n${repeat(9, (number) => `${number % 3 === 0 ? '##' : '###'} Q. Why does glaze ${number} run?\n\nHeat.\n`)}`
  )
  assert.match(frontMatter, 'card: { depth: 3, prefix: Q. }')
})

test('numbers that go on at another depth', async () => {
  const {frontMatter} = await infer(
    `# Kilns\n\n${repeat(8, (number) => `${number < 5 ? '##' : '#'}# Q${number}: Why does glaze ${number} run?\n\nHeat.\n`)}`
  )
  assert.match(frontMatter, 'card: { depth: 2, number: "Q1:" }')
})

test('numbers of sections before those of cards', async () => {
  const {frontMatter, said} = await infer(
    `# Kilns\n\n${repeat(3, (number) => `## ${number}. Glaze ${number}\n\n### ${number}.1 Run\n\nHeat.\n\n### ${number}.2 Crawl\n\nDust.\n`)}`
  )
  assert.match(frontMatter, 'card: { depth: 3, prefix: "" }')
  assert.match(said, '6 of 6 cards fit')
})

test('numbers that do not count are a part of the titles', async () => {
  for (const [amount, off, card] of [
    [9, 1, 'prefix: ""'],
    [30, 1, 'number: "1."'],
    [30, 2, 'prefix: ""']
  ] as const) {
    const {frontMatter} = await infer(
      `# Kilns\n\n${repeat(amount, (number) => `### ${number % 5 === 0 && number <= 5 * off ? 1900 + number : number}. Why does glaze ${number} run?\n\nHeat.\n`)}`
    )
    assert.match(frontMatter, `card: { depth: 3, ${card} }`)
  }
})

test('several right options', async () => {
  const {frontMatter} = await infer(
    repeat(
      4,
      (number) =>
        `### Which ones, ${number}?\n\n- [x] This\n- [x] That\n- [ ] None\n`
    )
  )
  assert.match(frontMatter, 'ticked: some')
})

test('answers that open with a click', async () => {
  const {frontMatter} = await infer(
    repeat(
      4,
      (number) =>
        `### ${number}. Why?\n\nLook at the kiln.\n\n<details>\n<summary>Answer</summary>\n\nHeat.\n\n</details>\n`
    )
  )
  assert.match(
    frontMatter,
    `      - { kind: content }
      - { label: Answer, kind: content, details: true }
`
  )
})

test('labels at the start of a line, whatever is above', async () => {
  const {frontMatter} = await infer(
    repeat(
      4,
      (number) =>
        `### ${number}. Why?\n\n**Level:** ${number} **of** 4\n**Answer:** It **is**\n**Source:** Potter ${number}\n`
    )
  )
  assert.equal(
    [...frontMatter.matchAll(/label: (\w+)/g)].map(([, label]) => label),
    ['Level', 'Answer', 'Source']
  )
})

test('labels have the form that most of them have', async () => {
  const plain = '**Answer:** Heat.\n'
  for (const other of [
    '#### Answer\n\nHeat.\n',
    '<details>\n<summary>Answer</summary>\n\nHeat.\n\n</details>\n'
  ]) {
    for (const [amount, isOther] of [
      [2, false],
      [3, true]
    ] as const) {
      const {frontMatter} = await infer(
        repeat(
          4,
          (number) =>
            `### ${number}. Why?\n\n${number > amount ? plain : other}`
        )
      )
      const form = other.startsWith('#') ? 'heading: 4' : 'details: true'
      assert.is(frontMatter.includes(form), isOther, `${form}, ${amount}`)
    }
  }
})

test('other keys of front matter are kept, and lines are those of the file', async () => {
  const {frontMatter, said} = await infer(
    `---\ntitle: Kilns # ours\n---\n\n${numbered.replace('### 3. Why', '### 3. ').replace(' does glaze run?\n\nIt is 3 degrees too hot.', '')}`
  )
  assert.match(frontMatter, '---\ntitle: Kilns # ours\nbank:\n')
  assert.is(said, 'questions.md: 5 of 6 cards fit; the other: line 15\n')
})

test('cards that are no headings', async () => {
  const forms = [
    [
      '{ as: details, prefix: "" }',
      (number: number) =>
        `<details>\n<summary><b>Why does glaze ${number} run?</b></summary><br>\n\nHeat.\n\n</details>\n`
    ],
    [
      '{ as: bold, number: "1." }',
      (number: number) =>
        `**${number}. Why does glaze run?**\n\nIt is ${number} degrees too hot.\n`
    ],
    [
      '{ as: item, number: "1." }',
      (number: number) =>
        `${number}. ### Why does glaze ${number} run\n\n    It is ${number} degrees too hot.\n`
    ]
  ] as const
  for (const [card, write] of forms) {
    const {frontMatter, said} = await infer(
      `# Kilns\n\n## Glazes\n\n${repeat(6, write)}`
    )
    assert.is(
      frontMatter,
      `---\nbank:\n  template:\n    card: ${card}\n    fields:\n      - { kind: content }\n---\n`
    )
    assert.is(said, 'questions.md: 6 of 6 cards fit\n')
  }
})

test('items with options and labels, and bullets that are not cards', async () => {
  const {frontMatter} = await infer(
    `# Kilns\n\n${repeat(
      6,
      (number) =>
        `${number}. Why does glaze ${number} run?\n\n   - [x] Heat\n   - [ ] Dust\n\n   **Answer:** It is ${number} degrees too hot.\n`
    )}`
  )
  assert.is(
    frontMatter,
    `---\nbank:\n  template:\n    card: { as: item, number: "1." }\n    fields:\n      - { kind: options, ticked: one, min: 2 }\n      - { label: Answer, kind: prose }\n---\n`
  )
  const bullets = repeat(6, (number) => `- Potters know ${number} of these.\n`)
  const questions = repeat(4, (number) => `- Why does glaze ${number} run?\n`)
  const article = await infer(`# Kilns\n\n${bullets}\nText.\n\n${questions}`)
  assert.is(article.frontMatter, '')
})

test('nothing repeats', async () => {
  for (const text of [
    '',
    'Text.\n',
    '# Kilns\n\n## Install\n\nText.\n\n## Use\n\nText.\n\n## License\n\nMIT\n',
    '# Log\n\n## 2026-05-06\n\nText.\n\n## 2026-05-07\n\nText.\n\n## 2026-05-09\n\nText.\n\n## 2026-06-09\n\nText.\n'
  ]) {
    const {frontMatter, said, status} = await infer(text)
    assert.is(frontMatter, '', text)
    assert.match(said, /^questions\.md: found no cards/)
    assert.is(status, 1)
  }
})

test('a few questions within a text with many headings are not its cards', async () => {
  const asked = repeat(
    4,
    (number) =>
      `**Q${number}: Why does it crack?**\n\nIt is ${number} days old.\n`
  )
  const chapters = repeat(9, (number) => `## Clay ${number}\n\nText.\n`)
  assert.is((await infer(`# Clay\n\n${chapters}\n${asked}`)).status, 1)
  assert.match((await infer(`# Clay\n\n## Cracks\n\n${asked}`)).said, '4 of 4')
})

/** Text that says the same below each heading. */
const step = (number: number): string =>
  `### ${number}. Wedge the clay\n\nTurn it ${number} times.\n`

test('steps, plans and the chapters of an article are no cards', async () => {
  for (const text of [
    `# Clay\n\n${repeat(9, step)}`,
    `# Clay\n\n## Bowls\n\n${repeat(9, step)}\n## Cups\n\n${repeat(9, step)}`,
    `# Clay\n\n${repeat(9, step).replaceAll('###', '### Example')}`,
    `# Clay\n\n${repeat(9, (number) => `### Step ${number}: Is it dry${number < 3 ? '?' : ''}\n\n**Example:** It is ${number} days old.\n`)}`,
    `# Clay\n\n${repeat(9, (number) => `### Week ${number}\n\n- [ ] Wedge ${number} pounds\n- [ ] Glaze\n`)}`
  ]) {
    const {frontMatter, status} = await infer(text)
    assert.is(frontMatter, '', text)
    assert.is(status, 1)
  }
})

test('headings with numbers are cards if enough of them show it', async () => {
  for (const write of [
    (number: number) =>
      step(number).replace('clay', number % 3 === 0 ? 'clay?' : 'clay'),
    (number: number) => step(number).replace('###', '### Question'),
    (number: number) =>
      `${step(number)}\n**Level:** ${number}\n\n**Why:** It has air in it.\n`,
    (number: number) =>
      `${step(number)}\n<details>\n<summary>Why</summary>\n\nIt has air in it.\n\n</details>\n`,
    (number: number) =>
      `${step(number)}\n- [x] Yes, ${number} times\n- [ ] No\n`
  ]) {
    const {said} = await infer(`# Clay\n\n${repeat(9, write)}`)
    assert.match(said, /^questions\.md: 9 of 9 cards fit/, write(1))
  }

  const {said} = await infer(`# Clay\n\n${repeat(40, step)}`)
  assert.match(said, /^questions\.md: 40 of 40 cards fit/)
})

test('options without a tick, and letters that name them', async () => {
  const {frontMatter, said} = await infer(
    repeat(
      6,
      (number) =>
        `### Question ${number}\n\nWhich, ${number}?\n\n- [ ] A. This\n- [ ] B. That\n\n**Answer:** ${'ABABBA'[number - 1]}\n`
    )
  )
  assert.match(frontMatter, '{ kind: options, ticked: none, min: 2 }')
  assert.match(frontMatter, '{ label: Answer, kind: prose }')
  assert.match(said, '6 of 6 cards fit')
})

test('numbers with a letter', async () => {
  const {said} = await infer(
    repeat(
      8,
      (number) =>
        `## Question ${number < 4 ? number : number === 4 ? '3b' : number - 1}. Why ${number}?\n\nIt is hot.\n`
    )
  )
  assert.match(said, '8 of 8 cards fit')
})

test('the last headings need not ask', async () => {
  const asking = repeat(
    8,
    (number) => `## Why does glaze ${number} run?\n\nIt is hot.\n`
  )
  const {said} = await infer(
    `# Glazes\n\n${asking}\n## Mix a glaze of ash.\n\nTake ash.\n`
  )
  assert.match(said, '9 of 9 cards fit')
  const licensed = await infer(`# Glazes\n\n${asking}\n## License\n\nMIT\n`)
  assert.is(licensed.status, 1)
})

test('headings without a sign are cards where the title says so and there are no others', async () => {
  const list = repeat(
    12,
    (number) => `### Glaze number ${number}\n\nIt runs at ${number} degrees.\n`
  )
  const {said} = await infer(`# Questions about glazes\n\n${list}`)
  assert.match(said, /^questions\.md: 12 of 12 cards fit/)
  for (const text of [
    `# Glazes\n\n${list}`,
    `# Questions about glazes\n\n### Introduction\n\nText.\n\n${list}`,
    `# Questions about glazes\n\n${list.replaceAll('###', '#### Example\n\n###')}`
  ]) {
    assert.is((await infer(text)).status, 1, text)
  }
})

test('a number right before its title, and numbers that go on at another depth', async () => {
  const {frontMatter, said} = await infer(
    `# Kilns\n\n${repeat(6, (number) => `### Day${number}:Cones\n\nIs ${number} too hot?\n`).replaceAll('Cones', 'Why cones?')}`
  )
  assert.match(frontMatter, 'number: "Day1:"')
  assert.is(said, 'questions.md: 6 of 6 cards fit\n')
  const deep = repeat(
    4,
    (number) =>
      `### Q${number}: Why does glaze run?${'!'.repeat(number)}\n\nIt is hot.\n`
  )
  const flat = repeat(
    4,
    (number) =>
      `## Q${number + 4}: Why is clay wet?${'!'.repeat(number)}\n\nIt is new.\n`
  )
  const joined = await infer(`# Kilns\n\n## Heat\n\n${deep}\n# Clay\n\n${flat}`)
  assert.match(joined.frontMatter, 'number: "Q1:"')
  assert.match(joined.said, '8 cards fit')
})

test('standard input, and a file that is not there', async () => {
  const folder = makeFolder({})
  const {stdout, stderr} = await call(folder, ['template', '-'], {
    input: numbered
  })
  assert.match(stdout, 'number: "1."')
  assert.is(stderr, '-: 6 of 6 cards fit\n')
  const missing = await call(folder, ['template', 'no.md'])
  assert.is(missing.status, 2)
  assert.is(missing.stdout, '')
})

const banks = join(projectRoot, 'test/banks')
const shapes = readdirSync(banks, {withFileTypes: true})
  .filter((entry) => entry.isDirectory())
  .map(({name}) => name)

for (const shape of shapes) {
  test(`${shape}: without its front matter, the same cards are read`, async () => {
    const bank = showSpaces(
      readFileSync(join(banks, shape, 'bank.md'), 'utf8'),
      false
    )
    const body = bank.replace(/^---\n[\s\S]*?\n---\n\n/, '')
    assert.is.not(body, bank)
    const {frontMatter} = await infer(body)
    const text = `${frontMatter}\n${body}`
    const options = {path: 'questions.md'}
    const meant = (await readBank(bank, options)).cards
    const read = (await readBank(text, options)).cards
    assert.ok(read.length >= 3)
    assert.equal(
      read.map(({heading}) => heading.title),
      meant.map(({heading}) => heading.title)
    )
    const {messages} = await checkBank(text, options)
    assert.equal(messages.filter(({fatal}) => fatal === false).map(String), [])
  })
}

test.run()
