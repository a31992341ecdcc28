/** SQLite, loaded when it is needed. */
import {readFileSync} from 'node:fs'
import {createRequire} from 'node:module'
import {join} from 'node:path'
import type {Database} from 'sql.js'
import initSqlJs from 'sql.js'

/**
 * @param bytes of a database; without them, it is empty
 * @throws Error if the package has not been built
 */
export async function openDatabase(bytes?: Uint8Array): Promise<Database> {
  const manifest = createRequire(import.meta.url).resolve('qbank/package.json')
  const wasm = readFileSync(join(manifest, '../dist/sql-wasm.wasm'))
  const {Database} = await initSqlJs({
    // A copy: the file's bytes may be a part of a larger buffer.
    wasmBinary: new Uint8Array(wasm).buffer
  })
  return new Database(bytes)
}
