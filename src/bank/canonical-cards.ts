/** Reads a bank's cards from the text, as far as they are plain, and leaves the rest to the parser. */
import type {ListItem, Root} from 'mdast'
import {findBullets} from './bullets.ts'
import type {BankConfig} from '../template/config.ts'
import {parseWithout} from '../markdown/parse.ts'
import {isHeading} from '../markdown/block-scanner.ts'
import type {ScannedCard} from './canonical-card.ts'
import {createCardScanner} from './canonical-card.ts'

/** A text in two parts. */
export interface Scanned {
  /** The cards that are plain, in source order. */
  readonly cards: readonly ScannedCard[]
  /** The tree of what stands between them. */
  readonly rest: Root
}

/**
 * @param text of a bank, without byte order mark
 * @param getTree gives its tree, to whoever wants a bullet's node
 * @returns `undefined` where cards cannot be read from the text alone
 */
export function scanCards(
  text: string,
  config: BankConfig,
  getTree: () => Root
): Scanned | undefined {
  // Positions of such lines are easier for the parser.
  if (!config.isTemplateKnown || text.includes('\r')) return undefined
  let items: ReadonlyMap<number, ListItem> | undefined
  const findItem = (offset: number): ListItem => {
    items ??= new Map(
      findBullets(getTree()).map(({start, node}) => [start, node])
    )
    return items.get(offset) as ListItem
  }

  const scan = createCardScanner(config, {text, findItem})
  if (!scan) return undefined
  const cards: ScannedCard[] = []
  const [
    {
      card: {depth}
    }
  ] = config.templates
  const rest = parseWithout(text, (start) => {
    const end = findCardEnd(text, start, depth)
    const card = end === -1 ? undefined : scan(start, end)
    if (!card) return -1
    cards.push(card)
    return end
  })
  return rest && {cards, rest}
}

/**
 * @returns offset of the heading behind a blank line that follows, or of the end of the text; -1 where that heading is a
 *   part of the card
 */
function findCardEnd(text: string, start: number, depth: number): number {
  for (let at = start; ;) {
    const blank = text.indexOf('\n\n#', at)
    if (blank === -1) return text.length
    at = blank + 2
    if (!isHeading(text, at)) continue
    let end = at
    while (text.charCodeAt(end) === 35 /* `#` */) end++
    return end - at <= depth ? at : -1
  }
}
