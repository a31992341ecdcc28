/** Work on texts that grow by more of the same: for a test that counts what is done, and a run that measures it. */
import type {Root} from 'mdast'
import {unified} from 'unified'
import {VFile} from 'vfile'
import {rules} from '../../rules/index.ts'
import {parse} from '../../src/markdown/parse.ts'
import {findLoss, read} from '../../src/format/loss-check.ts'
import {checkBank} from '../support/bank.ts'

const top = '# Bread\n\n## Storage\n\n'
const head = `${top}### Q: Why?\n\n`

/** @returns a card that is like no other */
function toCard(number: number): string {
  return `### Q: Why is loaf ${number} stale?

**Difficulty:** Easy  
**Tags:** bread,loaf-${number}  
**Question:** It was baked ${number} hours ago, and the crumb is hard.  
**What a strong answer includes:**

- Starch
- Water
- ${number} hours

**Common pitfalls:**

- Flour
- ${number} loaves

`
}

/** Texts with as many things in one card (or as many cards) as are asked for. */
export const shapes: Readonly<Record<string, (amount: number) => string>> = {
  cards: (amount) =>
    top + Array.from({length: amount / 5}, (_, at) => toCard(at)).join(''),
  sections: (amount) =>
    Array.from(
      {length: amount / 5},
      (_, at) => `## Shelf ${at}\n\n${toCard(at)}`
    ).join(''),
  'labels on lines': (amount) =>
    head + 'Difficulty: Easy\nTags: a\n'.repeat(amount / 2),
  'labels as headings': (amount) => head + '#### Tags\n\na\n\n'.repeat(amount),
  'labels that may be headings': (amount) =>
    head + '#### Question: a\n\n**Tags:** a\n\n'.repeat(amount / 2),
  'unknown labels': (amount) =>
    head + '**Level:** a  \n**Tag:** b  \n'.repeat(amount / 2),
  'glued labels': (amount) =>
    head + '- a\n**Common pitfalls:**\n'.repeat(amount / 3),
  'labels as bullets': (amount) => head + '- **Tags**: a\n'.repeat(amount),
  'labels on one line': (amount) => head + 'a **Tags:** b '.repeat(amount),
  'labels that are not closed': (amount) =>
    head + '**Difficulty: '.repeat(amount),
  'labels below tags': (amount) =>
    `${head}<div>\n${'</p>\n**Tags:** a\n'.repeat(amount)}`,
  'collapsed answers': (amount) =>
    head +
    '<details>\n<summary>Question</summary>\n\na\n\n</details>\n\n'.repeat(
      amount / 3
    ),
  'bullets alike': (amount) =>
    `${head}**Common pitfalls:**\n\n${'- a\n'.repeat(amount)}`,
  'blank lines': (amount) => `${head}**Tags:**\n${' \n'.repeat(amount)}`,
  'lines that may be headings': (amount) =>
    head + '**Why?**\n\nTags: a\n\n'.repeat(amount / 2),
  'headings without space': (amount) =>
    head + '###Q: Why?\n\n'.repeat(amount / 3),
  'conflict markers': (amount) =>
    head + '<<<<<<< a\nb\n=======\nc\n>>>>>>> d\n'.repeat(amount / 3),
  'tags that are not closed': (amount) =>
    head + 'a <i> </b> '.repeat(amount / 2),
  mojibake: (amount) => head + 'Ã© É» â€ '.repeat(amount / 3),
  'mojibake in one word': (amount) => head + 'Ã©'.repeat(amount * 20)
}

/**
 * What Markdown parsers take a time over that grows with its square: each of the signs is looked for to the end, or back to
 * the beginning, of its paragraph.
 */
export const hostile: Readonly<Record<string, (amount: number) => string>> =
  Object.fromEntries(
    [
      ...['a <?', '<?', 'a <!--', '<!--', 'a <![CDATA[', 'a <!A ', '<!A '],
      ...['[', '![', '[a](', '[a](<', '[a](b "', '[*a](', '[a]: <', '[a]['],
      ...['_a*b', 'a* ', '*a_', '*a ', '~a_', '{{', '{%', '`a ``b '],
      ...['> ', '1. ', '- ', '[^a]: ', '[`]` a b ', '\\[a\\]:', 'href=']
    ].map((sign) => [
      JSON.stringify(sign),
      (amount: number) =>
        `${top}${toCard(1)}\n${sign.repeat(amount)}\n\n${toCard(2)}`
    ])
  )

