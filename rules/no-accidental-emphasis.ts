/**
 * Two stars that are far apart make italics of all that is between them: readers of `COUNT(*) … COUNT(*)` see neither star, and
 * readers of `__init__` see a bold word. Where they are surely meant literally, qbank leaves them as they are written, and the
 * author escapes them or makes them code.
 *
 * @off Your texts have `__words__` in bold between underscores.
 * @limits Only what can hardly be meant is reported: emphasis that begins with a closing bracket or ends with an opening one,
 * products such as `2*3*4`, and names between double underscores. Prettier alone writes `COUNT(_)` and `**init**`; with
 * `qbank/prettier` it does not.
 */
import type {Bank} from '../src/bank/model.ts'
import type {Range} from '../src/markdown/offsets.ts'
import type {Accident} from '../src/format/literal-signs.ts'
import {findAccidents} from '../src/format/literal-signs.ts'
import type {Problem} from '../src/rule/define-rule.ts'
import {defineRule} from '../src/rule/define-rule.ts'
import {quote} from '../src/text/wording.ts'

export default defineRule(
  {
    id: 'no-accidental-emphasis',
    description: 'Disallow emphasis that is made of literal signs',
    hasSuggestions: true,
    severity: 'warning',
    skipsCanonical: true
  },
  function* (bank) {
    const {tree, text} = bank
    let reached = 0
    for (const accident of findAccidents(tree.children, text)) {
      // Emphasis within another one is reported with it.
      if (accident.start < reached) continue
      reached = accident.end
      yield accident.isName
        ? reportName(bank, accident)
        : reportSigns(bank, accident)
    }
  }
)

const note = 'It is left as it is written.'

function reportName(bank: Bank, {start, end}: Accident): Problem {
  const actual = bank.text.slice(start, end)
  const bold = `**${actual.slice(2, -2)}**`
  return {
    place: bank.place(start, end),
    message: `Unexpected ${quote(actual)} in bold without its underscores, expected it in code, or ${quote(bold)}`,
    expected: [`\`${actual}\``, bold],
    note
  }
}

function reportSigns(bank: Bank, accident: Accident): Problem {
  const {text} = bank
  const sign = text.slice(accident.start, accident.start + accident.width)
  const escaped = sign.replace(/./g, '\\$&')
  const {start, end} = toWords(text, accident)
  const content = text.slice(
    accident.start + accident.width,
    accident.end - accident.width
  )
  const before = text.slice(start, accident.start)
  const after = text.slice(accident.end, end)
  const asCode = toCode(text.slice(start, end))
  return {
    place: bank.place(start, end),
    message: `Unexpected emphasis from one ${quote(sign)} to another, expected code, or ${quote(escaped)} to show the signs`,
    // A single candidate would be applied; with two delimiters side by side, more than these has to be escaped.
    ...(asCode !== undefined &&
      !content.startsWith(sign) && {
        expected: [before + escaped + content + escaped + after, asCode]
      }),
    note
  }
}

/** From the beginning of the word in which the emphasis begins to the end of the one in which it ends. */
function toWords(text: string, {start, end}: Range): Range {
  let from = start
  while (from > 0 && /\S/.test(text.charAt(from - 1))) from--
  let to = end
  while (to < text.length && /\S/.test(text.charAt(to))) to++
  while (to > end && /[.,;:!?]/.test(text.charAt(to - 1))) to--
  return {start: from, end: to}
}

/** The first and the last of the words as code, unless they have markup of their own. */
function toCode(words: string): string | undefined {
  const parts = /^(\S+?)(?:([,;:]?\s(?:[^]*\s)?)(\S+))?$/.exec(words)
  const [, first = '', between = '', last = ''] = parts ?? []
  if (!parts || /[`<[\]|\\]/.test(first + last)) return undefined
  return `\`${first}\`${between}${last && `\`${last}\``}`
}
