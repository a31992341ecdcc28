/** The package as it is published, installed and used. */
import {cpSync, existsSync, mkdirSync, readFileSync, symlinkSync} from 'node:fs'
import {delimiter, join, relative} from 'node:path'
import process from 'node:process'
import {fromMarkdown} from 'mdast-util-from-markdown'
import {visit} from 'unist-util-visit'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {allRules} from '../../rules/index.ts'
import {regionRuleId} from '../../src/regions/region.ts'
import {repository} from '../../scripts/repository.ts'
import type {Finished} from '../support/temp.ts'
import {
  git,
  makeTempFolder,
  projectRoot,
  run,
  writeFiles
} from '../support/temp.ts'
import {broken, fixAt} from './support.ts'

/** What `package.json` says, as far as it is looked at here. */
interface Manifest {
  readonly name: string
  readonly version: string
  readonly bin: Readonly<Record<string, string>>
  readonly exports: Readonly<
    Record<string, string | Readonly<Record<string, string>>>
  >
  readonly files: readonly string[]
  readonly dependencies: Readonly<Record<string, string>>
  readonly homepage: string
  readonly bugs: string
  readonly repository: {readonly url: string}
}

const manifest = JSON.parse(readText('package.json')) as Manifest

/** Names that a module exports; each of them is a promise to keep. */
const exportedNames = {
  qbank: ['checkBank', 'default', 'fixBank', 'readBank', 'rules'],
  'qbank/rule': [
    ...['count', 'defineCardRule', 'defineRule', 'joinOr', 'nameField'],
    ...['quote', 'quoteAll']
  ],
  'qbank/prettier': ['default', 'parsers', 'printers'],
  'qbank/lint-staged': ['all', 'changedOnly', 'default']
}

/** What a project may do with the types; those of the libraries are checked, too. */
const rightUse = `import qbank, {checkBank, fixBank, readBank, rules} from 'qbank'
import type {Bank, BankOptions, BankResult, Card, Rule, RuleConfig, RuleMeta, RuleSeverity, Severity} from 'qbank'
import plugin, {parsers, printers} from 'qbank/prettier'
import lintStaged, {changedOnly} from 'qbank/lint-staged'
import manifest from 'qbank/package.json' with {type: 'json'}
import {unified} from 'unified'
import {VFile} from 'vfile'
import type {Plugin} from 'prettier'

const rule: Rule | undefined = rules['bullet-count']
const meta: RuleMeta | undefined = rule?.meta
const severity: Severity | undefined = meta?.severity
const given: RuleSeverity = 'warn'
const config: RuleConfig = [given, {}]
const prettier: Plugin = plugin

export const processor = unified().use(qbank)
if (rule) processor.use({plugins: [[rule, config]]}).use(rule, 'error')
const options: BankOptions = {path: 'QUESTION_BANK.md', config: true, prettier: {proseWrap: 'always'}}
export const checked: Promise<BankResult> = checkBank('# Bread', options)
export const fixed: Promise<string> = fixBank(new VFile('# Bread')).then(({value}) => value)
export const read: Promise<readonly Card[]> = readBank('# Bread').then((bank: Bank) => bank.cards)
export const all = [severity, prettier, parsers, printers, lintStaged, changedOnly, manifest.version]
export default {...lintStaged, '*.ts': 'eslint'}
`

/** What it may not do. */
const wrongUse = `import type {RuleConfig, Severity} from 'qbank'

export const config: RuleConfig = 'sometimes' // wrong
export const severity: Severity = 'sometimes' // wrong
`

