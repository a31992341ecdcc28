// Puts what nearly every run needs into one file. A bundler makes a file of the modules that the same entrances reach.
// Entrances reach so many different sets of modules that there would be fifty files, and each takes half a millisecond
// to open. Here the entrances below import all of these modules, which makes them one set.
import {readFileSync, readdirSync} from 'node:fs'
import {dirname, join, relative} from 'node:path'

/** What checking a clean bank needs, on the command line, in a hook, in an editor. */
const together = [
  'src/cli/commands/check.ts',
  'src/engine/preset.ts',
  'src/report/stylish.ts'
]

/**
 * The entrances that import all of `together`. The hook's are not among them: most commits need none of these modules.
 * So they have a file of their own in common with all others.
 */
const entrances = [
  'src/cli/bin.ts',
  'src/editor/bin.ts',
  'src/prettier/plugin.ts',
  'src/index.ts',
  'src/rule/index.ts'
]

/** What one of the hook's entrances needs and the other does not. */
const hookEntrance = 'src/hook/lint-staged.ts'
const hookTogether = ['src/files/package-manager.ts']

/**
 * @param {string} root
 * @param {string} [except] a module that does not have to import itself
 * @param {readonly string[]} [modules]
 * @returns {string} code that imports all that is needed together
 */
export function importTogether(root, except, modules = together) {
  return modules
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
      // Packages that are imported when they are needed.
      build.onResolve({filter: /^[^.#]/}, async ({path, kind, ...from}) => {
        if (kind !== 'dynamic-import' || from.pluginData === joinTogether)
          return
        const {resolveDir} = from
        const options = {kind, resolveDir, pluginData: joinTogether}
        const found = await build.resolve(path, options)
        if (!found.external) wanted.add(toName(root, found.path))
        return found
      })
      build.onLoad(
        {filter: /[/\\](?:src|node_modules)[/\\].+\.m?[jt]s$/},
        ({path}) => {
          const source = toName(root, path)
          const isHook = source === hookEntrance
          if (!wanted.has(source) && !isHook) return
          const imports = importTogether(
            root,
            source,
            isHook ? hookTogether : together
          )
          return {
            contents: `${readFileSync(path, 'utf8')}\n${imports}`,
            loader: path.endsWith('.ts') ? 'ts' : 'js'
          }
        }
      )
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
