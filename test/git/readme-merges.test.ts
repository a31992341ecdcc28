/** Branches that each add a card, merged by git alone: the server of a host has no merge driver. */
import fc from 'fast-check'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {parameters} from '../properties/support.ts'
import {git, makeTempFolder, run} from '../support/temp.ts'
import {pastOf, plan, regenerate, toReadme} from '../unit/readme-support.ts'

const test = suite('merges by git alone')

const bankName = 'QUESTION_BANK.md'
const empty = toReadme('bank-stats', 'bank-contents', 'bank-cards')

/** Titles that are alike would be those of cards in another template. */
const titles = ['Wheels', 'Brakes', 'Gears', 'Lights', 'Frames', 'Saddles']
const levels = ['Easy', 'Medium', 'Hard'] as const

interface Sketch {
  readonly title: string
  readonly level: (typeof levels)[number]
}

/** A bank as the titles of its cards, by section. */
type Sections = readonly (readonly Sketch[])[]

/** A card that a branch adds: to which section, after how many of its cards. */
interface Addition {
  readonly section: number
  readonly place: number
  readonly card: Sketch
}

const level = fc.constantFrom(...levels)
const pair = fc
  .array(fc.array(level, {maxLength: 4}), {
    minLength: 2,
    maxLength: titles.length
  })
  .chain((sections) => {
    const side = fc.record({place: fc.nat(4), level})
    const order = fc.shuffledSubarray([...sections.keys()], {minLength: 2})
    return fc.record({
      sections: fc.constant(
        sections.map((cards, at) =>
          cards.map((level, nth) => ({title: `Card ${at}.${nth}`, level}))
        )
      ),
      order,
      left: side,
      right: side
    })
  })

test('cards that two branches add to different sections never conflict, and the README follows', async () => {
  const folder = makeTempFolder()
  git(folder, 'init', '--quiet', '--template=')
  await fc.assert(
    fc.asyncProperty(pair, async ({sections, order, left, right}) => {
      const [first, second] = order as [number, number]
      const additions = [
        toAddition('From the left', first, left),
        toAddition('From the right', second, right)
      ] as const
      const banks: readonly string[] = [
        toBank(sections),
        ...additions.map((addition) => toBank(add(sections, addition))),
        toBank(additions.reduce(add, sections))
      ]
      const [base = '', ours = '', theirs = '', both = ''] = banks
      const readmes = await Promise.all(
        banks.map(async (bank) => regenerate(empty, bank))
      )
      const tree = merge(folder, [
        {bank: base, readme: readmes[0] ?? ''},
        {bank: ours, readme: readmes[1] ?? ''},
        {bank: theirs, readme: readmes[2] ?? ''}
      ])
      assert.is(show(folder, tree, bankName), both)
      const readme = show(folder, tree, 'README.md')
      for (const {title} of additions.map(({card}) => card)) {
        assert.is(readme.split(`### Q: ${title}\n`).length, 2)
      }

      const {text, problems} = await plan(readme, both, pastOf(ours, theirs))
      assert.equal(problems, [])
      assert.is(text, readmes[3])
    }),
    parameters(15)
  )
})

function toAddition(
  title: string,
  section: number,
  {place, level}: {readonly place: number; readonly level: Sketch['level']}
): Addition {
  return {section, place, card: {title, level}}
}

function add(sections: Sections, {section, place, card}: Addition): Sections {
  return sections.map((cards, at) =>
    at === section ? cards.toSpliced(place, 0, card) : cards
  )
}

function toBank(sections: Sections): string {
  const parts = sections.map((cards, at) =>
    [`## ${titles[at] ?? ''}\n`, ...cards.map(toCard)].join('\n')
  )
  return `# Bicycles\n\n${parts.join('\n')}`
}

/** Every card has lines of its own and lines that all have. */
function toCard({title, level}: Sketch): string {
  return [
    `### Q: ${title}\n`,
    `**Difficulty:** ${level}  `,
    '**Tags:** wheels  ',
    `**Question:** ${title}, what is done first?  `,
    '**What a strong answer includes:**\n',
    `- ${title} comes out.`,
    '- The tyre comes off.',
    '- The tube is looked over.\n',
    '**Common pitfalls:**\n',
    '- Pinching the tube.',
    `- Losing ${title}.\n`
  ].join('\n')
}

interface Version {
  readonly bank: string
  readonly readme: string
}

/** @returns name of the tree that git makes of two branches; throws where they conflict */
function merge(
  folder: string,
  versions: readonly [Version, Version, Version]
): string {
  const commit = (mark: number, {bank, readme}: Version): string =>
    [
      `commit refs/heads/b${mark}`,
      `mark :${mark}`,
      'committer A <a@example.com> 0 +0000',
      'data 0',
      mark === 1 ? 'deleteall' : 'from :1',
      ...Object.entries({[bankName]: bank, 'README.md': readme}).map(
        ([name, text]) =>
          `M 100644 inline ${name}\ndata ${Buffer.byteLength(text)}\n${text}`
      ),
      ''
    ].join('\n')
  const input = versions.map((version, at) => commit(at + 1, version)).join('')
  const imported = run(folder, 'git', ['fast-import', '--quiet', '--force'], {
    input
  })
  assert.is(imported.status, 0, imported.stderr)
  const {status, stdout} = git(folder, 'merge-tree', '--write-tree', 'b2', 'b3')
  assert.is(status, 0, stdout)
  return stdout.trim()
}

function show(folder: string, tree: string, name: string): string {
  return git(folder, 'cat-file', 'blob', `${tree}:${name}`).stdout
}

test.run()
