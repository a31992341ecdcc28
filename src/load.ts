/**
 * Loads the code of the package. The build makes a file of its own of this, `dist/load.cjs`, and all other code in `dist/`
 * comes through it, from `dist/scripts/`.
 *
 * Compiling took a third of what a check of a small bank takes. V8 can keep what it has compiled, but Node does so for
 * modules from 22.1 on only, and without the functions that are compiled when they are first called. So the build makes
 * scripts of the modules (`scripts/to-scripts.mjs`), and what is compiled of them is kept from one run for the next.
 *
 * It is kept beside the scripts, in a folder that only this user can write: anywhere else, others could leave code for this
 * user to run. V8 refuses what another version of it has made; that it is whole, and made of this very script, it takes for
 * granted, hence the checksums.
 */
import {Buffer} from 'node:buffer'
import type {Stats} from 'node:fs'
import {
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync
} from 'node:fs'
import nodeModule, {createRequire} from 'node:module'
import {join} from 'node:path'
import process from 'node:process'
import {pathToFileURL} from 'node:url'
import {Script} from 'node:vm'
import {crc32} from 'node:zlib'

/** What a script is: `module` and `require` as in CommonJS, and `import.meta`. What was kept cannot `import(…)`. */
type Run = (
  module: {exports: unknown},
  exports: unknown,
  require: (name: string) => unknown,
  meta: {
    readonly url: string
    readonly resolve: (name: string) => string
    readonly restrainOptimizing: (length: number) => void
  },
  importModule: (name: string) => Promise<unknown>
) => void

/** In bytes: a smaller script is compiled in the time that it takes to open one more file. */
const smallest = 4096

/** Of what has been compiled, and of the script. */
const checksumsLength = 8

/** Scripts that use what most runs use: from a run that loads one of them, what is compiled is kept. */
const thorough = /\/(?:check|fix|commit-banks)-/

/** A file is being written for no longer than this; milliseconds. */
const longest = 60_000

/** Where this is set, there is no next run to keep anything for. */
const isOnce = Boolean(process.env['CI'])

const scripts = join(__dirname, 'scripts')
const folder = join(__dirname, 'compiled')

/** By the names of their scripts. */
const modules = new Map<string, {exports: unknown}>()

/** Scripts without kept code that could be used, with their checksums, by the path under which it is to be kept. */
const fresh = new Map<string, {script: Script; checksum: number}>()

/** Flags that keep V8 from work; V8 refuses code that was compiled under other flags than its own. */
interface Restraint {
  /** What is set, without the dashes. */
  readonly flags: readonly string[]
  /** What undoes that: the flags as V8 has them. */
  readonly own: readonly string[]
}

/** Nothing is optimized. (`--no-opt` would be plainer, but Node 22 does not forget that it was given.) */
const total: Restraint = {
  flags: ['max-optimized-bytecode-size=0'],
  own: ['max-optimized-bytecode-size=61440']
}

/**
 * V8 11, which is in Node 20, optimizes too soon for a run of a second: here a function first has to run six times as much. What
 * it calls is not optimized with it once more, nor is time spent on what only helps with that. And young memory grows at once to
 * the size that it would reach, so that what is young is collected half as often.
 */
const late: Restraint = {
  flags: [
    'interrupt-budget=400000',
    'max-inlined-bytecode-size-cumulative=0',
    'no-turbo-escape',
    'no-turbo-loop-peeling',
    'semi-space-growth-factor=16'
  ],
  own: [
    'interrupt-budget=67584',
    'max-inlined-bytecode-size-cumulative=920',
    'turbo-escape',
    'turbo-loop-peeling',
    'semi-space-growth-factor=2'
  ]
}

const isNode20 = process.versions.v8.startsWith('11.')

/** What is worth optimizing for; in UTF-16 units, a bank of some 200 or 1,200 cards. */
const little = isNode20 ? 131_072 : 655_360

let isKeeping = false
/** How V8 is restrained now. */
let restraint: Restraint | undefined
let isUnrestrained = false

/** Whether the folder is there, and private; not known yet. */
let isPrivate: boolean | undefined

/** Modules that scripts import and that are not ours, by name: the caller of `load` has imported them, or they are Node's. */
const given = new Map<string, unknown>()

/**
 * @param name of a script, relative to `dist/scripts/`, with `/`
 * @param others modules for this script and those that it loads, by the names under which they are imported
 * @returns what it exports; it runs the first time that it is asked for
 */
export function load(
  name: string,
  others: Readonly<Record<string, unknown>> = {}
): unknown {
  for (const [key, module] of Object.entries(others)) given.set(key, module)
  return loadScript(name)
}

/**
 * Starts a program: what `load` does, and from Node 22.1 on, the compiled code of other packages' modules (Prettier,
 * configurations) is kept, too. Without a folder, Node keeps it in one that all users share.
 *
 * @param name of a script, relative to `dist/scripts/`, with `/`
 */
export function start(name: string): void {
  const {enableCompileCache: enable} = nodeModule as {
    enableCompileCache?: (folder: string) => unknown
  }
  if (enable && !isOnce && makeFolder()) enable(join(folder, 'modules'))
  load(name)
}

/** Scripts name each other with a leading `#`, so that no path has to be worked out. */
function find(name: string): unknown {
  if (name.startsWith('#')) return loadScript(name.slice(1))
  const known = given.get(name)
  if (known !== undefined) return known
  const module: unknown = unrestrained(() => process.getBuiltinModule(name))
  given.set(name, module)
  return module
}