/** Texts in which each line takes time in proportion to the lines before it in its paragraph. */
export const long: Readonly<Record<string, (amount: number) => string>> =
  Object.fromEntries(
    ['> a\na\n', '> > a\n> a\n', 'a *b\n'].map((lines) => [
      JSON.stringify(lines),
      (amount: number) =>
        `${top}${toCard(1)}\n> a\n${lines.repeat(amount / 2)}\n${toCard(2)}`
    ])
  )

/** Much of what banks have little of. */
export const many: Readonly<Record<string, (amount: number) => string>> = {
  'empty cards': (amount) => top + '### Q: a\n\n'.repeat(amount),
  'empty cards without blank lines': (amount) =>
    top + '### Q: a\n'.repeat(amount),
  'cards without a field': (amount) =>
    top + repeat(amount, (at) => `### Q: Why is loaf ${at} stale?\n\n`),
  'links to files that are not there': (amount) =>
    head + repeat(amount, (at) => `![a](b${at}.png) `),
  'links to headings that are not there': (amount) =>
    repeat(amount / 5, (at) => `- [Why?](#why-${at})\n`) +
    `\n${top}${repeat(amount / 5, toCard)}`,
  definitions: (amount) =>
    `${top}${toCard(1)}\n${repeat(amount, (at) => `[a${at}]: https://a.example/${at}\n`)}`,
  'marks of footnotes that are not closed, below a tab': (amount) =>
    `${top}${toCard(1)}\n\tx\n${'[^'.repeat(amount)}\n\n${toCard(2)}`,
  'escaped brackets below a reference': (amount) =>
    `${top}${toCard(1)}\n[x]\n${'\\[a\\]:'.repeat(amount)}\n`,
  'rows of a table': (amount) =>
    `${head}| a | b |\n| - | - |\n${repeat(amount, (at) => `| row ${at} | value ${at * 7} |\n`)}`,
  'names in a comment': (amount) =>
    `${head}<!--lint ignore ${repeat(amount, (at) => `rule-${at} `)}-->\n`,
  comments: (amount) =>
    head +
    '<!--lint disable no-mojibake-->\n\n<!--lint enable no-mojibake-->\n\n'.repeat(
      amount / 2
    ),
  'nested bullets': (amount) =>
    head + repeat(amount, (at) => `${'  '.repeat(at % 90)}- a\n`),
  'marks of direction': (amount) => head + 'a\u202Eb\u2066 '.repeat(amount),
  'names of sections': (amount) =>
    `---\nbank:\n  sections:\n${repeat(amount, (at) => `    - Shelf ${at}\n`)}---\n\n${head}`,
  'parts of YAML in each other': (amount) =>
    `---\nbank: ${'['.repeat(amount)}\n---\n\n${head}`,
  'odd spaces': (amount) => `${head}${'a\u00A0b '.repeat(amount)}\n`,
  'names for parts of YAML': (amount) =>
    `---\nbank: &a0 {}\nb:\n${repeat(amount, (at) => `  - &a${at + 1} [*a${at}]\n`)}---\n\n${head}`
}

function repeat(amount: number, make: (at: number) => string): string {
  return Array.from({length: Math.ceil(amount)}, (_, at) => make(at)).join('')
}

/** Makes a text of some length and reads it; then, as often as it is asked, does the work. */
export type Work = (amount: number) => () => Promise<unknown>

/** What is done, by name. */
export const works: Readonly<Record<string, Work>> = {
  ...Object.fromEntries(
    Object.entries(shapes).map(([name, make]): [string, Work] => [
      name,
      (amount) => {
        const text = make(amount)
        const tree = parse(text)
        return () => check(tree, text)
      }
    ])
  ),
  'comments that switch nothing off': (amount) => {
    const comment = '<!--lint ignore bullet-count-->\n\n'
    const text = `${top}${comment.repeat(amount / 2)}${toCard(1)}`
    return () => checkBank(text)
  },
  'definitions that nothing uses, beside fixes': (amount) => {
    const odd = repeat(amount, () => 'a\u00A0b\n\n')
    const text = `${head}${odd}${repeat(amount, (at) => `[a${at}]: b\n`)}`
    return () => checkBank(text)
  },
  'comparing what Prettier prints': (amount) => {
    const text = '- a **b** `c` [d](e) $f$ <b>\n\n'.repeat(amount)
    const reading = read(text)
    return () => findLoss(reading, reading, {proseWrap: 'always'})
  }
}

const processors = rules.map((rule) => unified().use(rule).freeze())

/** Reads a tree as a bank, and runs all rules but those that look at what the others leave. */
async function check(tree: Root, text: string): Promise<void> {
  // What was read is kept with the tree: a copy is read again.
  const copy: Root = {...tree}
  for (const processor of processors) {
    const file = new VFile({path: 'QUESTION_BANK.md', value: text})
    await processor.run(copy, file)
  }
}
