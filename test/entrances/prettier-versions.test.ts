/**
 * The plugin in the versions of Prettier that it is made for: a bank as the pipeline fixes it with that version, and
 * all other files as that version prints them alone, with all options that a Markdown file has.
 */
import {cpSync, mkdirSync, readFileSync, symlinkSync} from 'node:fs'
import {join} from 'node:path'
import process from 'node:process'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {makeTempFolder, projectRoot, run, writeFiles} from '../support/temp.ts'
import {broken, declared, others} from './support.ts'

/** Names under which the versions are installed here; the one in the middle is for `npm run matrix` alone. */
const versions =
  process.env['MATRIX'] === 'all'
    ? ['prettier-3.6', 'prettier-3.8', 'prettier']
    : ['prettier-3.6', 'prettier']

/** Options of Prettier, as `.prettierrc` has them. */
const settings: readonly object[] = [
  {},
  {proseWrap: 'always', printWidth: 60},
  {proseWrap: 'never', tabWidth: 4},
  {useTabs: true},
  {endOfLine: 'crlf'},
  {endOfLine: 'cr'},
  {endOfLine: 'auto'},
  {embeddedLanguageFormatting: 'off'},
  {insertPragma: true},
  {requirePragma: true},
  {rangeStart: 10, rangeEnd: 60}
]

const fenced = `# Page\n\n\`\`\`\`md\n${declared}\`\`\`\`\n\n* a\n`
const ignored = broken.replace(
  '* The crust',
  '<!-- prettier-ignore -->\n| a | b |\n|--|--|\n| c  |d |\n\n* The crust'
)
const texts: Readonly<Record<string, string>> = {
  'QUESTION_BANK.md': broken,
  'knots.md': declared,
  'page.md': others['docs/page.md'] ?? '',
  'fenced.md': fenced,
  'crlf.md': others['crlf.md'] ?? ''
}

/** Formats all texts with all settings, with our plugin and without; one process is enough. */
const script = `
import {readFileSync} from 'node:fs'
import * as prettier from 'prettier'
import * as markdown from 'prettier/plugins/markdown'
import qbank from 'qbank/prettier'
import {fixBank} from 'qbank'

const {texts, settings, ignored} = JSON.parse(readFileSync('input.json', 'utf8'))
const results = []
for (const options of settings) {
  const isFirst = options === settings[0]
  for (const [filepath, text] of Object.entries(texts)) {
    if (!isFirst && filepath !== 'QUESTION_BANK.md' && filepath !== 'fenced.md') continue
    const given = {...options, filepath}
    const isBank = filepath === 'QUESTION_BANK.md' || filepath === 'knots.md'
    const plain = isBank ? undefined : await prettier.format(text, given)
    const plugins = [qbank]
    const value = await prettier.format(text, {...given, plugins})
    const again = isFirst ? await prettier.format(value, {...given, plugins}) : undefined
    const {rangeStart, rangeEnd, requirePragma, ...rest} = options
    const repaired = isBank ? (await fixBank(text, {path: filepath, prettier: rest})).value : undefined
    results.push({options, filepath, text, plain, value, again, repaired})
  }
}

// Another plugin that wraps the Markdown parser, and shouts.
const original = markdown.parsers.markdown
let calls = 0
const other = {
  parsers: {
    markdown: {
      ...original,
      preprocess: (text) => text.replaceAll('dough', 'DOUGH'),
      parse(text, options) {
        calls++
        return original.parse(text, options)
      }
    }
  }
}
const page = 'Some dough\\n\\n* a\\n'
const beside = {
  page: await prettier.format(page, {filepath: 'page.md', plugins: [other, qbank]}),
  alone: await prettier.format(page, {filepath: 'page.md', plugins: [other]}),
  bank: await prettier.format(texts['QUESTION_BANK.md'], {filepath: 'QUESTION_BANK.md', plugins: [other, qbank]}),
  repaired: (await fixBank(texts['QUESTION_BANK.md'], {prettier: {plugins: [other]}})).value
}
const kept = await prettier.format(ignored, {filepath: 'QUESTION_BANK.md', plugins: [qbank]})
process.stdout.write(JSON.stringify({version: prettier.version, results, beside, kept, calls}))
`

