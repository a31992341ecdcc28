/** The texts of a card for the search, with their weights. */
import type {Question} from '../export/question.ts'
import type {WeighedText} from './search-index.ts'

/**
 * @param synonyms other words for tags, by tag in lower case
 * @returns the texts of a card: its title first
 */
export function weighCard(
  {card, asked, tags}: Question,
  synonyms: ReadonlyMap<string, readonly string[]>
): WeighedText[] {
  const words = tags.flatMap((tag) => [
    tag,
    ...toInitials(tag),
    ...(synonyms.get(tag.toLowerCase()) ?? [])
  ])
  return [
    {text: card.titleText, weight: 4, isTitle: true},
    {text: words.join(', '), weight: 3},
    {text: card.section ?? '', weight: 1.5},
    ...card.fields
      .filter(({kind}) => kind !== 'tags')
      .map((field) => ({
        text: field.text,
        weight: asked.includes(field) ? 1.5 : 1
      }))
  ]
}

/** The initials of a tag: people write `moe` for `mixture-of-experts`. */
function toInitials(tag: string): string[] {
  const parts = tag.split(/[\s_-]+/).filter((part) => part !== '')
  return parts.length < 3 ? [] : [parts.map(([letter]) => letter).join('')]
}
