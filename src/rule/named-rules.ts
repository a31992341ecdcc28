/** Rules by their ids, for configurations. */
import {findNearest} from '../text/fuzzy-match.ts'
import {ruleNameTexts} from '../text/texts.ts'
import {ConfigurationError} from '../text/user-error.ts'

/** What programs look for in any object. */
const probes = ['then', 'toJSON']

/**
 * A configuration that names a rule which there is not would list `undefined` as a plugin; unified then says nothing about
 * rules. To find out whether there is a rule, ask `id in rules`.
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
