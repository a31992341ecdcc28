/** What a run loads that has little to do; loading is most of what it costs. */
import {mkdirSync, readFileSync, symlinkSync} from 'node:fs'
import {join, relative} from 'node:path'
import process from 'node:process'
import {pathToFileURL} from 'node:url'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {makeBank} from '../../bench/banks.ts'
import {watchLoaded} from '../support/loaded.ts'
import {
  bin,
  makeTempFolder,
  projectRoot,
  run,
  runQbank,
  writeFiles
} from '../support/temp.ts'

const test = suite('what a run loads')
const bank = makeBank({cards: 2})

/** A few libraries that a clean bank needs; no Markdown parser or printer among them. */
const expected =
  /^(?:unified-engine|is-empty|extend|is-plain-obj|trough|bail|unified|vfile(?:-\w+)*|ignore|devlop|picocolors|fastest-levenshtein|github-slugger|unified-\w+(?:-\w+)*|remark-message-control|mdast-comment-marker|mdast-util-(?:to-string|mdx-expression)|unist-util-[\w-]+|space-separated-tokens)$/

test('a clean bank needs nothing that only other runs need', () => {
  const {files, parts, packages, builtin} = check({'QUESTION_BANK.md': bank})
  assert.ok(files.includes('dist/src/cli/bin.cjs'), files.join('\n'))
  assert.equal(
    files.filter(
      (file) =>
        !/^dist\/(?:load\.cjs$|src\/|scripts\/(?:chunks|src)\/)/.test(file)
    ),
    []
  )
  assert.ok(packages.includes('unified'))
  assert.equal(
    packages.filter((name) => !expected.test(name)),
    []
  )
  assert.ok(files.length < 12, `${files.length} files`)
  // Commands, reports and regions that were not asked for.
  assert.equal(
    parts.filter((part) =>
      /^src\/(?:cli\/(?:fix|readme|rules)\.ts|report\/(?:json|sarif|junit|github)|editor|prettier)\b/.test(
        part
      )
    ),
    []
  )
  assert.equal(
    builtin.filter((name) =>
      /^NativeModule (?:crypto|child_process|http|https)$/.test(name)
    ),
    []
  )
})

test('a configuration that only names the preset is not even loaded', () => {
  const named = '.remarkrc.mjs'
  for (const [text, isLoaded] of [
    ["export {default} from 'qbank'\n", false],
    ["// Ours.\nexport {default} from 'qbank'\n", true],
    ["import qbank from 'qbank'\n\nexport default {plugins: [qbank]}\n", true]
  ] as const) {
    const {files} = check({'QUESTION_BANK.md': bank, [named]: text}, true)
    assert.is(files.includes('dist/src/index.js'), isLoaded, text)
  }

  const {files} = check(
    {
      'QUESTION_BANK.md': bank,
      [named]: "export {default} from 'qbank'\n",
      'package.json': '{"remarkConfig": {}}'
    },
    true
  )
  assert.ok(files.includes('dist/src/index.js'), 'there is another one')
})

test('neither do plain front matter, simple options and a README', () => {
  const readme = `# Rides

A bank of questions.

<!--bank-stats start-->
<!--bank-stats end-->

<!--bank-contents start-->
<!--bank-contents end-->

## Questions

<!--bank-cards start-->
<!--bank-cards end-->
`
  const {packages} = check({
    'QUESTION_BANK.md': `---\nbank:\n  sections:\n    - The job queue\n---\n\n${bank}`,
    '.prettierrc': '{"singleQuote": true}\n',
    'package.json': '{"devDependencies": {"prettier": "3"}}\n',
    'README.md': readme
  })
  for (const name of ['prettier', 'micromark']) {
    assert.not(packages.includes(name), name)
  }
})

test('what is left out is loaded when it is needed', () => {
  const {files, packages} = check({
    'QUESTION_BANK.md': `---\nbank:\n---\n\n${bank}`
  })
  assert.equal(
    files.filter((file) => file.startsWith('dist/scripts/later/')).sort(),
    [
      'dist/scripts/later/@cfworker-json-schema.cjs',
      'dist/scripts/later/yaml.cjs'
    ]
  )
  assert.not(packages.includes('micromark'))
})

test('what the scanner declines is read by micromark, and formatted by Prettier', () => {
  const {packages} = check({
    'QUESTION_BANK.md': bank.replace('explain', 'a &Bernoullis; explain')
  })
  for (const name of ['prettier', 'micromark']) {
    assert.ok(packages.includes(name), name)
  }
})

test.run()

/** Checks a folder with these files, and this package if it is to be installed, which must be clean but for a README that is to be made. */
function check(
  files: Readonly<Record<string, string>>,
  isInstalled = false
): {
  /** Of this package, relative to its root. */
  files: string[]
  /** What was bundled into them. */
  parts: string[]
  /** Names of the packages that are loaded, bundled or not. */
  packages: string[]
  /** Node's own modules that it would not load for nothing. */
  builtin: string[]
} {
  const folder = makeTempFolder()
  // Says at the end of a process which modules of Node's own it has loaded.
  const spy = `
import {writeFileSync} from 'node:fs'
const own = new Set(process.moduleLoadList)
process.on('exit', () => {
  writeFileSync('builtin.json', JSON.stringify(process.moduleLoadList.filter((name) => !own.has(name))))
})
`
  writeFiles(folder, {...files, 'spy.mjs': spy})
  if (isInstalled) {
    mkdirSync(join(folder, 'node_modules'))
    symlinkSync(projectRoot, join(folder, 'node_modules/qbank'), 'junction')
  }

  if ('README.md' in files) runQbank(folder, ['fix'])
  const loaded = watchLoaded((env) => {
    const {status, stdout, stderr} = run(
      folder,
      process.execPath,
      ['--import', pathToFileURL(join(folder, 'spy.mjs')).href, bin, 'check'],
      {env}
    )
    assert.is(status, 0, stdout + stderr)
  }).filter((path) => !path.startsWith(folder))
  const own = loaded
    .map((path) => relative(projectRoot, path).replaceAll('\\', '/'))
    .filter((path) => !path.startsWith('..'))
  const all = JSON.parse(
    readFileSync(join(projectRoot, 'dist/parts.json'), 'utf8')
  ) as Record<string, readonly string[]>
  const parts = own.flatMap((file) => all[file] ?? [])
  const packages = new Set(
    [...loaded, ...parts].flatMap(
      (path) =>
        /^.*node_modules[/\\]((?:@[^/\\]+[/\\])?[^/\\]+)/.exec(path)?.[1] ?? []
    )
  )
  return {
    files: own,
    parts,
    packages: [...packages],
    builtin: JSON.parse(
      readFileSync(join(folder, 'builtin.json'), 'utf8')
    ) as string[]
  }
}