interface Result {
  readonly options: Record<string, unknown>
  readonly filepath: string
  readonly text: string
  /** By Prettier alone, if it is not a bank. */
  readonly plain?: string
  /** By Prettier with the plugin. */
  readonly value: string
  /** The second time, with the first options: that other options converge is tested by the properties of banks. */
  readonly again?: string
  /** By \`fixBank\`, where it is a bank. */
  readonly repaired?: string
}

interface Output {
  readonly version: string
  readonly results: readonly Result[]
  readonly beside: Readonly<
    Record<'page' | 'alone' | 'bank' | 'repaired', string>
  >
  readonly kept: string
  /** How often the other plugin's parser was asked. */
  readonly calls: number
}

/** A project with that Prettier, and a copy of this package beside it: a link would lead back to ours. */
function makeProject(name: string): string {
  const folder = makeTempFolder()
  const modules = join(folder, 'node_modules')
  const from = (path: string): string => join(projectRoot, 'node_modules', path)
  mkdirSync(modules)
  // Not as a link: Node would find what it imports beside the place that it leads to.
  symlinkSync(from(name), join(modules, 'prettier'))
  for (const each of ['dist', 'package.json', 'rules/docs']) {
    cpSync(join(projectRoot, each), join(modules, 'qbank', each), {
      recursive: true
    })
  }

  const {dependencies} = JSON.parse(
    readFileSync(join(projectRoot, 'package.json'), 'utf8')
  ) as {dependencies: Record<string, string>}
  for (const each of Object.keys(dependencies)) {
    const target = join(modules, each)
    mkdirSync(join(target, '..'), {recursive: true})
    symlinkSync(from(each), target)
  }

  writeFiles(folder, {
    'package.json': '{"private": true, "type": "module"}\n',
    'input.json': JSON.stringify({texts, settings, ignored})
  })
  return folder
}

for (const name of versions) {
  const test = suite(name)
  const {stdout, stderr} = run(makeProject(name), process.execPath, [
    ...['--input-type=module', '-e', script]
  ])
  if (stdout === '') throw new Error(stderr)
  const {version, results, beside, kept, calls} = JSON.parse(stdout) as Output

  test('is that version', () => {
    const wanted =
      name === 'prettier'
        ? /^3\.\d+\./
        : new RegExp(`^${name.slice(9).replace('.', '\\.')}\\.`)
    assert.match(version, wanted)
    assert.is(results.length, settings.length * 2 + 3)
  })

  test('prints all that is no bank as without the plugin', () => {
    for (const {filepath, options, value, plain} of results) {
      if (plain === undefined) continue
      assert.is(value, plain, `${filepath} ${JSON.stringify(options)}`)
    }
  })

  test('fixes banks', () => {
    for (const {filepath, options, value, text, repaired} of results) {
      if (repaired === undefined) continue
      const what = `${filepath} ${JSON.stringify(options)}`
      // Of ranges Prettier formats none in Markdown; without the pragma it formats nothing.
      const isLeft = 'rangeStart' in options || 'requirePragma' in options
      assert.is(value, isLeft ? text : repaired, what)
    }
  })

  test('comes to rest', () => {
    for (const {filepath, value, again} of results) {
      if (again !== undefined) assert.is(again, value, filepath)
    }
  })

  test('honors another plugin that wraps the parser', () => {
    assert.is(beside.page, beside.alone)
    assert.match(beside.page, /Some DOUGH/)
    assert.ok(calls > 3)
    assert.is(beside.bank, beside.repaired)
    // The loss check keeps a plugin from changing what a card says.
    assert.match(beside.bank, /When is dough ready\?/)
    assert.ok(beside.bank.includes('**Difficulty:** Easy  \n'))
  })

  test('changes nothing after a comment that says so', () => {
    assert.ok(
      kept.includes(
        '<!-- prettier-ignore -->\n| a | b |\n|--|--|\n| c  |d |\n'
      ),
      kept
    )
    assert.ok(kept.includes('**Difficulty:** Easy  \n'), kept)
  })

  test.run()
}
