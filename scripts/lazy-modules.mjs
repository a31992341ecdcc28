// Loads modules that few runs need only when a run needs them. For a bundler, the modules below are stand-ins of a few
// lines each; the modules themselves are scripts of their own, `dist/scripts/later/`. A stand-in loads its module when
// one of its functions is called for the first time. That happens synchronously, so callers need not know. Checking a
// clean bank without front matter needs none of them.
import * as childProcess from 'node:child_process'
import * as crypto from 'node:crypto'
import {isBuiltin} from 'node:module'
import {parse, resolve} from 'node:path'
import {importTogether} from './common-chunk.mjs'

/**
 * What is imported of each module. A name that is missing here ends the build.
 *
 * @type {Readonly<Record<string, readonly string[]>>}
 */
const modules = {
  // Starting other programs; digests of what is generated.
  'node:child_process': getFunctions(childProcess),
  'node:crypto': getFunctions(crypto),
  // What `fix` would do, and what both sides of a merge have moved.
  diff: ['diffArrays', 'structuredPatch'],
  // Writing, and the lists of a README.
  'mdast-util-gfm-table': ['gfmTableFromMarkdown', 'gfmTableToMarkdown'],
  'mdast-util-to-markdown': ['defaultHandlers', 'toMarkdown'],
  // Front matter.
  '@cfworker/json-schema': ['Validator'],
  yaml: [
    'default',
    'isAlias',
    'isMap',
    'isNode',
    'isScalar',
    'isSeq',
    'parseDocument',
    'stringify',
    'visit'
  ],
  // Parts of unified-engine: plugins given by name, configuration as JSON, patterns of files, standard input, reports.
  'concat-stream': ['default'],
  glob: ['glob', 'hasMagic'],
  'load-plugin': ['loadPlugin', 'resolvePlugin'],
  'parse-json': ['default'],
  'unist-util-inspect': ['inspect', 'inspectColor', 'inspectNoColor'],
  'vfile-reporter': ['reporter'],
  // Reading what the scanner declines.
  './micromark.ts': ['extensions', 'findAddresses', 'parseAs', 'parseMarkdown']
}

const names = Object.keys(modules)

/** From where they are found. */
const home = 'src/markdown'

/** Entry points for the modules themselves; Node's own need none. */
export const laterEntries = names
  .filter((name) => !isBuiltin(name))
  .map((name) => ({in: `later:${name}`, out: `later/${toFile(name)}`}))

/**
 * @param {string} root folder of the package, in which the modules are installed
 * @returns {import('esbuild').Plugin}
 */
export function later(root) {
  return {
    name: 'later',
    setup(build) {
      build.onResolve({filter: /^later:/}, ({path}) => ({
        path: path.slice('later:'.length),
        namespace: 'later'
      }))
      build.onLoad({filter: /^/, namespace: 'later'}, ({path}) => ({
        contents: `export {${getExports(path).join(', ')}} from '${path}'\n${importTogether(root)}`,
        resolveDir: resolve(root, home)
      }))

      const filter = new RegExp(`^(?:${names.join('|')})$`)
      build.onResolve({filter}, async ({path, ...from}) => {
        if (from.namespace === 'later' || from.pluginData === later) return
        // CommonJS would not find what it is used to.
        if (from.kind !== 'import-statement') return
        if (isBuiltin(path)) return {path, namespace: 'stand-in'}
        const options = {kind: from.kind, pluginData: later}
        const {resolveDir} = from
        const wanted = await build.resolve(path, {...options, resolveDir})
        const known = await build.resolve(path, {
          ...options,
          resolveDir: resolve(root, home)
        })
        // A package with another version of the module keeps its own.
        if (wanted.path !== known.path) return
        return {path, namespace: 'stand-in', sideEffects: false}
      })
      build.onLoad({filter: /^/, namespace: 'stand-in'}, ({path}) => ({
        contents: renderStandIn(path),
        resolveDir: root
      }))
      // What CommonJS takes for granted, without a `require` in each file, which takes its time to make.
      build.onResolve({filter: /^/}, ({path, kind, namespace}) => {
        if (kind !== 'require-call' || !isBuiltin(path)) return
        if (namespace === 'builtin') return
        return {path, namespace: 'builtin'}
      })
      build.onLoad({filter: /^/, namespace: 'builtin'}, ({path}) => ({
        contents: renderBuiltin(path)
      }))
      build.onResolve({filter: /^load-later$/}, () => ({
        path: resolve(root, 'scripts/load-lazy.mjs'),
        sideEffects: false
      }))
    }
  }
}

/** @param {string} name of a module */
function renderStandIn(name) {
  const lines = getExports(name).map((key) => {
    const path = isBuiltin(name) ? name : `#later/${toFile(name)}.cjs`
    const value = `/* @__PURE__ */ loadLater('${path}', '${key}')`
    return key === 'default'
      ? `export default ${value}`
      : `export const ${key} = ${value}`
  })
  return ["import {loadLater} from 'load-later'", ...lines].join('\n')
}

/** @param {string} name of a module of Node, with or without `node:` */
function renderBuiltin(name) {
  const load = `process.getBuiltinModule('${name}')`
  return names.includes(`node:${name.replace(/^node:/, '')}`)
    ? `module.exports = new Proxy({}, {get: (_, key) => ${load}[key]})`
    : `module.exports = ${load}`
}

/** @param {string} name of one of the modules above */
function getExports(name) {
  const keys = modules[name]
  if (!keys) throw new Error(`${name}: not loaded later`)
  return keys
}

/**
 * @param {Record<string, unknown>} module
 * @returns {string[]} names of what it exports that can be called
 */
function getFunctions(module) {
  return Object.keys(module).filter((key) => typeof module[key] === 'function')
}

/** @param {string} name of a module */
function toFile(name) {
  return name.startsWith('.') ? parse(name).name : name.replace('/', '-')
}
