/**
 * A fence that is not closed makes code of all that follows, up to the next fence or the end of the file: fields and whole cards
 * disappear, and no other rule can miss them. A card's heading or label in code is the sign of it. Code that shows Markdown says so
 * (` ```md `) and may have both.
 */
import type {Code} from 'mdast'
import {visit} from 'unist-util-visit'
import type {Bank} from '../src/bank/model.ts'
import type {Range} from '../src/markdown/offsets.ts'
import type {Template} from '../src/template/model.ts'
import {formatLabel, formatMarker} from '../src/template/model.ts'
import {defineRule} from '../src/rule/define-rule.ts'
import {quote} from '../src/text/wording.ts'

export default defineRule(
  {
    id: 'no-open-fence',
    description: 'Disallow code that goes on over fields and cards',
    severity: 'error',
    skipsCanonical: true
  },
  function* (bank) {
    const codes: Code[] = []
    visit(bank.tree, 'code', (code) => {
      codes.push(code)
    })
    const isSign = createSignTest(bank.template)
    for (const code of codes) {
      const line = findSign(bank, code, isSign)
      const start = code.position?.start.offset
      if (!line || start === undefined) continue
      const fence = /^(?:`+|~+)/.exec(bank.text.slice(start))?.[0] ?? ''
      yield {
        place: bank.place(line.start, line.end),
        message: `Unexpected ${quote(bank.text.slice(line.start, line.end))} in code, expected a line of ${quote(fence)} before it`,
        note: `Code that shows Markdown begins with ${fence}md.`,
        related: [bank.place(start, start + fence.length)]
      }
    }
  }
)

/** What code is written in that may have headings and labels of its own. */
const markdown = /^(?:md|mdx|markdown)$/i

/** The first line of fenced code that looks like a part of a card. */
function findSign(
  {text}: Bank,
  {lang, position}: Code,
  isSign: (line: string) => boolean
): Range | undefined {
  let at = position?.start.offset
  const end = position?.end.offset ?? 0
  if (at === undefined || !/[`~]/.test(text.charAt(at))) return undefined
  if (markdown.test(lang ?? '')) return undefined
  while (at < end) {
    const lineBreak = text.indexOf('\n', at)
    const lineEnd = lineBreak === -1 ? end : Math.min(lineBreak, end)
    const line = text.slice(at, lineEnd)
    if (isSign(line.trim())) {
      const start = at + line.length - line.trimStart().length
      return {start, end: start + line.trim().length}
    }

    at = lineEnd + 1
  }

  return undefined
}

/** Only what is written as on a clean card counts: in code, anything else may mean something. */
function createSignTest(template: Template): (line: string) => boolean {
  const {prefix} = template.card
  const marker = prefix === '' ? undefined : `${formatMarker(template)} `
  const labels = template.fields
    .filter(({details, label}) => label !== '' && !details)
    .map(formatLabel)
  return (line) =>
    (marker !== undefined && line.startsWith(marker)) ||
    labels.some((label) => line.startsWith(label))
}
