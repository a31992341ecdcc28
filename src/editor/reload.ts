/** Reads configurations that are modules again after they have changed: Node loads a module only once. */
import {createRequire, register} from 'node:module'

/** Files whose change changes what is said about a bank, as an editor is asked to watch them. */
export const watchedFiles = [
  '**/.remarkrc*',
  '**/.remarkignore',
  '**/{.prettierrc*,prettier.config.*,.prettierignore,.editorconfig}',
  '**/package.json'
]

// The hooks run in a thread of their own, so this is a text. A changed module gets another address.
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
  // Starting the thread takes half as long as starting the server, so it is started only when needed.
  register(`data:text/javascript,${encodeURIComponent(hooks)}`)
}

/** Forgets these files, given by their absolute paths, in Node's cache, and all files in Prettier's. */
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
