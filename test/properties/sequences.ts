/**
 * Banks with sequences of headings as people number them: with gaps, repeats and parts, with headings and steps in
 * answers, in the template that front matter declares or in another one. A fix keeps each number, and makes no heading
 * of other text.
 */
import fc from 'fast-check'
import * as assert from 'uvu/assert'
import {readText} from '../support/bank.ts'
import {expectLaws} from './expect-laws.ts'

/** One thing of a bank, on lines of its own; each has a name that nothing else has. */
interface Part {
  readonly kind:
    | 'card'
    | 'bare'
    | 'deeper'
    | 'bold'
    | 'spaceless'
    | 'step'
    | 'text'
    | 'comment'
    | 'fence'
    | 'section'
  /** What the number is, seen from the one before. */
  readonly stride: number
  /** What is directly after the number. */
  readonly suffix: string
  readonly isQuestion: boolean
}

const part: fc.Arbitrary<Part> = fc.record({
  kind: fc.oneof(
    {weight: 8, arbitrary: fc.constant('card' as const)},
    {
      weight: 7,
      arbitrary: fc.constantFrom(
        'bare' as const,
        'deeper' as const,
        'bold' as const,
        'spaceless' as const,
        'step' as const,
        'text' as const,
        'comment' as const,
        'fence' as const,
        'section' as const
      )
    }
  ),
  stride: fc.oneof(
    {weight: 12, arbitrary: fc.constant(1)},
    {weight: 3, arbitrary: fc.constantFrom(0, 2, 3, 7, -1, -3)}
  ),
  suffix: fc.oneof(
    {weight: 10, arbitrary: fc.constant('')},
    {
      weight: 2,
      arbitrary: fc.constantFrom('a', 'b', '.1', '.2', '.b', '/9', '-7')
    }
  ),
  isQuestion: fc.boolean()
})

/** A bank, and what it says about itself. */
export interface SequenceBank {
  readonly text: string
  /** Whether front matter declares the template that the headings have. */
  readonly isDeclared: boolean
}

export const sequenceBank: fc.Arbitrary<SequenceBank> = fc
  .record({
    parts: fc.array(part, {minLength: 2, maxLength: 14}),
    depth: fc.constantFrom(2, 3),
    before: fc.constantFrom('', 'Q', 'Question ', 'F'),
    after: fc.constantFrom('.', ')', ':'),
    declaration: fc.constantFrom(
      'fitting',
      'fitting',
      'restart',
      'none',
      'labels'
    ),
    asks: fc.constantFrom('all', 'none', 'some'),
    contents: fc.constantFrom('', 'details', 'html', 'list')
  })
  .map(({parts, depth, before, after, declaration, asks, contents}) => {
    const marker = '#'.repeat(depth)
    let number = 0
    const lines = parts.map(({kind, isQuestion, stride, suffix}, at) => {
      const end = asks === 'all' || (asks === 'some' && isQuestion) ? '?' : ''
      const name = `Knot ${toWord(at)}${end}`
      const own = Math.max(
        number + (suffix === '' || stride !== 1 ? stride : at % 2),
        1
      )
      const lead = `${before}${own}${suffix}${after}`
      switch (kind) {
        case 'card': {
          number = own
          return `${marker} ${lead} ${name}\n\nTie rope ${at}00.`
        }

        case 'bare':
          return `${marker} ${name}`
        case 'deeper':
          return `${marker}# ${lead} ${name}\n\nA turn.`
        case 'bold':
          return `**${lead} ${name}**\n\nA turn.`
        case 'spaceless':
          return `${marker}${lead} ${name}`
        case 'step':
          return `${marker}# ${(at % 3) + 1}. ${name}`
        case 'text':
          return `${(at % 4) + 1}.**${name}**`
        case 'comment':
          return `# ${name}\n\nPull.`
        case 'fence':
          return `\`\`\`md\n${marker} ${lead} ${name}\n\`\`\``
        case 'section':
          return `## ${name}`
      }
    })
    const frontMatter: Record<string, string> = {
      fitting: toFrontMatter(depth, `number: "${before}1${after}"`),
      restart: toFrontMatter(
        depth,
        `number: "${before}1${after}"\n      restart: true`
      ),
      labels:
        '---\nbank:\n  template:\n    fields:\n      - kind: prose\n        label: Weave\n---\n\n',
      none: ''
    }
    const lists: Record<string, string> = {
      '': '',
      details:
        '<details>\n<summary>Contents</summary>\n\n- [Knot](#knot)\n\n</details>\n\n',
      html: '## Contents\n\n<ul><li><a href="#knot">Knot</a></li></ul>\n\n',
      list: '## Contents\n\n1. [Knot](#knot) and more\n\n'
    }
    return {
      text: `${frontMatter[declaration] ?? ''}# Ropes\n\n${lists[contents] ?? ''}${lines.join('\n\n')}\n`,
      isDeclared: declaration === 'fitting' || declaration === 'restart'
    }
  })

