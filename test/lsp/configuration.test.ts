/** The language server and what projects, editors and people configure: rules, settings, mistakes. */
import {rmSync} from 'node:fs'
import {join} from 'node:path'
import {clearConfigCache} from 'prettier'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {broken, fixAt, makeProject} from '../entrances/support.ts'
import {writeFiles} from '../support/temp.ts'
import type {Editor} from './support/client.ts'
import {applyEdits, serverPath, startServer} from './support/client.ts'

const path = 'QUESTION_BANK.md'
const test = suite('configuration of the language server')
const folder = makeProject()
const editor = await startServer(folder)

test('asks to hear of changed configurations', async () => {
  await editor.wait('registration', () =>
    editor.registered.includes('workspace/didChangeWatchedFiles')
      ? true
      : undefined
  )
})

test('a project without configuration is checked', async () => {
  await editor.open(path, broken)
  assert.ok((await codes(editor)).includes('choice-value'))
})

test('a configuration keeps its options, before and after it changes', async () => {
  for (const [severity, expected] of [
    ["'warn'", [2]],
    ["['error', {}]", [1]],
    ['false', []]
  ] as const) {
    await rewrite('.remarkrc.mjs', configure(severity))
    const diagnostics = await editor.diagnostics(path)
    assert.equal(
      diagnostics
        .filter(({code}) => code === 'choice-value')
        .map((diagnostic) => diagnostic.severity),
      expected,
      severity
    )
    assert.is(diagnostics.filter(({code}) => code === 'no-mojibake').length, 1)
  }

  await rewrite('.remarkrc.mjs', undefined)
})

test('what is formatted follows Prettier’s configuration, before and after it changes', async () => {
  const width = async (): Promise<number> => {
    const text = applyEdits(broken, await editor.format(path))
    // This process has a memory, too.
    await clearConfigCache()
    assert.is(text, await fixAt(folder, path, broken))
    return Math.max(...text.split('\n').map(({length}) => length))
  }
  const unwrapped = await width()
  for (const printWidth of [60, 40]) {
    const options = {proseWrap: 'always', printWidth}
    await rewrite('.prettierrc', JSON.stringify(options))
    assert.ok((await width()) < unwrapped, String(printWidth))
  }

  await rewrite('.prettierrc', undefined)
  assert.is(await width(), unwrapped)
})

for (const [name, content, sentence] of [
  [
    '.remarkrc.mjs',
    "import plugin from 'remark-nothing'\nexport default {plugins: [plugin]}\n",
    /QUESTION_BANK\.md: cannot be checked, because remark's configuration .+ cannot be used: .+remark-nothing/
  ],
  [
    '.remarkrc.mjs',
    'export default {plugins: [',
    /cannot be used: .+node --check/
  ],
  [
    '.remarkrc.yml',
    'plugins: [',
    /cannot be used: Cannot parse file `\.remarkrc\.yml`/
  ],
  [
    '.remarkrc.mjs',
    "export default {plugins: [() => () => { throw new Error('Boo') }]}\n",
    /because a plugin or rule stopped: Boo/
  ],
  ['.prettierrc', '{"tabWidth": ', /Prettier's configuration cannot be used/]
] as const) {
  test(`${name} that is broken (${sentence.source.slice(-20)}) is reported, and nothing else happens`, async () => {
    await rewrite(name, content)
    // At the very top, before what was found until then.
    const [diagnostic] = await editor.diagnostics(path)
    assert.ok(diagnostic)
    assert.match(diagnostic.message, sentence, diagnostic.message)
    assert.not.match(diagnostic.message, /\n +at /)
    assert.is(diagnostic.severity, 1)
    assert.is(diagnostic.source, 'question-bank')
    assert.equal(await editor.format(path), [])

    await rewrite(name, undefined)
    assert.ok((await codes(editor)).includes('choice-value'), 'repaired')
  })
}

test('what `.remarkignore` names is left alone', async () => {
  await rewrite('.remarkignore', `${path}\n`)
  assert.equal(await editor.diagnostics(path), [])
  assert.equal(await editor.format(path), [])
  await rewrite('.remarkignore', undefined)
})

test('settings of the editor hold as soon as they change', async () => {
  for (const [settings, isChecked] of [
    [{requireConfig: true}, false],
    [null, true]
  ] as const) {
    await editor.configure(settings)
    await editor.change(path, broken)
    assert.is((await codes(editor)).length > 0, isChecked)
  }
})

test('with --no-config, no code of the project runs', async () => {
  const own = makeProject()
  writeFiles(own, {
    '.remarkrc.mjs': 'throw new Error("loaded")\n',
    'prettier.config.mjs': 'throw new Error("loaded")\n',
    '.remarkignore': `${path}\n`
  })
  const careful = await startServer(own, {
    command: [serverPath, '--stdio', '--no-config']
  })
  await careful.open(path, broken)
  assert.ok((await codes(careful)).includes('choice-value'))
  assert.is(
    applyEdits(broken, await careful.format(path)),
    await fixAt(makeProject(), path, broken)
  )
  assert.is(await careful.stop(), 0)
})

test('ends when it is asked to', async () => {
  assert.is(await editor.stop(), 0)
})

test.run()

/** A configuration that gives a severity to one rule. */
function configure(severity: string): string {
  return `import qbank, {rules} from 'qbank'

export default {plugins: [qbank, [rules['choice-value'], ${severity}]]}
`
}

/** Changes or deletes a file on disk, and notifies the server, which is about to look at a new version. */
async function rewrite(
  name: string,
  content: string | undefined
): Promise<void> {
  if (content === undefined) rmSync(join(folder, name))
  else writeFiles(folder, {[name]: content})
  await editor.notifyChanged(name)
  await editor.change(path, broken)
}

async function codes(editor: Editor): Promise<unknown[]> {
  return (await editor.diagnostics(path)).map(({code}) => code)
}
