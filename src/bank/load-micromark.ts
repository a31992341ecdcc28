/**
 * Loads micromark when somebody asks for it, and in the same breath: parsers of unified are synchronous. `require` loads
 * ES modules, too, from Node 20.19 on. The bundle has micromark in a file of its own, and this module in `dist/chunks`.
 */
import {createRequire} from 'node:module'
import type * as micromark from './micromark.ts'

const require = createRequire(import.meta.url)
type Micromark = typeof micromark

let loaded: Micromark | undefined

/** @returns the module, loaded at the first call */
export function loadMicromark(): Micromark {
  loaded ??= require(
    import.meta.url.endsWith('.ts')
      ? './micromark.ts'
      : '../src/bank/micromark.js'
  ) as Micromark
  return loaded
}