/** What a project may do with rules, qbank's and its own. */
const rightRules = `import qbank, {rules} from 'qbank'
import {defineCardRule, defineRule, nameField, quote} from 'qbank/rule'
import type {Bank, Bullet, Card, Field, FromSchema, Problem, Rule, Template} from 'qbank/rule'
import {unified} from 'unified'

const schema = {
  type: 'object',
  additionalProperties: false,
  required: ['words'],
  properties: {
    words: {type: 'array', items: {type: 'string'}},
    kind: {type: 'string', enum: ['a', 'b'], default: 'a'},
    most: {type: 'number'},
    strict: {type: 'boolean'}
  }
} as const
const words: FromSchema<typeof schema.properties.words> = ['a']

const own = defineRule(
  {id: 'own', description: 'Own', severity: 'error', hasSuggestions: true, options: schema},
  async function* (bank, {words, kind, most, strict}) {
    const all: readonly string[] = words
    const one: 'a' | 'b' = kind
    const some: number | undefined = most
    const [template]: readonly Template[] = bank.templates
    for (const line of bank.lines) {
      yield {place: bank.place(line.start, line.end), message: quote(String([all, one, some, strict, template]))} satisfies Problem
    }
  }
)
const plain = defineCardRule(
  {id: 'plain', description: 'Plain', severity: 'warning', skipsCanonical: true},
  function* (card: Card, bank: Bank) {
    const fields: readonly Field[] = card.fields
    const bullets: readonly Bullet[] = fields.flatMap(({bullets}) => bullets)
    for (const {label, template} of fields) {
      yield {place: bank.place(label.start, label.end), message: nameField(template) + bullets.length}
    }
  }
)
const listed: readonly Rule[] = [own, plain, rules['field-break'], rules['validate-links']]
export const processor = unified()
  .use(qbank)
  .use(rules['field-break'], ['error', {style: 'backslash'}])
  .use(rules['bullet-count'], 'warn')
  .use(own, ['warn', {words, kind: 'b'}])
export const metas = listed.map(({meta}) => [meta.fixable, meta.hasSuggestions, meta.options])
`

/** What it may not do, in the lines that say so. */
const wrongRules = `import {rules} from 'qbank'
import {defineCardRule} from 'qbank/rule'
import {unified} from 'unified'

const own = defineCardRule(
  {id: 'own', description: 'Own', severity: 'error', options: {type: 'object', additionalProperties: false, properties: {most: {type: 'integer'}}}},
  function* (card, bank, options) {
    const most: string | undefined = options.most // wrong
    const other = options.mots // wrong
    const inner = card.isCanonical // wrong
    const swallower = card.fields[0]?.label.swallower // wrong
    yield {place: bank.place(0, 1), message: String([most, other, inner, swallower])}
  }
)
const misspelt = rules['bulet-count'] // wrong
const processor = unified()
processor.use(rules['field-break'], ['error', {style: 'tabs'}]) // wrong
processor.use(rules['field-break'], ['error', {stile: 'spaces'}]) // wrong
processor.use(rules['bullet-count'], ['error', {max: 3}]) // wrong
processor.use(own, ['error', {most: 'many'}]) // wrong
export const all = [misspelt, processor]
`

/** What docs/writing-a-rule.md shows: a rule and a configuration with it. */
const [ownRule = '', configuration = ''] = Array.from(
  readText('docs/writing-a-rule.md').matchAll(/```js\n\/\/ \S+\n(.*?)```/gs),
  ([, code]) => code
)

const tarball = suite('tarball')
const folder = makeTempFolder()
const packed = pack(folder)

