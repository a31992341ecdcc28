/** The schemas that editors and other programs read are those that this version checks with. */
import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {exportSchema} from '../../src/export/schema.ts'
import {reportSchema} from '../../src/report/schema.ts'
import {statsSchema} from '../../src/stats/schema.ts'
import {frontMatterSchema} from '../../src/template/schema.ts'
import {projectRoot} from '../support/temp.ts'

const test = suite('schemas')

for (const [name, schema] of Object.entries({
  bank: frontMatterSchema,
  export: exportSchema,
  report: reportSchema,
  stats: statsSchema
})) {
  test(`${name}: what is published is what the sources say`, () => {
    const path = join(projectRoot, `schema/${name}.schema.json`)
    const published: unknown = JSON.parse(readFileSync(path, 'utf8'))
    assert.equal(published, JSON.parse(JSON.stringify(schema)))
  })
}

test.run()
