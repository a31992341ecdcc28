/** The language server and requests that come too often, too late, or are taken back; and documents of all places. */
import {readFileSync, rmSync} from 'node:fs'
import {join} from 'node:path'
import {pathToFileURL} from 'node:url'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import protocol from 'vscode-languageserver/node.js'
import {broken, fixAt, makeProject} from '../entrances/support.ts'
import {makeTempFolder, writeFiles} from '../support/temp.ts'
import {applyEdits, modern, startServer} from './support/client.ts'

const path = 'QUESTION_BANK.md'
const {RequestCancelled: cancelled, ContentModified: modified} =
  protocol.LSPErrorCodes

/** Records each pass of a fix, and waits in it while there is a file `hold`. */
const recorder = `import {appendFileSync, existsSync} from 'node:fs'
import {setTimeout} from 'node:timers/promises'
import qbank from 'qbank'

const at = (name) => new URL(name, import.meta.url)

function record() {
  return async (_tree, file) => {
    if (file.data.qbank.checkOnly) return
    appendFileSync(at('passes'), '.')
    while (existsSync(at('hold'))) await setTimeout(2)
  }
}

export default {plugins: [qbank, record]}
`

const test = suite('requests to the language server')
const folder = makeProject({'.remarkrc.mjs': recorder, passes: ''})
const fixed = await fixAt(makeProject(), path, broken)
const editor = await startServer(folder)
await editor.open(path, broken)
await editor.diagnostics(path)

test('three hundred requests to format at once are one piece of work', async () => {
  const before = countPasses()
  assert.is(applyEdits(broken, await editor.format(path)), fixed)
  const passes = countPasses() - before
  assert.ok(passes > 1)
  hold()
  const all = Array.from({length: 300}, async () => editor.format(path))
  // Messages are read in their order: with this answer, all requests have arrived.
  await editor.codeActions(path, {diagnostics: []})
  release()
  for (const edits of await Promise.all(all)) {
    assert.is(applyEdits(broken, edits), fixed)
  }

  assert.is(countPasses() - before, 2 * passes)
})

test('a request that is cancelled at once is never begun', async () => {
  const before = countPasses()
  const uri = editor.toUri(path)
  const answers: string[] = []
  editor.child.stdout?.on('data', (data: Buffer) => {
    answers.push(data.toString())
  })
  const id = 'cancelled at once'
  // In one piece, so that nothing can come between the two.
  editor.child.stdin?.write(
    [
      {
        id,
        method: 'textDocument/formatting',
        params: {textDocument: {uri}, options: {}}
      },
      {method: '$/cancelRequest', params: {id}}
    ]
      .map((message) => JSON.stringify({jsonrpc: '2.0', ...message}))
      .map((text) => `Content-Length: ${text.length}\r\n\r\n${text}`)
      .join('')
  )
  await settle()
  assert.match(answers.join(''), `"id":"${id}","error":{"code":${cancelled},`)
  assert.is(countPasses(), before)
})

test('a request that is cancelled later is answered at once, and the work ends', async () => {
  const before = countPasses()
  hold()
  const {code, cancel} = startFormat()
  await waitForPasses(before + 1)
  cancel()
  assert.is(await code, cancelled)
  release()
  await settle()
  assert.is(countPasses(), before + 1)
  assert.is(applyEdits(broken, await editor.format(path)), fixed)
})

test('who does not cancel gets the result', async () => {
  const before = countPasses()
  hold()
  const first = startFormat()
  const second = editor.format(path)
  await waitForPasses(before + 1)
  first.cancel()
  assert.is(await first.code, cancelled)
  release()
  assert.is(applyEdits(broken, await second), fixed)
})

test('what is found out about an earlier text is not handed out', async () => {
  const before = countPasses()
  hold()
  const {code} = startFormat()
  await waitForPasses(before + 1)
  const newer = `${broken}\n${broken.slice(broken.indexOf('## Q'))}`
  await editor.change(path, newer)
  await editor.diagnostics(path)
  release()
  assert.is(await code, modified)
  assert.is(countPasses(), before + 1)
  assert.is(
    applyEdits(newer, await editor.format(path)),
    await fixAt(makeProject(), path, newer)
  )
  await editor.change(path, broken)
})

test('a configuration that changes meanwhile makes a request void', async () => {
  const before = countPasses()
  hold()
  const {code} = startFormat()
  await waitForPasses(before + 1)
  await editor.notifyChanged('.prettierrc')
  // Messages are taken in order: when this one is answered, the change has been seen.
  await editor.request('qbank/unknown', {}).catch(() => undefined)
  release()
  assert.is(await code, modified)
  assert.is(applyEdits(broken, await editor.format(path)), fixed)
})

test('a diagnostic of an earlier text has no quick fix any more', async () => {
  const [, ...diagnostics] = await editor.diagnostics(path)
  const only = ['quickfix']
  assert.ok((await editor.codeActions(path, {diagnostics, only})).length > 0)
  await editor.change(path, `${'\n'.repeat(100)}${broken}`)
  assert.equal(await editor.codeActions(path, {diagnostics, only}), [])
  await editor.change(path, broken)
})

