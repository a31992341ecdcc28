/** An empty collection of Anki in its schema 11, which all versions since 2.1 import. */
import type {AnkiNote} from './anki.ts'

/** Tables and indexes. */
export const collectionSchema = `
CREATE TABLE col (id integer PRIMARY KEY, crt integer NOT NULL, mod integer NOT NULL, scm integer NOT NULL, ver integer NOT NULL, dty integer NOT NULL, usn integer NOT NULL, ls integer NOT NULL, conf text NOT NULL, models text NOT NULL, decks text NOT NULL, dconf text NOT NULL, tags text NOT NULL);
CREATE TABLE notes (id integer PRIMARY KEY, guid text NOT NULL, mid integer NOT NULL, mod integer NOT NULL, usn integer NOT NULL, tags text NOT NULL, flds text NOT NULL, sfld integer NOT NULL, csum integer NOT NULL, flags integer NOT NULL, data text NOT NULL);
CREATE TABLE cards (id integer PRIMARY KEY, nid integer NOT NULL, did integer NOT NULL, ord integer NOT NULL, mod integer NOT NULL, usn integer NOT NULL, type integer NOT NULL, queue integer NOT NULL, due integer NOT NULL, ivl integer NOT NULL, factor integer NOT NULL, reps integer NOT NULL, lapses integer NOT NULL, left integer NOT NULL, odue integer NOT NULL, odid integer NOT NULL, flags integer NOT NULL, data text NOT NULL);
CREATE TABLE revlog (id integer PRIMARY KEY, cid integer NOT NULL, usn integer NOT NULL, ease integer NOT NULL, ivl integer NOT NULL, lastIvl integer NOT NULL, factor integer NOT NULL, time integer NOT NULL, type integer NOT NULL);
CREATE TABLE graves (usn integer NOT NULL, oid integer NOT NULL, type integer NOT NULL);
CREATE INDEX ix_notes_usn ON notes (usn);
CREATE INDEX ix_cards_usn ON cards (usn);
CREATE INDEX ix_revlog_usn ON revlog (usn);
CREATE INDEX ix_cards_nid ON cards (nid);
CREATE INDEX ix_cards_sched ON cards (did, queue, due);
CREATE INDEX ix_revlog_cid ON revlog (cid);
CREATE INDEX ix_notes_csum ON notes (csum);
`

/** Id of the note type: the same in all packages, so that they share it. */
const modelId = 1_595_204_880_417

const css = `.card { font-family: system-ui, sans-serif; font-size: 18px; line-height: 1.5; text-align: start; max-width: 42em; margin: 0 auto; padding: 0 1em; }
h3 { font-size: 1.15em; line-height: 1.3; }
pre, code { font-family: ui-monospace, monospace; font-size: 0.9em; }
pre { overflow-x: auto; padding: 0.6em; border: 1px solid #8886; border-radius: 4px; }
table { border-collapse: collapse; }
th, td { border: 1px solid #8886; padding: 0.2em 0.5em; }
img { max-width: 100%; height: auto; }
hr#answer { border: 0; border-top: 1px solid #8886; margin: 1em 0; }
`

const fields = ['Question', 'Answer']

/** What a collection has in addition to notes and cards. */
export interface Collection {
  readonly modelId: number
  /** Ids of the decks by their names. */
  readonly decks: ReadonlyMap<string, number>
  /** The row of the table `col`. */
  readonly values: readonly (number | string)[]
}

/**
 * @param toId makes an id from a text
 * @returns the collection that has the decks of the notes
 */
export function toCollection(
  notes: readonly AnkiNote[],
  now: Date,
  toId: (text: string) => number
): Collection {
  const milliseconds = now.getTime()
  const seconds = Math.floor(milliseconds / 1000)
  const decks = new Map<string, number>()
  for (const {deck} of notes) {
    const parts = deck.split('::')
    for (const [index] of parts.entries()) {
      const name = parts.slice(0, index + 1).join('::')
      decks.set(name, decks.get(name) ?? toId(`deck ${name}`))
    }
  }

  const all = [['Default', 1] as const, ...decks].map(([name, id]) => [
    id,
    toDeck(id, name, seconds)
  ])
  const tags = Object.fromEntries(
    notes.flatMap((note) => note.tags.map((tag) => [tag, -1]))
  )
  return {
    modelId,
    decks,
    values: [
      ...[1, seconds, milliseconds, milliseconds, 11, 0, 0, 0],
      JSON.stringify({nextPos: notes.length + 1, curModel: String(modelId)}),
      JSON.stringify({[modelId]: toModel(seconds)}),
      JSON.stringify(Object.fromEntries(all)),
      JSON.stringify({1: deckOptions}),
      JSON.stringify(tags)
    ]
  }
}

function toDeck(id: number, name: string, mod: number): unknown {
  return {
    ...{id, name, mod, usn: -1, desc: '', dyn: 0, conf: 1},
    ...{collapsed: false, browserCollapsed: false, extendNew: 0, extendRev: 0},
    ...{newToday: [0, 0], revToday: [0, 0], lrnToday: [0, 0]},
    timeToday: [0, 0]
  }
}

function toModel(mod: number): unknown {
  return {
    ...{id: modelId, name: 'qbank', type: 0, mod, usn: -1, sortf: 0, did: 1},
    ...{css, latexPre: '', latexPost: '', req: [[0, 'any', [0]]], vers: []},
    tags: [],
    tmpls: [
      {
        ...{name: 'Card 1', ord: 0, did: null, bqfmt: '', bafmt: ''},
        qfmt: '{{Question}}',
        afmt: '{{FrontSide}}<hr id="answer">{{Answer}}'
      }
    ],
    flds: fields.map((name, ord) => ({
      ...{name, ord, sticky: false, rtl: false, media: []},
      ...{font: 'Arial', size: 20}
    }))
  }
}

/** Anki's own defaults. */
const deckOptions = {
  ...{id: 1, name: 'Default', mod: 0, usn: 0, maxTaken: 60, autoplay: true},
  ...{timer: 0, replayq: true, dyn: false},
  new: {
    ...{bury: false, delays: [1, 10], initialFactor: 2500, ints: [1, 4, 0]},
    ...{order: 1, perDay: 20, separate: true}
  },
  rev: {
    ...{bury: false, ease4: 1.3, fuzz: 0.05, ivlFct: 1, maxIvl: 36_500},
    ...{minSpace: 1, perDay: 200}
  },
  lapse: {delays: [10], leechAction: 1, leechFails: 8, minInt: 1, mult: 0}
}
