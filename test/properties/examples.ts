/** Markdown of every kind as the contents of a card: CommonMark's examples, and GitHub's additions to them. */
import {tests} from 'commonmark-spec'
import fc from 'fast-check'
import {markup} from './banks.ts'
import {mutate, mutationsOf} from './support.ts'

/** A piece of Markdown. */
export interface Example {
  readonly name: string
  readonly text: string
}

/** GitHub's additions: the specification of GFM is in no package. */
const gfm: readonly string[] = [
  '| a | b |\n| - | - |\n| c | d |',
  '| a | b |\n| :-- | --: |\n| c |\n| d | e | f |',
  '| a |\n| - |\n| `\\|` **\\|** |',
  '| a | b |\n| - |\n| c | d |',
  '| a | b |\n| - | - |\n| c | d |\n> e',
  '| a | b |\n| - | - |\nc\n\nd',
  'a | b\n- | -',
  '- [ ] a\n- [x] b\n  - [X] c',
  '1. [x] a\n2. [ ]\n3. [ ]b',
  '~~a~~ b ~c~',
  '~~a\n\nb~~',
  '~~~a~~~ b',
  'www.example.com/a?b=(c).',
  'http://example.com/a_(b) https://a.example/?c=d&copy;',
  'a@example.com, a.b-c_d@e.example, a@b-, mailto:a@b.example',
  'xmpp:a@b.example/c and http://localhost',
  '(www.example.com/a_b) www.example.com/a&lt; <www.example.com>',
  '<strong> <title> <style> <em>\n\n<blockquote>\n  <xmp> a </xmp>\n</blockquote>',
  'a[^1] b[^c]\n\n[^1]: d\n\n[^c]:\n    e\n\n    ```\n    f\n    ```',
  'a[^1]\n\n- b\n\n  [^1]: c',
  '> [!NOTE]\n> a',
  '> [!WARNING]\n> - a\n>\n>   b',
  '$a_b$ and $`a*b`$\n\n$$\na_b * c_d\n$$',
  '```math\na_b\n```\n\n```mermaid\ngraph TD\n  A --> B\n```',
  '<details><summary>a</summary>\n\n**b**\n\n</details>',
  ':+1: @somebody #1 a/b#2 0123456789abcdef0123456789abcdef01234567',
  '---\na: b\n---\n\nc',
  '#a\n\n#\ta\n\n####### a\n\n\\# a'
]

/** All of them. */
export const examples: readonly Example[] = [
  ...tests.map(({number, section, markdown}) => ({
    name: `CommonMark ${number} (${section})`,
    text: markdown.replaceAll('→', '\t').replace(/\n$/, '')
  })),
  ...gfm.map((text, index) => ({name: `GFM ${index + 1}`, text}))
]

/** The text in a card: as a value, in a bullet, after the last field, and as the whole card. */
export const placements: readonly ((text: string) => string)[] = [
  (text) => bankOf(fields(text, '- Most of the water is still there.')),
  (text) =>
    bankOf(
      fields(
        'Where did the water go?',
        `- ${text.replaceAll('\n', '\n  ')}`.replace(/^ +$/gm, '')
      )
    ),
  (text) =>
    bankOf(
      `${fields('Where did the water go?', '- Most of it is still there.')}\n${text}`
    ),
  bankOf
]

/** One or two examples in a card, with up to two random changes. */
export const examplesInCards = fc
  .tuple(
    fc.array(fc.constantFrom(...examples), {minLength: 1, maxLength: 2}),
    fc.constantFrom('\n', '\n\n', ' '),
    mutationsOf(markup, 2),
    fc.constantFrom(...placements)
  )
  .map(([parts, between, mutations, place]) =>
    place(mutate(parts.map(({text}) => text).join(between), mutations))
  )

function bankOf(content: string): string {
  return `# Bread\n\n## Storage\n\n### Q: Why does bread go stale?\n\n${content}\n\n### Q: When is it baked?\n\n${fields('When?', '- It sounds hollow.')}`
}

function fields(question: string, bullet: string): string {
  return `**Difficulty:** Easy  
**Tags:** bread,storage  
**Question:** ${question}  
**What a strong answer includes:**

- Starch forms crystals again.
${bullet}
- Warmth softens the crumb for a while.

**Common pitfalls:**

- Keeping bread in the refrigerator.
- Blaming the flour.
`
}
