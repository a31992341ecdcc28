/** Banks as people write them: canonical ones, and mistakes to make in them. */
import fc from 'fast-check'
import type {Mutation} from './support.ts'
import {mutate, mutationsOf, share} from './support.ts'

/** Words that no label, choice, prefix or tag has in it, nor is within two edits of: what is theirs must stay. */
export const vocabulary = [
  'sourdough',
  'chain',
  'sprocket',
  'compost',
  'seedling',
  'kneading',
  'brakes',
  'trellis',
  'crumb',
  'oven-spring',
  'puncture',
  'mulching',
  'crème',
  'naïve'
]

const word = fc.constantFrom(...vocabulary)

const token = fc.oneof(
  {weight: 8, arbitrary: word},
  {weight: 1, arbitrary: word.map((text) => `\`${text}\``)},
  {weight: 1, arbitrary: word.map((text) => `[${text}](#${text.length})`)},
  {weight: 1, arbitrary: word.map((text) => `_${text}_`)},
  {weight: 1, arbitrary: word.map((text) => `**${text}**`)},
  {weight: 1, arbitrary: word.map((text) => `"${text}"`)},
  {weight: 1, arbitrary: word.map((text) => `${text} — ${text}`)}
)

const sentence = fc
  .array(token, {minLength: 2, maxLength: 5})
  .map((tokens) => tokens.join(' '))

const tags = fc
  .uniqueArray(fc.constantFrom('bread', 'wheels', 'soil', 'tools'), {
    minLength: 1,
    maxLength: 3
  })
  .map((list) => list.join(','))

const card = fc
  .record({
    title: sentence,
    choice: fc.constantFrom('Easy', 'Medium', 'Hard'),
    tags,
    question: fc.array(sentence, {minLength: 1, maxLength: 2}),
    strong: fc.uniqueArray(sentence, {minLength: 3, maxLength: 4}),
    pitfalls: fc.uniqueArray(sentence, {minLength: 2, maxLength: 3})
  })
  .map(
    ({title, choice, tags, question, strong, pitfalls}) =>
      `### Q: ${title}?

**Difficulty:** ${choice}  
**Tags:** ${tags}  
**Question:** ${question.join('. ')}?  
**What a strong answer includes:**

${strong.map((text) => `- ${text}.\n`).join('')}
**Common pitfalls:**

${pitfalls.map((text) => `- ${text}.\n`).join('')}`
  )

const section = fc
  .tuple(word, fc.array(card, {minLength: 1, maxLength: 2}))
  .map(([title, cards]) => `## About ${title}\n\n${cards.join('\n')}`)

/** A bank in which next to nothing is wrong. */
export const bank = fc
  .tuple(
    fc.constantFrom('', '', '---\nbank:\n---\n\n'),
    fc.array(section, {minLength: 1, maxLength: 2})
  )
  .map(
    ([frontMatter, sections]) =>
      `${frontMatter}# Questions\n\n${sections.join('\n')}`
  )

