/** The language server, over the real protocol: what an editor shows and offers. */
import {readFileSync} from 'node:fs'
import {fileURLToPath} from 'node:url'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import type {Diagnostic} from 'vscode-languageserver/node.js'
import node from 'vscode-languageserver/node.js'
import {makeBank} from '../../bench/banks.ts'
import {
  broken,
  declared,
  fixAt,
  makeProject,
  others
} from '../entrances/support.ts'
import {writeFiles} from '../support/temp.ts'
import {applyEdits, editsOf, startServer} from './support/client.ts'

const {Error: error, Warning: warning} = node.DiagnosticSeverity
const path = 'QUESTION_BANK.md'

/** A card without problems, unless there is one in the parameters. */
const card = (difficulty: string, tags = 'heat,crust'): string => `# Baking

## Bread

### Q: Why does a cold oven spoil a loaf?

**Difficulty:** ${difficulty}${'  '}
**Tags:** ${tags}${'  '}
**Question:** A loaf goes into an oven that is still warming up. What goes wrong?${'  '}
**What a strong answer includes:**

- The crust dries before the crumb has risen.
- Steam leaves before the surface has set.
- A thermometer tells more than the oven's light.

**Common pitfalls:**

- Blaming the yeast.
- Baking longer instead of hotter.
`

const clean = card('Easy')

const test = suite('language server')
// As most projects: nothing that says how to check a bank.
const folder = makeProject()
const editor = await startServer(folder)

test('says what it can do', () => {
  const {capabilities} = editor
  assert.is(capabilities.documentFormattingProvider, true)
  assert.equal(capabilities.codeActionProvider, {
    codeActionKinds: ['quickfix', 'source.fixAll'],
    resolveProvider: true
  })
})

test('a clean bank has no diagnostics', async () => {
  await editor.open(path, clean)
  assert.equal(await editor.diagnostics(path), [])
})

test('a diagnostic has the place, the severity, the code, and a link to the rule', async () => {
  await editor.change(path, card('Meduim'))
  const [diagnostic, ...rest] = await editor.diagnostics(path)
  assert.equal(rest, [])
  const {href = ''} = diagnostic?.codeDescription ?? {}
  assert.equal(diagnostic, {
    range: {start: {line: 6, character: 16}, end: {line: 6, character: 22}},
    message: 'Unexpected value `Meduim` of `Difficulty`, expected `Medium`',
    severity: error,
    code: 'choice-value',
    source: 'question-bank',
    codeDescription: {href},
    data: {expected: ['Medium']}
  })
  assert.match(href, /\/choice-value\.md$/)
  assert.match(readFileSync(fileURLToPath(href), 'utf8'), '# choice-value\n')
})

test('a diagnostic leads to the other card that it is about', async () => {
  const twice = `\uFEFF${clean}\n${clean.slice(clean.indexOf('### Q:'))}`
  await editor.open('twice/QUESTION_BANK.md', twice)
  const diagnostics = await editor.diagnostics('twice/QUESTION_BANK.md')
  const again = diagnostics.find(({code}) => code === 'no-duplicate-title')
  const [related, ...rest] = again?.relatedInformation ?? []
  assert.equal(rest, [])
  assert.match(related?.location.uri ?? '', /\/twice\/QUESTION_BANK\.md$/)
  assert.equal(related?.location.range, {
    start: {line: 4, character: 0},
    end: {line: 4, character: 41}
  })
  assert.is(related?.message, '### Q: Why does a cold oven spoil a loaf?')
  // Others have none.
  assert.not(
    'relatedInformation' in
      (diagnostics.find(({code}) => code === 'format') ?? {})
  )
})

test('a warning is a warning', async () => {
  await editor.change(path, `${card('Meduim')}\n## Empty\n`)
  const diagnostics = await editor.diagnostics(path)
  assert.equal(
    diagnostics.map(({code, severity}) => [code, severity]),
    [
      ['choice-value', error],
      ['no-empty-section', warning]
    ]
  )
})

test('one candidate is the preferred quick fix', async () => {
  await editor.change(path, card('Meduim'))
  const diagnostics = await editor.diagnostics(path)
  const [action, ...rest] = await editor.codeActions(path, {
    diagnostics,
    only: ['quickfix']
  })
  assert.equal(rest, [])
  assert.ok(action)
  assert.is(action.title, 'Replace `Meduim` with `Medium`')
  assert.is(action.kind, 'quickfix')
  assert.is(action.isPreferred, true)
  assert.equal(action.diagnostics, diagnostics)
  await editor.apply(path, action)
  assert.is(editor.textOf(path), card('Medium'))
  assert.equal(await editor.diagnostics(path), [])
})

