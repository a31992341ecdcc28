// Bundled into `dist/scripts/`; see `lazy-modules.mjs`.
/* global require -- that of `src/load.ts` */

/** @typedef {((...args: unknown[]) => unknown) & (new (...args: unknown[]) => object)} Loaded */

/**
 * @param {string} name of a module of Node, or of a script, with a leading `#`
 * @param {string} key of one of its exports
 * @returns {unknown} what can be called, constructed and read like the export; the module is loaded by then
 */
export function loadLater(name, key) {
  const load = () => {
    /** @type {unknown} */
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- what this runs in is a script
    const module = require(name)
    return /** @type {Loaded} */ (
      /** @type {Record<string, Loaded>} */ (module)[key]
    )
  }

  return new Proxy(function () {}, {
    apply: (_, self, args) =>
      /** @type {unknown} */ (Reflect.apply(load(), self, args)),
    construct: (_, args) => Reflect.construct(load(), args),
    get: (_, property) => /** @type {unknown} */ (Reflect.get(load(), property))
  })
}