test('an editor that can tell versions apart gets edits for one of them', async () => {
  const project = makeProject()
  const other = await startServer(project, {
    capabilities: {
      ...modern,
      workspace: {...modern.workspace, workspaceEdit: {documentChanges: true}}
    }
  })
  await other.open(path, broken)
  await other.change(path, `${broken}\n`)
  const diagnostics = await other.diagnostics(path)
  const actions = await other.codeActions(path, {
    diagnostics,
    only: ['quickfix', 'source.fixAll']
  })
  assert.ok(actions.some(({kind}) => kind === 'source.fixAll'))
  for (const {edit} of actions) {
    assert.is(edit?.changes, undefined)
    assert.equal(
      edit?.documentChanges?.map(
        (change) => 'textDocument' in change && change.textDocument
      ),
      [{uri: other.toUri(path), version: 2}]
    )
  }

  assert.is(await other.stop(), 0)
})

test('outside of the open folders nothing is checked, and no configuration run', async () => {
  const outside = makeProject({
    '.remarkrc.mjs':
      "import {writeFileSync} from 'node:fs'\nwriteFileSync(new URL('ran', import.meta.url), '')\nexport default {}\n",
    [path]: broken
  })
  const away = join(outside, path)
  const uri = pathToFileURL(away).href
  await send('textDocument/didOpen', {
    textDocument: {uri, languageId: 'markdown', version: 1, text: broken}
  })
  const position = {line: 0, character: 0}
  for (let version = 2; version < 3000; version++) {
    await send('textDocument/didChange', {
      textDocument: {uri, version},
      contentChanges: [{range: {start: position, end: position}, text: 'x'}]
    })
  }

  const format = {textDocument: {uri}, options: {}}
  assert.is(await editor.request('textDocument/formatting', format), null)
  const shown = editor.published.filter((params) => params.uri === uri)
  assert.ok(shown.length < 100, `${shown.length} answers`)
  assert.equal(
    shown.flatMap(({diagnostics}) => diagnostics),
    []
  )
  assert.throws(() => readFileSync(join(outside, 'ran')), /ENOENT/)

  // Until the folder is opened, too.
  const event = {added: [{uri: pathToFileURL(outside).href, name: 'outside'}]}
  await send('workspace/didChangeWorkspaceFolders', {
    event: {...event, removed: []}
  })
  await editor.wait('diagnostics', () =>
    editor.published.find(
      (params) => params.uri === uri && params.diagnostics.length > 0
    )
  )
  readFileSync(join(outside, 'ran'))
  await send('workspace/didChangeWorkspaceFolders', {
    event: {added: [], removed: event.added}
  })
  await editor.wait('no diagnostics', () =>
    editor.published.findLast((params) => params.uri === uri)?.diagnostics
      .length === 0
      ? true
      : undefined
  )
})

test('without an open folder, a file of no project is checked and formatted', async () => {
  const alone = makeTempFolder()
  const other = await startServer(alone, {hasFolder: false})
  await other.open(path, broken)
  assert.ok((await other.diagnostics(path)).length > 5)
  assert.is(applyEdits(broken, await other.format(path)), fixed)
  assert.is(await other.stop(), 0)
})

test('a document that has never been saved has no diagnostics and no format', async () => {
  const uri = 'untitled:Untitled-1'
  await send('textDocument/didOpen', {
    textDocument: {uri, languageId: 'markdown', version: 1, text: broken}
  })
  const format = {textDocument: {uri}, options: {}}
  assert.is(await editor.request('textDocument/formatting', format), null)
  const shown = editor.published.filter((params) => params.uri === uri)
  assert.equal(
    shown.flatMap(({diagnostics}) => diagnostics),
    []
  )
})

test('an exit that was not announced is an error', async () => {
  await send('exit', undefined)
  assert.is(await editor.wait('exit', () => editor.exitCode), 1)
})

test.run()

/** @returns how many passes of fixes there have been */
function countPasses(): number {
  return readFileSync(join(folder, 'passes'), 'utf8').length
}

async function waitForPasses(count: number): Promise<void> {
  const end = Date.now() + 20_000
  while (countPasses() < count) {
    assert.ok(Date.now() < end, `no pass ${count}`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

function hold(): void {
  writeFiles(folder, {hold: ''})
}

function release(): void {
  rmSync(join(folder, 'hold'))
}

/** Lets the server do what is left to do. */
async function settle(): Promise<void> {
  await editor.change(path, `${broken}\n`)
  await editor.diagnostics(path)
  await editor.change(path, broken)
  await editor.diagnostics(path)
}

async function send(method: string, params: unknown): Promise<void> {
  await editor.connection.sendNotification(method, params)
}

/** @returns the code of the error with which the request is answered, and a way to cancel it */
function startFormat(): {code: Promise<unknown>; cancel: () => void} {
  const source = new protocol.CancellationTokenSource()
  const params = {textDocument: {uri: editor.toUri(path)}, options: {}}
  return {
    code: editor.request('textDocument/formatting', params, source.token).then(
      () => undefined,
      (error: unknown) => (error as {code?: unknown}).code
    ),
    cancel: () => {
      source.cancel()
    }
  }
}
