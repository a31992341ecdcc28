/** Where `readSimpleConfig` knows Prettier's configuration, it is what Prettier says. */
import {join} from 'node:path'
import * as prettier from 'prettier'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {readSimpleConfig} from '../../src/format/simple-config.ts'
import {makeTempFolder, writeFiles} from '../support/temp.ts'

const test = suite('simple configurations of Prettier')

const {stringify} = JSON
const options = {tabWidth: 4, proseWrap: 'always'}

const simple: Record<string, Record<string, string>> = {
  'no file': {},
  'a package.json without': {'package.json': stringify({name: 'a'})},
  'a package.json with options': {
    'package.json': stringify({prettier: {semi: false}})
  },
  '.prettierrc in JSON': {
    '.prettierrc': stringify({$schema: './a.json', ...options}),
    'package.json': stringify({devDependencies: {prettier: '3'}})
  },
  '.prettierrc.json': {'.prettierrc.json': stringify(options)},
  'one nearer than another': {
    'docs/.prettierrc': stringify({useTabs: true}),
    '.prettierrc': stringify(options)
  },
  'one that is empty': {'docs/.prettierrc': '{}', '.prettierrc': '{"a": 1}'}
}

const others: Record<string, Record<string, string>> = {
  '.editorconfig': {'.editorconfig': '[*]\nindent_size = 3\n'},
  '.editorconfig above .prettierrc': {
    '.editorconfig': '[*]\nindent_size = 3\n',
    'docs/.prettierrc': '{"semi": false}'
  },
  YAML: {'.prettierrc': 'tabWidth: 4\n'},
  code: {'prettier.config.mjs': 'export default {tabWidth: 4}\n'},
  'a configuration elsewhere': {
    'package.json': stringify({prettier: './options.json'}),
    'options.json': stringify(options)
  },
  overrides: {
    '.prettierrc': stringify({
      overrides: [{files: '*.md', options: {tabWidth: 4}}]
    })
  },
  'two in one folder': {
    'package.json': stringify({prettier: {tabWidth: 3}}),
    '.prettierrc': stringify(options)
  },
  'a package.json that is none': {'package.json': '{"prettier": '}
}

async function ask(files: Record<string, string>): Promise<{
  ours: prettier.Options | undefined
  theirs: prettier.Options | null
}> {
  const folder = makeTempFolder()
  const path = 'docs/QUESTION_BANK.md'
  writeFiles(folder, {...files, [path]: ''})
  const filepath = join(folder, path)
  return {
    ours: readSimpleConfig(filepath),
    theirs: await prettier.resolveConfig(filepath, {
      editorconfig: true,
      useCache: false
    })
  }
}

for (const [name, files] of Object.entries(simple)) {
  test(`${name}: the same as Prettier reads`, async () => {
    const {ours, theirs} = await ask(files)
    assert.equal(ours, {...theirs})
  })
}

for (const [name, files] of Object.entries(others)) {
  test(`${name}: left to Prettier`, async () => {
    const {ours} = await ask(files)
    assert.is(ours, undefined)
  })
}

test.run()
