/**
 * Two cards with one title cannot be distinguished, and their anchors in the README are numbered by chance. Titles are the
 * same when nothing but case, width, punctuation and spaces differs; in code, and in names such as `C#`, punctuation
 * makes a difference.
 *
 * @off Two cards share a title on purpose, and links to them do not matter.
 * @limits Cards with numbers (`template.card.number`) may share a title. Titles without a word are left to
 * `no-empty-title`.
 */
import {fold} from '../src/text/fuzzy-match.ts'
import type {Range} from '../src/markdown/offsets.ts'
import {defineRule} from '../src/rule/define-rule.ts'
import {quote} from '../src/text/wording.ts'

export default defineRule(
  {
    id: 'no-duplicate-title',
    description: 'Disallow two cards with the same title',
    severity: 'error'
  },
  function* (bank) {
    // Numbers tell cards apart: "What does this print?" may be asked of many programs.
    if (bank.template.card.number) return
    const headings = new Map<string, Range>()
    for (const {heading} of bank.cards) {
      const key = toKey(heading.title)
      if (key === '') continue
      const first = headings.get(key)
      if (first === undefined) {
        headings.set(key, heading)
        continue
      }

      const place = bank.place(first.start, first.end)
      yield {
        place: bank.place(heading.start, heading.end),
        message: `Unexpected title ${quote(heading.title)} again, expected one that no other card has: first used on line ${place.start.line}`,
        related: [place]
      }
    }
  }
)

function toKey(title: string): string {
  // In most titles, nothing makes a difference but words.
  if (/^[A-Za-z\d ,?']*$/.test(title) && !/\d,/.test(title)) {
    return title.toLowerCase().replace(/[ ,?']/g, '')
  }

  return (
    title
      .split('`')
      // Between backticks stands code.
      .map((part, index) => (index % 2 === 1 ? part : dropPunctuation(part)))
      .map((part) => foldCase(part).replace(/\s/g, ''))
      .join('')
  )
}

/** Without punctuation, except that of `C#` and that between digits. */
function dropPunctuation(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/(?<!\p{L})#|(?<!\d)[.,]|[.,](?!\d)|(?![#.,])\p{P}/gu, '')
}

/** By way of capitals, which `ß` and the final sigma have in common with what they are the same as. */
function foldCase(text: string): string {
  return fold(fold(text).toUpperCase())
}
