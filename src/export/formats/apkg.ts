/**
 * A package of Anki: notes with their own type, a deck for each section, and the images. A note has the same guid and
 * id in each export, so that importing again updates it.
 */
import {createHash} from 'node:crypto'
import {resolve} from 'node:path'
import {strToU8, zipSync} from 'fflate'
import type {Database} from 'sql.js'
import type {Format} from '../format.ts'
import {exportTexts} from '../texts.ts'
import type {AnkiNote} from './anki.ts'
import {toNotes} from './anki.ts'
import {collectionSchema, toCollection} from './anki-collection.ts'
import {Media} from './anki-media.ts'
import {openDatabase} from './open-database.ts'

export const apkg: Format = {
  async renderBytes(banks, options) {
    const {cwd = '.', now = new Date()} = options
    const media = new Media()
    const notices = new Set<string>()
    const notes = toNotes(banks, options).map((note) => {
      const path = resolve(cwd, note.bank.path)
      const copy = (html: string): string =>
        media.collect(html, path, (source, reason) => {
          const {path: bank} = note.bank
          notices.add(exportTexts.noImage(bank, source, reason))
        })
      return {...note, front: copy(note.front), back: copy(note.back)}
    })
    const database = await openDatabase()
    try {
      fill(database, notes, now)
      const files = media.list()
      const names = Object.fromEntries(
        files.map(({name}, index) => [String(index), name])
      )
      const bytes = zipSync(
        {
          'collection.anki2': database.export(),
          media: strToU8(JSON.stringify(names)),
          ...Object.fromEntries(
            files.map(({content}, index) => [String(index), content])
          )
        },
        {mtime: now}
      )
      return {bytes, notices: [...notices]}
    } finally {
      database.close()
    }
  }
}

/** Fills an empty database with a collection of the notes. */
function fill(database: Database, notes: readonly AnkiNote[], now: Date): void {
  database.run(collectionSchema)
  const seconds = Math.floor(now.getTime() / 1000)
  const {decks, modelId, values} = toCollection(notes, now, toId)
  database.run(`INSERT INTO col VALUES (${values.map(() => '?').join()})`, [
    ...values
  ])
  const addNote = database.prepare(
    "INSERT INTO notes VALUES (?, ?, ?, ?, -1, ?, ?, ?, ?, 0, '')"
  )
  const addCard = database.prepare(
    "INSERT INTO cards VALUES (?, ?, ?, 0, ?, -1, 0, 0, ?, 0, 0, 0, 0, 0, 0, 0, 0, '')"
  )
  const ids = new Set<number>()
  for (const [index, {back, deck, front, guid, tags}] of notes.entries()) {
    const id = toFreeId(`note ${guid}`, ids)
    const first = stripTags(front)
    addNote.run([
      ...[id, guid, modelId, seconds],
      tags.length === 0 ? '' : ` ${tags.join(' ')} `,
      `${front}\u001F${back}`,
      first,
      toChecksum(first)
    ])
    addCard.run([id, id, decks.get(deck) ?? 1, seconds, index + 1])
  }

  addNote.free()
  addCard.free()
}

/** Ids are milliseconds since 1970; Anki did not exist before this one. */
const firstId = 1_200_000_000_000
const idRange = 400_000_000_000

/** @returns a number that is the same for the same text */
function toId(text: string): number {
  const digest = createHash('sha256').update(text).digest()
  return firstId + (digest.readUIntBE(0, 6) % idRange)
}

function toFreeId(text: string, taken: Set<number>): number {
  let id = toId(text)
  while (taken.has(id)) id++
  taken.add(id)
  return id
}

function stripTags(html: string): string {
  return html.replace(/<[^<>]*>/g, '').trim()
}

/** With it, Anki finds notes with the same first field. */
function toChecksum(text: string): number {
  const digest = createHash('sha1').update(text).digest('hex')
  return Number.parseInt(digest.slice(0, 8), 16)
}
