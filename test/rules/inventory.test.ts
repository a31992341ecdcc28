/** Rules and fixtures belong together, and show each rule from all sides. */
import {readFileSync, readdirSync} from 'node:fs'
import {join} from 'node:path'
import * as prettier from 'prettier'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {allRules} from '../../rules/index.ts'
import {readRuleSource} from '../../scripts/rule-source.ts'
import {renderRulesPage} from '../../scripts/rules-page.ts'
import {readFixtureFile, readFixtures} from '../support/fixtures.ts'
import {projectRoot} from '../support/temp.ts'

const fixtures = readFixtures()
const all = allRules
const inventory = suite('inventory')

inventory('every rule has fixtures, every folder a rule', () => {
  assert.equal(
    [...new Set(fixtures.map(({rule}) => rule))].sort(),
    all.map(({meta}) => meta.id).sort()
  )
})

inventory('every rule has at least four situations', () => {
  for (const {meta} of all) {
    const situations = fixtures.filter(({rule}) => rule === meta.id)
    assert.ok(
      situations.length >= 4,
      `${meta.id} has ${situations.length} situations`
    )
  }
})

inventory(
  'every rule has a situation that it names and one that it does not',
  () => {
    for (const {meta} of all) {
      const situations = fixtures.filter(({rule}) => rule === meta.id)
      const isNamed = situations.map(
        (fixture) => readFixtureFile(fixture, 'messages.txt') !== ''
      )
      assert.ok(isNamed.includes(true), `${meta.id} says nothing anywhere`)
      assert.ok(isNamed.includes(false), `${meta.id} is silent nowhere`)
    }
  }
)

inventory('every rule is switched off somewhere', () => {
  for (const {meta} of all) {
    // No comment can be above front matter.
    if (meta.id === 'front-matter') continue
    const isSuppressed = fixtures.some(
      ({rule, input}) =>
        rule === meta.id &&
        new RegExp(`<!--lint (?:disable|ignore) .*\\b${meta.id}\\b`).test(input)
    )
    assert.ok(isSuppressed, meta.id)
  }
})

inventory(
  'no rule knows how canonical cards are distinguished from others',
  () => {
    const folder = join(projectRoot, 'rules')
    for (const name of readdirSync(folder)) {
      if (!name.endsWith('.ts')) continue
      assert.not.match(
        readFileSync(join(folder, name), 'utf8'),
        /isCanonical\b|nonCanonical/,
        name
      )
    }
  }
)

inventory(
  'the index of the rules says of each what its source says',
  async () => {
    const path = join(projectRoot, 'rules/README.md')
    const rules = await Promise.all(
      all.map(({meta}) => readRuleSource(meta.id))
    )
    rules.sort((left, right) => (left.meta.id < right.meta.id ? -1 : 1))
    const options = await prettier.resolveConfig(path)
    assert.is(
      await prettier.format(renderRulesPage(rules), {
        ...options,
        filepath: path
      }),
      readFileSync(path, 'utf8')
    )
  }
)

inventory.run()
