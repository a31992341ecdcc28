/**
 * Banks with options and ticks of all kinds, lists beside them, labels that the template does not have, and links to
 * headings whose numbers are wrong; and what no fix may do to them.
 */
import fc from 'fast-check'
import GithubSlugger from 'github-slugger'
import {toString} from 'mdast-util-to-string'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import {unified} from 'unified'
import {visit} from 'unist-util-visit'
import * as assert from 'uvu/assert'
import {expectLaws} from './expect-laws.ts'

/** What is before an option's text, and what it says. */
interface Mark {
  readonly source: string
  /** Whether the option is right; unknown where only its author knows. */
  readonly isTicked: boolean | undefined
}

const toMarks =
  (isTicked: boolean | undefined) =>
  (source: string): Mark => ({source, isTicked})

/** Boxes that need no bullet: `[x]`. */
const boxes: readonly Mark[] = [
  ...'[x]¦[X]¦[ x]¦[X ]¦[×]¦[✓]¦[✔️]¦[✅]¦［x］¦[y]¦[Y]¦[v]¦[*]¦[•]¦[х]'
    .split('¦')
    .map(toMarks(true)),
  ...'[ ]¦[]¦[  ]¦[-]¦［　］¦[ ]'.split('¦').map(toMarks(false)),
  ...'[o]¦[❌]¦[?]¦[1]¦[yes]¦[n]'.split('¦').map(toMarks(undefined))
]

/** Those for a bullet, or for several on a line. */
const inBullets: readonly Mark[] = [
  ...boxes,
  ...'(x)¦(✓)¦✅¦☑¦✔️¦\\[x\\]'.split('¦').map(toMarks(true)),
  ...'( )¦☐¦❌¦\\[ ]'.split('¦').map(toMarks(false)),
  {source: '', isTicked: false}
]
const plain: readonly Mark[] = [
  {source: '[x]', isTicked: true},
  {source: '[ ]', isTicked: false}
]

const bullets = ['-', '*', '+', '1.', '2)', '-  ']

/** How the options of a card are written; `first` is the number of the first one, which is in its text. */
type Style = (marks: readonly Mark[], first: number, bullet: string) => string

const word = (number: number): string => `option${number}x`

const styles: Readonly<Record<string, Style>> = {
  list: (marks, first, bullet) =>
    marks
      .map(({source}, at) => `${bullet} ${source} ${word(first + at)}`)
      .join('\n'),
  mixed: (marks, first) =>
    marks
      .map(
        ({source}, at) =>
          `${bullets[(first + at) % 3] ?? ''} ${source} ${word(first + at)}`
      )
      .join('\n'),
  spread: (marks, first, bullet) =>
    marks
      .map(({source}, at) => `${bullet} ${source} ${word(first + at)}`)
      .join('\n\n'),
  loose: (marks, first) =>
    marks.map(({source}, at) => `${source} ${word(first + at)}`).join('\n'),
  lettered: (marks, first) =>
    marks
      .map(
        ({source}, at) =>
          `${'abcdef'.charAt(at)}) ${source} ${word(first + at)}`
      )
      .join('\n'),
  line: (marks, first) =>
    marks.map(({source}, at) => `- ${source} ${word(first + at)}`).join(' '),
  glued: (marks, first) =>
    `Which one is it? ${marks
      .map(({source}, at) => `${source} ${word(first + at)}`)
      .join('\n')}`
}

const letters: Style = (marks, first) =>
  marks.map((_, at) => `${'ABCDEF'.charAt(at)}. ${word(first + at)}`).join('\n')

/** Lists and lines that are not options; the number makes their words differ. */
const beside: readonly ((number: number, bullet: string) => string)[] = [
  (number) => `1. [remark${number}x](https://example.org)`,
  (number) => `* Explanation: remark${number}x`,
  (number) => `- Ref(https://example.org/remark${number}x)`,
  (number, bullet) =>
    `\n${bullet} remark${number}x\n${bullet} and more remark${number}x`,
  (number) => `Some text: remark${number}x`,
  (number) => `\`\`\`md\n- [ ] remark${number}x\n\`\`\``
]

