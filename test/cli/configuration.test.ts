/** The project's configuration: what of it has effect, and what is said where it is broken. */
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {linkPackages, runQbank} from '../support/temp.ts'
import {
  assertFailure,
  call,
  card,
  clean,
  glued,
  makeFolder,
  noReadme,
  read,
  short
} from './support.ts'

/** Two problems that have nothing to do with each other: a difficulty in lower case, and one pitfall. */
const both = short.replace('Easy', 'easy')

const qbank = JSON.stringify(
  new URL('../../src/index.ts', import.meta.url).href
)

/** A plugin with a message, which wants `flour` instead of `yeast`, as a function's text. */
const plugin = `function words(source, fatal) {
  // A function of its own each time, as modules would be.
  return () => (tree, file) => {
    const text = String(file)
    const index = text.indexOf('yeast')
    if (index === -1) return
    const lines = text.slice(0, index).split('\\n')
    const start = {line: lines.length, column: lines.at(-1).length + 1, offset: index}
    const end = {...start, column: start.column + 5, offset: index + 5}
    const message = file.message('Unexpected \`yeast\`', {place: {start, end}, ruleId: 'words', source})
    message.expected = ['flour']
    message.fatal = fatal
  }
}
`

function configure(body: string): string {
  return `import qbank, {rules} from ${qbank}\n\n${plugin}\nexport default ${body}\n`
}

/** @returns what is reported, as `rule severity` */
async function report(
  configuration: string,
  text = both
): Promise<{status: number; messages: string[]; fixable: number}> {
  const folder = makeFolder({
    'QUESTION_BANK.md': text,
    '.remarkrc.mjs': configuration
  })
  const argv = ['check', '--reporter', 'json']
  const {status, stdout, stderr} = await call(folder, argv)
  assert.is(stderr, noReadme)
  const {files, summary} = JSON.parse(stdout) as {
    files: {messages: {ruleId: string; severity: string}[]}[]
    summary: {fixable: number}
  }
  return {
    status,
    messages: (files[0]?.messages ?? []).map(
      ({ruleId, severity}) => `${ruleId} ${severity}`
    ),
    fixable: summary.fixable
  }
}

const effect = suite('configuration')

const all = ['choice-value error', 'bullet-count error']

for (const [name, body, messages, status] of [
  ['nothing', '{}', all, 1],
  ['the preset', 'qbank', all, 1],
  ['the preset among plugins', '{plugins: [qbank]}', all, 1],
  [
    'a rule off',
    "{plugins: [qbank, [rules['choice-value'], 'off']]}",
    ['bullet-count error'],
    1
  ],
  [
    'a rule off by `false`',
    "{plugins: [qbank, [rules['choice-value'], false]]}",
    ['bullet-count error'],
    1
  ],
  [
    'a rule to warn',
    "{plugins: [qbank, [rules['choice-value'], 'warn']]}",
    ['choice-value warning', 'bullet-count error'],
    1
  ],
  [
    'all of them to warn',
    "{plugins: [qbank, [rules['choice-value'], 'warn'], [rules['bullet-count'], ['warn']]]}",
    ['choice-value warning', 'bullet-count warning'],
    0
  ],
  [
    'a rule off without naming the preset',
    "{plugins: [[rules['choice-value'], 'off']]}",
    ['bullet-count error'],
    1
  ],
  [
    'a rule to warn without naming the preset',
    "{plugins: [[rules['bullet-count'], 'warn']]}",
    ['choice-value error', 'bullet-count warning'],
    1
  ],
  [
    'other plugins before and after',
    "{plugins: [words('a'), qbank, [rules['choice-value'], 'off'], words('b')]}",
    ['bullet-count error', 'words warning', 'words warning'],
    1
  ],
  [
    'another plugin, and the preset forgotten',
    "{plugins: [words('a')]}",
    ['choice-value error', 'bullet-count error', 'words warning'],
    1
  ]
] as const) {
  effect(name, async () => {
    const outcome = await report(configure(body))
    assert.equal(outcome.messages, messages)
    assert.is(outcome.status, status)
  })
}

