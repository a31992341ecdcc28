/** Plugins that have to run after those that a configuration lists after the preset. */
import type {Root} from 'mdast'
import type {Plugin} from 'unified'

/**
 * Attachers run in order, and each may add plugins: what an attacher of the list adds comes after all of the list.
 *
 * @param plugin to run late
 * @returns a plugin that adds it with the options that it gets itself
 */
export function runLast<Parameters extends unknown[]>(
  plugin: Plugin<Parameters, Root>
): Plugin<Parameters, Root> {
  return function (...parameters) {
    this.use(plugin as Plugin<unknown[]>, ...parameters)
  }
}
