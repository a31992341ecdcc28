// Runs after `npm install` in a clone, and before `npm pack`: builds `dist/`, installs the hook, and registers the merge driver.
// A production install (`npm ci --omit=dev`) has neither compiler nor husky, an unpacked archive has no `.git`:
// both are fine without what they cannot use, so neither gets a message.
import {spawnSync} from 'node:child_process'
import {existsSync} from 'node:fs'
import {dirname, join} from 'node:path'
import process from 'node:process'
import {fileURLToPath} from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
process.chdir(root)

/** @param {string} name a package */
function isInstalled(name) {
  return existsSync(join(root, 'node_modules', name, 'package.json'))
}

if (isInstalled('typescript') && isInstalled('esbuild') && existsSync('src')) {
  await import('./build.mjs')
}

if (isInstalled('husky') && existsSync('.git')) {
  const {default: husky} = await import('husky')
  const complaint = husky()
  if (complaint) process.stderr.write(`husky: ${complaint}\n`)
}

if (existsSync('dist/src/cli/bin.cjs') && existsSync('.git')) {
  const args = ['dist/src/cli/bin.cjs', 'merge', '--register']
  spawnSync(process.execPath, args, {stdio: ['ignore', 'ignore', 'inherit']})
}