/** Labels without a value, and others below them. */
const labels: readonly ((number: number) => string)[] = [
  (number) => `**Level:**\n**Source:** source${number}x`,
  (number) => `**Level:** one\n**Source:** source${number}x`,
  (number) => `**Level:**\n\n**Source:** source${number}x\n**Tags:** a,b`,
  (number) => `**Tags:**\n**Source:** source${number}x\n**Level:** two`
]

/** Links to a heading, by its slug. */
const links: readonly ((slug: string, text: string) => string)[] = [
  (slug, text) => `See [${text}](#${slug}).`,
  (slug, text) => `See [${text}](<#${slug}> "title").`,
  (slug, text) => `| a | b |\n| - | - |\n| 1 | [${text}](#${slug}) |`,
  (slug, text) => `<p><a href="#${slug}">${text}</a></p>`,
  (slug, text) => `Inline <a href='#${slug}'>${text}</a> HTML.`,
  (slug, text) => `[${text}][${text}]\n\n[${text}]: #${slug}`,
  (slug, text) => `- [${text}](QUESTION_BANK.md#${slug})`,
  (slug, text) => `> [${text}](#${encodeURIComponent(slug)})`
]

const cardOf = fc.record({
  number: fc.integer({min: 1, max: 9}),
  title: fc.constantFrom('Which knot', 'Какой узел', 'What slips?', '`x` of'),
  isTitleUnique: fc.boolean(),
  style: fc.constantFrom('letters', ...Object.keys(styles)),
  bullet: fc.constantFrom(...bullets),
  marks: fc.array(fc.nat(), {minLength: 2, maxLength: 5}),
  beside: fc.option(fc.constantFrom(...beside)),
  isBesideGlued: fc.boolean(),
  labels: fc.option(fc.constantFrom(...labels)),
  link: fc.option(
    fc.record({write: fc.constantFrom(...links), to: fc.nat({max: 5})})
  )
})

/** A bank, and what is to be found in it. */
export interface OptionBank {
  readonly text: string
  /** By the word that is an option's text: its mark. */
  readonly options: ReadonlyMap<string, Mark>
}

/** Whether the options have a label, and text may follow them. */
const templateOf = fc.record({
  isLabelled: fc.boolean(),
  hasTextBelow: fc.boolean()
})

/** Banks of a few cards. */
export const optionBank: fc.Arbitrary<OptionBank> = fc
  .tuple(fc.array(cardOf, {minLength: 1, maxLength: 4}), templateOf)
  .map(([cards, template]) => {
    const options = new Map<string, Mark>()
    const titles = cards.map(
      ({isTitleUnique, title}, at) => `${title}${isTitleUnique ? ` ${at}` : ''}`
    )
    const slugger = new GithubSlugger()
    slugger.slug('Knots')
    const slugs = cards.map(({number}, at) =>
      slugger.slug(`${number}. ${titles[at] ?? ''}`)
    )
    const texts = cards.map((card, at) => {
      const style = styles[card.style]
      const allowed =
        card.style === 'line' || card.style === 'glued'
          ? plain
          : ['loose', 'lettered'].includes(card.style)
            ? boxes
            : inBullets
      const marks = card.marks.map(
        (mark) => allowed[mark % allowed.length] as Mark
      )
      const first = 10 * at
      for (const [index, mark] of marks.entries()) {
        options.set(
          word(first + index),
          style ? mark : {source: '', isTicked: false}
        )
      }

      const {link} = card
      const target = link ? link.to % cards.length : 0
      const gap = card.isBesideGlued ? '\n' : '\n\n'
      return [
        `## ${card.number}. ${titles[at] ?? ''}`,
        ...(link ? [link.write(slugs[target] ?? '', `link${target}x`)] : []),
        (template.isLabelled ? '**Options:**\n\n' : '') +
          (style ?? letters)(marks, first, card.bullet) +
          (card.beside ? gap + card.beside(at, getOther(card)) : ''),
        ...(card.labels ? [card.labels(at)] : [])
      ].join('\n\n')
    })
    return {options, text: `${renderHead(template)}${texts.join('\n\n')}\n`}
  })

