/**
 * A bank has one title, and it comes first: GitHub shows it as the page's name, tools take it for the document's, and
 * a second one would make the sections below it a document of their own. A section that is written as a title is
 * fixed where the cards below it leave no doubt.
 *
 * @off The file is included in a larger page that has its own title.
 * @limits A bank without a name gets a placeholder as a suggestion. A fix needs a heading that is the title beyond
 * doubt.
 */
import type {Heading, PhrasingContent, RootContent} from 'mdast'
import {toString} from 'mdast-util-to-string'
import type {Bank, Card} from '../src/bank/model.ts'
import {getSectionDepth} from '../src/bank/model.ts'
import {isHeadingNext, startOf} from '../src/markdown/offsets.ts'
import type {Problem} from '../src/rule/define-rule.ts'
import {findFirst} from '../src/text/binary-search.ts'
import {defineRule} from '../src/rule/define-rule.ts'
import {quote} from '../src/text/wording.ts'

export default defineRule(
  {
    id: 'bank-title',
    description: 'Require exactly one `#` heading, before all other text',
    fixable: true,
    hasSuggestions: true,
    severity: 'error',
    skipsCanonical: true
  },
  function* (bank) {
    // A file in an inbox is not a page.
    if (bank.config.isBorrowed) return
    // Front matter, definitions, comments and badges may be before a title: they are not text.
    const node = bank.tree.children.find((each) => !isSilent(each))
    const nodeStart = node?.position?.start.offset ?? Infinity
    const {cards} = bank.whole
    const card = cards.find(({heading}) => !heading.isSwallowed)
    const start = Math.min(nodeStart, card?.heading.start ?? Infinity)
    if (start === Infinity) return
    const end = endOfLine(bank.text, start)
    const headings = findHeadings(bank, cards)
    const [title, ...others] = headings.filter(({node}) => node.depth === 1)
    if (!title && hasTitleInHtml(bank, start)) return
    if (!title) {
      const expected =
        node && start === nodeStart ? suggestTitle(bank, node) : undefined
      yield {
        place: bank.place(start, end),
        message: `Unexpected bank without a title, expected ${expected ? quote(expected[0] ?? '') : 'a heading such as `# Name of the bank`'}`,
        ...(expected && {expected})
      }
      return
    }

    const first = bank.place(title.start, title.end)
    if (title.start !== start) {
      yield {
        place: bank.place(start, end),
        message: `Unexpected text before the title, expected the title first: it is on line ${first.start.line}`
      }
    }

    if (toString(title.node).trim() === '') {
      yield {
        place: first,
        message: 'Unexpected title without text, expected the name of the bank'
      }
    }

    for (const other of others) yield checkOther(bank, title, other)
  }
)

/** A title with cards directly below it is a section, unless the bank has only such sections. */
function checkOther(bank: Bank, title: Found, other: Found): Problem {
  const place = bank.place(other.start, other.end)
  const text = quote(toString(other.node))
  const isSection = other.hasCards && !title.hasCards && bank.cardDepth > 2
  // If text follows, it may be a comment of a shell.
  const isCertain = isHeadingNext(bank.text, other.end)
  const asText = `\\# ${getContent(bank.text, other.node)}`
  if (!isSection) {
    const {line} = bank.place(title.start, title.end).start
    const [card] = bank.whole.cards
    const isInCard = card !== undefined && card.start < other.start
    const isComment = isInCard && !isCertain
    return {
      place,
      message: `Unexpected second title ${text}, expected one: the first is on line ${line}${isComment ? '; or code, if it is a comment' : ''}`
    }
  }

  const section = asSection(bank, other.node)
  return {
    place,
    message: `Unexpected second title ${text}, expected a section: ${quote(section)}${isCertain ? '' : ', or text or code'}`,
    expected: isCertain ? [section] : [section, asText]
  }
}

/** A heading that does not begin a card, with its range. */
interface Found {
  readonly node: Heading
  readonly start: number
  readonly end: number
  /** Whether cards are between it and the next heading that is not a card's. */
  readonly hasCards: boolean
}

function isSilent(node: RootContent): boolean {
  return (
    ['yaml', 'toml', 'html', 'definition'].includes(node.type) ||
    (node.type === 'paragraph' && node.children.every(isBadge))
  )
}

/** An image, with or without a link, or the space between two. */
function isBadge(node: PhrasingContent): boolean {
  if (node.type === 'link') return node.children.every(isBadge)
  return (
    node.type === 'image' ||
    node.type === 'imageReference' ||
    node.type === 'html' ||
    (node.type === 'text' && node.value.trim() === '')
  )
}

/** Whether HTML before all text has the title: `<h1 align="center">`. */
function hasTitleInHtml({tree}: Bank, before: number): boolean {
  return tree.children.some(
    (node) =>
      node.type === 'html' &&
      (node.position?.start.offset ?? Infinity) < before &&
      /<h1[\s>]/i.test(node.value)
  )
}

function findHeadings(
  {cardDepth, tree}: Bank,
  cards: readonly Card[]
): Found[] {
  const found: Found[] = []
  let end = Infinity
  let cardIndex = cards.length - 1
  for (const node of tree.children.toReversed()) {
    if (node.type !== 'heading' || node.depth >= cardDepth) continue
    const start = node.position?.start.offset
    const to = node.position?.end.offset
    if (start === undefined || to === undefined) continue
    const nearest =
      cards[findFirst(cards, (card) => card.heading.start >= start)]
    if (nearest?.heading.start === start) continue
    while ((cards[cardIndex]?.start ?? -1) > end) cardIndex--
    const hasCards = (cards[cardIndex]?.start ?? -1) > start
    found.push({node, start, end: to, hasCards})
    end = start
  }

  return found.reverse()
}

/** The text in the place of the title may be meant as the title. */
function suggestTitle(
  {text, config, cards}: Bank,
  node: RootContent
): string[] | undefined {
  const start = startOf(node)
  const line = text.slice(start, endOfLine(text, start)).trimEnd()
  if (node.type === 'paragraph') {
    // Without the space, Markdown reads it as text, but its author meant a heading.
    return /^#[^#\s]/.test(line) ? [`# ${line.slice(1)}`] : undefined
  }

  if (node.type !== 'heading') return undefined
  const isCard = cards.some(({heading}) => heading.start === start)
  const name = toString(node)
  if (isCard || config.sections?.includes(name)) return undefined
  const content = getContent(text, node)
  return [
    `# ${content}`,
    `# Name of the bank\n\n${'#'.repeat(node.depth)} ${content}`
  ]
}

function asSection(bank: Bank, node: Heading): string {
  const marker = '#'.repeat(getSectionDepth(bank))
  return `${marker} ${getContent(bank.text, node)}`
}

/** The heading's source, without markers and in one line. */
function getContent(text: string, {children}: Heading): string {
  const start = children[0]?.position?.start.offset ?? 0
  const end = children.at(-1)?.position?.end.offset ?? 0
  return text.slice(start, end).replace(/\s*\n\s*/g, ' ')
}

function endOfLine(text: string, offset: number): number {
  const at = text.indexOf('\n', offset)
  const end = at === -1 ? text.length : at
  return text[end - 1] === '\r' ? end - 1 : end
}
