/** An edit of one heading, as an editor makes it: links follow wherever they are. */
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {addLinkEdits} from '../../src/fix/follow-anchors.ts'
import {applyEdits} from '../../src/message/edits.ts'
import {readText} from '../support/bank.ts'
import {projectRoot} from '../support/temp.ts'

const test = suite('links of an edit')
const file = {
  cwd: projectRoot,
  path: 'QUESTION_BANK.md',
  basename: 'QUESTION_BANK.md'
}

for (const [name, from, to] of [
  ['longer', 'Why?', 'Why does clay crack?'],
  ['shorter', 'Why does clay crack in the sun?', 'Why?']
] as const) {
  test(`before it, in it and after it, where the heading becomes ${name}`, () => {
    const toText = (title: string): string => {
      const anchor = title.toLowerCase().replace(/\?/g, '').replaceAll(' ', '-')
      return `# Clay\n\n- [First](#q-${anchor})\n\n## Kilns\n\n### Q: ${title}\n\n**Question:** See [itself](#q-${anchor}).\n\n### Q: Then?\n\n**Question:** See [that](#q-${anchor}), and [more](#kilns).\n`
    }
    const source = toText(from)
    const start = source.indexOf('### Q:')
    const end = source.indexOf('\n\n### Q: Then')
    const old = source.slice(start, end)
    // With the value below it, whose link is in the range.
    const text = old.replace(`Q: ${from}`, `Q: ${to}`)
    const edits = addLinkEdits(source, {start, end, text}, readText, file)
    assert.is(applyEdits(source, edits), toText(to))
    assert.is(edits.length, 3)
  })
}

test.run()
