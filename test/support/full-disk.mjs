/** Loaded before a program (`node --import`): what is to replace a file cannot be written, as on a full disk. */
import fs from 'node:fs'
import {syncBuiltinESMExports} from 'node:module'

const {writeFileSync} = fs
fs.writeFileSync = (file, ...parts) => {
  // Only what is written to a file that was opened before.
  if (typeof file !== 'number') return writeFileSync(file, ...parts)
  const error = new Error('ENOSPC: no space left on device, write')
  throw Object.assign(error, {code: 'ENOSPC'})
}

syncBuiltinESMExports()
