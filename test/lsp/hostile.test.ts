/** The language server and clients and documents that are not as they should be: an answer, no crash, no hang. */
import process from 'node:process'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {makeBank} from '../../bench/banks.ts'
import {broken, makeProject} from '../entrances/support.ts'
import type {Finished} from '../support/temp.ts'
import {run, writeFiles} from '../support/temp.ts'
import type {Editor} from './support/client.ts'
import {serverPath, startServer} from './support/client.ts'

const path = 'QUESTION_BANK.md'
const test = suite('language server and bad input')
const folder = makeProject()
// An editor of the old kind: it knows no more than it must.
const editor = await startServer(folder, {capabilities: {}})

test('an editor that can do little gets what it can use', async () => {
  await editor.open(path, broken)
  const [diagnostic] = await editor.diagnostics(path)
  assert.ok(diagnostic)
  const actions = await editor.codeActions(path, {diagnostics: [diagnostic]})
  assert.ok(actions.length >= 2)
  assert.ok(actions.every(({edit}) => edit))
})

for (const [name, message] of Object.entries({
  'no JSON': 'This is no JSON',
  'half of a message': '{"jsonrpc": "2.0", "id": 1, "method": "textDoc',
  'JSON that is no message': '[1, 2, {"three": null}]',
  'a request without parameters':
    '{"jsonrpc": "2.0", "id": 901, "method": "textDocument/formatting"}',
  'parameters of another shape':
    '{"jsonrpc": "2.0", "method": "textDocument/didChange", "params": {"textDocument": 7}}',
  'edits of another shape': `{"jsonrpc": "2.0", "method": "textDocument/didChange", "params": {"textDocument": {"uri": "file:///a.md", "version": 2}, "contentChanges": 5}}`,
  'a document without text':
    '{"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"textDocument": {"uri": "file:///b.md"}}}',
  'a configuration on another machine': `{"jsonrpc": "2.0", "method": "workspace/didChangeWatchedFiles", "params": {"changes": [{"uri": "file://elsewhere/.remarkrc.cjs", "type": 2}, {"uri": "no uri", "type": 2}]}}`,
  'an unknown notification':
    '{"jsonrpc": "2.0", "method": "question/asked", "params": {}}',
  'an answer to nothing': '{"jsonrpc": "2.0", "id": 4711, "result": []}'
})) {
  test(`${name} is survived`, async () => {
    send(message)
    await expectAlive()
  })
}

test('an unknown request is refused', async () => {
  let text = ''
  try {
    await editor.request('textDocument/bake', {})
  } catch (error) {
    text = String(error)
  }

  assert.match(text, /Unhandled method textDocument\/bake/)
  await expectAlive()
})

test('requests about documents that are not open have no result', async () => {
  await editor.close(path)
  for (const uri of [
    editor.toUri(path),
    editor.toUri('never.md'),
    'untitled:Untitled-1',
    'no uri at all'
  ]) {
    const textDocument = {uri}
    const position = {line: 0, character: 0}
    assert.is(
      await editor.request('textDocument/formatting', {
        textDocument,
        options: {}
      }),
      null,
      uri
    )
    assert.is(
      await editor.request('textDocument/codeAction', {
        textDocument,
        range: {start: position, end: position},
        context: {diagnostics: []}
      }),
      null,
      uri
    )
  }

  await editor.open(path, broken)
  await expectAlive()
})

test('edits and closing of documents that are not open are passed over', async () => {
  for (const uri of [editor.toUri('never.md'), 'untitled:Untitled-1']) {
    notify('textDocument/didChange', {
      textDocument: {uri, version: 3},
      contentChanges: [{text: '# Hi'}]
    })
    notify('textDocument/didClose', {textDocument: {uri}})
  }

  await expectAlive()
})

test('documents that are no files are passed over', async () => {
  for (const uri of ['untitled:Untitled-1', 'git:/a/QUESTION_BANK.md', 'x']) {
    const textDocument = {uri, languageId: 'markdown', version: 1, text: broken}
    notify('textDocument/didOpen', {textDocument})
  }

  await expectAlive()
})