tarball('holds what users need, and nothing else', () => {
  const paths = packed.files.map(({path}) => path)
  const pages = [...allRules.map(({meta}) => meta.id), regionRuleId]
  assert.equal(
    paths.filter((path) => !path.startsWith('dist/')).sort(),
    [
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'SECURITY.md',
      'bench/README.md',
      'bench/chart.svg',
      'docs/adopting.md',
      'docs/api.md',
      'docs/ci.md',
      'docs/contributing-a-card.md',
      'docs/demo.svg',
      'docs/editors.md',
      'docs/export.md',
      'docs/formatting.md',
      'docs/hook.md',
      'docs/merging.md',
      'docs/readme.md',
      'docs/site.md',
      'docs/site.png',
      'docs/studying.md',
      'docs/templates.md',
      'docs/versioning.md',
      'docs/writing-a-rule.md',
      'package.json',
      'pre-commit.sh',
      'rules/README.md',
      ...pages.map((id) => `rules/docs/${id}.md`),
      'schema/bank.schema.json',
      'schema/export.schema.json',
      'schema/report.schema.json',
      'schema/stats.schema.json'
    ].sort()
  )
  for (const path of paths) {
    if (!path.startsWith('dist/')) continue
    assert.match(path, /\.(?:c?js|css|d\.ts|txt|wasm)$|^dist\/bom\.cdx\.json$/)
    assert.not.match(path, /test|fixture|bench/)
  }

  assert.equal(
    paths.filter((path) => /^dist\/src\/.*\.c?js$/.test(path)).sort(),
    [
      'dist/src/cli/bin.cjs',
      'dist/src/editor/bin.cjs',
      'dist/src/hook/bin.cjs',
      'dist/src/hook/lint-staged.js',
      'dist/src/index.js',
      'dist/src/prettier/plugin.js',
      'dist/src/rule/index.js'
    ]
  )
  // What its exports lead to; a file that joins them is published.
  assert.equal(paths.filter((path) => path.endsWith('.d.ts')).sort(), [
    'dist/src/api.d.ts',
    'dist/src/bank/public-model.d.ts',
    'dist/src/engine/preset.d.ts',
    'dist/src/hook/lint-staged.d.ts',
    'dist/src/index.d.ts',
    'dist/src/markdown/offsets.d.ts',
    'dist/src/message/source.d.ts',
    'dist/src/prettier/plugin.d.ts',
    'dist/src/rule/index.d.ts',
    'dist/src/rule/options-schema.d.ts',
    'dist/src/rule/types.d.ts',
    'dist/src/template/model.d.ts',
    'dist/src/template/name-field.d.ts',
    'dist/src/template/numerals.d.ts',
    'dist/src/text/wording.d.ts'
  ])
})

tarball('holds every page that its pages link to', () => {
  const paths = new Set(packed.files.map(({path}) => path))
  let links = 0
  for (const path of paths) {
    if (!path.endsWith('.md')) continue
    visit(fromMarkdown(readText(path)), (node) => {
      if (node.type !== 'link' && node.type !== 'image') return
      const url = new URL(node.url, `file:///${path}`)
      if (url.protocol !== 'file:') return
      links++
      const target = decodeURI(url.pathname.slice(1))
      // The registry's page leads into the repository.
      if (target === 'QUESTION_BANK.md') return
      assert.ok(paths.has(target), `${path}: ${node.url}`)
    })
  }

  assert.ok(links > 20)
})

tarball('says where it comes from', () => {
  const home = `https://github.com/${repository}`
  const {homepage, bugs, repository: source} = manifest
  assert.equal(
    [homepage, bugs, source.url],
    [`${home}#readme`, `${home}/issues`, `git+${home}.git`]
  )
})

tarball('holds every file that package.json names', () => {
  const paths = new Set(packed.files.map(({path}) => path))
  const named = [
    ...Object.values(manifest.bin),
    ...Object.values(manifest.exports).flatMap((value) =>
      typeof value === 'string' ? value : Object.values(value)
    )
  ]
  assert.ok(named.length >= 8)
  for (const path of named) assert.ok(paths.has(path.replace('./', '')), path)
  for (const entry of manifest.files) {
    // With a leading `!`, what is left out.
    const path = entry.replace(/^!/, '')
    assert.ok(existsSync(join(projectRoot, path)), path)
    if (path !== entry) assert.not(paths.has(path), path)
  }
})

tarball.run()

const installed = suite('installed package')
const project = install()

