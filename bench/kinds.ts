/**
 * The kinds of banks that are measured: each template of docs/templates.md, languages, and what authors write in cards. The
 * cards of all kinds are canonical.
 */
import type {Lexicon} from './lexicon.ts'
import {lexicons} from './lexicon.ts'
import {
  actions,
  moments,
  people,
  qualities,
  tags,
  things,
  troubles
} from './words.ts'

/** What a card is made of. */
export interface Blanks {
  /** @returns the phrase of a list that the card has at its next blank */
  readonly next: (phrases: readonly string[]) => string
  /** Of the card's code word. */
  readonly number: number
  /** Of the card in the bank, from 0. */
  readonly index: number
}

/** A kind of bank. */
export interface Kind {
  /** What front matter says of the template, if anything. */
  readonly template?: string
  /** Without sections, cards follow each other; else there are so many, or as many as there are dozens of cards. */
  readonly sections?: 'dozens' | number
  /** Whether a list of contents leads to the sections. */
  readonly hasContents?: boolean
  readonly makeCard: (blanks: Blanks) => string
}

/** The texts of a card of the default template. */
interface Parts {
  readonly title: string
  readonly question: string
  readonly answers: readonly string[]
  readonly pitfalls: readonly string[]
}

const difficulties = ['Easy', 'Medium', 'Medium', 'Hard'] as const

function makeParts({next}: Blanks): Parts {
  return {
    title: `Why does the ${next(qualities)} ${next(things)} ${next(troubles)} ${next(moments)}?`,
    question: `${toUpper(next(people))} saw the ${next(qualities)} ${next(things)} ${next(troubles)} ${next(moments)}; explain how you would ${next(actions)} it.`,
    answers: [
      `Would ${next(actions)} the ${next(qualities)} ${next(things)} ${next(moments)}.`,
      `Tells ${next(people)} to ${next(actions)} the ${next(things)}.`,
      `Can ${next(actions)} the ${next(qualities)} ${next(things)} first.`
    ],
    pitfalls: [
      `Trusting the ${next(qualities)} ${next(things)} ${next(moments)}.`,
      `Letting ${next(people)} ${next(actions)} the ${next(qualities)} ${next(things)}.`
    ]
  }
}

function translate({next}: Blanks, lexicon: Lexicon): Parts {
  const blanks = [
    () => next(lexicon.things),
    () => next(lexicon.troubles),
    () => next(lexicon.actions)
  ] as const
  return {
    title: lexicon.title(...blanks),
    question: lexicon.question(...blanks),
    answers: lexicon.answers.map((answer) => answer(...blanks)),
    pitfalls: lexicon.pitfalls.map((pitfall) => pitfall(...blanks))
  }
}

/** A card of the default template, with more below. */
function layOut(
  {number, index}: Blanks,
  {title, question, answers, pitfalls}: Parts,
  more = ''
): string {
  return `### Q: ${title}

**Difficulty:** ${at(difficulties, index)}  
**Tags:** ${getTags(number).join(',')}  
**Question:** ${question}  
**What a strong answer includes:**

${toList(answers)}
**Common pitfalls:**

${toList(pitfalls)}
${more}`
}

function toList(texts: readonly string[]): string {
  return texts.map((text) => `- ${text}\n`).join('')
}

/** A kind whose cards have something in their texts that plain ones have not. */
function withTexts(change: (parts: Parts, blanks: Blanks) => Parts): Kind {
  return {
    sections: 'dozens',
    makeCard: (blanks) => layOut(blanks, change(makeParts(blanks), blanks))
  }
}

/** The default template with one more field. */
const exhibit = `
  template:
    card: { depth: 3, prefix: 'Q:' }
    fields:
      - { label: Difficulty, kind: choice, choices: [Easy, Medium, Hard] }
      - { label: Tags, kind: tags }
      - { label: Question, kind: prose, min: 1, max: 5 }
      - { label: What a strong answer includes, kind: bullets, min: 3 }
      - { label: Common pitfalls, kind: bullets, min: 2 }
      - { label: Exhibit, kind: content, optional: true }
`

