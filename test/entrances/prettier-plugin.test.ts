/** Prettier with our plugin: banks as `qbank fix` leaves them, all else as Prettier alone does. */
import {extname, join} from 'node:path'
import process from 'node:process'
import * as prettier from 'prettier'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {call} from '../cli/support.ts'
import {watchLoaded} from '../support/loaded.ts'
import {run} from '../support/temp.ts'
import {
  broken,
  declared,
  fixAt,
  makeProject,
  others,
  read,
  runPackage
} from './support.ts'

const withPlugin = {plugins: ['qbank/prettier']}
const banks = {'QUESTION_BANK.md': broken, 'docs/knots.md': declared}

const configuration = (
  options: object = {}
): Readonly<Record<string, string>> => ({
  '.prettierrc': JSON.stringify({...withPlugin, ...options})
})

/** As Prettier's command line does, in this process: a start of Node takes longer than most files. */
async function format(
  folder: string,
  path: string,
  text: string
): Promise<string> {
  const filepath = join(folder, path)
  const options = await prettier.resolveConfig(filepath, {editorconfig: true})
  return prettier.format(text, {...options, filepath})
}

const program = suite("Prettier's command line")

program('`--write` repairs a bank as `qbank fix` does', async () => {
  const folder = makeProject({...banks, ...others, ...configuration()})
  const {status, stderr} = runPackage(folder, 'prettier', ['--write', '.'])
  assert.equal([status, stderr], [0, ''])
  const written = Object.keys(banks).map((path) => read(folder, path))
  for (const [index, [path, text]] of Object.entries(banks).entries()) {
    assert.is(written[index], await fixAt(folder, path, text))
    assert.is.not(written[index], text)
  }

  for (const [path, text] of Object.entries(others)) {
    assert.is(read(folder, path), await format(folder, path, text), path)
  }

  assert.ok(written[0]?.includes('**Difficulty:** Easy  \n'), 'hard breaks')
  assert.ok(written[0]?.includes('light.\n\n**Common pitfalls:**\n\n- Blaming'))
  // From here on they all agree that there is nothing to do.
  assert.is(runPackage(folder, 'prettier', ['--check', '.']).status, 0)
  const check = await call(folder, ['check', '--reporter', 'json'])
  assert.match(check.stdout, /"fixable": 0/)
  await call(folder, ['fix'])
  assert.equal(
    Object.keys(banks).map((path) => read(folder, path)),
    written
  )
})

program('Prettier is loaded once, though parts of ours are no modules', () => {
  const folder = makeProject({'QUESTION_BANK.md': broken, ...configuration()})
  const loaded = watchLoaded((env) => {
    run(
      folder,
      process.execPath,
      ['node_modules/prettier/bin/prettier.cjs', '--check', '.'],
      {env}
    )
  })
  assert.equal(
    loaded
      .filter((path) => /[/\\]prettier[/\\](?:index|doc|plugins)\b/.test(path))
      .map((path) => extname(path))
      .filter((extension) => extension !== '.mjs'),
    []
  )
  assert.ok(loaded.some((path) => path.endsWith('markdown.mjs')))
})

program('`--check` reports a bank that needs a fix', () => {
  const folder = makeProject({
    'QUESTION_BANK.md': broken,
    'other.md': 'Fine.\n',
    ...configuration()
  })
  const {status, stderr} = runPackage(folder, 'prettier', ['--check', '.'])
  assert.is(status, 1)
  assert.match(stderr, /QUESTION_BANK\.md/)
  assert.not.match(stderr, /other\.md/)
  assert.is(read(folder, 'QUESTION_BANK.md'), broken)
})

program('passes over what is ignored', () => {
  const folder = makeProject({
    ...banks,
    '.prettierignore': 'docs/\n',
    '.remarkignore': 'QUESTION_BANK.md\n',
    ...configuration()
  })
  const {status, stderr} = runPackage(folder, 'prettier', ['--write', '.'])
  assert.equal([status, stderr], [0, ''])
  assert.is(read(folder, 'docs/knots.md'), declared)
  assert.is(read(folder, 'QUESTION_BANK.md'), broken)
})

