/** Files, folders and scripts that documents and comments name exist. */
import {execFileSync} from 'node:child_process'
import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {projectRoot} from '../support/temp.ts'

/** Names of files in other projects, and of some that are made. */
const elsewhere =
  /^(?:dist\/|bench\/node_modules$|node_modules\/|rules\/no-shouting-title\.ts$|(?:lint-staged|prettier)\.config\.mjs$)/

const tracked = execFileSync('git', ['ls-files', '-z'], {
  cwd: projectRoot,
  encoding: 'utf8'
}).split('\0')

/** Ends of the paths of all files and folders: `c`, `b/c` and `a/b/c`, `b` and `a/b`, and `a`. */
const ends = new Set(
  tracked.flatMap((path) => {
    const names = path.split('/')
    return names.flatMap((_, from) =>
      names.slice(from).map((_, at, rest) => rest.slice(0, at + 1).join('/'))
    )
  })
)

/** @returns code in the sentences of a document, or in the comments of a module */
function findCode(path: string, source: string): string[] {
  const sentences = path.endsWith('.md')
    ? [source.replace(/^ *(`{3,})[^]*?^ *\1/gm, '')]
    : (source.match(/\/\*[^]*?\*\/|(?<=^|\s)\/\/.*/gm) ?? [])
  return sentences.flatMap((sentence) =>
    Array.from(sentence.matchAll(/`([^`\n]+)`/g), ([, code]) => code ?? '')
  )
}

/** @returns our modules that the examples of a document import */
function findImports(source: string): string[] {
  return Array.from(
    source.matchAll(/ from '\.\.\/(src\/[^']+)'/g),
    ([, path]) => path ?? ''
  )
}

/** A path below one of our folders, or a module by its name. */
const named =
  /^(?:(?:bench|docs|rules|schema|scripts|src|test)\/[\w./-]+|(?:[\w-]+\/)*[\w-][\w.-]*\.(?:cjs|mjs|sh|ts))$/

/** @returns the paths that a text names and that lead nowhere */
function findLost(path: string, source: string): string[] {
  const imports = path.endsWith('.md') ? findImports(source) : []
  return [...findCode(path, source), ...imports].filter(
    (code) => named.test(code) && !elsewhere.test(code) && !leadsAnywhere(code)
  )
}

/** As the end of a path: texts leave out the folders that they are about. */
function leadsAnywhere(code: string): boolean {
  return ends.has(code.replace(/\/$/, ''))
}

/** Texts whose paths are ours; fixtures and notes on changes are not. */
const texts = tracked.filter(
  (path) =>
    (/\.md$/.test(path) ||
      /^(?:bench|rules|scripts|src|test)\/.*\.m?ts$|\.mjs$/.test(path)) &&
    !/^(?:\.changeset|cards|test\/(?:banks|fixtures|known-bugs|mistakes))\/|^(?:CHANGELOG|QUESTION_BANK)\.md$/.test(
      path
    )
)

const test = suite('paths')

test('in documents and comments', () => {
  const lost = texts.flatMap((path) =>
    findLost(path, readFileSync(join(projectRoot, path), 'utf8')).map(
      (code) => `${path}: ${code}`
    )
  )
  assert.equal(lost, [])
  assert.ok(texts.length > 500)
})

test('wrong ones are found', () => {
  assert.equal(
    findLost(
      'docs/a.md',
      '`src/api.ts`, `src/gone`, `repair-staged.ts`, `gone.ts`, `src/<name>.ts`\n'
    ),
    ['src/gone', 'gone.ts']
  )
  assert.equal(
    findLost(
      'docs/a.md',
      "```ts\nimport {a} from '../src/api.ts'\nimport {b} from '../src/gone.ts'\n```\n"
    ),
    ['src/gone.ts']
  )
  assert.equal(
    findLost(
      'src/cli/commands/a.ts',
      '/** See `main.ts`, `lib/texts.ts`. */\n// and `gone.ts`\nconst a = `b.ts`\n'
    ),
    ['gone.ts']
  )
})

test('scripts in documents', () => {
  const {scripts} = JSON.parse(
    readFileSync(join(projectRoot, 'package.json'), 'utf8')
  ) as {scripts: Record<string, string>}
  const named = texts
    .filter((path) => path.endsWith('.md'))
    .flatMap((path) =>
      Array.from(
        readFileSync(join(projectRoot, path), 'utf8').matchAll(
          /npm run (?:-s |--silent )?([\w:-]+)/g
        ),
        ([, name]) => ({path, name: name ?? ''})
      )
    )
  assert.equal(
    named.filter(({name}) => scripts[name] === undefined),
    []
  )
  assert.ok(named.length > 20)
})

test.run()
