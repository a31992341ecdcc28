/** Loaded in front of a program (`node --import`): what is to replace a file can be opened, but not written, as on a full disk. */
import fs from 'node:fs'
import {syncBuiltinESMExports} from 'node:module'

fs.write = (...parts) => {
  const error = new Error('ENOSPC: no space left on device, write')
  parts.at(-1)(Object.assign(error, {code: 'ENOSPC'}))
}

syncBuiltinESMExports()
