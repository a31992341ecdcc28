/** `qbank rules <id>`: what a person reads who has met an id in a report. */
import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {allRules} from '../../rules/index.ts'
import {regionRuleId} from '../../src/regions/region.ts'
import {projectRoot} from '../support/temp.ts'
import {call, makeFolder} from './support.ts'

const explained = suite('rules <id>')

explained("prints the rule's page", async () => {
  const ids = [...allRules.map(({meta}) => meta.id), regionRuleId]
  for (const id of ids) {
    const {stdout, status} = await call(makeFolder({}), ['rules', id])
    const path = join(projectRoot, `rules/docs/${id}.md`)
    const [comment = '', ...lines] = readFileSync(path, 'utf8').split('\n')
    assert.match(comment, /^<!-- Generated .* -->$/)
    assert.is(stdout.trim(), lines.join('\n').trim())
    assert.ok(stdout.startsWith(`# ${id}\n`))
    assert.is(status, 0)
  }
})

explained('names rules that come from other packages', async () => {
  for (const [id, name] of [
    ['no-literal-urls', 'remark-lint-no-literal-urls'],
    ['missing-file', 'remark-validate-links']
  ] as const) {
    const {stdout, status} = await call(makeFolder({}), ['rules', id])
    assert.ok(stdout.startsWith(`${id}: `))
    assert.ok(stdout.endsWith(`https://www.npmjs.com/package/${name}\n`))
    assert.is(status, 0)
  }
})

explained.run()
