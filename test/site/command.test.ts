/** `qbank site`: what it writes, what it refuses, and its server. */
import {spawn} from 'node:child_process'
import {once} from 'node:events'
import {existsSync, readFileSync, readdirSync, writeFileSync} from 'node:fs'
import type {IncomingMessage} from 'node:http'
import {request} from 'node:http'
import {join} from 'node:path'
import process from 'node:process'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {call, clean, short} from '../cli/support.ts'
import {bin, cleanEnv, makeTempFolder, writeFiles} from '../support/temp.ts'

const test = suite('qbank site')

function makeBank(text = clean): string {
  const folder = makeTempFolder()
  writeFiles(folder, {'QUESTION_BANK.md': text})
  return folder
}

test('writes a site, and again, and deletes what is gone', async () => {
  const folder = makeBank()
  const first = await call(folder, ['site'])
  assert.is(first.stderr, 'site: 1 card on 1 page\n')
  assert.is(first.status, 0)
  assert.equal(readdirSync(join(folder, 'site')).sort(), [
    'bread.html',
    'data',
    'index.html',
    'page.js',
    'qbank-site.json',
    'style.css',
    'theme.js'
  ])
  writeFiles(folder, {
    'QUESTION_BANK.md': clean.replace('## Bread', '## Rolls')
  })
  assert.is((await call(folder, ['site'])).status, 0)
  assert.ok(existsSync(join(folder, 'site/rolls.html')))
  assert.not(existsSync(join(folder, 'site/bread.html')))
})

test('a folder with files of a person is refused, and nothing is written', async () => {
  const folder = makeBank()
  writeFiles(folder, {
    'site/notes.txt': 'mine',
    'site/.git/HEAD': 'x',
    'site/CNAME': 'x'
  })
  const refused = await call(folder, ['site'])
  assert.is(refused.status, 2)
  assert.match(
    refused.stderr,
    /^site\/notes\.txt: was not written by `qbank site`/
  )
  assert.not(existsSync(join(folder, 'site/index.html')))
  assert.is((await call(folder, ['site', '--force'])).status, 0)
  assert.is(readFileSync(join(folder, 'site/notes.txt'), 'utf8'), 'mine')
  assert.ok(existsSync(join(folder, 'site/CNAME')))
})

test('a page that was changed by hand is not written over', async () => {
  const folder = makeBank()
  await call(folder, ['site'])
  const page = join(folder, 'site/style.css')
  writeFileSync(page, 'mine')
  const refused = await call(folder, ['site'])
  assert.is(refused.status, 2)
  assert.is(readFileSync(page, 'utf8'), 'mine')
  assert.is((await call(folder, ['site', '--force'])).status, 0)
  assert.not(readFileSync(page, 'utf8') === 'mine')
})

test('a list of files that leads out of the folder is not believed', async () => {
  const folder = makeBank()
  writeFiles(folder, {
    'kept.txt': 'mine',
    'site/qbank-site.json': '{"files": {"../kept.txt": "x", "/etc/x": "x"}}'
  })
  assert.is((await call(folder, ['site'])).status, 0)
  assert.ok(existsSync(join(folder, 'kept.txt')))
})

test('errors are reported, and --strict refuses', async () => {
  const folder = makeBank(short)
  const told = await call(folder, ['site'])
  assert.is(told.status, 0)
  assert.match(told.stderr, /1 error; cards may be incomplete/)
  const strict = await call(folder, ['site', '--strict', '--out', 'strict'])
  assert.is(strict.status, 1)
  assert.not(existsSync(join(folder, 'strict')))
})

test('--where chooses, and no card is no page', async () => {
  const folder = makeBank()
  assert.is((await call(folder, ['site', '--where', 'tag=heat'])).status, 0)
  const none = await call(folder, [
    'site',
    '--where',
    'difficulty=Hard',
    '--out',
    'none'
  ])
  assert.is(none.status, 1)
  assert.not(existsSync(join(folder, 'none')))
  assert.match(
    (await call(folder, ['site', '--where', 'taste=x'])).stderr,
    /Unexpected key `taste`/
  )
  assert.is((await call(folder, ['site', '--port', '70000'])).status, 2)
})

test('front matter says what flags do not', async () => {
  const folder = makeBank(
    `---\nbank:\n  site:\n    title: Bakery\n    footer: By us\n---\n\n${clean}`
  )
  assert.is((await call(folder, ['site', '--footer', 'By you'])).status, 0)
  const html = readFileSync(join(folder, 'site/index.html'), 'utf8')
  assert.match(html, /<h1[^>]*>Bakery<\/h1>/)
  assert.match(html, /By you/)
  const wrong = await call(
    makeBank(`---\nbank:\n  site:\n    titel: x\n---\n\n${clean}`),
    ['check']
  )
  assert.match(wrong.stdout, /titel/)
})

/** @returns status and text of an answer */
async function get(
  port: number,
  path: string,
  headers: Record<string, string> = {}
): Promise<{status: number | undefined; text: string}> {
  const asked = request({host: '127.0.0.1', port, path, headers}).end()
  const [response] = (await once(asked, 'response')) as [IncomingMessage]
  let text = ''
  for await (const chunk of response.setEncoding('utf8')) {
    text += String(chunk)
    if (path === '/qbank-events' && text.includes('data: ')) break
  }

  return {status: response.statusCode, text}
}

test('--watch shows the page, follows the bank, and answers no other site', async () => {
  const folder = makeBank()
  const child = spawn(
    process.execPath,
    [bin, 'site', '--watch', '--port', '0'],
    {
      cwd: folder,
      env: cleanEnv(),
      stdio: ['ignore', 'ignore', 'pipe']
    }
  )
  let said = ''
  const port = await new Promise<number>((resolve) => {
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      said += chunk
      const found = /127\.0\.0\.1:(\d+)/.exec(said)?.[1]
      if (found !== undefined) resolve(Number(found))
    })
  })
  try {
    const index = await get(port, '/')
    assert.match(index.text, /qbank-reload\.js.*<\/head>/s)
    assert.is((await get(port, '/page.js?v=1')).status, 200)
    for (const path of [
      '/../QUESTION_BANK.md',
      '/%2e%2e/QUESTION_BANK.md',
      '/none.html'
    ]) {
      assert.is((await get(port, path)).status, 404)
    }

    assert.is((await get(port, '/', {host: 'example.org'})).status, 403)
    const event = get(port, '/qbank-events')
    await new Promise((resolve) => setTimeout(resolve, 100))
    writeFiles(folder, {
      'QUESTION_BANK.md': clean.replace('spoil a loaf', 'spoil a roll')
    })
    assert.match((await event).text, /data: new/)
    assert.match((await get(port, '/')).text, /spoil a roll/)
    assert.not(existsSync(join(folder, 'site')))
  } finally {
    child.kill('SIGINT')
  }

  const [code] = (await once(child, 'exit')) as [number | null]
  assert.is(code, 0)
})

test.run()