effect('a rule that warns is fixed all the same', async () => {
  const folder = makeFolder({
    'QUESTION_BANK.md': glued,
    '.remarkrc.mjs': configure(
      "{plugins: [qbank, [rules['no-glued-label'], 'warn']]}"
    )
  })
  assert.is((await call(folder, ['fix'])).status, 0)
  assert.is(read(folder, 'QUESTION_BANK.md'), clean)
})

effect('what a rule that is off would fix stays', async () => {
  const text = clean.replace('Easy', 'easy')
  const folder = makeFolder({
    'QUESTION_BANK.md': text,
    '.remarkrc.mjs': configure(
      "{plugins: [qbank, [rules['choice-value'], 'off']]}"
    )
  })
  assert.is((await call(folder, ['check'])).status, 0)
  assert.is((await call(folder, ['fix'])).status, 0)
  assert.is(read(folder, 'QUESTION_BANK.md'), text)
})

effect('messages of others weigh what their authors gave them', async () => {
  for (const [fatal, severity, status] of [
    ['true', 'error', 1],
    ['false', 'warning', 0],
    ['undefined', 'warning', 0]
  ] as const) {
    const outcome = await report(
      configure(`{plugins: [words('a', ${fatal}), qbank]}`),
      clean
    )
    assert.equal(outcome.messages, [`words ${severity}`])
    assert.is(outcome.status, status)
  }
})

effect(
  'a fatal message of others keeps nothing from being repaired',
  async () => {
    const folder = makeFolder({
      'QUESTION_BANK.md': glued,
      '.remarkrc.mjs': configure("{plugins: [words('a', true), qbank]}")
    })
    const {status, stdout} = await call(folder, ['fix'])
    assert.match(
      stdout,
      /^ {2}QUESTION_BANK\.md:18:15 {2}error {2}Unexpected `yeast` {2}a:words$/m
    )
    assert.is(status, 1)
    assert.is(read(folder, 'QUESTION_BANK.md'), clean)
  }
)

effect('settings.fixSources names whose candidates are applied', async () => {
  for (const [list, settings, expected] of [
    ["[words('a'), qbank]", "{fixSources: ['a']}", 'flour'],
    ["[qbank, words('a')]", "{fixSources: ['a']}", 'flour'],
    ["[words('a')]", "{fixSources: ['b', 'a']}", 'flour'],
    ["[qbank, words('a')]", '{fixSources: []}', 'yeast'],
    ["[qbank, words('a')]", '{}', 'yeast'],
    ["[qbank, words('a')]", "{fixSources: ['words']}", 'yeast']
  ] as const) {
    const configuration = configure(`{plugins: ${list}, settings: ${settings}}`)
    const {fixable} = await report(configuration, clean)
    assert.is(fixable, expected === 'flour' ? 1 : 0)
    const folder = makeFolder({
      'QUESTION_BANK.md': clean,
      '.remarkrc.mjs': configuration
    })
    await call(folder, ['fix'])
    assert.match(read(folder, 'QUESTION_BANK.md'), `Blaming the ${expected}.`)
  }
})

effect('Prettier’s configuration has effect', async () => {
  const folder = makeFolder({
    'QUESTION_BANK.md': clean,
    '.prettierrc': '{"endOfLine": "crlf"}'
  })
  assert.is((await call(folder, ['check'])).status, 1)
  assert.is((await call(folder, ['fix'])).status, 0)
  assert.is(read(folder, 'QUESTION_BANK.md'), clean.replaceAll('\n', '\r\n'))
  assert.is((await call(folder, ['check'])).status, 0)
})

effect('a bank by its front matter stays one, however lines end', async () => {
  const text = `---\nbank:\n  sections:\n    - Bread\n---\n\n${clean}`
  for (const [endOfLine, eol] of [
    ['crlf', '\r\n'],
    ['cr', '\r']
  ] as const) {
    const folder = makeFolder({
      'bread.md': text,
      '.prettierrc': JSON.stringify({endOfLine})
    })
    assert.is((await call(folder, ['fix'])).status, 0, endOfLine)
    assert.is(read(folder, 'bread.md'), text.replaceAll('\n', eol))
    assert.is((await call(folder, ['check'])).status, 0, endOfLine)
  }
})

