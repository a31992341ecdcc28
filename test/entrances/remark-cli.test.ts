/** remark's own command line: the messages of `qbank check`, the bytes of `qbank fix`, and its own way with all else. */
import {symlinkSync} from 'node:fs'
import {join} from 'node:path'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {call} from '../cli/support.ts'
import {projectRoot} from '../support/temp.ts'
import {runRemark} from './remark.ts'
import {
  broken,
  declared,
  fixAt,
  makeProject,
  others,
  read,
  runPackage
} from './support.ts'

const ours = "export {default} from 'qbank'\n"
const theirs = `import gfm from 'remark-gfm'
import frontmatter from 'remark-frontmatter'

export default {plugins: [gfm, frontmatter]}
`
const banks = {'QUESTION_BANK.md': broken, 'docs/knots.md': declared}

/** A reporter for unified-engine that prints what ours prints as JSON, as far as remark knows of it. */
const reporter = `export default (files) =>
  JSON.stringify(
    files.map((file) => ({
      path: file.path,
      messages: file.messages
        .map(({source, ruleId, reason, note, place, expected, fatal, url}) => ({
          ruleId,
          source,
          severity: fatal === undefined ? 'warning' : 'error',
          message: reason,
          note,
          line: place.start.line,
          column: place.start.column,
          endLine: place.end.line,
          endColumn: place.end.column,
          expected: expected ?? [],
          url
        }))
    }))
  )
`

interface Message {
  readonly line: number
  readonly column: number
  readonly endLine: number
  readonly endColumn: number
  readonly ruleId: string
  readonly message: string
}

interface File {
  readonly path: string
  readonly messages: readonly Message[]
}

const test = suite('remark-cli')

test('reports what `qbank check` reports', async () => {
  const folder = makeProject({
    ...banks,
    ...others,
    '.remarkrc.mjs': ours,
    'reporter.mjs': reporter
  })
  const remark = runPackage(folder, 'remark-cli', [
    '.',
    '--report',
    './reporter.mjs',
    '--no-stdout'
  ])
  assert.is(remark.status, 0, remark.stderr)
  const files = JSON.parse(remark.stderr) as File[]
  assert.is(files.length, Object.keys({...banks, ...others}).length)
  const qbank = await call(folder, ['check', '--reporter', 'json'])
  assert.is(qbank.status, 1, qbank.stderr)
  const expected = JSON.parse(qbank.stdout) as {files: File[]}
  for (const {path, messages} of expected.files) {
    const own = files.find((file) => file.path === path)
    assert.ok(messages.length > 0)
    assert.equal(sort(own?.messages ?? []), sort(messages.map(reduce)), path)
  }

  for (const {path, messages} of files) {
    if (path in others) assert.equal(messages, [], path)
  }
})

test('fails on errors with `--frail`, and only then', async () => {
  const clean = await fixAt(makeProject(), 'QUESTION_BANK.md', broken)
  for (const [text, expected] of [
    [broken, 1],
    [clean, 0]
  ] as const) {
    const folder = makeProject({
      'QUESTION_BANK.md': text,
      '.remarkrc.mjs': ours
    })
    const options = {files: ['QUESTION_BANK.md'], frail: true}
    assert.is((await runRemark(folder, options)).status, expected)
  }
})

test('`--output` writes what `qbank fix` writes', async () => {
  const windows = broken.replaceAll('\n', '\r\n')
  const files = {
    ...banks,
    'windows/QUESTION_BANK.md': windows,
    'mark/QUESTION_BANK.md': `\uFEFF${broken}`
  }
  const configurations = {
    '.remarkrc.mjs': ours,
    '.prettierrc': '{"proseWrap": "always"}'
  }
  const folder = makeProject({...files, ...configurations})
  const {status, stderr} = runPackage(folder, 'remark-cli', [
    '.',
    '--output',
    '--quiet'
  ])
  assert.is(status, 0, stderr)
  const other = makeProject({...files, ...configurations})
  await call(other, ['fix'])
  for (const [path, text] of Object.entries(files)) {
    assert.is(read(folder, path), await fixAt(other, path, text), path)
    assert.is(read(folder, path), read(other, path), path)
  }
})

test('standard input is fixed, too', async () => {
  const folder = makeProject({'.remarkrc.mjs': ours})
  const {stdout} = runPackage(
    folder,
    'remark-cli',
    ['--file-path', 'QUESTION_BANK.md', '--quiet'],
    broken
  )
  assert.is(stdout, await fixAt(folder, 'QUESTION_BANK.md', broken))
})

