/** Prettier with our plugin: banks as `qbank fix` leaves them, all else as Prettier alone does. */
import * as prettier from 'prettier'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {runQbank} from '../support/temp.ts'
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

const write = suite('prettier --write')

write('repairs a bank as `qbank fix` does', async () => {
  const folder = makeProject({
    ...banks,
    '.prettierrc': JSON.stringify(withPlugin)
  })
  const expected = await Promise.all(
    Object.entries(banks).map(([path, text]) => fixAt(folder, path, text))
  )
  const {status, stderr} = runPackage(folder, 'prettier', ['--write', '.'])
  assert.equal([status, stderr], [0, ''])
  const written = Object.keys(banks).map((path) => read(folder, path))
  for (const [index, text] of written.entries()) {
    assert.is(text, expected[index])
    assert.is.not(text, Object.values(banks)[index])
  }

  assert.ok(written[0]?.includes('**Difficulty:** Easy  \n'), 'hard breaks')
  assert.ok(written[0]?.includes('light.\n\n**Common pitfalls:**\n\n- Blaming'))
  // From here on they all agree that there is nothing to do.
  assert.is(runPackage(folder, 'prettier', ['--check', '.']).status, 0)
  const check = runQbank(folder, ['check', '--reporter', 'json'])
  assert.match(check.stdout, /"fixable": 0/)
  runQbank(folder, ['fix'])
  assert.equal(
    Object.keys(banks).map((path) => read(folder, path)),
    written
  )
})

write('leaves all other Markdown to Prettier, to the byte', () => {
  const plain = makeProject({...others, '.prettierrc': '{}'})
  const folder = makeProject({
    ...others,
    '.prettierrc': JSON.stringify(withPlugin)
  })
  for (const each of [plain, folder]) {
    const {status, stderr} = runPackage(each, 'prettier', ['--write', '.'])
    assert.equal([status, stderr], [0, ''])
  }

  for (const [path, text] of Object.entries(others)) {
    assert.is(read(folder, path), read(plain, path), path)
    if (text !== '') assert.is.not(read(folder, path), text, path)
  }
})

write('leaves Markdown that stands in other files to Prettier', () => {
  const bank = declared.replaceAll('\\', '\\\\').replaceAll('`', '\\`')
  const files = {
    'script.js': `const a = markdown\`\n${bank.replace(/^/gm, '  ')}\`\nconst b = md\`${bank}\`\n`,
    'page.md': `# Page\n\n\`\`\`\`md\n${declared}\`\`\`\`\n\n\`\`\`\`markdown\n${broken}\`\`\`\`\n`,
    'page.html': `<html>\n<script type="text/markdown">\n${declared}</script>\n</html>\n`
  }
  const plain = makeProject({...files, '.prettierrc': '{}'})
  const folder = makeProject({
    ...files,
    '.prettierrc': JSON.stringify(withPlugin)
  })
  for (const each of [plain, folder]) {
    const {status, stderr} = runPackage(each, 'prettier', ['--write', '.'])
    assert.equal([status, stderr], [0, ''])
  }

  for (const path of Object.keys(files)) {
    assert.is(read(folder, path), read(plain, path), path)
  }
})

write('honours the options of the project, as `qbank fix` does', async () => {
  for (const options of [
    {tabWidth: 4, useTabs: true},
    {proseWrap: 'always', printWidth: 60},
    {proseWrap: 'never'},
    {overrides: [{files: 'QUESTION_*', options: {proseWrap: 'always'}}]}
  ]) {
    const folder = makeProject({
      ...banks,
      '.prettierrc': JSON.stringify({...withPlugin, ...options})
    })
    const expected = await fixAt(folder, 'QUESTION_BANK.md', broken)
    const {status, stderr} = runPackage(folder, 'prettier', ['--write', '.'])
    assert.equal([status, stderr], [0, ''])
    assert.is(read(folder, 'QUESTION_BANK.md'), expected)
    assert.is(runPackage(folder, 'prettier', ['--check', '.']).status, 0)
    assert.is(
      expected.split('\n').every((line) => line.length <= 80),
      JSON.stringify(options).includes('always')
    )
  }
})

write('honours `.editorconfig`, as `qbank fix` does', async () => {
  const folder = makeProject({
    ...banks,
    '.editorconfig':
      'root = true\n[*]\nindent_style = tab\nend_of_line = crlf\n',
    '.prettierrc': JSON.stringify(withPlugin)
  })
  const expected = await fixAt(folder, 'QUESTION_BANK.md', broken)
  assert.ok(expected.includes('\r\n'))
  runPackage(folder, 'prettier', ['--write', '.'])
  assert.is(read(folder, 'QUESTION_BANK.md'), expected)
})