installed('`npx --no -- qbank check` and `fix` work', async () => {
  writeFiles(project, {'QUESTION_BANK.md': broken})
  const check = run(project, 'npx', ['--no', '--', 'qbank', 'check'], {
    env: {PATH: withoutStandIns()}
  })
  assert.is(check.status, 1, check.stderr)
  assert.match(check.stdout, /no-glued-label/)
  assert.is(qbank('fix').status, 0)
  const text = readFileSync(join(project, 'QUESTION_BANK.md'), 'utf8')
  assert.is(text, await fixAt(project, 'QUESTION_BANK.md', broken))
  assert.is(qbank('check').status, 0)
  assert.is(qbank('--version').stdout.trim(), manifest.version)
})

installed(
  'a package of Anki and a page are made, with the files they need',
  () => {
    writeFiles(project, {'QUESTION_BANK.md': broken})
    const exported = qbank(...['export', '--to', 'apkg', '--out', 'bread.apkg'])
    assert.is(exported.status, 0, exported.stderr)
    const bytes = readFileSync(join(project, 'bread.apkg'))
    assert.is(bytes.toString('latin1', 0, 2), 'PK')
    const built = qbank('site')
    assert.is(built.status, 0, built.stderr)
    for (const name of ['index.html', 'page.js', 'theme.js', 'style.css']) {
      assert.ok(existsSync(join(project, 'site', name)), name)
    }
  }
)

installed('links to documentation that is there', () => {
  writeFiles(project, {'QUESTION_BANK.md': broken})
  const {files} = JSON.parse(qbank('check', '--reporter', 'json').stdout) as {
    files: {messages: {ruleId: string; url: string}[]}[]
  }
  const urls = files.flatMap(({messages}) =>
    messages.map(({ruleId, url}) => ({ruleId, url: new URL(url)}))
  )
  assert.ok(urls.length > 0)
  for (const {ruleId, url} of urls) {
    const page = readFileSync(url, 'utf8')
    assert.ok(page.includes(`\n# ${ruleId}\n`), ruleId)
    assert.ok(url.pathname.startsWith(project))
  }
})

installed('exports what it says, under the names that are pinned', () => {
  const modules = Object.keys(exportedNames)
  const script = `
    const names = {}
    for (const name of ${JSON.stringify(modules)}) {
      names[name] = Object.keys(await import(name)).sort()
    }
    process.stdout.write(JSON.stringify(names))
  `
  const {stdout, stderr} = node('--input-type=module', '-e', script)
  assert.is(stderr, '')
  assert.equal(JSON.parse(stdout), exportedNames)
  assert.equal(Object.keys(manifest.exports).sort(), [
    '.',
    './lint-staged',
    './package.json',
    './prettier',
    './rule'
  ])
})

installed('its manifest can be imported, its insides cannot', () => {
  const {stdout} = node('-p', "require('qbank/package.json').name")
  assert.is(stdout.trim(), 'qbank')
  const {stderr, status} = node('-e', "require('qbank/dist/src/engine/job.js')")
  assert.is(status, 1)
  assert.match(stderr, /ERR_PACKAGE_PATH_NOT_EXPORTED/)
})

installed('rules are plugins by their ids', () => {
  const script = `
    import qbank, {rules} from 'qbank'
    const ids = Object.keys(rules)
    const wrong = ids.filter((id) => typeof rules[id] !== 'function' || rules[id].meta.id !== id)
    process.stdout.write(JSON.stringify([ids.length > 5, wrong, Array.isArray(qbank.plugins)]))
  `
  const {stdout, stderr} = node('--input-type=module', '-e', script)
  assert.is(stderr, '')
  assert.equal(JSON.parse(stdout), [true, [], true])
})

