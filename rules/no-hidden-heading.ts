/**
 * A heading that Markdown does not see is text, and its section or card a part of the one above: `##Tools` without the space,
 * or a heading right below HTML, which goes on to the next blank line. The heading of a card is another rule's.
 *
 * @off A line such as `##tag` is meant as text. Better: put it into backticks.
 * @limits A single `#` without a space may be a hashtag and is left alone. Where it would become the heading of a card, text
 * is offered as well. `card-heading` fixes headings of cards,
 * `section-list` those of listed sections.
 */
import type {Bank} from '../src/bank/model.ts'
import {isAfterBlankLine, lineStartOf} from '../src/markdown/offsets.ts'
import {defineRule} from '../src/rule/define-rule.ts'
import {quote} from '../src/text/wording.ts'

export default defineRule(
  {
    id: 'no-hidden-heading',
    description: 'Disallow headings that Markdown takes for text',
    fixable: true,
    hasSuggestions: true,
    severity: 'error',
    skipsCanonical: true
  },
  function* (bank) {
    const {cards, config, text} = bank
    // By a template that is not known, nothing is to be repaired.
    if (!/^#{2,6}[^#\s]|>[ \t]*\r?\n#{1,6} /m.test(text)) return
    if (!config.isTemplateKnown) return
    const headings = new Set(cards.map(({heading}) => heading.start))
    for (const line of bank.lines) {
      const {end, node, start, swallower} = line
      if (headings.has(start) || line.isItemStart) continue
      // In a bullet's text, indented as it is, a line may begin with anything.
      if (start !== lineStartOf(text, start) || node.type === 'heading')
        continue
      const source = text.slice(start, end)
      const spaceless = /^(#{2,6})(?=[\p{L}\p{N}"“(`*])/u.exec(source)?.[1]
      const isHidden = swallower === 'HTML' && /^#{1,6} \S/.test(source)
      if (spaceless === undefined && !isHidden) continue
      const heading =
        spaceless === undefined
          ? source
          : `${spaceless} ${source.slice(spaceless.length)}`
      // Front matter's sections are put right under their own names.
      const name = heading.replace(/^#+ /, '')
      if (spaceless !== undefined && config.sections?.includes(name)) continue
      const isOpenAbove = !isAfterBlankLine(text, start)
      const repaired = `${isOpenAbove ? '\n' : ''}${heading}`
      yield {
        place: bank.place(start, end),
        message:
          spaceless === undefined
            ? `Unexpected heading ${quote(source)} right below HTML, expected a blank line before it`
            : `Unexpected ${quote(source)} without a space, expected a heading: ${quote(heading)}`,
        expected: isCertain(bank, spaceless?.length, source)
          ? [repaired]
          : [repaired, `\\${source}`]
      }
    }
  }
)

/** Whether the heading cannot be that of a card, which nothing but its depth or a number may tell. */
function isCertain(
  {cards, template: {card}}: Bank,
  depth: number | undefined,
  source: string
): boolean {
  if (depth === undefined) return true
  return card.prefix === ''
    ? depth !== card.depth
    : cards.length > 0 || !/\d/.test(source)
}
