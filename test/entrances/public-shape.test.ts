/**
 * A bank in the shape of the public one that the project starts from: no configuration, 84 cards, in each the last
 * label glued to the bullet above, and one heading with mojibake.
 */
import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import type {Root, RootContent} from 'mdast'
import * as prettier from 'prettier'
import remarkParse from 'remark-parse'
import {unified} from 'unified'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {call} from '../cli/support.ts'
import {makeTempFolder, runQbank, writeFiles} from '../support/temp.ts'

const test = suite('public shape')
const sections = 7
const cardsPerSection = 12
const broken = makeBank()

/** 7 sections of 12 cards, as the public bank has them. */
function makeBank(): string {
  const parts = ['# A bank about bicycles\n\nGenerated for a test.\n']
  for (let section = 1; section <= sections; section++) {
    parts.push(`## Part ${section} & more\n`)
    for (let card = 1; card <= cardsPerSection; card++) {
      const dash = section === 6 && card === 1 ? ' overnightâ€”how' : ', how'
      parts.push(
        [
          `### Q: Wheel ${section}.${card} wobbles${dash} do you find the spoke?`,
          '',
          `**Difficulty:** ${['Easy', 'Medium', 'Hard'][card % 3] ?? ''}  `,
          `**Tags:** wheels,spokes,part-${section}  `,
          `**Question:** A rider says that wheel ${card} rubs; explain what you look at in part ${section}.  `,
          '**What a strong answer includes:**',
          '',
          `- Spins wheel ${section}.${card} and marks where it rubs.`,
          `- Compares the tension of neighbors, ${section} and ${card} apart.`,
          `- Checks rim ${section}.${card} for a dent before touching a nipple.`,
          '**Common pitfalls:**',
          '',
          `- Tightening one side of wheel ${section}.${card} only.`,
          `- Truing wheel ${section}.${card} with the tire at full pressure.`,
          ''
        ].join('\n')
      )
    }
  }

  return parts.join('\n')
}

function parse(text: string): Root {
  return unified().use(remarkParse).parse(text)
}

/** What is below each card's heading. */
function outline(tree: Root): string[] {
  const shapes: string[] = []
  let nodes: RootContent[] | undefined
  const close = (): void => {
    if (nodes) {
      shapes.push(
        nodes
          .map((node) =>
            node.type === 'list' ? `list of ${node.children.length}` : node.type
          )
          .join(', ')
      )
    }

    nodes = undefined
  }

  for (const node of tree.children) {
    if (node.type === 'heading') {
      close()
      if (node.depth === 3) nodes = []
    } else {
      nodes?.push(node)
    }
  }

  close()
  return shapes
}

test('the mistake is what it is taken for: one list of five', () => {
  assert.equal([...new Set(outline(parse(broken)))], ['paragraph, list of 5'])
})

test('check names 84 glued labels and one mojibake', async () => {
  const folder = makeTempFolder()
  writeFiles(folder, {'QUESTION_BANK.md': broken})
  const {status, stdout} = await call(folder, ['check', '--reporter', 'json'])
  const {files, summary} = JSON.parse(stdout) as {
    files: {messages: {ruleId: string}[]}[]
    summary: {errors: number; fixable: number}
  }
  const ids = files.flatMap(({messages}) => messages.map(({ruleId}) => ruleId))
  assert.is(status, 1)
  assert.is(ids.filter((id) => id === 'no-glued-label').length, 84)
  assert.is(ids.filter((id) => id === 'no-mojibake').length, 1)
  // Cards made by a machine are alike, and warned about.
  assert.is(summary.errors, 85)
  assert.is(summary.fixable, 85)
  assert.is(readFileSync(join(folder, 'QUESTION_BANK.md'), 'utf8'), broken)
})

test('fix makes every card whole, keeps all words, and comes to rest', async () => {
  const folder = makeTempFolder()
  const path = join(folder, 'QUESTION_BANK.md')
  writeFiles(folder, {'QUESTION_BANK.md': broken})
  assert.is(runQbank(folder, ['fix']).status, 0)

  const fixed = readFileSync(path, 'utf8')
  const shapes = outline(parse(fixed))
  assert.is(shapes.length, sections * cardsPerSection)
  assert.equal(
    [...new Set(shapes)],
    ['paragraph, list of 3, paragraph, list of 2']
  )
  assert.equal(fixed.split(/\s+/), broken.replace('â€”', '—').split(/\s+/))
  assert.is(await prettier.format(fixed, {parser: 'markdown'}), fixed)

  const again = await call(folder, ['fix'])
  assert.is(again.status, 0)
  assert.match(again.stdout, /nothing to fix/)
  assert.is(readFileSync(path, 'utf8'), fixed)
  assert.is((await call(folder, ['check'])).status, 0)
})

test.run()
