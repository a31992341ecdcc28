/** Folders import one way, and none becomes a house of its own. */
import {readFileSync, readdirSync} from 'node:fs'
import {join} from 'node:path'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {findCycle, readFolders} from '../../scripts/folders.ts'
import {projectRoot} from '../support/temp.ts'

const test = suite('folders')

/** Rules are a file each. */
const mostFiles = 20

/** The largest share of all lines that one folder may have; the files of rules count as one folder together. */
const mostShare = 0.15

test('no folder imports itself by way of others', () => {
  assert.is(findCycle(readFolders(projectRoot))?.join(' → '), undefined)
})

test('a cycle would be found', () => {
  const graph = new Map([
    ['a', new Set(['b'])],
    ['b', new Set(['c'])],
    ['c', new Set(['b'])]
  ])
  assert.equal(findCycle(graph), ['b', 'c', 'b'])
})

test('no folder has too many files or lines', () => {
  const lines = new Map<string, number>()
  for (const folder of readFolders(projectRoot).keys()) {
    const path = join(projectRoot, folder)
    const names = readdirSync(path).filter((name) => name.endsWith('.ts'))
    assert.ok(
      names.length <= mostFiles || folder === 'rules',
      `${folder}: ${names.length} files`
    )
    const texts = names.map((name) => readFileSync(join(path, name), 'utf8'))
    lines.set(folder, texts.join('').split('\n').length)
  }

  const all = [...lines.values()].reduce((sum, count) => sum + count, 0)
  assert.ok(all > 10_000)
  for (const [folder, count] of lines) {
    const share = count / all
    assert.ok(
      share <= mostShare || folder === 'rules',
      `${folder}: ${(share * 100).toFixed(1)} %`
    )
  }
})

test.run()
