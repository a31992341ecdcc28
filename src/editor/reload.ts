/** Configurations that are modules, read anew after they have changed: Node loads a module once and for all. */
import {createRequire, register} from 'node:module'

/** Files whose change changes what is said about a bank, as an editor is asked to watch them. */
export const watchedFiles = [
  '**/.remarkrc*',
  '**/.remarkignore',
  '**/{.prettierrc*,prettier.config.*,.prettierignore,.editorconfig}',
  '**/package.json'
]

// In a thread of its own, so it is a text. A module of another time is one of another address.
const hooks = `
import {statSync} from 'node:fs'
import {fileURLToPath} from 'node:url'

const configuration = /\\/(?:\\.remarkrc|\\.prettierrc|prettier\\.config)\\.[cm]?[jt]s$/

export async function resolve(specifier, context, nextResolve) {
  const resolved = await nextResolve(specifier, context)
  if (!configuration.test(resolved.url)) return resolved
  const stats = statSync(fileURLToPath(resolved.url), {throwIfNoEntry: false})
  return stats ? {...resolved, url: resolved.url + '?' + stats.mtimeMs} : resolved
}
`

let isReloading = false

/** From now on, a configuration that is imported is the one that is on disk. */
export function reloadConfigurations(): void {
  if (isReloading) return
  isReloading = true
  // It starts a thread, which takes half as long as starting the server: not before it is needed.
  register(`data:text/javascript,${encodeURIComponent(hooks)}`)
}

/** Forgets what Node has kept of files, by their absolute paths, and Prettier of all. */
export async function forgetConfigurations(
  paths: readonly string[]
): Promise<void> {
  reloadConfigurations()
  const {cache} = createRequire(import.meta.url)
  for (const path of paths) {
    // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- Node's own way
    delete cache[path]
  }

  const {clearConfigCache} = await import('prettier')
  await clearConfigCache()
}
