/** What a rule about links needs to see of a bank, without the tree of all of it. */
import type {Heading, Root, RootContent} from 'mdast'
import {visit} from 'unist-util-visit'
import {findHeadingTexts} from '../bank/heading-texts.ts'
import type {Bank} from '../bank/model.ts'
import {moveNode} from '../markdown/move-nodes.ts'
import {startOf} from '../markdown/offsets.ts'
import {parse} from '../markdown/parse.ts'

/** A link on a card, or an image, that leads to another place than the web. */
const localLink = /\]\(<?(?!https?:|mailto:|\/)/i

/** An address that may lead to a heading. */
const fragment = /\([^()\s]*#|\]:\s*[^\s\]]*#/

/**
 * @returns a tree with the bank's links, images and definitions in source order, without their content. If a link may
 *   lead to a heading, the bank's headings come first, as plain text
 */
export function createLinkTree(bank: Bank): Root {
  const {cards, nonCanonical, text} = bank
  const headings = fragment.test(text)
    ? findHeadingTexts(bank).map((heading): Heading => ({
        type: 'heading',
        depth: 1,
        children: [{type: 'text', value: heading.text}]
      }))
    : []
  const links: RootContent[] = []
  collectLinks(nonCanonical.tree, links)
  for (const {end, isCanonical, start} of cards) {
    if (!isCanonical) continue
    const source = text.slice(start, end)
    if (!localLink.test(source)) continue
    const tree = parse(source)
    moveNode(tree, {
      lines: bank.place(start, start).start.line - 1,
      offset: start
    })
    collectLinks(tree, links)
  }

  links.sort((left, right) => startOf(left) - startOf(right))
  return {type: 'root', children: [...headings, ...links]}
}

function collectLinks(tree: Root, links: RootContent[]): void {
  visit(tree, ['link', 'image', 'definition'], (node) => {
    links.push(
      node.type === 'link' ? {...node, children: []} : (node as RootContent)
    )
  })
}
