// Makes scripts of the bundle's modules, which `src/load.ts` loads, and the files that Node itself loads in their place.
import {posix} from 'node:path'
import {transform} from 'esbuild'

/** @type {import('esbuild').CommonOptions} What holds for all code that is published. */
export const common = {
  platform: 'node',
  target: 'node20.19',
  legalComments: 'none',
  // Not the names: traces stay readable.
  minifySyntax: true,
  minifyWhitespace: true
}

/** What `src/load.ts` calls. */
const head = '(function(module,exports,require,__meta,__import){'

/** What a module finds out about itself. */
const define = {
  'import.meta.url': '__meta.url',
  'import.meta.resolve': '__meta.resolve',
  'import.meta.restrainOptimizing': '__meta.restrainOptimizing'
}

/**
 * @param {string} path of a module in the bundle
 * @param {string} code
 * @param {string} root folder of all of them, from which scripts are named
 * @returns {Promise<string>} the script: a function, in ASCII
 */
export async function toScript(path, code, root) {
  const {code: script} = await transform(code, {
    ...common,
    sourcefile: path,
    format: 'cjs',
    define
  })
  const toName = (/** @type {string} */ other) =>
    `"#${posix.relative(root, posix.join(posix.dirname(path), other))}"`
  const linked = script
    .replace(
      /\brequire\("(\.[^"]+)"\)/g,
      (_, /** @type {string} */ other) => `require(${toName(other)})`
    )
    // Node's own modules are not copied for each module that imports them, nor are exports for CommonJS of others.
    .replace(
      /__toESM\((require\("node:[^"]+"\)),1\)/g,
      'Object.create($1,{default:{value:$1}})'
    )
    .replace(/\bmodule\.exports=__toCommonJS\((\w+)\)/, 'module.exports=$1')
    // Other scripts are required when they are needed; Prettier and configurations are modules.
    .replace(
      /\bimport\((?:"(\.[^"]+)"\))?/g,
      (_, /** @type {string | undefined} */ other) =>
        other
          ? `Promise.resolve().then(()=>require(${toName(other)}))`
          : '__import('
    )
  return escape(path, `${head}${linked}})`)
}

/**
 * @param {string} script path below `dist/scripts/`
 * @returns {string} what `bin` of `package.json` names
 */
export function renderProgram(script) {
  return `#!/usr/bin/env node\nrequire('${toLoader(script)}').start('${script}')\n`
}

/**
 * @param {string} script path below `dist/scripts/`
 * @param {object} what
 * @param {readonly string[]} what.names of its exports
 * @param {readonly string[]} what.others names of the modules that it imports from elsewhere; Prettier's own are not to be
 *   loaded a second time as CommonJS
 * @returns {string} a module that has the same exports
 */
export function renderModule(script, {names, others}) {
  const properties = names.map((name) =>
    name === 'default' ? 'default: main' : name
  )
  const exported = names.map((name) =>
    name === 'default' ? 'main as default' : name
  )
  const imports = others.map(
    (name, at) => `import * as other${at} from '${name}'\n`
  )
  const given = others.map((name, at) => `'${name}': other${at}`)
  return `import {createRequire} from 'node:module'
${imports.join('')}const {load} = createRequire(import.meta.url)('${toLoader(script)}')
const {${properties.join(', ')}} = load('${script}', {${given.join(', ')}})
export {${exported.join(', ')}}
`
}

/** @param {string} script */
function toLoader(script) {
  const path = posix.relative(posix.dirname(script), 'load.cjs')
  return path.startsWith('.') ? path : `./${path}`
}

/**
 * The bundler leaves expressions as they are written, and they may be written with escapes just as well.
 *
 * @param {string} path
 * @param {string} script
 */
function escape(path, script) {
  if (/String\.raw`[^`]*[^\0-\x7F]/.test(script)) {
    throw new Error(
      `${path}: expected only ASCII in \`String.raw\`, where an escape would not be one`
    )
  }

  return script.replace(
    /[^\0-\x7F]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
  )
}