program('a card that Prettier cannot print is named, and kept', () => {
  const folder = makeProject({
    'QUESTION_BANK.md': broken,
    'thrower.mjs': `import * as markdown from 'prettier/plugins/markdown'
const original = markdown.parsers.markdown
export const parsers = {
  markdown: {
    ...original,
    parse(text, options) {
      if (text.includes('dough')) throw new Error('No dough, please')
      return original.parse(text, options)
    }
  }
}
`,
    '.prettierrc': '{"plugins": ["./thrower.mjs", "qbank/prettier"]}'
  })
  const bank = 'QUESTION_BANK.md'
  const {status, stderr} = runPackage(folder, 'prettier', ['--write', bank])
  assert.is(status, 0)
  assert.match(
    stderr,
    /^QUESTION_BANK\.md:\d+:1: Unexpected text that Prettier cannot read, .* No dough, please$/m
  )
  assert.match(read(folder, bank), '### Q: When is dough ready?')
})

program(
  'takes standard input for the file that it is named after, with options from the command line',
  async () => {
    const folder = makeProject(configuration())
    const other = makeProject({
      '.prettierrc': '{"proseWrap": "always", "printWidth": 50}'
    })
    const {status, stdout, stderr} = runPackage(
      folder,
      'prettier',
      [
        '--stdin-filepath',
        'QUESTION_BANK.md',
        '--prose-wrap',
        'always',
        '--print-width=50'
      ],
      broken
    )
    assert.equal([status, stderr], [0, ''])
    assert.is(stdout, await fixAt(other, 'QUESTION_BANK.md', broken))
  }
)

program.run()

const files = suite('files of a project with the plugin')

files('what is no bank is left to Prettier, to the byte', async () => {
  const plain = makeProject({'.prettierrc': '{}'})
  const folder = makeProject(configuration())
  for (const [path, text] of Object.entries(others)) {
    const value = await format(folder, path, text)
    assert.is(value, await format(plain, path, text), path)
    if (text !== '') assert.is.not(value, text, path)
  }
})

files('Markdown in other files is left to Prettier', async () => {
  const bank = declared.replaceAll('\\', '\\\\').replaceAll('`', '\\`')
  const plain = makeProject({'.prettierrc': '{}'})
  const folder = makeProject(configuration())
  for (const [path, text] of Object.entries({
    'script.js': `const a = markdown\`\n${bank.replace(/^/gm, '  ')}\`\nconst b = md\`${bank}\`\n`,
    'page.md': `# Page\n\n\`\`\`\`md\n${declared}\`\`\`\`\n\n\`\`\`\`markdown\n${broken}\`\`\`\`\n`,
    'page.html': `<html>\n<script type="text/markdown">\n${declared}</script>\n</html>\n`
  })) {
    const value = await format(folder, path, text)
    assert.is(value, await format(plain, path, text), path)
  }
})

files('options of the project hold, as for `qbank fix`', async () => {
  for (const options of [
    {tabWidth: 4, useTabs: true},
    {proseWrap: 'always', printWidth: 60},
    {proseWrap: 'never'},
    {overrides: [{files: 'QUESTION_*', options: {proseWrap: 'always'}}]}
  ]) {
    const folder = makeProject(configuration(options))
    const expected = await fixAt(folder, 'QUESTION_BANK.md', broken)
    assert.is(await format(folder, 'QUESTION_BANK.md', broken), expected)
    assert.is(await format(folder, 'QUESTION_BANK.md', expected), expected)
    assert.is(
      expected.split('\n').every((line) => line.length <= 80),
      JSON.stringify(options).includes('always')
    )
  }
})

