/** Packages of Anki, read again with SQL. */
import {truncateSync} from 'node:fs'
import {unzipSync, strFromU8} from 'fflate'
import {join} from 'node:path'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import type {Database} from 'sql.js'
import {openDatabase} from '../../src/export/formats/open-database.ts'
import {makeTempFolder, writeFiles} from '../support/temp.ts'
import {bankOf, exportTo} from './support.ts'

const test = suite('packages of Anki')
const own = bankOf('own')
const first = new Date('2030-01-01T00:00:00Z')
const second = new Date('2030-02-01T00:00:00Z')

/** The smallest PNG. */
const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64'
)

interface Package {
  readonly database: Database
  readonly files: Readonly<Record<string, Uint8Array>>
  readonly notices: readonly string[]
}

async function pack(text: string, now: Date, cwd = '/'): Promise<Package> {
  const {renderBytes} = await exportTo('apkg', [text], {labels: {}, cwd, now})
  if (!renderBytes) throw new Error('apkg: not a file')
  const {bytes, notices} = await renderBytes()
  const files = unzipSync(bytes)
  return {
    database: await openDatabase(files['collection.anki2']),
    files,
    notices
  }
}

/** @returns the rows of a query */
function query(database: Database, sql: string): unknown[][] {
  return database.exec(sql)[0]?.values ?? []
}

test('a note and a card for each card, in a deck for its section', async () => {
  const {database} = await pack(bankOf('flash-card'), first)
  assert.equal(query(database, 'PRAGMA integrity_check'), [['ok']])
  assert.equal(
    query(database, 'SELECT count(*), count(DISTINCT guid) FROM notes'),
    [[4, 4]]
  )
  assert.equal(
    query(database, 'SELECT count(*) FROM cards JOIN notes ON notes.id = nid'),
    [[4]]
  )
  const [[models, decks] = []] = query(
    database,
    'SELECT models, decks FROM col'
  )
  const [model] = Object.values(JSON.parse(String(models)) as object) as {
    css: string
    flds: unknown[]
    id: number
  }[]
  assert.match(model?.css ?? '', 'max-width: 100%')
  assert.is(model?.flds.length, 2)
  assert.equal(query(database, 'SELECT DISTINCT mid FROM notes'), [[model?.id]])
  const names = Object.values(JSON.parse(String(decks)) as object).map(
    ({name}: {name: string}) => name
  )
  assert.equal(names.sort(), [
    'Default',
    ...['', '::Chemistry', '::Light'].map(
      (end) => `Words of the darkroom${end}`
    )
  ])
  const used = query(database, 'SELECT DISTINCT did FROM cards')
    .flat()
    .map(String)
  assert.ok(used.every((id) => id in (JSON.parse(String(decks)) as object)))
  assert.is(used.length, 2)
})

test('imported again after an edit of every fifth card: no note is new, none is lost', async () => {
  let cards = 0
  const edited = own.replace(/\*\*Common pitfalls:\*\*\n\n- /g, (all) =>
    cards++ % 5 === 0 ? `${all}Edited: ` : all
  )
  const before = await pack(own, first)
  const after = await pack(edited, second)
  const {database} = before
  const [[count] = []] = query(database, 'SELECT count(*) FROM notes')
  assert.is(count, cards)
  // As Anki does: notes are known by their guid, and the newer one counts.
  database.run(
    'CREATE TABLE later (id integer, guid text, mod integer, flds text)'
  )
  for (const row of query(
    after.database,
    'SELECT id, guid, mod, flds FROM notes'
  )) {
    database.run(
      'INSERT INTO later VALUES (?, ?, ?, ?)',
      row as (number | string)[]
    )
  }

  const counts = query(
    database,
    `SELECT
      (SELECT count(*) FROM later WHERE guid NOT IN (SELECT guid FROM notes)),
      (SELECT count(*) FROM notes WHERE guid NOT IN (SELECT guid FROM later)),
      (SELECT count(*) FROM notes JOIN later USING (guid, id) WHERE later.mod > notes.mod),
      (SELECT count(*) FROM notes JOIN later USING (guid) WHERE later.flds <> notes.flds)`
  )
  assert.equal(counts, [[0, 0, cards, Math.ceil(cards / 5)]])
})

test('images are in the package, each once; what cannot be is reported', async () => {
  const folder = makeTempFolder()
  writeFiles(folder, {
    'repo/.git/HEAD': 'ref: refs/heads/main\n',
    'repo/img/a pixel.png': pixel,
    'repo/notes.txt': 'no image',
    'secret.png': pixel
  })
  // Of 10 MB, which is not too large, and of one byte more.
  for (const [name, more] of [
    ['whole.png', 0],
    ['large.png', 1]
  ] as const) {
    const path = join(folder, 'repo', name)
    writeFiles(folder, {[`repo/${name}`]: ''})
    truncateSync(path, 10 * 1024 * 1024 + more)
  }

  const text = bankOf('flash-card')
    .replace('### Developer', '### Developer ![one](img/a%20pixel.png)')
    .replace('### Stop bath', '### Stop bath ![same](img/a%20pixel.png)')
    .replace(
      '### Fixer',
      '### Fixer ![](../secret.png) ![](notes.txt) ![](no.png) ![](https://a.example/b.png) ![](whole.png) ![](large.png)'
    )
  const {database, files, notices} = await pack(
    text,
    first,
    join(folder, 'repo')
  )
  const media = JSON.parse(
    strFromU8(files['media'] ?? new Uint8Array())
  ) as Record<string, string>
  const names = Object.entries(media)
  assert.is(names.length, 2)
  const [small] = names.filter(([, name]) =>
    /^a-pixel-[\da-f]{12}\.png$/.test(name)
  )
  assert.equal(Buffer.from(files[small?.[0] ?? ''] ?? []), pixel)
  assert.ok(names.some(([, name]) => name.startsWith('whole-')))
  const shown = query(
    database,
    "SELECT count(*) FROM notes WHERE flds LIKE '%src=\"a-pixel-%'"
  )
  assert.equal(shown, [[2]])
  assert.equal([...notices].sort(), [
    'QUESTION_BANK.md: image `../secret.png` is not in the package (it is outside of the repository)',
    'QUESTION_BANK.md: image `large.png` is not in the package (it is larger than 10 MB)',
    'QUESTION_BANK.md: image `no.png` is not in the package (there is no such file)',
    'QUESTION_BANK.md: image `notes.txt` is not in the package (it is not an image that Anki shows)'
  ])
})

test('the same bank at the same time is the same package', async () => {
  const render = async (): Promise<Uint8Array> => {
    const {renderBytes} = await exportTo('apkg', [own], {
      labels: {},
      cwd: '/',
      now: first
    })
    return (await renderBytes?.())?.bytes ?? new Uint8Array()
  }
  assert.equal(await render(), await render())
})

test('scripts of cards do not run', async () => {
  const text = bankOf('flash-card').replace(
    '### Developer',
    '### Developer <script>alert(1)</script><img src=x onerror=alert(1)> [sound:a.mp3] {{Answer}}'
  )
  const {database} = await pack(text, first)
  const all = query(database, 'SELECT flds FROM notes').join()
  assert.not.match(all, /<script|onerror|\[sound:|\{\{/)
})

test.run()
