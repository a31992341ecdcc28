// Runs after `npm install` in a clone, and before `npm pack`: builds `dist/` and installs the hook.
// A production install (`npm ci --omit=dev`) has neither compiler nor husky, an unpacked archive has no `.git`:
// both are fine without what they cannot use, so neither is told about it.
import {spawnSync} from 'node:child_process'
import {existsSync} from 'node:fs'
import {createRequire} from 'node:module'
import {dirname, join} from 'node:path'
import process from 'node:process'
import {fileURLToPath} from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const require = createRequire(import.meta.url)

/** @param {string} name a package */
function isInstalled(name) {
  try {
    require.resolve(`${name}/package.json`)
    return true
  } catch {
    return false
  }
}

if (isInstalled('typescript') && existsSync(join(root, 'src'))) {
  const compiler = join(
    dirname(require.resolve('typescript/package.json')),
    'bin/tsc'
  )
  const {status} = spawnSync(
    process.execPath,
    [compiler, '-p', 'tsconfig.build.json'],
    {cwd: root, stdio: 'inherit'}
  )
  if (status !== 0) process.exit(status ?? 1)
}

if (isInstalled('husky') && existsSync(join(root, '.git'))) {
  process.chdir(root)
  const {default: husky} = await import('husky')
  const complaint = husky()
  if (complaint) process.stderr.write(`husky: ${complaint}\n`)
}
