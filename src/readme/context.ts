/** What regions are generated from: the bank, and where links lead. Anchors are those of GitHub. */
import GithubSlugger from 'github-slugger'
import type {Heading, Root} from 'mdast'
import {toString} from 'mdast-util-to-string'
import {visit} from 'unist-util-visit'
import type {Bank, Card} from '../bank/model.ts'
import {parse} from '../bank/parse.ts'
import type {Region} from './markers.ts'
import {blankRegions} from './markers.ts'
import type {ReadmeInput} from './plan-readme.ts'
import type {Detail, RegionContext} from './region.ts'
import {findShownParts} from './regions/bank-cards.ts'

/** @returns what the regions of a README are generated from */
export function createContext(
  {text, bank, bankPath}: Pick<ReadmeInput, 'text' | 'bank' | 'bankPath'>,
  regions: readonly Region[],
  detail: Detail
): RegionContext {
  const bankUrl = bankPath.split('/').map(encodeURIComponent).join('/')
  const cards = regions.find((region) => region.name === 'bank-cards')
  const anchorsHere = new Map<Heading, string>()
  const anchorsInBank = new Map<Heading, string>()
  if (cards && detail === 'cards') {
    const outside = parse(blankRegions(text, regions))
    const above = findHeadings(outside).filter(
      ({position}) => (position?.start.offset ?? 0) < cards.startMarker.start
    )
    addAnchors(anchorsHere, [...above, ...findShownHeadings(bank)])
  }

  const toUrl = (heading: Heading): string => {
    const anchor = anchorsHere.get(heading)
    if (anchor !== undefined) return `#${anchor}`
    if (anchorsInBank.size === 0) {
      addAnchors(anchorsInBank, findHeadings(bank.tree))
    }

    return `${bankUrl}#${anchorsInBank.get(heading) ?? ''}`
  }

  let cardHeadings: Map<number | undefined, Heading> | undefined
  // What is yet to become a heading is none.
  const findHeading = ({heading}: Card): Heading | undefined => {
    cardHeadings ??= new Map(
      findHeadings(bank.tree).map(
        (node) => [node.position?.start.offset, node] as const
      )
    )
    return cardHeadings.get(heading.start)
  }

  return {
    bank,
    bankUrl,
    detail,
    sectionUrl: ({heading}) => toUrl(heading),
    cardUrl(card) {
      const node = findHeading(card)
      return node ? toUrl(node) : bankUrl
    }
  }
}

/** All headings in source order, those in quotes and lists, too. */
function findHeadings(tree: Root): Heading[] {
  const headings: Heading[] = []
  visit(tree, 'heading', (heading) => {
    headings.push(heading)
  })
  return headings
}

/** The headings of a bank that are in the region `bank-cards`. */
function findShownHeadings(bank: Bank): Heading[] {
  const parts = findShownParts(bank)
  let next = 0
  return findHeadings(bank.tree).filter(({position}) => {
    const start = position?.start.offset ?? 0
    while ((parts[next]?.end ?? Infinity) <= start) next++
    return (parts[next]?.start ?? Infinity) <= start
  })
}

/**
 * Adds the anchors that headings have on GitHub. It numbers equal ones in the order in which they stand, so all that
 * stand before one count.
 */
function addAnchors(
  anchors: Map<Heading, string>,
  headings: readonly Heading[]
): void {
  const slugger = new GithubSlugger()
  for (const heading of headings) {
    anchors.set(heading, slugger.slug(toText(heading)))
  }
}

/** Markup is no text; neither are images. */
function toText(heading: Heading): string {
  return toString(heading, {includeHtml: false, includeImageAlt: false})
}