test('edits beyond the end of a document stay in it', async () => {
  const start = {line: 1_000_000, character: 1_000_000}
  notify('textDocument/didChange', {
    textDocument: {uri: editor.toUri(path), version: 1_000_000},
    contentChanges: [{range: {start, end: start}, text: '\n## More\n'}]
  })
  await editor.close(path)
  await editor.open(path, broken)
  await expectAlive()
})

test('a bank of 20 MB is reported as too large, at once', async () => {
  const bank = makeBank({cards: 1000, broken: 1})
  const text = bank.repeat(Math.ceil((20 * 1024 * 1024) / bank.length))
  await editor.open('large/QUESTION_BANK.md', text)
  const [diagnostic, ...rest] = await editor.diagnostics(
    'large/QUESTION_BANK.md'
  )
  assert.equal(rest, [])
  assert.match(
    diagnostic?.message ?? '',
    /^large\/QUESTION_BANK\.md: has 2\d,\d{3},\d{3} characters, more than the 4,194,304 that .+ `npx --no -- qbank fix` still take it; or split it/
  )
  assert.equal(await editor.format('large/QUESTION_BANK.md'), [])
  await editor.open('large/README.md', text)
  assert.equal(await editor.diagnostics('large/README.md'), [])
  await editor.close('large/QUESTION_BANK.md')
  await editor.close('large/README.md')
  await expectAlive()
})

test('of very many problems the first are shown, and the others counted', async () => {
  const text = `# Bread\n\n## Storage\n\n${'Caf\u00C3\u00A9\n'.repeat(1200)}\n`
  await editor.open('many/QUESTION_BANK.md', text)
  const [rest, ...shown] = await editor.diagnostics('many/QUESTION_BANK.md')
  assert.is(shown.length, 1000)
  assert.ok(shown.every(({code}) => code === 'no-mojibake'))
  assert.match(rest?.message ?? '', /^This bank has 20\d more problems than/)
  await editor.close('many/QUESTION_BANK.md')
})

test('what a project calls remark is not run', async () => {
  const project = makeProject({
    'node_modules_/remark/package.json': '{"exports": "./index.js"}'
  })
  writeFiles(project, {
    'node_modules/remark/package.json':
      '{"name": "remark", "type": "module", "exports": "./index.js"}',
    'node_modules/remark/index.js': "throw new Error('Out of order')\n"
  })
  const other = await startServer(project)
  await other.open(path, broken)
  assert.ok((await other.diagnostics(path)).length > 0)
  assert.equal(other.said, [])
  assert.is(await other.stop(), 0)
})

test('arguments that name no channel are reported in a line', () => {
  const ask = (argument: string): Finished =>
    run(folder, process.execPath, [serverPath, argument])
  const wrong = ask('--studio')
  assert.is(
    wrong.stderr,
    'error: unknown arguments: --studio. Editors start it as: qbank-language-server --stdio\n'
  )
  assert.is(wrong.status, 2)
  const help = ask('--help')
  assert.match(help.stdout, /^Usage: qbank-language-server --stdio\n/)
  assert.is(help.stderr, '')
  assert.is(help.status, 0)
})

test('ends when its input does', async () => {
  editor.child.stdin?.end()
  const code = await editor.wait('exit', () => editor.exitCode)
  assert.is(code, 1)
})

test.run()

/** Writes a message as it is. */
function send(message: string): void {
  const length = Buffer.byteLength(message)
  editor.child.stdin?.write(`Content-Length: ${length}\r\n\r\n${message}`)
}

function notify(method: string, params: unknown): void {
  send(JSON.stringify({jsonrpc: '2.0', method, params}))
}

/** The open bank is still looked after. */
async function expectAlive(at: Editor = editor): Promise<void> {
  await at.change(path, `${at.textOf(path)}\n`)
  assert.ok((await at.diagnostics(path)).length > 0)
}
