// Builds `dist/`: declarations by the compiler, code by a bundler. Loading a few files instead of three hundred saves a
// tenth of a second on every commit, and a user of the package has few others to install.
import {spawn} from 'node:child_process'
import {once} from 'node:events'
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync
} from 'node:fs'
import {createRequire, isBuiltin} from 'node:module'
import {dirname, join, posix, relative} from 'node:path'
import process from 'node:process'
import {fileURLToPath} from 'node:url'
import {build} from 'esbuild'
import {later, laterEntries} from './lazy-modules.mjs'
import {
  findPackages,
  renderBillOfMaterials,
  renderLicenses
} from './third-party.mjs'
import {common, renderModule, renderProgram, toScript} from './to-scripts.mjs'
import {joinTogether} from './common-chunk.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const require = createRequire(import.meta.url)

process.chdir(root)

/** Where the scripts are; `src/load.ts` knows it, too. */
const scripts = 'dist/scripts'

/** Where the compiler writes all declarations; few are published. */
const allDeclarations = 'dist/declarations'

/** The script and the style of the pages that `qbank site` builds. */
const page = 'src/site/page'

/** What the compiler writes. */
const declarations = ['rules', 'src'].flatMap((folder) =>
  readdirSync(folder, {encoding: 'utf8', recursive: true})
    .filter((name) => name.endsWith('.ts'))
    // For browsers; it is bundled below.
    .filter((name) => !toPath(folder, name).startsWith(`${page}/`))
    .map((name) => toPath(allDeclarations, folder, name.replace(/ts$/, 'd.ts')))
)
const compiling = writeDeclarations()

/** All that belongs into `dist/`. */
const built = new Set([
  ...declarations,
  'dist/declarations.tsbuildinfo',
  'dist/load.cjs'
])

/** What `package.json` names, by what Node is to find there. */
const programs = ['src/cli/bin', 'src/hook/bin', 'src/editor/bin']
const modules = [
  'src/index',
  'src/rule/index',
  'src/hook/lint-staged',
  'src/prettier/plugin'
]

const {metafile, outputFiles} = await build({
  ...common,
  bundle: true,
  entryPoints: [
    ...[...programs, ...modules].map((entry) => ({
      in: `${entry}.ts`,
      out: entry
    })),
    ...laterEntries
  ],
  outbase: '.',
  outdir: scripts,
  outExtension: {'.js': '.cjs'},
  chunkNames: 'chunks/[name]-[hash]',
  splitting: true,
  format: 'esm',
  // Where `node_modules` really is must not be seen in what is built.
  preserveSymlinks: true,
  // Prettier is the user's own; the package finds its files by its own name.
  external: ['prettier', 'qbank'],
  // What unified-engine uses of them takes longer to load than a bank of twenty cards to check.
  alias: {
    debug: './scripts/stand-ins/debug.mjs',
    'node:assert/strict': './scripts/stand-ins/assert.mjs',
    'levenshtein-edit-distance': './scripts/stand-ins/levenshtein.cjs',
    'unist-util-visit-parents': './scripts/stand-ins/visit-parents.mjs'
  },
  // sql.js would look there for a file that it is given.
  define: {__dirname: '""', __filename: '""'},
  metafile: true,
  write: false,
  plugins: [later(root), joinTogether(root)]
})
await build({
  ...common,
  bundle: true,
  entryPoints: ['src/load.ts'],
  outfile: 'dist/load.cjs',
  format: 'cjs'
})

const pageFiles = await build({
  bundle: true,
  entryPoints: [`${page}/page.ts`, `${page}/theme.ts`, `${page}/style.css`],
  outdir: 'dist/site',
  format: 'iife',
  platform: 'browser',
  target: ['es2022', 'chrome123', 'firefox120', 'safari17.5'],
  charset: 'utf8',
  legalComments: 'none',
  minify: true,
  preserveSymlinks: true,
  metafile: true,
  write: false
})
for (const {path, text} of pageFiles.outputFiles) {
  write(toPath(relative(root, path)), text)
}