effect(
  'a bank that .prettierignore names is fixed, not formatted',
  async () => {
    const text = glued
      .replace('- Blaming', '* Blaming')
      .replace('- Baking', '* Baking')
    const folder = makeFolder({
      'QUESTION_BANK.md': text,
      '.prettierignore': 'QUESTION_BANK.md\n'
    })
    await call(folder, ['fix'])
    assert.match(read(folder, 'QUESTION_BANK.md'), '\n\n**Common')
  }
)

effect('at the entrance, as an adopter writes it', () => {
  const folder = makeFolder({
    'QUESTION_BANK.md': both,
    '.remarkrc.mjs':
      "import qbank, {rules} from 'qbank'\n\nexport default {plugins: [qbank, [rules['bullet-count'], 'warn'], [rules['choice-value'], 'off']]}\n"
  })
  linkPackages(folder)
  const {status, stdout} = runQbank(folder, ['check'])
  assert.is(
    stdout,
    'Q: Why does a cold oven spoil a loaf?\n' +
      '  QUESTION_BANK.md:16:1  warning  Unexpected 1 bullet in `Common pitfalls`, expected at least 2  bullet-count\n' +
      '\n' +
      '1 problem (1 warning)\n'
  )
  assert.is(status, 0)
})

effect('at the entrance, in JSON', () => {
  const folder = makeFolder({
    'QUESTION_BANK.md': both,
    '.remarkrc.json': '{"plugins": ["qbank"]}\n'
  })
  linkPackages(folder)
  const {status, stdout} = runQbank(folder, ['check'])
  assert.match(stdout, /^2 problems \(2 errors\)/m)
  assert.is(status, 1)
})

effect.run()

const broken = suite('broken configuration')

const unusable =
  "QUESTION_BANK.md: cannot be checked, because remark's configuration for it cannot be used: "

for (const [name, file, content, expected] of [
  [
    'a module with a syntax error',
    '.remarkrc.mjs',
    'export default {\n',
    `${unusable}Cannot parse file \`.remarkrc.mjs\`: Cannot import \`.remarkrc.mjs\`: Unexpected end of input: \`node --check .remarkrc.mjs\` shows the line\n`
  ],
  [
    'a module that throws',
    '.remarkrc.mjs',
    "throw new Error('no luck')\n",
    `${unusable}Cannot parse file \`.remarkrc.mjs\`: Cannot import \`.remarkrc.mjs\`: no luck\n`
  ],
  [
    'a module that is no configuration',
    '.remarkrc.mjs',
    'export default 7\n',
    `${unusable}Cannot parse file \`.remarkrc.mjs\`: Expected preset, not \`7\`\n`
  ],
  [
    'plugins that are no list',
    '.remarkrc.json',
    '{"plugins": 7}\n',
    `${unusable}Cannot parse file \`.remarkrc.json\`: Expected a list or object of plugins, not \`7\`\n`
  ],
  [
    'a plugin that stops',
    '.remarkrc.mjs',
    "export default {plugins: [() => () => { throw new Error('no luck') }]}\n",
    'QUESTION_BANK.md: cannot be checked, because a plugin or rule stopped: no luck. Run again with DEBUG=qbank to see where\n'
  ],
  [
    'a plugin that gives up',
    '.remarkrc.mjs',
    "export default {plugins: [() => (tree, file) => { file.fail('no luck', tree.children[1], 'words:a') }]}\n",
    'QUESTION_BANK.md:3:1: cannot be checked, because a plugin gave up: no luck (words:a)\n'
  ],
  [
    'fixSources that are no list',
    '.remarkrc.json',
    '{"settings": {"fixSources": "a"}}\n',
    'QUESTION_BANK.md: Unexpected `settings.fixSources` `"a"`, expected a list of sources such as `[\'remark-lint\']`\n'
  ],
  [
    'a severity that there is not',
    '.remarkrc.mjs',
    `import {rules} from ${qbank}\nexport default {plugins: [[rules.format, 'fatal']]}\n`,
    'QUESTION_BANK.md: Unexpected severity `fatal` of rule `format`, expected `off`, `warn`, or `error`\n'
  ],
  [
    'an option that Prettier does not accept',
    '.prettierrc',
    '{"tabWidth": "wide"}\n',
    'QUESTION_BANK.md: Prettier\'s configuration cannot be used: Invalid tabWidth value. Expected an integer, but received "wide".\n'
  ],
  [
    'an option that Prettier does not accept, of another language',
    '.prettierrc',
    '{"semi": "never"}\n',
    'QUESTION_BANK.md: Prettier\'s configuration cannot be used: Invalid semi value. Expected true or false, but received "never".\n'
  ],
  [
    'a plugin of Prettier’s that is not there',
    '.prettierrc',
    '{"plugins": ["prettier-plugin-nowhere"]}\n',
    /^QUESTION_BANK\.md: Prettier's configuration cannot be used: Cannot find .*prettier-plugin-nowhere/
  ],
  [
    'Prettier’s configuration with a syntax error',
    '.prettierrc',
    '{"semi": tru',
    /^QUESTION_BANK\.md: Prettier's configuration cannot be used: YAML Error in .*\.prettierrc":\nFlow map must end with a \}/
  ],
  [
    'JSON with a syntax error',
    '.remarkrc.json',
    '{"plugins": [\n',
    /^QUESTION_BANK\.md: cannot be checked, because remark's configuration for it cannot be used: Cannot parse file `\.remarkrc\.json`: /
  ],
  [
    'a plugin that is not there',
    '.remarkrc.json',
    '{"plugins": ["remark-nowhere"]}\n',
    /cannot be used: Cannot find module `remark-nowhere`: Cannot find package/
  ]
] as const) {
  broken(name, async () => {
    for (const [command, text] of [
      ['check', clean],
      ['check', glued],
      ['fix', clean],
      ['fix', glued]
    ] as const) {
      const folder = makeFolder({'QUESTION_BANK.md': text, [file]: content})
      const {status, stdout, stderr} = await call(folder, [command])
      if (typeof expected === 'string') assert.is(stderr, expected)
      else assert.match(stderr, expected)
      assert.not.match(stderr, /^ {4}at /m)
      assert.is(stdout, '')
      assert.is(status, 2)
      assert.is(read(folder, 'QUESTION_BANK.md'), text)
    }
  })
}

