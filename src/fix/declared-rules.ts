/** Checks the names of rules in front matter: one that no rule has would have no effect, and no message. */
import type {Root} from 'mdast'
import type {Plugin} from 'unified'
import {borrowedRules} from '../../rules/borrowed/index.ts'
import {readBank} from '../bank/read-bank.ts'
import {messageSource} from '../message/source.ts'
import {markMessage} from '../rule/define-rule.ts'
import {findLoadedRules} from '../rule/known-rules.ts'
import {findNearest} from '../text/fuzzy-match.ts'
import {quote} from '../text/wording.ts'

/** The rule that reports this: it reports all other problems of front matter. */
const ruleId = 'front-matter'

/** Reports names in `bank.rules` that no rule has: the package's own, and those that the configuration has. */
export const checkDeclaredRules: Plugin<[], Root> = function () {
  return (tree, file) => {
    const bank = readBank(tree, file)
    const rules = bank?.config.rules
    if (!bank || !rules || rules.size === 0) return
    const known = [
      ...findLoadedRules(this).ownIds,
      ...Object.keys(borrowedRules)
    ]
    for (const [id, {start, end}] of rules) {
      if (known.includes(id)) continue
      const nearest = findNearest(id, known, (each) => each)
      const message = file.message(
        nearest === undefined
          ? `Unexpected rule ${quote(id)}, expected one that is in use here`
          : `Unexpected rule ${quote(id)}, expected ${quote(nearest)}`,
        {place: bank.place(start, end), ruleId, source: messageSource}
      )
      // Another configuration may have a rule of that name.
      markMessage(message, nearest === undefined ? 'warning' : 'error', ruleId)
      message.actual = bank.text.slice(start, end)
      if (nearest === undefined) {
        message.note =
          'The rules of qbank are listed by `qbank rules`; others have to be made with `defineRule` and be in the configuration.'
      } else message.expected = [nearest]
    }
  }
}
