/**
 * A heading that Markdown does not see is text, and its section or card becomes part of the one above: `##Tools` without the space,
 * or a heading right below HTML, which goes on to the next blank line.
 *
 * @off A line such as `##tag` is meant as text. Better: put it into backticks.
 * @limits A single `#` without a space may be a hashtag and is left alone. Where it would become the heading of a card, text
 * is offered as well. `card-heading` fixes headings of cards,
 * `section-list` those of listed sections.
 */
import type {Bank, Range} from '../src/bank/model.ts'
import type {FieldTemplate} from '../src/template/model.ts'
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
    // With an unknown template, nothing is fixed.
    if (!config.isTemplateKnown) return
    const headings = new Set(cards.map(({heading}) => heading.start))
    for (const line of bank.lines) {
      const {end, node, start, swallower} = line
      if (!text.startsWith('#', start)) continue
      if (headings.has(start) || line.isItemStart) continue
      // An indented line of a bullet's text may begin with anything.
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
      // Sections in front matter are fixed by name.
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
        expected: isCertain(bank, spaceless?.length, line, source)
          ? [repaired]
          : [repaired, `\\${source}`]
      }
    }
  }
)

/**
 * Whether the line cannot be meant as text. Only asked where it would become the heading of a card, which nothing but
 * its depth or number marks as one.
 */
function isCertain(
  {blocks, cards, strayLabels, templates: [{card}]}: Bank,
  depth: number | undefined,
  {end, start}: Range,
  source: string
): boolean {
  if (depth === undefined) return true
  // Any heading may end such a card.
  if (card.as) return false
  if (card.prefix !== '') {
    return !/\d/.test(source) || cards.some(({fields}) => fields.length > 0)
  }

  if (depth !== card.depth) return true
  // Labels of a card that begin below it, or begin again, are proof.
  const block = blocks.findLast((each) => each.start <= start)
  if (block && !block.card) {
    return strayLabels.some(
      (label) => label.start > end && label.start < block.end
    )
  }

  const above = cards.findLast((each) => each.start < start)
  const before = new Set<FieldTemplate>()
  return (above?.fields ?? []).some(({label, template}) => {
    if (label.form === 'none') return false
    if (label.start > end) return before.has(template)
    before.add(template)
    return false
  })
}