broken('options that only the README has', async () => {
  const folder = makeFolder({
    'QUESTION_BANK.md': clean,
    'README.md': '<!--bank-stats start-->\n<!--bank-stats end-->\n',
    '.prettierrc':
      '{"overrides": [{"files": "README.md", "options": {"tabWidth": "wide"}}]}\n'
  })
  const {status, stderr} = await call(folder, ['check'])
  assert.is(
    stderr,
    'README.md: Prettier\'s configuration cannot be used: Invalid tabWidth value. Expected an integer, but received "wide".\n'
  )
  assert.is(status, 2)
})

broken('Prettier’s colors stay away', () => {
  const folder = makeFolder({
    'QUESTION_BANK.md': clean,
    '.prettierrc': '{"proseWrap": "sometimes"}\n'
  })
  const {status, stderr} = runQbank(folder, ['check'], {
    env: {FORCE_COLOR: '1', NO_COLOR: ''}
  })
  assert.match(
    stderr,
    `QUESTION_BANK.md: Prettier's configuration cannot be used: Invalid proseWrap value. Expected one of the following values`
  )
  assert.is(status, 2)
})

for (const [name, thrown, told] of [
  ['an error', "new Error('no luck with yeast')", 'no luck with yeast'],
  ['a word', "'no luck at all'", 'no luck at all']
] as const) {
  broken(`a plugin of Prettier’s that throws ${name}`, async () => {
    const other = card.replace('a cold oven', 'a slow oven')
    const folder = makeFolder({
      'QUESTION_BANK.md': `${glued}\n${other.replace('yeast', 'flour')}`,
      '.prettierrc': '{"plugins": ["./throws.mjs"]}',
      'throws.mjs': [
        `import {parsers} from ${JSON.stringify(import.meta.resolve('prettier/plugins/markdown'))}`,
        `function parse(text, options) {`,
        `  if (text.includes('yeast')) throw ${thrown}`,
        `  return parsers.markdown.parse(text, options)`,
        `}`,
        `const markdown = {...parsers.markdown, parse}`,
        `export {own as parsers}\nconst own = {markdown}\n`
      ].join('\n')
    })
    const {status, stdout} = await call(folder, ['fix'])
    // What is safe is done; the rest is reported at the card that made it fail.
    assert.is(
      read(folder, 'QUESTION_BANK.md'),
      `${clean}\n${other.replace('yeast', 'flour')}`
    )
    assert.match(
      stdout,
      `  QUESTION_BANK.md:5:1  error  Unexpected text that Prettier cannot read, expected Markdown that it can format  format\n    A plugin that Prettier's configuration names may be the cause. What it says: ${told}\n`
    )
    assert.is(status, 1)
    assert.is((await call(folder, ['check'])).status, 1)
  })
}

