/**
 * Loads the code of the package. The build makes a file of its own of this, `dist/load.cjs`, and all other code in `dist/`
 * comes through it, from `dist/scripts/`.
 *
 * Compiling took a third of what a check of a small bank takes. V8 can keep what it has compiled, but Node does so for
 * modules from 22.1 on only, and without the functions that are compiled when they are first called. So the build makes
 * scripts of the modules (`scripts/to-scripts.mjs`), and what is compiled of them is kept from one run for the next.
 *
 * It is kept beside the scripts: whoever can write there can change the scripts, too. In a folder that all users share
 * anybody could leave code for others to run. V8 refuses what another version of it has made; that it is whole, and made
 * of this very script, it takes for granted, hence the checksums.
 */
import {Buffer} from 'node:buffer'
import {
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync
} from 'node:fs'
import {createRequire} from 'node:module'
import {dirname, join, relative, resolve} from 'node:path'
import process from 'node:process'
import {pathToFileURL} from 'node:url'
import {Script} from 'node:vm'
import {crc32} from 'node:zlib'

/** `module` and `require` as in CommonJS; `url` and `resolve` are those of `import.meta`. What was kept cannot `import(…)`. */
type Run = (
  module: {exports: unknown},
  exports: unknown,
  require: (name: string) => unknown,
  filename: string,
  url: string,
  resolve: (name: string) => string,
  importModule: (name: string) => Promise<unknown>
) => void

const head =
  '(function(module,exports,require,__filename,__url,__resolve,__import){'

/** In bytes: a smaller script is compiled in the time that it takes to open one more file. */
const smallest = 4096

/** Of what has been compiled, and of the script. */
const checksumsLength = 8

const scripts = join(__dirname, 'scripts')
const folder = join(__dirname, 'compiled')
const modules = new Map<string, {exports: unknown}>()

/** Scripts to keep compiled, by the path for that; none where nobody keeps them. */
let fresh: Map<string, {script: Script; source: Buffer}> | undefined

/**
 * @param name of a script, relative to `dist/scripts/`, with `/`
 * @returns what it exports; it runs the first time that it is asked for
 */
export function load(name: string): unknown {
  return loadFile(join(scripts, name))
}

/**
 * Loads a program, and has what it compiles kept for the next run. That is done once, at the end of a run that has used what
 * most runs use; not in CI, where there is no next run.
 *
 * @param name as for `load`
 */
export function start(name: string): void {
  const {argv, env} = process
  if (!env['CI'] && (argv.includes('check') || argv.includes('fix'))) {
    fresh = new Map()
    process.once('exit', keep)
  }

  load(name)
}

function keep(): void {
  for (const [path, {script, source}] of fresh ?? []) {
    const temporary = `${path}.${process.pid}`
    try {
      mkdirSync(folder, {recursive: true})
      const code = script.createCachedData()
      writeFileSync(temporary, Buffer.concat([code, sum(code, source)]))
      // In one go, as others may be reading it.
      renameSync(temporary, path)
    } catch {
      // A package of somebody else's, a full disk: it is compiled once more.
      drop(temporary)
      return
    }
  }
}

function drop(path: string): void {
  try {
    rmSync(path, {force: true})
  } catch {
    // Where it could not be written.
  }
}

function loadFile(path: string): unknown {
  const known = modules.get(path)
  if (known) return known.exports
  const module = {exports: {}}
  modules.set(path, module)
  const find = (name: string): unknown => {
    if (name.startsWith('.')) return loadFile(resolve(dirname(path), name))
    if (name.startsWith('#')) return load(name.slice(1))
    return process.getBuiltinModule(name) ?? createRequire(path)(name)
  }
  try {
    const run = compile(path).runInThisContext() as Run
    run(
      module,
      module.exports,
      find,
      path,
      pathToFileURL(path).href,
      (name) => pathToFileURL(createRequire(path).resolve(name)).href,
      (name) => import(name)
    )
  } catch (error) {
    modules.delete(path)
    throw error
  }

  return module.exports
}

function compile(path: string): Script {
  const source = readFileSync(path)
  const options = {filename: path, columnOffset: -head.length}
  // Scripts are in ASCII, which is quicker to read.
  const text = `${head}${source.toString('latin1')}})`
  if (source.length < smallest) return new Script(text, options)
  const version = `${process.version}-${process.platform}-${process.arch}`
  const name = relative(scripts, path).replace(/[/\\]/g, '-')
  const keptPath = join(folder, `${name}-${version}`)
  const cachedData = readKept(keptPath, source)
  const script = new Script(text, {...options, ...(cachedData && {cachedData})})
  if (!cachedData || script.cachedDataRejected) {
    fresh?.set(keptPath, {script, source})
  }

  return script
}

/** @returns what was compiled of the script in another run */
function readKept(path: string, source: Buffer): Buffer | undefined {
  let kept: Buffer
  try {
    kept = readFileSync(path)
  } catch {
    return
  }

  const code = kept.subarray(0, -checksumsLength)
  const isWhole = kept.subarray(-checksumsLength).equals(sum(code, source))
  return isWhole ? code : undefined
}

function sum(code: Buffer, source: Buffer): Buffer {
  const checksums = Buffer.alloc(checksumsLength)
  checksums.writeUInt32LE(crc32(code))
  checksums.writeUInt32LE(crc32(source), checksumsLength / 2)
  return checksums
}
