// Builds `dist/`: declarations by the compiler, code by a bundler. Loading one file instead of three hundred saves a
// tenth of a second on every commit, and whoever installs the package installs few others.
import {spawn} from 'node:child_process'
import {once} from 'node:events'
import {
  existsSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync
} from 'node:fs'
import {createRequire} from 'node:module'
import {dirname, join} from 'node:path'
import process from 'node:process'
import {fileURLToPath} from 'node:url'
import {build} from 'esbuild'
import {later, laterEntries} from './later.mjs'
import {joinTogether} from './together.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const require = createRequire(import.meta.url)

process.chdir(root)

const declarations = writeDeclarations()

const {metafile} = await build({
  entryPoints: [
    ...[
      'src/index',
      'src/bank/micromark',
      'src/cli/bin',
      'src/entrances/lint-staged',
      'src/entrances/prettier-plugin',
      'src/entrances/language-server'
    ].map((entry) => ({in: `${entry}.ts`, out: entry})),
    ...laterEntries
  ],
  outbase: '.',
  outdir: 'dist',
  chunkNames: 'chunks/[name]-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  // Prettier is the user's own; the package finds its files by its own name.
  external: ['prettier', 'qbank'],
  inject: ['scripts/commonjs.mjs'],
  legalComments: 'none',
  metafile: true,
  plugins: [later(root), joinTogether(root)],
  // Not the names: traces stay readable.
  minifySyntax: true,
  minifyWhitespace: true
})
// Not the whole folder up front: whoever runs the tool meanwhile finds it whole.
for (const folder of ['dist/chunks', 'dist/later']) {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name)
    if (!(path.replaceAll('\\', '/') in metafile.outputs)) rmSync(path)
  }
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

const [status] = await declarations
if (status !== 0) process.exit(status ?? 1)

/** Has the compiler check types and write declarations, which takes longer than all else, beside all else. */
function writeDeclarations() {
  const compiler = dirname(require.resolve('typescript/package.json'))
  // It leaves alone what it has written before, and does not look whether it is still there.
  const isThere = ['rules', 'src'].every((folder) =>
    readdirSync(folder, {encoding: 'utf8', recursive: true})
      .filter((name) => name.endsWith('.ts'))
      .map((name) => join('dist', folder, name.replace(/ts$/, 'd.ts')))
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