broken('a plugin that throws out of nowhere', () => {
  const folder = makeFolder({
    'QUESTION_BANK.md': glued,
    '.remarkrc.mjs':
      "export default {plugins: [() => async () => { setTimeout(() => { throw new Error('no luck') }, 1); await new Promise((resolve) => setTimeout(resolve, 5000)) }]}\n"
  })
  assertFailure(
    runQbank(folder, ['fix']),
    'qbank stopped on an error of its own: no luck. No file was written half. Run again with DEBUG=qbank to see where\n'
  )
  assert.is(read(folder, 'QUESTION_BANK.md'), glued)
})

broken('a plugin that waits for ever', () => {
  const folder = makeFolder({
    'QUESTION_BANK.md': glued,
    '.remarkrc.mjs':
      'export default {plugins: [() => () => new Promise(() => {})]}\n'
  })
  assertFailure(
    runQbank(folder, ['fix']),
    'qbank stopped before it was done: a plugin of the configuration waits for something that never happens. No file was written in part\n'
  )
  assert.is(read(folder, 'QUESTION_BANK.md'), glued)
})

broken('one of several', async () => {
  const folder = makeFolder({
    'a/QUESTION_BANK.md': glued,
    'b/QUESTION_BANK.md': glued,
    'b/.remarkrc.json': '{'
  })
  const {status, stderr} = await call(folder, ['fix'])
  assert.match(stderr, /^b\/QUESTION_BANK\.md: cannot be checked/m)
  assert.is(status, 2)
  assert.is(read(folder, 'a/QUESTION_BANK.md'), clean)
  assert.is(read(folder, 'b/QUESTION_BANK.md'), glued)
})

broken.run()

const frontMatter = suite('front matter')

for (const [name, yaml, place] of [
  ['a list that is not closed', 'bank:\n  readme: [a\n', '3:13'],
  ['a tab', 'bank:\n\treadme: a\n', '3:1'],
  ['a key twice', 'bank:\n  readme: a\n  readme: b\n', '4:3'],
  ['a key that there is not', 'bank:\n  readmee: a\n', '3:3'],
  ['a value of another kind', 'bank:\n  sections: many\n', '3:13']
] as const) {
  frontMatter(`${name}: line, column, exit code 1`, async () => {
    const text = `---\n${yaml}---\n\n${clean}`
    for (const command of ['check', 'fix']) {
      const folder = makeFolder({'QUESTION_BANK.md': text})
      const {status, stdout} = await call(folder, [command])
      assert.match(stdout, `  QUESTION_BANK.md:${place}  error  Unexpected `)
      assert.match(stdout, /^1 problem \(1 error\)$/m)
      assert.is(status, 1)
      assert.is(read(folder, 'QUESTION_BANK.md'), text)
    }
  })
}

frontMatter(
  'line breaks of Windows and a byte order mark move no place',
  async () => {
    const text = `\uFEFF---\nbank:\n  readme: [a\n---\n\n${clean}`
    const folder = makeFolder({
      'QUESTION_BANK.md': text.replaceAll('\n', '\r\n'),
      '.prettierrc': '{"endOfLine": "auto"}'
    })
    const {stdout} = await call(folder, ['check'])
    assert.match(stdout, '  QUESTION_BANK.md:3:13  error  Unexpected ')
  }
)

frontMatter.run()