test('several candidates are a choice', async () => {
  for (const [at, choice] of ['Easy', 'Medium', 'Hard'].entries()) {
    await editor.change(path, card('Tricky'))
    const diagnostics = await editor.diagnostics(path)
    const actions = await editor.codeActions(path, {
      diagnostics,
      only: ['quickfix']
    })
    assert.equal(
      actions.map(({title, isPreferred}) => [title, isPreferred]),
      ['Easy', 'Medium', 'Hard'].map((word) => [
        `Replace \`Tricky\` with \`${word}\``,
        undefined
      ])
    )
    const action = actions[at]
    assert.ok(action)
    await editor.apply(path, action)
    assert.is(editor.textOf(path), card(choice))
  }
})

test('titles of quick fixes fit in a menu, whatever a card holds', async () => {
  const text = broken.replace('Blaming', '\u001B[31m\u202EBlaming')
  await editor.change(
    path,
    `${text}\n${clean.replace('- Blaming', '\n\n- Blaming')}`
  )
  const diagnostics = await editor.diagnostics(path)
  const actions = await editor.codeActions(path, {
    diagnostics,
    only: ['quickfix']
  })
  const titles = actions.map(({title}) => title)
  assert.ok(
    titles.includes(
      'Replace `**Common pitfalls:**` with `⏎**Common pitfalls:**`'
    )
  )
  assert.ok(titles.includes('Format as Prettier prints it'))
  for (const title of titles) {
    // eslint-disable-next-line no-control-regex -- there must be none
    assert.match(title, /^[^\u0000-\u001F\u202A-\u202E]{8,150}$/)
  }
})

test('Format Document gives the bytes of `qbank fix`', async () => {
  const texts = {
    [path]: broken,
    'docs/knots.md': declared,
    'windows/QUESTION_BANK.md': broken.replaceAll('\n', '\r\n'),
    'mark/QUESTION_BANK.md': `\uFEFF${broken}`
  }
  await editor.close(path)
  for (const [name, text] of Object.entries(texts)) {
    await editor.open(name, text)
    const edits = await editor.format(name)
    assert.is(applyEdits(text, edits), await fixAt(folder, name, text), name)
    await editor.edit(name, edits)
    assert.equal(await editor.format(name), [], name)
    assert.equal(
      (await editor.diagnostics(name)).filter(isFixable).map(toLine),
      [],
      name
    )
    if (name !== path) await editor.close(name)
  }
})

test('fix all is offered when it is asked for', async () => {
  await editor.change(path, broken)
  const [action, ...rest] = await editor.codeActions(path, {
    diagnostics: [],
    only: ['source.fixAll']
  })
  assert.equal(rest, [])
  assert.ok(action)
  assert.is(action.kind, 'source.fixAll')
  await editor.apply(path, action)
  assert.is(editor.textOf(path), await fixAt(folder, path, broken))
  const again = await editor.codeActions(path, {
    diagnostics: [],
    only: ['source']
  })
  assert.equal(again, [], 'nothing is left to fix')
})

test('fix all is in the menu on a diagnostic, and computed when it is chosen', async () => {
  await editor.change(path, broken)
  const [diagnostic] = await editor.diagnostics(path)
  assert.ok(diagnostic)
  const actions = await editor.codeActions(path, {diagnostics: [diagnostic]})
  const fixAll = actions.find(({kind}) => kind === 'source.fixAll')
  assert.ok(fixAll && !fixAll.edit)
  const {edit} = await editor.resolve(fixAll)
  assert.is(
    applyEdits(broken, editsOf(edit, editor.toUri(path))),
    await fixAt(folder, path, broken)
  )
  assert.equal(await editor.codeActions(path, {diagnostics: []}), [])
})

test('a byte order mark does not move a fix', async () => {
  const text = `\uFEFF${clean.slice(clean.indexOf('###')).replace('### Q: ', '###Q: ')}`
  await editor.open('mark/QUESTION_BANK.md', text)
  const diagnostics = await editor.diagnostics('mark/QUESTION_BANK.md')
  const heading = diagnostics.find(({code}) => code === 'card-heading')
  assert.ok(heading)
  const [action] = await editor.codeActions('mark/QUESTION_BANK.md', {
    diagnostics: [heading],
    only: ['quickfix']
  })
  assert.ok(action)
  await editor.apply('mark/QUESTION_BANK.md', action)
  assert.is(
    editor.textOf('mark/QUESTION_BANK.md'),
    text.replace('###Q: ', '### Q: ')
  )
})

