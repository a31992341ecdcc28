// Builds `dist/`: declarations by the compiler, code by a bundler. Loading a few files instead of three hundred saves a
// tenth of a second on every commit, and whoever installs the package installs few others.
import {spawn} from 'node:child_process'
import {once} from 'node:events'
import {
  chmodSync,
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
import {later, laterEntries} from './later.mjs'
import {common, renderModule, renderProgram, toScript} from './to-scripts.mjs'
import {joinTogether} from './together.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const require = createRequire(import.meta.url)

process.chdir(root)

/** Where the scripts are; `src/load.ts` knows it, too. */
const scripts = 'dist/scripts'

/** Where the compiler writes all declarations; few are published. */
const allDeclarations = 'dist/declarations'

const declarations = writeDeclarations()

/** What `package.json` names, by what Node is to find there. */
const programs = [
  'src/cli/bin',
  'src/hook/bin',
  'src/entrances/language-server'
]
const modules = [
  'src/index',
  'src/rule/index',
  'src/hook/lint-staged',
  'src/entrances/prettier-plugin'
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
  // Prettier is the user's own; the package finds its files by its own name.
  external: ['prettier', 'qbank'],
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

const written = await Promise.all(
  outputFiles.map(async ({path, text}) => {
    const name = relative(root, path).replaceAll('\\', '/')
    write(name, await toScript(name, text))
    return name
  })
)
/** Paths of what Node itself finds. */
const entries = []
for (const entry of programs) {
  entries.push(`dist/${entry}.cjs`)
  write(`dist/${entry}.cjs`, renderProgram(`${entry}.cjs`))
  chmodSync(`dist/${entry}.cjs`, 0o755)
}

for (const entry of modules) {
  const {exports: names, imports} = metafile.outputs[`${scripts}/${entry}.cjs`]
  const others = imports
    .filter(({external, path}) => external && !isBuiltin(path))
    .map(({path}) => path)
  entries.push(`dist/${entry}.js`)
  write(`dist/${entry}.js`, renderModule(`${entry}.cjs`, {names, others}))
}

// Of scripts that may be gone; `src/load.ts` fills it.
rmSync('dist/compiled', {recursive: true, force: true})
mkdirSync('dist/compiled')

// Not the whole folder up front: whoever runs the tool meanwhile finds it whole.
const kept = new Set(['dist/load.cjs', ...written, ...entries])
for (const name of readdirSync('dist', {encoding: 'utf8', recursive: true})) {
  const path = join('dist', name).replaceAll('\\', '/')
  const isScript = /(?<!\.d)\.c?[jt]s$/.test(path) && !kept.has(path)
  const isOrphan =
    path.endsWith('.d.ts') && !existsSync(name.replace(/\.d\.ts$/, '.ts'))
  if (isScript || isOrphan) rmSync(path)
}

writeFileSync(
  'dist/THIRD-PARTY-LICENSES.txt',
  collectLicenses(Object.keys(metafile.inputs))
)

// For the test of what a run loads; not published.
writeFileSync(
  'dist/parts.json',
  JSON.stringify(
    Object.fromEntries(
      Object.entries(metafile.outputs).map(([file, {inputs}]) => [
        file,
        Object.keys(inputs)
      ])
    )
  )
)

/**
 * @param {string} path
 * @param {string} text
 */
function write(path, text) {
  mkdirSync(dirname(path), {recursive: true})
  writeFileSync(path, text)
}

const [status] = await declarations
if (status !== 0) process.exit(status ?? 1)
publishDeclarations()

/** Has the compiler check types and write declarations, which takes longer than all else, beside all else. */
function writeDeclarations() {
  const compiler = dirname(require.resolve('typescript/package.json'))
  // It leaves alone what it has written before, and does not look whether it is still there.
  const isThere = ['rules', 'src'].every((folder) =>
    readdirSync(folder, {encoding: 'utf8', recursive: true})
      .filter((name) => name.endsWith('.ts'))
      .map((name) => join(allDeclarations, folder, name.replace(/ts$/, 'd.ts')))
      .every((path) => existsSync(path))
  )
  if (!isThere) rmSync('dist/declarations.tsbuildinfo', {force: true})
  return once(
    spawn(
      process.execPath,
      [join(compiler, 'bin/tsc'), '-p', 'tsconfig.build.json'],
      {stdio: 'inherit'}
    ),
    'close'
  )
}

/** Copies the declarations that what `package.json` exports leads to, and takes away all others. */
function publishDeclarations() {
  const reached = new Set(modules.map((entry) => `${entry}.d.ts`))
  for (const name of reached) {
    const text = readFileSync(join(allDeclarations, name), 'utf8')
    for (const [, path] of text.matchAll(/['"](\.{1,2}\/[^'"]+)\.[jt]s['"]/g)) {
      reached.add(posix.join(posix.dirname(name), `${path}.d.ts`))
    }

    write(join('dist', name), text)
  }

  for (const name of readdirSync('dist', {encoding: 'utf8', recursive: true})) {
    const path = name.replaceAll('\\', '/')
    if (!path.endsWith('.d.ts') || path.startsWith('declarations/')) continue
    if (!reached.has(path)) rmSync(join('dist', path))
  }
}

/** @param {string[]} inputs paths of the files that were bundled */
function collectLicenses(inputs) {
  const folders = new Set()
  for (const input of inputs) {
    const folder = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0]
    if (folder) folders.add(folder)
  }

  const parts = ['This package contains code of the packages below.\n']
  for (const folder of [...folders].sort()) {
    const {name, version, license} = JSON.parse(
      readFileSync(join(folder, 'package.json'), 'utf8')
    )
    const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry))
    parts.push(
      `\n${'-'.repeat(78)}\n${name} ${version} (${license})\n\n`,
      file ? readFileSync(join(folder, file), 'utf8') : ''
    )
  }

  return parts.join('')
}