for (const endOfLine of ['lf', 'crlf', 'cr', 'auto'] as const) {
  write(
    `ends lines as \`endOfLine: ${endOfLine}\` says, as \`qbank fix\` does`,
    async () => {
      const bank = 'QUESTION_BANK.md'
      const eol = {lf: '\n', crlf: '\r\n', cr: '\r', auto: '\r\n'}[endOfLine]
      const windows = broken.replaceAll('\n', '\r\n')
      const folder = makeProject({
        [bank]: windows,
        '.prettierrc': JSON.stringify({...withPlugin, endOfLine})
      })
      const plain = makeProject()
      const repaired = await fixAt(plain, bank, broken)
      const expected = repaired.replaceAll('\n', eol)
      assert.is(await fixAt(folder, bank, windows), expected)
      const {status, stderr} = runPackage(folder, 'prettier', ['--write', bank])
      assert.equal([status, stderr], [0, ''])
      assert.is(read(folder, bank), expected)
      assert.is(runPackage(folder, 'prettier', ['--check', bank]).status, 0)
      assert.is(await fixAt(folder, bank, expected), expected)
    }
  )
}

write('passes over what is ignored', () => {
  const folder = makeProject({
    ...banks,
    '.prettierignore': 'docs/\n',
    '.remarkignore': 'QUESTION_BANK.md\n',
    '.prettierrc': JSON.stringify(withPlugin)
  })
  const {status, stderr} = runPackage(folder, 'prettier', ['--write', '.'])
  assert.equal([status, stderr], [0, ''])
  assert.is(read(folder, 'docs/knots.md'), declared)
  assert.is(read(folder, 'QUESTION_BANK.md'), broken)
})

write(
  'tells why a configuration of ours cannot be used, and leaves the file',
  () => {
    const folder = makeProject({
      ...banks,
      '.remarkrc.mjs': "export {default} from 'no-such-package'\n",
      '.prettierrc': JSON.stringify(withPlugin)
    })
    const {status, stderr} = runPackage(folder, 'prettier', [
      '--write',
      'QUESTION_BANK.md'
    ])
    assert.is(status, 2)
    assert.match(stderr, /no-such-package/)
    assert.is(read(folder, 'QUESTION_BANK.md'), broken)
  }
)

write.run()

const check = suite('prettier --check and standard input')

check('a bank that needs a repair is told of', () => {
  const folder = makeProject({
    'QUESTION_BANK.md': broken,
    'other.md': 'Fine.\n',
    '.prettierrc': JSON.stringify(withPlugin)
  })
  const {status, stderr} = runPackage(folder, 'prettier', ['--check', '.'])
  assert.is(status, 1)
  assert.match(stderr, /QUESTION_BANK\.md/)
  assert.not.match(stderr, /other\.md/)
  assert.is(read(folder, 'QUESTION_BANK.md'), broken)
})

check(
  'standard input is taken for the file that it is named after',
  async () => {
    const folder = makeProject({'.prettierrc': JSON.stringify(withPlugin)})
    const format = (path: string, text: string): string => {
      const args = ['--stdin-filepath', path]
      const {status, stdout, stderr} = runPackage(
        folder,
        'prettier',
        args,
        text
      )
      assert.equal([status, stderr], [0, ''])
      return stdout
    }
    assert.is(
      format('QUESTION_BANK.md', broken),
      await fixAt(folder, 'QUESTION_BANK.md', broken)
    )
    assert.is(
      format('docs/knots.md', declared),
      await fixAt(folder, 'docs/knots.md', declared)
    )
    const page = others['README.md'] ?? ''
    const plain = makeProject()
    const {stdout} = runPackage(
      plain,
      'prettier',
      ['--stdin-filepath', 'a.md'],
      page
    )
    assert.is(format('a.md', page), stdout)
  }
)

check('options on the command line are honoured', async () => {
  const folder = makeProject({'.prettierrc': JSON.stringify(withPlugin)})
  const other = makeProject({
    '.prettierrc': '{"proseWrap": "always", "printWidth": 50}'
  })
  const {stdout} = runPackage(
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
  assert.is(stdout, await fixAt(other, 'QUESTION_BANK.md', broken))
})

check.run()

const api = suite('prettier.format with the plugin')

const load = async (): Promise<prettier.Plugin> => {
  const url = new URL(
    '../../dist/src/entrances/prettier-plugin.js',
    import.meta.url
  )
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
