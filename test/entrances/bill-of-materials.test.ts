/** What the package says about the code of others that is in it. */
import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import type {Schema} from '@cfworker/json-schema'
import {Validator} from '@cfworker/json-schema'
import process from 'node:process'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {makeTempFolder, projectRoot, run, writeFiles} from '../support/temp.ts'

/** As far as tests look into it. */
interface BillOfMaterials {
  readonly metadata: {readonly component: {readonly version: string}}
  readonly components: {
    type: string
    readonly purl: string
    readonly 'bom-ref': string
    readonly licenses: readonly {readonly license: {readonly id: string}}[]
    readonly externalReferences: readonly {readonly hashes?: unknown}[]
  }[]
  readonly dependencies: readonly {
    readonly ref: string
    readonly dependsOn?: readonly string[]
  }[]
}

const bom = readJson('dist/bom.cdx.json') as BillOfMaterials
const parts = readJson('dist/parts.json') as Record<string, string[]>

const test = suite('bill of materials')

test('is CycloneDX', () => {
  const validator = makeValidator()
  assert.equal(validator.validate(bom), {valid: true, errors: []})
  const wrong = structuredClone(bom)
  for (const component of wrong.components) component.type = 'loaf'
  assert.not(validator.validate(wrong).valid)
})

test('names every package in the bundle, and no other', () => {
  const names = Object.values(parts)
    .flat()
    .flatMap(
      (input) => /^.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.[1] ?? []
    )
  const expected = [...new Set(names)].sort()
  assert.ok(expected.length > 100)
  const named = bom.components.map(({purl}) =>
    purl.replace('%40', '@').replace(/^pkg:npm\/(.+)@.*/, '$1')
  )
  assert.equal([...new Set(named)].sort(), expected)
  const purls = bom.components.map(({purl}) => purl)
  assert.is(new Set(purls).size, purls.length)
})

test('says what a scanner asks of each', () => {
  for (const {purl, licenses, externalReferences} of bom.components) {
    assert.match(purl, /^pkg:npm\/\S+@\d+\.\d+\.\d+/)
    assert.is(licenses.length, 1, purl)
    assert.ok(
      externalReferences.some(({hashes}) => hashes),
      purl
    )
  }
})

test('says what uses what', () => {
  const uses = new Map(
    bom.dependencies.map(({ref, dependsOn = []}) => [ref, dependsOn])
  )
  const reached = new Set(uses.get(`qbank@${bom.metadata.component.version}`))
  for (const ref of reached) {
    for (const other of uses.get(ref) ?? []) reached.add(other)
  }

  assert.equal(
    bom.components
      .map((component) => component['bom-ref'])
      .filter((ref) => !reached.has(ref)),
    []
  )
})

test.run()

const licenses = suite('licenses')

licenses('there is a text for each package', () => {
  const [, ...texts] = readFileSync(
    join(projectRoot, 'dist/THIRD-PARTY-LICENSES.txt'),
    'utf8'
  ).split(`\n${'-'.repeat(78)}\n`)
  assert.is(texts.length, bom.components.length)
  for (const text of texts) {
    const [title = '', ...lines] = text.split('\n')
    assert.match(title, /^\S+ \d\S* \(.+\)$/)
    assert.match(lines.join('\n'), /permi(?:t|ssion)|rights|license/i, title)
    assert.ok(lines.join('').length > 400, title)
  }
})

for (const [what, manifest, expected] of [
  [
    'without a license',
    {repository: 'a/b'},
    /node_modules\/loaf\/package\.json: no `license`/
  ],
  [
    'without a text',
    {license: 'MIT', repository: 'https://github.com/a/b.git'},
    /node_modules\/loaf: no text of its license\..* scripts\/licenses\/a\+b\.txt/
  ]
] as const) {
  licenses(`a package ${what} ends the build`, () => {
    const folder = makeTempFolder()
    writeFiles(folder, {
      'node_modules/loaf/package.json': JSON.stringify({
        name: 'loaf',
        version: '1.0.0',
        ...manifest
      })
    })
    const module = join(projectRoot, 'scripts/third-party.mjs')
    const {stderr, status} = run(folder, process.execPath, [
      '--input-type=module',
      '--eval',
      `import {findPackages, renderLicenses} from ${JSON.stringify(module)}
renderLicenses(findPackages(['node_modules/loaf/index.js']))`
    ])
    assert.match(stderr, expected)
    assert.is(status, 1)
  })
}

licenses.run()

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(join(projectRoot, path), 'utf8'))
}

/** CycloneDX's own schema refers to others by their names. */
function makeValidator(): Validator {
  const folder = 'node_modules/@cyclonedx/cyclonedx-library/res/schema'
  const read = (name: string): Schema =>
    readJson(`${folder}/${name}.SNAPSHOT.schema.json`) as Schema
  const validator = new Validator(read('bom-1.6'), '7', false)
  for (const name of ['spdx', 'jsf-0.82', 'cryptography-defs']) {
    const id = `http://cyclonedx.org/schema/${name}.SNAPSHOT.schema.json`
    validator.addSchema({...read(name), $id: id}, id)
  }

  return validator
}
