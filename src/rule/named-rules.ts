/** Rules by their ids, for configurations. */
import {findNearest} from '../text/fuzzy-match.ts'
import {ruleNameTexts} from '../text/texts.ts'
import {ConfigurationError} from '../text/user-error.ts'

/** Properties that programs look for in any object. */
const probes = ['then', 'toJSON']

/**
 * Refuses the names of rules that do not exist. Otherwise a configuration with such a name would list `undefined` as a
 * plugin, and unified's error does not mention rules. To find out whether a rule exists, use `id in rules`.
 *
 * @returns the rules; reading another id throws a UserError
 */
export function refuseOthers<Rules extends object>(rules: Rules): Rules {
  const ids = Object.keys(rules)
  return new Proxy(rules, {
    get(target, key, receiver) {
      if (
        typeof key === 'string' &&
        !(key in target) &&
        !probes.includes(key)
      ) {
        const nearest = findNearest(key, ids, (id) => id)
        throw new ConfigurationError(ruleNameTexts.unknown(key, nearest))
      }

      return Reflect.get(target, key, receiver) as unknown
    }
  })
}
