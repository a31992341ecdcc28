/** What a rule about links needs to see of a bank, without the tree of all of it. */
import type {Heading, Root, RootContent} from 'mdast'
import {visit} from 'unist-util-visit'
import type {HeadingText} from '../bank/heading-texts.ts'
import {findAnchors} from '../bank/heading-texts.ts'
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
 * A fragment that leads nowhere is compared with the anchors of all headings of its tree: each of its characters with each of theirs.
 * After so many comparisons, others are reported without a suggestion.
 */
const mostComparisons = 200_000_000

/**
 * @returns trees with the bank's links, images and definitions in source order, without their content, and without those that lead to
 *   its headings. If a link leads to a heading that is not there, the bank's headings come first, as plain text. Very many links are
 *   in several trees
 */
export function createLinkTrees(bank: Bank): Root[] {
  const links = findLinks(bank)
  const hasAnchors =
    links.some((link) => splitAddress(link).length > 0) &&
    fragment.test(bank.text)
  const headings = hasAnchors ? findAnchors(bank) : []
  const anchors = new Set(headings.map(({slug}) => slug))
  const dead = new DeadFragments(anchors)
  const near: RootContent[] = []
  const others: RootContent[] = []
  for (const link of links) {
    const [path = '', anchor] = splitAddress(link)
    if (anchor === undefined) others.push(link)
    else if (!anchors.has(anchor)) {
      const list = dead.isCompared(path, anchor) ? near : others
      list.push(link)
    } else if (path !== '') others.push({...link, url: path} as RootContent)
  }

  const first = near.length > 0 ? headings.map(toHeading) : []
  if (near.length + others.length <= mostLinks && dead.isComplete) {
    return [toRoot([...first, ...near, ...others])]
  }

  const trees = [toRoot([...first, ...near])]
  for (let at = 0; at < others.length; at += mostLinks) {
    trees.push(toRoot(others.slice(at, at + mostLinks)))
  }

  return trees
}

/** Chooses the fragments that may be compared with all anchors. */
class DeadFragments {
  /** Whether all have been chosen so far. */
  isComplete = true
  readonly #cost: number
  /** Those chosen, of addresses without and with a path: the latter are mostly those of another file, and not compared. */
  readonly #chosen = [true, false].map(() => ({
    names: new Set<string>(),
    cost: 0
  }))

  constructor(anchors: ReadonlySet<string>) {
    this.#cost = 1
    for (const {length} of anchors) this.#cost += length + 1
  }

  /** @returns whether the fragment may be compared */
  isCompared(path: string, anchor: string): boolean {
    const chosen = this.#chosen[path === '' ? 0 : 1]
    if (!chosen) return false
    const name = `${path}#${anchor}`
    if (chosen.names.has(name)) return true
    chosen.cost += (anchor.length + 1) * this.#cost
    const isWithin =
      chosen.names.size < mostLinks && chosen.cost <= mostComparisons
    if (isWithin) chosen.names.add(name)
    else this.isComplete = false
    return isWithin
  }
}

/** @returns an address within the repository before its `#`, and what follows it as the rule compares it */
function splitAddress(link: RootContent): readonly string[] {
  if (!('url' in link) || link.type === 'image') return []
  const {url} = link
  const at = /^[a-z][a-z\d+.-]*:/i.test(url) ? -1 : url.indexOf('#')
  return at === -1 ? [] : [url.slice(0, at), url.slice(at + 1).toLowerCase()]
}

function findLinks(bank: Bank): RootContent[] {
  const {cards, nonCanonical, text} = bank
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

  return links.sort((left, right) => startOf(left) - startOf(right))
}

function toHeading({text}: HeadingText): Heading {
  return {type: 'heading', depth: 1, children: [{type: 'text', value: text}]}
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
