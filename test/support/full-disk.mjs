/** Loaded in front of a program (`node --import`): what is to replace a file can be opened, but not written, as on a full disk. */
import fs from 'node:fs'
import {syncBuiltinESMExports} from 'node:module'

/** @param {readonly unknown[]} parts what to write, and the callback */
function write(...parts) {
  const error = new Error('ENOSPC: no space left on device, write')
  const callback = /** @type {(error: Error) => void} */ (parts.at(-1))
  callback(Object.assign(error, {code: 'ENOSPC'}))
}

Object.assign(fs, {write})
syncBuiltinESMExports()
