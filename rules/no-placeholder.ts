/** Text that waits for somebody to write it: notes to oneself, filler, and the words of a suggested field. */
import {findLiterals} from '../src/bank/literals.ts'
import type {Range} from '../src/bank/model.ts'
import {defineRule} from '../src/rule/define-rule.ts'
import {skeletonWords} from '../src/rule/skeleton.ts'
import {quote} from '../src/rule/text.ts'

export default defineRule(
  {
    id: 'no-placeholder',
    description: 'Disallow text that waits to be written',
    repair: 'none',
    severity: 'error'
  },
  function* (bank) {
    let literals: Range[] | undefined
    for (const {heading, fields} of bank.cards) {
      const ranges = [heading, ...fields.map(({value}) => value)]
      for (const {start, end} of ranges) {
        const text = bank.text.slice(start, end)
        for (const match of text.matchAll(placeholder)) {
          const from = start + match.index
          const found = match[0].trim()
          const at = from + match[0].indexOf(found)
          // Code may speak of TODO; only what a card says counts.
          literals ??= findLiterals(bank.tree)
          if (literals.some((each) => each.start <= at && at < each.end)) {
            continue
          }

          yield {
            place: bank.place(at, at + found.length),
            message: `Unexpected placeholder ${quote(found)}, expected the text itself`
          }
        }
      }
    }
  }
)

const words = Object.values(skeletonWords)
  .map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  .join('|')

/**
 * Capital TODO and its like anywhere; the rest where it cannot be part of a sentence: `...` alone on a line or
 * bullet, `<your question>`, filler.
 */
const placeholder = new RegExp(
  [
    String.raw`(?<![\w-])(?:TODO|TBD|FIXME|XXX|TBA)(?![\w-])`,
    String.raw`lorem ipsum`,
    String.raw`<(?:your|insert|add|the|a|an|some)[ -][^<>\n]{1,60}>`,
    String.raw`\[(?:your|insert|add) [^\[\]\n]{1,60}\](?!\()`,
    String.raw`(?:^|\n)[ \t]*(?:[-+*][ \t]+)?(?:\.{3,}|…)[ \t]*(?=\n|$)`,
    words
  ].join('|'),
  'g'
)
