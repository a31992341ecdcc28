/**
 * A tag that nothing closes acts on all that follows: after `H<sub>2O`, the rest of the page is small. A tag that was meant as text
 * (`what does a <header> do?`) is not shown at all. Neither can be seen in the source, and other rules read over it.
 *
 * @off Another tool reads tags of its own from your cards, or your pages are not rendered as HTML.
 * @limits Each card is read by itself. Tags that HTML itself closes, such as `<p>` and `<li>`, and `<br>`, `<hr>` and `<img>`
 * may be alone. A component between tags, such as `<Note>…</Note>`, is left alone. Of very many tags on a card, the first 100 are
 * reported, and the others counted.
 */
import type {Html, Nodes} from 'mdast'
import type {Bank, Card} from '../src/bank/model.ts'
import type {Problem} from '../src/rule/define-rule.ts'
import {defineRule} from '../src/rule/define-rule.ts'
import {count, quote} from '../src/text/wording.ts'
import {pushAll} from '../src/text/many.ts'

export default defineRule(
  {
    id: 'no-open-tag',
    description: 'Disallow tags that are not closed, or are meant as text',
    hasSuggestions: true,
    severity: 'warning',
    skipsCanonical: true
  },
  function* (bank) {
    const tags = findTags(bank)
    let index = 0
    for (const card of bank.cards) {
      const own: Tag[] = []
      for (; (tags[index]?.start ?? Infinity) < card.end; index++) {
        const tag = tags[index]
        if (tag && tag.start >= card.start && !isOwn(tag, card)) own.push(tag)
      }

      yield* checkCard(bank, card, own)
    }
  }
)

/** Whether the tag is that of a card that is a whole `<details>`: another rule reports that one. */
function isOwn({name, start}: Tag, {heading}: Card): boolean {
  return (
    heading.form === 'details' && name === 'details' && start === heading.start
  )
}

/** A tag in a bank. */
interface Tag {
  readonly start: number
  readonly end: number
  /** Name in lower case. */
  readonly name: string
  readonly isClosing: boolean
  readonly hasAttributes: boolean
  /** Whether it is within a line of text. */
  readonly isInline: boolean
}

/** These may be alone, or end where others begin (HTML, 13.1.2). */
const single = new Set(
  'br hr img wbr p li dt dd tr td th thead tbody tfoot rt rp option colgroup'.split(
    ' '
  )
)

/** These contain nothing, and GitHub does not show them. */
const hidden = new Set(
  'area base col embed input link meta param source track'.split(' ')
)

/** A line of text cannot contain any of these, so they are meant as text. */
const blocks = new Set(
  'article aside body footer form h1 h2 h3 h4 h5 h6 head header html main nav script section style title'.split(
    ' '
  )
)

/** A card has none of these, even on lines of their own; with attributes, they may decorate a page. */
const pageParts = new Set(
  'body footer h1 head header html main nav title'.split(' ')
)

/** The rest is counted: the first is mostly the cause. */
const mostInCard = 100

function* checkCard(
  bank: Bank,
  {heading}: Card,
  tags: readonly Tag[]
): Iterable<Problem> {
  // By name, the innermost last.
  const open = new Map<string, Tag[]>()
  const found: Tag[] = []
  for (const tag of tags) {
    const {name} = tag
    const same = open.get(name)
    if (tag.isClosing) same?.pop()
    else if (isText(tag)) found.push(tag)
    else if (single.has(name) || hidden.has(name)) continue
    else if (same) same.push(tag)
    else open.set(name, [tag])
  }

  const unclosed = new Set([...open.values()].flat())
  const all = [...found, ...unclosed].sort(
    (left, right) => left.start - right.start
  )
  for (const [at, tag] of all.slice(0, mostInCard).entries()) {
    const isInHeading = tag.start < heading.titleRange.end
    const others = at === mostInCard - 1 ? all.length - mostInCard : 0
    yield {
      ...tell(bank, tag, unclosed.has(tag), isInHeading),
      ...(others > 0 && {
        note: `The card has ${count(others, 'more tag')} of this kind.`
      })
    }
  }
}

/** Whether the tag must be meant as text. */
function isText({hasAttributes, isInline, name}: Tag): boolean {
  return isInline
    ? blocks.has(name) || hidden.has(name)
    : pageParts.has(name) && !hasAttributes
}

function tell(
  bank: Bank,
  {start, end, isInline}: Tag,
  isOpen: boolean,
  isInHeading: boolean
): Problem {
  const source = bank.text.slice(start, end)
  const code = `\`${source}\``
  const escaped = `\\${source}`
  const isOneLine = !/[`\n]/.test(source)
  const where = isInHeading ? ' in the title' : isInline ? ' in text' : ''
  return {
    place: bank.place(start, end),
    message: isOpen
      ? `Unexpected tag ${quote(source)}${where} that is never closed on the card, expected ${quote(source.replace(/^<([\w:-]+)[^]*$/, '</$1>'))}, or code: ${quote(code)}`
      : `Unexpected tag ${quote(source)}${where}, expected code to show the tag (${quote(code)}), or Markdown in its place`,
    ...(isInline && isOneLine && {expected: [code, escaped]})
  }
}

/** @returns the tags outside of comments and code, in source order */
function findTags({text, tree}: Bank): Tag[] {
  const tags: Tag[] = []
  const pending: {node: Nodes; isInline: boolean}[] = [
    {node: tree, isInline: false}
  ]
  for (let next = pending.pop(); next; next = pending.pop()) {
    const {node, isInline} = next
    if (node.type === 'html') pushAll(tags, readTags(node, text, isInline))
    if (!('children' in node)) continue
    const isText =
      isInline ||
      node.type === 'paragraph' ||
      node.type === 'heading' ||
      node.type === 'tableCell'
    for (const child of node.children.toReversed()) {
      pending.push({node: child, isInline: isText})
    }
  }

  return tags
}

function readTags({position}: Html, text: string, isInline: boolean): Tag[] {
  const start = position?.start.offset
  const source = text.slice(start, position?.end.offset)
  if (start === undefined || /^\s*<[!?]/.test(source)) return []
  // In these elements, tags are text (CommonMark 4.6, kind 1).
  if (!isInline && /^\s*<(?:pre|script|style|textarea)\b/i.test(source))
    return []
  return Array.from(
    source.matchAll(/<(\/?)([a-z][\w:-]*)(\s[^<>]*)?>/gi),
    (match) => ({
      start: start + match.index,
      end: start + match.index + match[0].length,
      name: (match[2] ?? '').toLowerCase(),
      isClosing: match[1] === '/',
      hasAttributes: match[3] !== undefined && match[3].trim() !== '',
      isInline,
      isSelfClosed: match[0].endsWith('/>')
    })
  ).filter(({isSelfClosed}) => !isSelfClosed)
}