/** By name. */
export const kinds: Readonly<Record<string, Kind>> = {
  plain: withTexts((parts) => parts),
  code: withTexts(({answers: [first = '', ...others], ...parts}, {number}) => ({
    ...parts,
    answers: [`Knows \`rows[${number}]\`; ${toLower(first)}`, ...others]
  })),
  links: withTexts(
    ({answers: [first = '', ...others], ...parts}, {number}) => ({
      ...parts,
      answers: [
        `${first} See [page ${number}](https://example.org/notes/${number}?lang=en#part_2).`,
        ...others
      ]
    })
  ),
  emphasis: withTexts(({question, answers, pitfalls, ...parts}, {number}) => ({
    ...parts,
    question: question.replace('explain', '_explain_'),
    answers: answers.map((text, nth) =>
      nth === 0
        ? `**Must:** ${toLower(text)}`
        : text.replace('the', `the **first ${(number % 90) + 2}** of`)
    ),
    pitfalls: pitfalls.map((text) => text.replace('the', 'the _only_'))
  })),
  contents: {...withTexts((parts) => parts), sections: 7, hasContents: true},
  ...Object.fromEntries(
    Object.entries(lexicons).map(([name, lexicon]): [string, Kind] => [
      name,
      {
        sections: 'dozens',
        makeCard: (blanks) => layOut(blanks, translate(blanks, lexicon))
      }
    ])
  ),
  tables: {
    template: exhibit,
    sections: 'dozens',
    makeCard: (blanks) =>
      layOut(blanks, makeParts(blanks), makeTable(blanks.number))
  },
  numbered: {
    template: `
  template:
    card: { depth: 2, number: '1.' }
    fields:
      - { kind: content }
`,
    makeCard(blanks) {
      const {title, question, answers, pitfalls} = makeParts(blanks)
      return `## ${blanks.index + 1}. ${title}

${question}

${answers.map((text, nth) => `${nth + 1}. ${text}\n`).join('')}
\`\`\`sql
select count(*) from shelf_${blanks.number}
where id > ${blanks.index};
\`\`\`

${pitfalls.join('\n')}

`
    }
  },
  choice: {
    sections: 'dozens',
    template: `
  template:
    card: { depth: 3, number: 'Question 1.' }
    fields:
      - { kind: content, optional: true }
      - { kind: options, ticked: one, min: 2, max: 5 }
      - { label: Explanation, kind: content, optional: true }
`,
    makeCard(blanks) {
      const {title, question, answers, pitfalls} = makeParts(blanks)
      return `### Question ${blanks.index + 1}. ${title}

${question}

${answers.map((text, nth) => `- [${nth === 1 ? 'x' : ' '}] ${text}\n`).join('')}
**Explanation:** ${pitfalls.join(' ')}

`
    }
  },
  collapsed: {
    sections: 'dozens',
    template: `
  template:
    card: { depth: 3, prefix: 'Q:' }
    fields:
      - { kind: content }
      - { label: Answer, kind: content, details: true }
`,
    makeCard(blanks) {
      const {title, question, answers} = makeParts(blanks)
      return `### Q: ${title}

${question}

<details>
<summary>Answer</summary>

**${(blanks.number % 90) + 2}.** ${answers[0] ?? ''}

${toList(answers.slice(1))}
</details>

`
    }
  }
}

/** An escape, markup in markup, deleted text, and an element. */
function addMarkup({answers, pitfalls, question, ...parts}: Parts): Parts {
  const [first = '', ...others] = answers
  const [last = '', ...more] = pitfalls
  return {
    ...parts,
    question: question.replace('the', 'the ~~old~~ ~~very old~~'),
    answers: [
      `${first.replace('the', 'the \\*first\\*')} **Must _not_ be late.**`,
      ...others
    ],
    pitfalls: [`${last} Press <kbd>Esc</kbd>.`, ...more]
  }
}

/** Kinds that are measured by one work alone. */
export const otherKinds: Readonly<Record<string, Kind>> = {
  marked: withTexts(addMarkup),
  // An entity that few texts have, whose paragraph the scanner leaves to the parser, and a tag in several lines, which it declines.
  beyond: {
    template: exhibit,
    sections: 'dozens',
    makeCard(blanks) {
      const {answers, ...parts} = makeParts(blanks)
      const [first = '', ...others] = answers
      const {number} = blanks
      return layOut(
        blanks,
        {...parts, answers: [`${first} It is soft&shy;ware.`, ...others]},
        `**Exhibit:**\n\n<img\n  src="shelf_${number}.png"\n  alt="shelf ${number}"\n/>\n\n`
      )
    }
  },
  mixed: {
    template: exhibit,
    sections: 'dozens',
    makeCard(blanks) {
      const {answers, ...parts} = translate(blanks, lexicons.chinese)
      const [first = '', ...others] = answers
      const {number} = blanks
      const link = `[page ${number}](https://example.org/notes/${number})`
      const code = `select * from shelf_${number};`
      return layOut(
        blanks,
        {...parts, answers: [`${first} ${link}`, ...others]},
        `**Exhibit:**\n\n\`\`\`sql\n${code}\n\`\`\`\n\n`
      )
    }
  }
}

function makeTable(number: number): string {
  const rows = [0, 1, 2].map(
    (row) =>
      `| shelf ${row} | ${String((number * (row + 3)) % 1000).padStart(4)} |`
  )
  return `**Exhibit:**

| Place   | Rows |
| ------- | ---: |
${rows.join('\n')}

`
}

/** @returns three different tags */
function getTags(number: number): string[] {
  return [0, 1, 3].map((step) => at(tags, number + step))
}

/** The item with an index, counted round and round. */
function at<Item>(list: readonly Item[], index: number): Item {
  return list[index % list.length] as Item
}

function toUpper(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function toLower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}
