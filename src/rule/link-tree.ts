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

/** For each link that leads nowhere, the rule goes through all addresses of its tree. */
const mostLinks = 500

/**
 * @returns a tree with the bank's links, images and definitions in source order, without their content. If a link may
 *   lead to a heading, the bank's headings come first, as plain text. Of very many links, those that lead to no heading are in
 *   trees of their own
 */
export function createLinkTrees(bank: Bank): Root[] {
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
  if (links.length <= mostLinks) return [toRoot([...headings, ...links])]
  const [inner = [], others = []] = [true, false].map((isInner) =>
    links.filter(
      (link) => ('url' in link && link.url.includes('#')) === isInner
    )
  )
  const trees = [toRoot([...headings, ...inner])]
  for (let at = 0; at < others.length; at += mostLinks) {
    trees.push(toRoot(others.slice(at, at + mostLinks)))
  }

  return trees
}

function toRoot(children: RootContent[]): Root {
  return {type: 'root', children}
}

function collectLinks(tree: Root, links: RootContent[]): void {
  visit(tree, ['link', 'image', 'definition'], (node) => {
    links.push(
      node.type === 'link' ? {...node, children: []} : (node as RootContent)
    )
  })
}
