// Bundled into `dist/`; see `later.mjs`.
import {createRequire} from 'node:module'

const require = createRequire(import.meta.url)

/**
 * @param {string} path of a module
 * @param {string} key of one of its exports
 * @returns {any} what can be called, constructed and read like the export; the module is loaded by then
 */
export function loadLater(path, key) {
  const load = () => require(path)[key]
  return new Proxy(function () {}, {
    apply: (_, self, args) => Reflect.apply(load(), self, args),
    construct: (_, args) => Reflect.construct(load(), args),
    get: (_, property) => Reflect.get(load(), property)
  })
}