files('code is formatted where the configuration asks for it', async () => {
  const code = '```js\nreturn\n{bar:"hello"}\n```'
  const bank = `${broken}\n**References:** \n\n${code}\n`
  for (const [options, isKept] of [
    [{}, true],
    [{embeddedLanguageFormatting: 'off'}, true],
    [{embeddedLanguageFormatting: 'auto'}, false]
  ] as const) {
    const folder = makeProject(configuration(options))
    const value = await format(folder, 'QUESTION_BANK.md', bank)
    assert.is(value, await fixAt(folder, 'QUESTION_BANK.md', bank))
    assert.is(value.includes(code), isKept)
  }
})

files('`.editorconfig` holds, as for `qbank fix`', async () => {
  const folder = makeProject({
    '.editorconfig':
      'root = true\n[*]\nindent_style = tab\nend_of_line = crlf\n',
    ...configuration()
  })
  const expected = await fixAt(folder, 'QUESTION_BANK.md', broken)
  assert.ok(expected.includes('\r\n'))
  assert.is(await format(folder, 'QUESTION_BANK.md', broken), expected)
})

for (const endOfLine of ['lf', 'crlf', 'cr', 'auto'] as const) {
  files(
    `lines end as \`endOfLine: ${endOfLine}\` says, as for \`qbank fix\``,
    async () => {
      const bank = 'QUESTION_BANK.md'
      const eol = {lf: '\n', crlf: '\r\n', cr: '\r', auto: '\r\n'}[endOfLine]
      const windows = broken.replaceAll('\n', '\r\n')
      const folder = makeProject(configuration({endOfLine}))
      const repaired = await fixAt(makeProject(), bank, broken)
      const expected = repaired.replaceAll('\n', eol)
      assert.is(await fixAt(folder, bank, windows), expected)
      assert.is(await format(folder, bank, windows), expected)
      assert.is(await format(folder, bank, expected), expected)
      assert.is(await fixAt(folder, bank, expected), expected)
    }
  )
}

files('a bank by its front matter is one', async () => {
  const folder = makeProject(configuration())
  const value = await format(folder, 'docs/knots.md', declared)
  assert.is(value, await fixAt(folder, 'docs/knots.md', declared))
})

files('a configuration of ours that cannot be used is reported', async () => {
  const folder = makeProject({
    '.remarkrc.mjs': "export {default} from 'no-such-package'\n",
    ...configuration()
  })
  try {
    await format(folder, 'QUESTION_BANK.md', broken)
    assert.unreachable()
  } catch (error) {
    assert.match((error as Error).message, 'no-such-package')
  }
})

files.run()

const api = suite('prettier.format with the plugin')

const load = async (): Promise<prettier.Plugin> => {
  const url = new URL('../../dist/src/prettier/plugin.js', import.meta.url)
  return ((await import(url.href)) as {default: prettier.Plugin}).default
}

api('a text without a name is a bank if its front matter says so', async () => {
  const plugins = [await load()]
  const value = await prettier.format(declared, {parser: 'markdown', plugins})
  assert.ok(value.includes('**Use:** A loop that does not slip.'))
  const page = others['docs/page.md'] ?? ''
  assert.is(
    await prettier.format(page, {parser: 'markdown', plugins}),
    await prettier.format(page, {parser: 'markdown'})
  )
})

api('a byte order mark is kept, as Prettier keeps it', async () => {
  const plugins = [await load()]
  const options = {filepath: 'QUESTION_BANK.md', plugins}
  const value = await prettier.format(broken, options)
  assert.is(await prettier.format(`\uFEFF${broken}`, options), `\uFEFF${value}`)
})

api('the cursor may be anywhere', async () => {
  const plugins = [await load()]
  const options = {filepath: 'QUESTION_BANK.md', plugins}
  const value = await prettier.format(broken, options)
  for (const cursorOffset of [0, 100, broken.length]) {
    const {formatted} = await prettier.formatWithCursor(broken, {
      ...options,
      cursorOffset
    })
    assert.is(formatted, value)
  }
})

api('MDX is left to Prettier', async () => {
  const plugins = [await load()]
  const text = `${declared}\n<Card   a={1} />\n`
  assert.is(
    await prettier.format(text, {parser: 'mdx', plugins}),
    await prettier.format(text, {parser: 'mdx'})
  )
})

api.run()