await Promise.all(
  outputFiles.map(async ({path, text}) => {
    const name = toPath(relative(root, path))
    write(name, await toScript(name, text, scripts))
  })
)
for (const entry of programs) {
  write(`dist/${entry}.cjs`, renderProgram(`${entry}.cjs`))
  chmodSync(`dist/${entry}.cjs`, 0o755)
}

for (const entry of modules) {
  const output = metafile.outputs[`${scripts}/${entry}.cjs`]
  if (!output) throw new Error(`${entry}: not built`)
  const {exports: names, imports} = output
  const others = imports
    .filter(({external, path}) => external && !isBuiltin(path))
    .map(({path}) => path)
  write(`dist/${entry}.js`, renderModule(`${entry}.cjs`, {names, others}))
}

// What is in each file of the bundle; for the test of what a run loads, not published.
const parts = Object.fromEntries(
  Object.entries(metafile.outputs).map(([file, {inputs}]) => [
    file,
    Object.keys(inputs)
  ])
)
// SQLite, for packages of Anki.
const sqlite = 'dist/sql-wasm.wasm'
built.add(sqlite)
copyFileSync(require.resolve('sql.js/dist/sql-wasm.wasm'), sqlite)
write('dist/parts.json', JSON.stringify(parts))

const packages = findPackages([
  ...Object.values(parts).flat(),
  ...Object.keys(pageFiles.metafile.inputs)
])
write('dist/THIRD-PARTY-LICENSES.txt', renderLicenses(packages))
write('dist/bom.cdx.json', renderBillOfMaterials(packages))

const [status] = await compiling
if (status !== 0) process.exit(status ?? 1)
publishDeclarations()

// What has been compiled of earlier scripts; `src/load.ts` fills it.
rmSync('dist/compiled', {recursive: true, force: true})
mkdirSync('dist/compiled', {mode: 0o700})

// Deletes what earlier sources left in the folder, as it would be published. The folder is not deleted at the start, so
// that a program that runs from it meanwhile finds it whole.
for (const entry of readdirSync('dist', {
  recursive: true,
  withFileTypes: true
})) {
  const path = toPath(entry.parentPath, entry.name)
  if (entry.isFile() && !built.has(path)) rmSync(path)
}

/**
 * @param {string[]} parts of a path
 * @returns {string} the path, with `/`
 */
function toPath(...parts) {
  return join(...parts).replaceAll('\\', '/')
}

/**
 * @param {string} path with `/`
 * @param {string} text
 */
function write(path, text) {
  built.add(path)
  mkdirSync(dirname(path), {recursive: true})
  writeFileSync(path, text)
}

/** Has the compiler check types and write declarations, which takes longer than all else, beside all else. */
function writeDeclarations() {
  const compiler = dirname(require.resolve('typescript/package.json'))
  // It leaves alone what it has written before, and does not look whether it is still there.
  if (!declarations.every((path) => existsSync(path))) {
    rmSync('dist/declarations.tsbuildinfo', {force: true})
  }

  const ended = once(
    spawn(
      process.execPath,
      [join(compiler, 'bin/tsc'), '-p', 'tsconfig.build.json'],
      {stdio: 'inherit'}
    ),
    'close'
  )
  return /** @type {Promise<[number | null]>} */ (ended)
}

/** Copies the declarations that what `package.json` exports leads to. */
function publishDeclarations() {
  const reached = new Set(modules.map((entry) => `${entry}.d.ts`))
  for (const name of reached) {
    const text = readFileSync(join(allDeclarations, name), 'utf8')
    for (const [, path] of text.matchAll(/['"](\.{1,2}\/[^'"]+)\.[jt]s['"]/g)) {
      reached.add(posix.join(posix.dirname(name), `${path}.d.ts`))
    }

    write(`dist/${name}`, text)
  }
}
