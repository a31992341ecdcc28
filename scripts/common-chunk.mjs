// Puts what nearly every run needs into one file. A bundler makes a file of the modules that the same entrances reach, and
// entrances reach so many different sets of modules that there would be fifty files, each of which takes half a
// millisecond to open. Here the entrances below import all of these modules, which makes them one set.
import {readFileSync, readdirSync} from 'node:fs'
import {dirname, join, relative} from 'node:path'

/** What checking a clean bank needs, on the command line, in a hook, in an editor. */
const together = [
  'src/cli/commands/check.ts',
  'src/engine/preset.ts',
  'src/report/stylish.ts'
]

/** Beside modules that others import when they need them. Not `lint-staged.ts`, say, which most commits need nothing of. */
const entrances = [
  'src/editor/bin.ts',
  'src/prettier/plugin.ts',
  'src/index.ts',
  'src/rule/index.ts'
]

/**
 * @param {string} root
 * @param {string} [except] a module that does not have to import itself
 * @returns {string} code that imports all that is needed together
 */
export function importTogether(root, except) {
  return together
    .filter((name) => name !== except)
    .map((name) => `import ${JSON.stringify(join(root, name))}`)
    .join('\n')
}

/**
 * @param {string} root folder of the package
 * @returns {import('esbuild').Plugin}
 */
export function joinTogether(root) {
  const wanted = new Set([...entrances, ...findLazyModules(root)])
  return {
    name: 'together',
    setup(build) {
      build.onLoad({filter: /[/\\]src[/\\].+\.ts$/}, ({path}) => {
        const source = toName(root, path)
        if (!wanted.has(source)) return
        return {
          contents: `${readFileSync(path, 'utf8')}\n${importTogether(root, source)}`,
          loader: 'ts'
        }
      })
    }
  }
}

/**
 * @param {string} root
 * @returns {string[]} sources that others import by `import(…)`
 */
function findLazyModules(root) {
  const folder = join(root, 'src')
  return readdirSync(folder, {encoding: 'utf8', recursive: true})
    .filter((name) => name.endsWith('.ts'))
    .flatMap((name) => {
      const path = join(folder, name)
      return Array.from(
        readFileSync(path, 'utf8').matchAll(/\bimport\('(\.[^']+)'\)/g),
        ([, target = '']) => toName(root, join(dirname(path), target))
      )
    })
}

/**
 * @param {string} root
 * @param {string} path
 */
function toName(root, path) {
  return relative(root, path).replaceAll('\\', '/')
}
