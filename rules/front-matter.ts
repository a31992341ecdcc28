/**
 * Front matter decides what every other rule expects. A mistake in it would otherwise be ignored
 * silently, and the default would apply, so it is reported where it is.
 *
 * @keys all keys under `bank`
 * @off Never for long: without valid front matter, qbank uses the default template.
 * @limits Only the key `bank` is checked. Keys for other tools may be anything.
 */
import {defineRule} from '../src/rule/define-rule.ts'

export default defineRule(
  {
    id: 'front-matter',
    description:
      'Require front matter under `bank` that can be read and fits its schema',
    fixable: true,
    hasSuggestions: true,
    severity: 'error'
  },
  function* (bank) {
    for (const problem of bank.config.problems) {
      yield {
        place: bank.place(problem.start, problem.end),
        message: problem.message,
        ...(problem.expected && {expected: problem.expected}),
        ...(problem.isBlocking && {isBlocking: true})
      }
    }
  }
)