installed(
  'a rule of a project’s own: ten lines, with an option and a fix',
  () => {
    assert.ok(ownRule.trim().split('\n').length <= 10, ownRule)
    const title = 'Why does a cold oven spoil a loaf of bread that has risen?'
    const text = broken.replace(/### Q: .*/, `### Q: ${title}`)
    writeFiles(project, {
      'QUESTION_BANK.md': text,
      'no-long-title.js': ownRule,
      '.remarkrc.mjs': configuration
    })
    const check = qbank('check')
    assert.is(check.status, 1)
    assert.match(
      check.stdout,
      /^ {2}QUESTION_BANK\.md:5:8 {2}error {2}Unexpected title of 58 characters, expected at most 40 {2}no-long-title$/m
    )
    assert.is(qbank('fix').status, 0)
    assert.match(
      readFileSync(join(project, 'QUESTION_BANK.md'), 'utf8'),
      `### Q: ${title.slice(0, 40).trimEnd()}\n`
    )

    const silenced = text.replace(
      '### Q:',
      '<!--lint ignore no-long-title-->\n\n### Q:'
    )
    writeFiles(project, {'QUESTION_BANK.md': silenced})
    const {stdout} = qbank('check')
    assert.not.match(stdout, /no-long-title|lint-directive/)

    for (const [options, expected] of [
      [
        '{most: 5}',
        'Unexpected value `5` of option `most` of rule `no-long-title`, expected a whole number of at least 10'
      ],
      [
        '{mots: 50}',
        'Unexpected option `mots` of rule `no-long-title`, expected `most`. Did you mean `most`?'
      ]
    ] as const) {
      writeFiles(project, {
        '.remarkrc.mjs': configuration.replace('{most: 40}', options)
      })
      const {status, stderr} = qbank('check')
      assert.equal([status, stderr], [2, `QUESTION_BANK.md: ${expected}\n`])
    }
  }
)

installed(
  'types hold for a strict project, follow from what is there, and refuse what is wrong',
  () => {
    const right = {
      'use.ts': rightUse,
      'rules.ts': rightRules,
      'own.ts': ownRule
    }
    const wrong = {'wrong.ts': wrongUse, 'wrong-rules.ts': wrongRules}
    writeFiles(project, {...right, ...wrong})
    const {status, stdout} = compile(
      ...Object.keys(right),
      ...Object.keys(wrong)
    )
    const lines = Array.from(
      stdout.matchAll(/^(\S+)\((\d+),\d+\): error/gm),
      ([, file, line]) => `${file}:${line}`
    )
    const marked = Object.entries(wrong).flatMap(([file, text]) =>
      text
        .split('\n')
        .flatMap((line, at) =>
          line.endsWith('// wrong') ? `${file}:${at + 1}` : []
        )
    )
    assert.ok(marked.length > 7)
    assert.equal(lines.sort(), marked.sort(), stdout)
    assert.is.not(status, 0)
  }
)

installed.run()

const clone = suite('installs of a clone')

clone('a production install is quiet and does not fail', () => {
  const copy = copyProject()
  git(copy, 'init', '--quiet')
  const {status, stdout, stderr} = npm(
    copy,
    'ci',
    '--omit=dev',
    '--foreground-scripts'
  )
  assert.is(status, 0, stderr)
  // What npm itself says about a script that it runs, and its summary.
  const noise = `${stdout}\n${stderr}`
    .split('\n')
    .filter((line) => !/^(?:> .*|added \d+ packages.*|)$/.test(line))
  assert.equal(noise, [])
  assert.not(existsSync(join(copy, 'node_modules/esbuild')))
  assert.not(existsSync(join(copy, 'dist')))
  assert.not(existsSync(join(copy, '.husky/_')))
})

clone('`prepare` builds, also where there is no repository', () => {
  const copy = copyProject()
  symlinkSync(join(projectRoot, 'node_modules'), join(copy, 'node_modules'))
  // What a build makes is what all tests here are about.
  writeFiles(copy, {
    'scripts/build.mjs':
      "import {mkdirSync} from 'node:fs'\nmkdirSync('dist')\n"
  })
  expectQuiet(run(copy, process.execPath, ['scripts/prepare.mjs']))
  assert.ok(existsSync(join(copy, 'dist')))
  assert.not(existsSync(join(copy, '.husky/_')))
})

clone('`prepare` installs the hook where there is one', () => {
  const copy = copyProject()
  git(copy, 'init', '--quiet')
  // Without the compiler there is nothing to build with.
  mkdirSync(join(copy, 'node_modules'))
  symlinkSync(
    join(projectRoot, 'node_modules/husky'),
    join(copy, 'node_modules/husky')
  )
  expectQuiet(run(copy, process.execPath, ['scripts/prepare.mjs']))
  assert.ok(existsSync(join(copy, '.husky/_/pre-commit')))
  assert.is(git(copy, 'config', 'core.hooksPath').stdout.trim(), '.husky/_')
  assert.not(existsSync(join(copy, 'dist')))
})

clone.run()

interface Packed {
  readonly filename: string
  readonly files: readonly {readonly path: string}[]
}

/** Packs the package, as it was last built, into a folder. */
function pack(target: string): Packed {
  const {stdout, stderr} = npm(
    target,
    'pack',
    projectRoot,
    '--ignore-scripts',
    '--json'
  )
  const [packed] = JSON.parse(stdout) as Packed[]
  if (!packed) throw new Error(stderr)
  return packed
}

/** Installs the tarball in an empty project. */
function install(): string {
  const target = makeTempFolder()
  writeFiles(target, {'package.json': '{"private": true, "type": "module"}\n'})
  const {status, stderr} = npm(target, 'install', join(folder, packed.filename))
  if (status !== 0) throw new Error(stderr)
  return target
}

/** @returns a file of this repository */
function readText(path: string): string {
  return readFileSync(join(projectRoot, path), 'utf8')
}

/** A copy of this repository as a clone has it: nothing installed, nothing built. */
function copyProject(): string {
  const target = makeTempFolder()
  const left = /^(?:node_modules|dist|\.git|\.husky[/\\]_|bench|docs|test)$/
  cpSync(projectRoot, target, {
    recursive: true,
    filter: (path) => !left.test(relative(projectRoot, path))
  })
  return target
}

/** Runs npm, which has no reason to ask the registry for what it knows. */
function npm(cwd: string, command: string, ...args: string[]): Finished {
  return run(cwd, 'npm', [
    command,
    ...args,
    ...['--prefer-offline', '--no-audit', '--no-fund', '--no-update-notifier']
  ])
}

/** Runs the program that the package brings, which npx takes longer to find than it takes to run. */
function qbank(...args: string[]): Finished {
  return run(project, join(project, 'node_modules/.bin/qbank'), args)
}

/** @returns the PATH without the programs that the tests run instead of slower ones */
function withoutStandIns(): string {
  const folders = process.env['PATH']?.split(delimiter) ?? []
  return folders
    .filter((path) => path !== join(projectRoot, 'test/support/programs'))
    .join(delimiter)
}

function node(...args: string[]): Finished {
  return run(project, process.execPath, args)
}

function expectQuiet({status, stdout, stderr}: Finished): void {
  assert.equal([status, stdout, stderr], [0, '', ''])
}

/** Compiles files of the project, without any types but those that they import. */
function compile(...names: string[]): Finished {
  writeFiles(project, {
    'tsconfig.json': JSON.stringify({
      compilerOptions: {
        target: 'es2023',
        lib: ['es2023', 'dom'],
        module: 'nodenext',
        strict: true,
        exactOptionalPropertyTypes: true,
        resolveJsonModule: true,
        skipLibCheck: false,
        skipDefaultLibCheck: true,
        noEmit: true,
        types: []
      },
      files: names
    })
  })
  return node(join(projectRoot, 'node_modules/typescript/bin/tsc'))
}