/** A bullet with which another list begins. */
function getOther({
  bullet,
  style
}: {
  readonly bullet: string
  readonly style: string
}): string {
  if (style === 'mixed') return '7)'
  return bullet === '+' ? '*' : '+'
}

function renderHead({
  hasTextBelow,
  isLabelled
}: {
  readonly hasTextBelow: boolean
  readonly isLabelled: boolean
}): string {
  const content = '      - {kind: content, optional: true}\n'
  return `---
bank:
  template:
    card: {depth: 2, number: "1."}
    fields:
${content}      - {${isLabelled ? 'label: Options, ' : ''}kind: options, ticked: some, min: 2}
${hasTextBelow && !isLabelled ? content : ''}      - {label: Level, kind: prose, optional: true}
      - {label: Tags, kind: tags, optional: true}
---

# Knots

`
}

/** Checks what no fix may do to such a bank. */
export async function expectOptionsKept({
  options,
  text
}: OptionBank): Promise<void> {
  const value = await expectLaws(text)
  assert.equal(findWords(value), findWords(text), 'words are lost')
  const lines = value.split('\n')
  for (const [word, {isTicked, source}] of options) {
    const line = lines.find((each) => each.includes(word)) ?? ''
    const before = line.slice(0, line.indexOf(word))
    const box = /(?:^| )- \[([ x])\] (?:[a-z]\) |[A-F]\. |\d[.)] )?$/.exec(
      before
    )?.[1]
    const isKept =
      box === undefined || isTicked === undefined
        ? before.includes(source.trim())
        : (box === 'x') === isTicked
    assert.ok(isKept, `${source} ${word} is now ${line}`)
  }

  for (const line of lines) {
    const isOption = /^\s*(?:[-*+]|\d[.)]) +\[[ xX]\]/.test(line)
    assert.ok(
      !isOption || /option\d+x/.test(line) || line.includes('- [ ] remark'),
      `${line} has become an option`
    )
    assert.ok(
      !line.includes('source') || line.startsWith('**Source:**'),
      `${line} has become a value`
    )
  }

  assert.ok(!/^[-*+] \[[ x]\] remark/m.test(withoutCode(value)))
  expectLinksKept(text, value)
}

/** The words that are in each bank once or twice. */
function findWords(text: string): string[] {
  return (text.match(/(?:option|remark|source|link)\d+x/g) ?? []).sort()
}

function withoutCode(text: string): string {
  return text.replace(/```[^]*?```/g, '')
}

const parser = unified().use(remarkParse).use(remarkGfm)

/** Each link leads to the heading of the card to which it led. */
function expectLinksKept(before: string, after: string): void {
  const old = findLinks(before)
  const now = findLinks(after)
  assert.is(now.length, old.length, 'links are lost')
  for (const [index, target] of old.entries()) {
    assert.is(now[index], target, 'a link leads elsewhere')
  }
}

/** @returns for each link to a heading, which one it is, from 0; none where there is no such heading */
function findLinks(text: string): (number | undefined)[] {
  const tree = parser.parse(text.replace(/^---\n[^]*?\n---\n/, ''))
  const slugger = new GithubSlugger()
  const slugs: string[] = []
  visit(tree, 'heading', (heading) => {
    slugs.push(slugger.slug(toString(heading)))
  })
  const links: (number | undefined)[] = []
  const add = (url: string): void => {
    const [, fragment] = url.split('#')
    if (fragment === undefined || url.startsWith('http')) return
    const index = slugs.indexOf(decodeURIComponent(fragment))
    links.push(index === -1 ? undefined : index)
  }

  visit(tree, (node) => {
    if (node.type === 'link' || node.type === 'definition') add(node.url)
    if (node.type !== 'html') return
    for (const match of node.value.matchAll(/href=["']([^"']+)/g)) {
      add(match[1] ?? '')
    }
  })
  return links
}