test('links to a heading follow its quick fix, in the same edit', async () => {
  const makeText = (prefix: string): string => {
    const slug = `#${prefix.toLowerCase()}-why-does-a-cold-oven-spoil-a-loaf`
    return `\uFEFF${clean}`
      .replace('### Q: ', `### ${prefix}: `)
      .replace('# Baking\n', `# Baking\n\nFirst the [loaf](${slug}).\n`)
      .replace('Blaming the yeast', `Blaming [the yeast](${slug})`)
  }

  await editor.open('linked/QUESTION_BANK.md', makeText('Question'))
  const diagnostics = await editor.diagnostics('linked/QUESTION_BANK.md')
  const heading = diagnostics.find(({code}) => code === 'card-heading')
  assert.ok(heading)
  const [action] = await editor.codeActions('linked/QUESTION_BANK.md', {
    diagnostics: [heading],
    only: ['quickfix']
  })
  assert.ok(action)
  await editor.apply('linked/QUESTION_BANK.md', action)
  assert.is(editor.textOf('linked/QUESTION_BANK.md'), makeText('Q'))
})

test('hundreds of messages in a file arrive', async () => {
  const text = makeBank({cards: 190, broken: 1}).replaceAll(
    '**Tags:** ',
    '**Tags:** Ü ,'
  )
  await editor.change(path, text)
  const diagnostics = await editor.diagnostics(path)
  assert.ok(diagnostics.length >= 500, String(diagnostics.length))
})

test('what is in the editor counts, not what is on disk', async () => {
  writeFiles(folder, {'saved/QUESTION_BANK.md': clean})
  await editor.open('saved/QUESTION_BANK.md')
  assert.equal(await editor.diagnostics('saved/QUESTION_BANK.md'), [])
  await editor.change('saved/QUESTION_BANK.md', card('Meduim'))
  assert.is((await editor.diagnostics('saved/QUESTION_BANK.md')).length, 1)
  await editor.open('never/saved/QUESTION_BANK.md', card('Meduim'))
  assert.is(
    (await editor.diagnostics('never/saved/QUESTION_BANK.md')).length,
    1
  )
})

test('typing is answered for the text as it is in the end', async () => {
  await editor.change(path, card('Easy'))
  await editor.diagnostics(path)
  const before = editor.published.length
  const typed = '  \nMuch more than anyone can type while one check runs.'
  for (const [at, text] of typed.split('').entries()) {
    const position = editor.positionAt(path, clean.length - 1 + at)
    await editor.edit(path, [
      {range: {start: position, end: position}, newText: text}
    ])
  }

  const diagnostics = await editor.diagnostics(path)
  assert.is(editor.textOf(path), `${clean.slice(0, -1)}${typed}\n`)
  await editor.change('saved/QUESTION_BANK.md', editor.textOf(path))
  assert.equal(
    diagnostics.map(toLine),
    (await editor.diagnostics('saved/QUESTION_BANK.md')).map(toLine)
  )
  const answers = editor.published.length - before
  assert.ok(answers < typed.length, `${answers} answers`)
})

test('closing takes the diagnostics away, and none come after it', async () => {
  await editor.change(path, broken)
  await editor.diagnostics(path)
  await editor.change(path, `${broken}\n${broken}`)
  await editor.close(path)
  // Whatever was under way for it is through when another document has had its turn.
  await editor.change('saved/QUESTION_BANK.md', broken)
  await editor.diagnostics('saved/QUESTION_BANK.md')
  const uri = editor.toUri(path)
  const last = editor.published.findLast((params) => params.uri === uri)
  assert.equal(last?.diagnostics, [])
})

test('other Markdown is left alone', async () => {
  for (const [name, text] of Object.entries(others)) {
    await editor.open(name, text)
    assert.equal(await editor.diagnostics(name), [], name)
    assert.equal(await editor.format(name), [], name)
    const only = ['source.fixAll']
    assert.equal(
      await editor.codeActions(name, {diagnostics: [], only}),
      [],
      name
    )
    await editor.close(name)
  }

  assert.equal(editor.said, [])
})

test('ends when it is asked to', async () => {
  assert.is(await editor.stop(), 0)
})

test.run()

function isFixable({data}: Diagnostic): boolean {
  const {expected = []} = (data ?? {}) as {expected?: readonly string[]}
  return expected.length === 1
}

/** A diagnostic as one reads it. */
function toLine({range, code, message}: Diagnostic): string {
  const {line, character} = range.start
  return `${line + 1}:${character + 1} ${String(code)} ${message}`
}