/** What is replaced by one of what: the mistakes that people make. */
const mistakes: readonly (readonly [RegExp, readonly string[]])[] = [
  // Labels.
  [/\n\n(?=\*\*Common)/g, ['\n', '\n  ', '\n    ']],
  [/\n\n(?=- )/g, ['\n', '\n\n\n']],
  [
    /\*\*(Difficulty|Tags|Question|Common pitfalls):\*\*/g,
    [
      ...[
        '**$1**:',
        '$1:',
        '__$1:__',
        '*$1:*',
        '**$1:',
        '**$1 :**',
        '** $1:**'
      ],
      ...[
        '- **$1:**',
        '#### $1',
        '#### $1:',
        '**$1：**',
        '***$1:***',
        '**$1**'
      ],
      ...['**$1:** ', '  **$1:**', '> **$1:**', '**$1:**\n']
    ]
  ],
  [
    /\*\*Difficulty:\*\*/g,
    ['**difficulty:**', '**Dificulty:**', '**Level:**', '']
  ],
  [/\*\*Common pitfalls:\*\*/g, ['**Common Pitfals:**', '**Pitfalls:**', '']],
  [/\*\*(Difficulty:)\*\* (.*)/g, ['**$1 $2**', '**$1**$2', '**$1**\n$2']],
  // Headings.
  [
    /### Q: (.*)/g,
    [
      ...[
        '## Q: $1',
        '#### Q: $1',
        '###Q: $1',
        '### Question: $1',
        '**Q: $1**'
      ],
      ...[
        'Q: $1',
        '### Q. $1',
        '### $1',
        '# Q: $1',
        '### **Q: $1**',
        '### Q: $1 ###'
      ],
      ...[
        'Q: $1\n---',
        '###  Q:  $1',
        '### Q1: $1',
        '**$1**',
        '- Q: $1',
        '### Q:\n$1'
      ]
    ]
  ],
  [/## About (.*)/g, ['### About $1', '##About $1', 'About $1\n===', '']],
  // Choices.
  [
    /(?<=:\*\* )(?:Easy|Medium|Hard)/g,
    [
      'easy',
      'HARD',
      'Meduim',
      'Hard.',
      '**Hard**',
      'Very hard',
      '',
      '`Easy`',
      'Easy / Hard'
    ]
  ],
  // Mojibake.
  [/ — /g, [' â€” ', ' â€“ ', ' ï¿½ ']],
  [/crème/g, ['crÃ¨me']],
  // Markers, blank lines, spaces.
  [/^- /gm, ['* ', '+ ', '1. ', '-', '-   ', '  - ', '- - ', '• ', '']],
  [/\n\n/g, ['\n\n\n', '\n \n', '\n']],
  [/ {2}\n/g, ['\n', '\\\n', '   \n', ' \n', '<br>\n', '\n\n']],
  [/ (?=\w)/g, ['  ', '\t', '\u00A0']],
  [/\n(?=[-*])/g, ['\n ', '\n   ', '\n\t']],
  [/\.\n/g, ['. \n', '.  \n', '\n', '.\n\n']]
]

interface Mistake {
  readonly kind: number
  readonly place: number
  readonly choice: number
}

const mistake: fc.Arbitrary<Mistake> = fc.record({
  kind: share,
  place: share,
  choice: share
})

function make(text: string, {kind, place, choice}: Mistake): string {
  const [pattern, replacements] = pick(mistakes, kind)
  const found = [...text.matchAll(pattern)]
  if (found.length === 0) return text
  const match = pick(found, place)
  const replacement = pick(replacements, choice).replace(
    /\$(\d)/g,
    (_, group: string) => match[Number(group)] ?? ''
  )
  return (
    text.slice(0, match.index) +
    replacement +
    text.slice(match.index + match[0].length)
  )
}

function pick<Item>(list: readonly Item[], share: number): Item {
  const item = list[Math.floor(share * list.length)]
  if (item === undefined) throw new Error('nothing to pick from')
  return item
}

/** @returns banks of a kind with one to six mistakes in each */
export function makeBrokenBank(
  banks: fc.Arbitrary<string>
): fc.Arbitrary<string> {
  return fc
    .tuple(banks, fc.array(mistake, {minLength: 1, maxLength: 6}))
    .map(([text, mistakes]) => mistakes.reduce(make, text))
}

/** A bank with one to six mistakes. */
export const brokenBank = makeBrokenBank(bank)

/** What no fix may change, each as it can be below the text of a question. */
const foreign: readonly string[] = [
  '```\n**Tags:**  a\n  - b\n\n\n### Q: c\n```',
  '````text\n| a |  b\n\n```\n* c\\\n````',
  '<div align="center">\n  <b>Tags:</b>   a\n * b\n</div>',
  '<!-- **Tags:**  a\n\n* b -->',
  '$$\na_b  * c_d\n$$',
  'Sourdough `*a*  b` and <kbd>a</kbd> &amp; $a_b * c_d$ \\* here.',
  '![a  b](./a_b*c.png "d_e")',
  '    - a  b\n      **Tags:** c',
  '    for (a) {\n      Map<b, c>\n    }'
]

/** A bank with mistakes around something that is to stay as it is. */
export const bankWithForeign = fc
  .record({
    text: bank,
    part: fc.constantFrom(...foreign),
    mistakes: fc.array(mistake, {minLength: 1, maxLength: 4})
  })
  .map(({text, part, mistakes}) => {
    const place = 'FOREIGN'
    const withPlace = text.replace(
      / {2}\n(?=\*\*What)/,
      () => `\n\n${place}\n\n`
    )
    const broken = mistakes.reduce(make, withPlace)
    return {
      part,
      // A mistake may have indented it, or glued it to something: it is put on its own lines again.
      text: broken.replace(/\s*FOREIGN\s*/, () => `\n\n${part}\n\n`)
    }
  })

/** What means something to Markdown, to put in anywhere. */
export const markup: readonly string[] = [
  ...['\n', '\n\n', ' ', '  ', '    ', '\t', '#', '### ', '-', '- ', '*', '**'],
  ...['_', '`', '```\n', '<', '<!--', '-->', '>', '> ', '|', '\\', '[', ']('],
  ...[':', '---\n', '1. ', '&', '&amp;', '$', '~', '~~~\n', '\r', '+ ', '=']
]

/** A bank with mistakes that have no name. */
export const mutatedBank = fc
  .tuple(brokenBank, mutationsOf(markup, 4))
  .map(([text, mutations]: [string, readonly Mutation[]]) =>
    mutate(text, mutations)
  )

/** How often each word of the vocabulary is in a text; in code, its mojibake may stay. */
export function countWords(text: string): Record<string, number> {
  const counts: Record<string, number> = {}
  const read = text.replaceAll('crÃ¨me', 'crème')
  for (const word of vocabulary) counts[word] = read.split(word).length - 1
  return counts
}
