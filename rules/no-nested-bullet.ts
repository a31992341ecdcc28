/** An interviewer ticks bullets off: a list in a bullet is several answers that count as one. */
import {defineRule} from '../src/rule/define-rule.ts'
import {quote} from '../src/rule/text.ts'

export default defineRule(
  {
    id: 'no-nested-bullet',
    description: 'Disallow lists in the bullets of a card',
    repair: 'none',
    severity: 'error'
  },
  function* (bank) {
    for (const card of bank.cards) {
      for (const {bullets, template, value} of card.fields) {
        if (template.kind !== 'bullets') continue
        for (const bullet of bullets) {
          const nested = bullet.children.find(({type}) => type === 'list')
          const start = nested?.position?.start.offset
          if (start === undefined || start >= value.end) continue
          const lineBreak = bank.text.indexOf('\n', start)
          const end = lineBreak === -1 ? bank.text.length : lineBreak
          yield {
            place: bank.place(start, end),
            message: `Unexpected list in a bullet of ${quote(template.label)}, expected bullets of one level`
          }
        }
      }
    }
  }
)