test('a bank that is clean is written as it is', async () => {
  const folder = makeProject({'.remarkrc.mjs': ours})
  const clean = await fixAt(folder, 'QUESTION_BANK.md', broken)
  const options = {filePath: 'QUESTION_BANK.md'}
  const {stdout} = await runRemark(folder, options, clean)
  assert.is(stdout, clean)
})

test('a file that is no bank is compiled as without us', async () => {
  const folder = makeProject({...others, '.remarkrc.mjs': ours})
  const plain = makeProject({...others, '.remarkrc.mjs': theirs})
  for (const each of [folder, plain]) {
    const options = {files: ['.'], output: true}
    const {status, stderr} = await runRemark(each, options)
    assert.is(status, 0, stderr)
  }

  for (const [path, text] of Object.entries(others)) {
    assert.is(read(folder, path), read(plain, path), path)
    if (text !== '') assert.is.not(read(folder, path), text, path)
  }
})

test('a plugin that changes the tree of another file has its way', async () => {
  const shout = `import {default as qbank} from 'qbank'

const shout = () => (tree) => {
  tree.children.push({type: 'heading', depth: 2, children: [{type: 'text', value: 'More'}]})
}

export default {plugins: [qbank, shout], settings: {bullet: '+'}}
`
  const folder = makeProject({'.remarkrc.mjs': shout})
  const options = {filePath: 'notes.md', quiet: true}
  const {stdout} = await runRemark(folder, options, '* a\n')
  assert.is(stdout, '+ a\n\n## More\n')
})

test('remark-toc works on files that are no bank, and not on banks', async () => {
  const toc = (first: string): string =>
    `import first from '${first}'\nimport toc from 'remark-toc'\nexport default {plugins: [first, toc]}\n`
  const files = {
    'notes.md': '# Notes\n\n## Contents\n\n## Dough\n\n## Crust\n',
    'QUESTION_BANK.md': broken
  }
  const write = async (first: string): Promise<string> => {
    const folder = makeProject({...files, '.remarkrc.mjs': toc(first)})
    symlinkSync(
      join(projectRoot, 'node_modules/remark-toc'),
      join(folder, 'node_modules/remark-toc')
    )
    const options = {files: ['.'], output: true}
    const {status, stderr} = await runRemark(folder, options)
    assert.is(status, 0, stderr)
    return folder
  }
  const folder = await write('qbank')
  const notes = read(folder, 'notes.md')
  assert.match(notes, /\* \[Dough\]\(#dough\)\n\* \[Crust\]\(#crust\)/)
  assert.is(notes, read(await write('remark-gfm'), 'notes.md'))
  assert.not(read(folder, 'QUESTION_BANK.md').includes('(#bread)'))
})

test('`.remarkignore` and rules that are off hold everywhere', async () => {
  const folder = makeProject({
    ...banks,
    '.remarkignore': 'docs/\n',
    '.remarkrc.mjs': `import qbank, {rules} from 'qbank'

export default {plugins: [qbank, [rules['choice-value'], false], [rules['no-mojibake'], 'warn']]}
`,
    'reporter.mjs': reporter
  })
  const options = {files: ['.'], reporter: './reporter.mjs', out: false}
  const remark = await runRemark(folder, options)
  const files = JSON.parse(remark.stderr) as File[]
  const qbank = await call(folder, ['check', '--reporter', 'json'])
  const expected = JSON.parse(qbank.stdout) as {files: File[]}
  assert.equal(
    files.map(({path}) => path),
    ['QUESTION_BANK.md']
  )
  assert.equal(
    sort(files[0]?.messages ?? []),
    sort(expected.files[0]?.messages.map(reduce) ?? [])
  )
  assert.not(JSON.stringify(files).includes('choice-value'))
})

test.run()

/** What remark knows of one of our messages: not its card, nor which candidates are fixes. */
function reduce(message: Message): Message {
  const {fixable, card, ...rest} = message as Message & {
    fixable: unknown
    card: unknown
  }
  assert.is(typeof fixable, 'boolean')
  assert.ok(card === undefined || typeof card === 'string')
  return rest
}

function sort(messages: readonly Message[]): string[] {
  return messages
    .map((message) =>
      JSON.stringify(
        Object.entries(message)
          .filter(([, value]) => value !== undefined)
          .sort(([left], [right]) => (left < right ? -1 : 1))
      )
    )
    .sort()
}