function toFrontMatter(depth: number, number: string): string {
  return `---\nbank:\n  template:\n    card:\n      depth: ${depth}\n      ${number}\n    fields:\n      - kind: content\n---\n\n`
}

/** Names that are far from each other. */
function toWord(at: number): string {
  const letters = 'bcdfghklmnprstvw'
  const letter = letters.charAt(at % letters.length)
  return `${letter}a${letter}o${letter}u${letter}e`
}

/** A line with a name. */
interface Named {
  /** The `#`s of a heading of Markdown; empty for other lines. */
  readonly marker: string
  /** What is between them and the name. */
  readonly lead: string
}

function readNamed(text: string): Map<string, Named> {
  const named = new Map<string, Named>()
  for (const line of text.split('\n')) {
    const [, marker = '', lead = '', name] =
      /^(#{1,6}(?= ))?(.*?)Knot (\w+)/.exec(line) ?? []
    if (name !== undefined) named.set(name, {marker, lead: lead.trim()})
  }

  return named
}

/** Checks the invariants of a fix, and those of numbers and headings. */
export async function expectSequenceKept({
  text,
  isDeclared
}: SequenceBank): Promise<void> {
  const value = await expectLaws(text)
  const before = readNamed(text)
  const after = readNamed(value)
  assert.equal([...after.keys()].sort(), [...before.keys()].sort())
  for (const [name, {marker, lead}] of before) {
    const now = after.get(name) ?? {marker: '', lead: ''}
    const digits = /\d.*?(?=[.):]*\**$)/.exec(lead)?.[0] ?? ''
    const isWhole = /^\d+$/.test(digits)
    if (!isDeclared) {
      assert.equal(now, {marker, lead}, `${name} is left alone`)
    } else if (digits === '') {
      const isNumbered = /\d/.test(now.lead)
      assert.is(now.marker, marker, `${name} has its depth`)
      if (isNumbered) assert.ok(fillsGap(value, name), `${name} has no number`)
    } else if (isWhole) {
      assert.match(now.lead, /\d/, `${name} has a number`)
    } else {
      assert.equal(now, {marker, lead}, `${name} keeps its number`)
    }
  }

  const links = (source: string): number => source.split('](#').length
  assert.is(links(value), links(text), 'no list of contents is put in')
  const bank = readText(text)
  assert.ok(bank.cards.length <= before.size)
}

/** Whether a heading that has got a number is between those before and after it. */
function fillsGap(source: string, name: string): boolean {
  const text = source.replace(/^```[^]*?^```$/gm, '')
  const at = text.indexOf(`Knot ${name}`)
  const line = text.lastIndexOf('\n', at) + 1
  const marker = text.slice(line, text.indexOf(' ', line))
  const numbers = (part: string): {first: number; last: number}[] =>
    Array.from(
      part.matchAll(
        new RegExp(`^${marker} [A-Za-z ]*?(\\d+)([a-z./\\d-]*)[.):] Knot`, 'gm')
      ),
      ([, digits, suffix = '']) => {
        const first = Number(digits)
        const other = Number(/(?<=[-/])\d+/.exec(suffix)?.[0] ?? 0)
        return {first, last: Math.max(first, other)}
      }
    )
  const above = numbers(text.slice(0, line)).at(-1)?.last ?? 0
  const [own, below] = numbers(text.slice(line))
  return own?.first === above + 1 && below?.first === above + 2
}