function loadScript(name: string): unknown {
  const known = modules.get(name)
  if (known) return known.exports
  if (thorough.test(name)) keepAtEnd()
  const path = join(scripts, name)
  const module = {exports: {}}
  modules.set(name, module)
  const meta = {
    get url() {
      return pathToFileURL(path).href
    },
    resolve: (other: string) =>
      pathToFileURL(createRequire(path).resolve(other)).href,
    restrainOptimizing
  }
  try {
    const run = unrestrained(() =>
      compile(name, path)
    ).runInThisContext() as Run
    run(module, module.exports, find, meta, importModule)
  } catch (error) {
    modules.delete(name)
    throw error
  }

  return module.exports
}

function importModule(name: string): Promise<unknown> {
  endRestraint()
  return import(name)
}

/**
 * Keeps V8 from compiling often-run functions again. That takes a third of the processor time of a run of a fifth of a
 * second, and the result is hardly used.
 *
 * @param length of all that the run has read so far, in UTF-16 units
 */
function restrainOptimizing(length: number): void {
  // The task begins, and packages that were imported before have done their work.
  if (length === 0) isUnrestrained = false
  else if (!isUnrestrained) {
    restrain(length <= little ? total : isNode20 ? late : undefined)
  }
}

/** Ends that for good: other packages' code, such as Prettier's, may have much to do. */
function endRestraint(): void {
  isUnrestrained = true
  restrain(undefined)
}

/** @returns the result of a task that asks V8 for code that was compiled before */
function unrestrained<Result>(task: () => Result): Result {
  const before = restraint
  restrain(undefined)
  try {
    return task()
  } finally {
    restrain(before)
  }
}

function restrain(next: Restraint | undefined): void {
  if (next === restraint) return
  const v8 = process.getBuiltinModule('node:v8')
  const flags = [...(restraint?.own ?? []), ...(next?.flags ?? [])]
  restraint = next
  for (const flag of flags) v8.setFlagsFromString(`--${flag}`)
}

function compile(name: string, path: string): Script {
  const source = readFileSync(path)
  // Scripts are in ASCII, which is quicker to read.
  const text = source.toString('latin1')
  if (source.length < smallest) return new Script(text, {filename: path})
  const version = `${process.version}-${process.platform}-${process.arch}`
  const keptPath = join(folder, `${name.replaceAll('/', '-')}-${version}`)
  const checksum = crc32(source)
  const cachedData = readKept(keptPath, checksum)
  const script = new Script(text, {
    filename: path,
    ...(cachedData && {cachedData})
  })
  if (!cachedData || script.cachedDataRejected) {
    fresh.set(keptPath, {script, checksum})
  }

  return script
}

/** @returns what was compiled of the script with that checksum in another run */
function readKept(path: string, checksum: number): Buffer | undefined {
  let kept: Buffer
  try {
    isPrivate ??= isOwn(statSync(folder))
    if (!isPrivate) return
    const stats = statSync(path)
    // A pipe would never end.
    if (!stats.isFile() || !isOwn(stats)) return
    kept = readFileSync(path)
  } catch {
    return
  }

  const code = kept.subarray(0, -checksumsLength)
  const checksums = kept.subarray(-checksumsLength)
  return checksums.equals(toChecksums(code, checksum)) ? code : undefined
}

function toChecksums(code: Buffer, checksum: number): Buffer {
  const checksums = Buffer.alloc(checksumsLength)
  checksums.writeUInt32LE(crc32(code))
  checksums.writeUInt32LE(checksum, checksumsLength / 2)
  return checksums
}

/**
 * Others may read it, which `remembered.ts` does not allow of its files: package managers unpack folders that everyone may
 * read, and there is nothing secret in compiled code.
 *
 * @returns whether it is this user's, and no other user can write it; Windows keeps no such modes
 */
function isOwn({uid, mode}: Stats): boolean {
  return !process.getuid || (uid === process.getuid() && (mode & 0o022) === 0)
}

/** @returns whether the folder is there now, and private */
function makeFolder(): boolean {
  try {
    mkdirSync(folder, {recursive: true, mode: 0o700})
    isPrivate = isOwn(statSync(folder))
  } catch {
    isPrivate = false
  }

  return isPrivate
}

function keepAtEnd(): void {
  if (isKeeping || isOnce) return
  isKeeping = true
  // By then, the functions that it has called are compiled.
  process.once('exit', keep)
}

/** Keeps what this run has compiled. Where it cannot, nothing happens. */
function keep(): void {
  endRestraint()
  if (fresh.size === 0 || !makeFolder()) return
  try {
    dropRemains()
  } catch {
    return
  }

  for (const [path, {script, checksum}] of fresh) {
    const temporary = `${path}.${process.pid}`
    const code = script.createCachedData()
    try {
      const bytes = Buffer.concat([code, toChecksums(code, checksum)])
      writeFileSync(temporary, bytes, {mode: 0o600, flag: 'wx'})
    } catch {
      // A package that another user owns, a full disk: the others cannot be kept either.
      drop(temporary)
      return
    }

    try {
      // In one go, as others may be reading it.
      renameSync(temporary, path)
    } catch {
      drop(temporary)
    }
  }
}

/** Of runs that were killed. */
function dropRemains(): void {
  for (const name of readdirSync(folder)) {
    if (!/\.\d+$/.test(name)) continue
    const path = join(folder, name)
    if (Date.now() - statSync(path).mtimeMs > longest) drop(path)
  }
}

function drop(path: string): void {
  try {
    rmSync(path, {force: true})
  } catch {
    // Where it could not be written.
  }
}
