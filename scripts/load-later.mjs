// Bundled into `dist/scripts/`; see `later.mjs`.
/* global require -- that of `src/load.ts` */

/**
 * @param {string} name of a module of Node, or of a script, with `#` in front
 * @param {string} key of one of its exports
 * @returns {any} what can be called, constructed and read like the export; the module is loaded by then
 */
export function loadLater(name, key) {
  const load = () => require(name)[key]
  return new Proxy(function () {}, {
    apply: (_, self, args) => Reflect.apply(load(), self, args),
    construct: (_, args) => Reflect.construct(load(), args),
    get: (_, property) => Reflect.get(load(), property)
  })
}
