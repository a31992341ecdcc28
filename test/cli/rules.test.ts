/** `qbank rules <id>`: what a person reads who has met an id in a report. */
import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {allRules} from '../../rules/index.ts'
import {projectRoot} from '../support/temp.ts'
import {call, makeFolder} from './support.ts'

const explained = suite('rules <id>')

explained(
  'prints the whole page, examples with headings included',
  async () => {
    const page = readFileSync(join(projectRoot, 'rules/README.md'), 'utf8')
    const ids = [...allRules.map(({meta}) => meta.id).sort(), 'readme-region']
    const {stdout, status} = await call(makeFolder({}), ['rules', ...ids])
    const pages = page
      .slice(page.indexOf(`## ${ids[0]}\n`))
      .replaceAll('<!-- prettier-ignore -->\n', '')
    assert.is(stdout.replace(/\n+/g, '\n'), pages.replace(/\n+/g, '\n'))
    assert.is(status, 0)
  }
)

explained('tells of rules that come from other packages', async () => {
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
