/** What a run loads that has nothing to do; loading is most of what it costs. */
import {readFileSync} from 'node:fs'
import {join, relative} from 'node:path'
import process from 'node:process'
import {fileURLToPath} from 'node:url'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {makeBank} from '../../bench/banks.ts'
import {
  bin,
  makeTempFolder,
  projectRoot,
  run,
  writeFiles
} from '../support/temp.ts'

const test = suite('what a run loads')

/** Says at the end of a process which modules it has loaded: imported, required, and of Node's own. */
const spy = `
import {register, createRequire} from 'node:module'
import {appendFileSync} from 'node:fs'
import vm from 'node:vm'
vm.Script = class extends vm.Script {
  constructor(code, options) {
    super(code, options)
    appendFileSync('loaded.txt', options.filename + '\\n')
  }
}
const own = new Set(process.moduleLoadList)
register('data:text/javascript,' + encodeURIComponent(\`
  import {appendFileSync} from 'node:fs'
  export function load(url, context, next) {
    appendFileSync('loaded.txt', url + '\\\\n')
    return next(url, context)
  }
\`))
process.on('exit', () => {
  const required = Object.keys(createRequire(import.meta.url).cache)
  const builtin = process.moduleLoadList.filter((name) => !own.has(name))
  appendFileSync('loaded.txt', [...required, ...builtin].join('\\n'))
})
`

/** A few libraries that a clean bank needs; no Markdown parser or printer among them. */
const expected =
  /^(?:debug|ms|supports-color|has-flag|unified-engine|is-empty|extend|is-plain-obj|trough|bail|unified|vfile(?:-\w+)*|ignore|devlop|picocolors|commander|fastest-levenshtein|github-slugger|unified-\w+(?:-\w+)*|remark-message-control|mdast-comment-marker|mdast-util-(?:to-string|mdx-expression)|unist-util-[\w-]+|space-separated-tokens)$/

test('a clean bank needs nothing that only other runs need', () => {
  const {files, parts, builtin} = load({
    'QUESTION_BANK.md': makeBank({cards: 2})
  })
  assert.ok(files.includes('dist/src/cli/bin.cjs'), files.join('\n'))
  assert.equal(
    files.filter(
      (file) =>
        !/^dist\/(?:load\.cjs$|src\/|scripts\/(?:chunks|src)\/)/.test(file)
    ),
    []
  )
  const packages = new Set(
    parts.flatMap(
      (part) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(part)?.[1] ?? []
    )
  )
  assert.equal(
    [...packages].filter((name) => !expected.test(name)),
    []
  )
  assert.ok(files.length < 35, `${files.length} files`)
  // Commands, reports and regions that were not asked for.
  assert.equal(
    parts.filter((part) =>
      /^src\/(?:cli\/(?:fix|readme|rules|rescue)|report\/(?:json|sarif|junit|github)|entrances)\b/.test(
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

test('what is left out is loaded when it is needed', () => {
  const {files} = load({
    'QUESTION_BANK.md': `---\nbank:\n---\n\n${makeBank({cards: 2})}`
  })
  const later = files
    .filter((file) => file.startsWith('dist/scripts/later/'))
    .sort()
  assert.equal(later, [
    'dist/scripts/later/@cfworker-json-schema.cjs',
    'dist/scripts/later/yaml.cjs'
  ])
})

/** Checks a folder with these files, which must be clean. */
function load(bank: Readonly<Record<string, string>>): {
  /** Of this package, relative to its root. */
  files: string[]
  /** What was bundled into them. */
  parts: string[]
  /** Node's own modules that it would not load for nothing. */
  builtin: string[]
} {
  const folder = makeTempFolder()
  writeFiles(folder, {...bank, 'spy.mjs': spy})
  const {status, stdout, stderr} = run(folder, process.execPath, [
    ...['--import', './spy.mjs', bin, 'check']
  ])
  assert.is(status, 0, stdout + stderr)
  const loaded = readFileSync(join(folder, 'loaded.txt'), 'utf8').split('\n')
  const files = new Set(
    loaded
      .filter((name) => /^(?:file:|\/|[A-Z]:)/.test(name))
      .map((name) => (name.startsWith('file:') ? fileURLToPath(name) : name))
      .map((path) => relative(projectRoot, path).replaceAll('\\', '/'))
      .filter((path) => !path.startsWith('..'))
  )
  const all = JSON.parse(
    readFileSync(join(projectRoot, 'dist/parts.json'), 'utf8')
  ) as Record<string, readonly string[]>
  return {
    files: [...files],
    parts: [...files].flatMap((file) => all[file] ?? []),
    builtin: loaded.filter((name) => name.startsWith('NativeModule '))
  }
}

test.run()
