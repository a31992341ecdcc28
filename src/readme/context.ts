/** What regions are generated from: the bank, and where links lead. Anchors are those of GitHub. */
import GithubSlugger from 'github-slugger'
import type {Options} from 'prettier'
import type {HeadingText} from '../bank/heading-texts.ts'
import {findHeadingTexts, readHeadingTexts} from '../bank/heading-texts.ts'
import type {Bank, Card} from '../bank/model.ts'
import {
  hasPlainOptions,
  isPlainlyCanonical
} from '../markdown/canonical-markdown.ts'
import {parse} from '../markdown/parse.ts'
import {loadPrettier} from '../format/load-prettier.ts'
import {toConfigurationError} from '../format/prettier-options.ts'
import type {Region} from './markers.ts'
import {dropRegions} from './markers.ts'
import type {Detail, RegionContext} from './region.ts'
import type {Past} from './past.ts'
import {findShownParts} from './bank-cards.ts'

/** A README whose regions are looked at. */
export interface RegionsInput {
  /** Text of the README, without byte order mark. */
  readonly text: string
  /** The command that regenerates the README, as people are told of it. */
  readonly fix?: string
  /** Prettier's options for the README; regions are written in its form. */
  readonly prettierOptions: Options | undefined
  /** Regions are written whoever has written what they hold. */
  readonly isForced?: boolean
  /** What git knows about the README and files by their paths from it; it is asked rarely. */
  readonly findPast?: () => Past | undefined
}

/** A README and where its bank is. */
export interface ReadmeInput extends RegionsInput {
  readonly bank: Bank
  /** Path from the README to the bank, with `/`. */
  readonly bankPath: string
  /** What to call the bank where people read of it, if not by that path. */
  readonly bankName?: string
  /** @returns whether there is a file of that path from the README */
  readonly hasFile?: (path: string) => boolean
}

/**
 * @param regions those of the bank
 * @returns what they are generated from
 */
export function createContext(
  {
    text,
    bank,
    bankPath,
    prettierOptions
  }: Pick<ReadmeInput, 'text' | 'bank' | 'bankPath' | 'prettierOptions'>,
  regions: readonly Region[],
  detail: Detail
): RegionContext {
  const bankUrl = toUrl(bankPath)
  const cards = regions.find((region) => region.name === 'bank-cards')
  const anchorsHere = new Map<number, string>()
  const anchorsInBank = new Map<number, string>()
  if (cards && detail === 'cards') {
    const outside = dropRegions(text, regions)
    const {length} = dropRegions(
      text.slice(0, cards.startMarker.start),
      regions.slice(0, regions.indexOf(cards))
    )
    const above = readHeadingTexts(parse(outside), outside).filter(
      ({start}) => start < length
    )
    addAnchors(anchorsHere, above, findShownHeadings(bank))
  }

  const toHeading = (heading: number): string => {
    const anchor = anchorsHere.get(heading)
    if (anchor !== undefined) return `#${anchor}`
    if (anchorsInBank.size === 0) {
      addAnchors(anchorsInBank, [], findHeadingTexts(bank))
    }

    return `${bankUrl}#${anchorsInBank.get(heading) ?? ''}`
  }

  let headings: ReadonlySet<number> | undefined
  // What is yet to become a heading is none.
  const isHeading = ({heading, isCanonical}: Card): boolean => {
    if (isCanonical) return true
    headings ??= new Set(findHeadingTexts(bank).map(({start}) => start))
    return headings.has(heading.start)
  }

  return {
    bank,
    bankUrl,
    detail,
    format: async (markdown) => format(markdown, prettierOptions),
    sectionUrl: ({heading}) => toHeading(heading.position?.start.offset ?? -1),
    cardUrl: (card) =>
      isHeading(card) ? toHeading(card.heading.start) : bankUrl
  }
}

/** @returns a relative path, with `/`, as a URL */
export function toUrl(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/')
}

/** The headings of a bank that are in the region `bank-cards`. */
function findShownHeadings(bank: Bank): HeadingText[] {
  const parts = findShownParts(bank)
  let next = 0
  return findHeadingTexts(bank).filter(({start}) => {
    while ((parts[next]?.end ?? Infinity) <= start) next++
    return (parts[next]?.start ?? Infinity) <= start
  })
}

/**
 * Adds the anchors that headings have on GitHub, by where the headings stand. It numbers equal ones in the order in which
 * they stand, so all that stand before one count.
 */
function addAnchors(
  anchors: Map<number, string>,
  above: readonly HeadingText[],
  headings: readonly HeadingText[]
): void {
  const slugger = new GithubSlugger()
  for (const {text} of above) slugger.slug(text)
  for (const {start, text} of headings) anchors.set(start, slugger.slug(text))
}

async function format(
  markdown: string,
  options: Options = {}
): Promise<string> {
  // Then Prettier need not be asked.
  if (
    hasPlainOptions(options) &&
    isPlainlyCanonical(markdown, 0, markdown.length)
  ) {
    return markdown
  }

  try {
    const {format} = await loadPrettier()
    return await format(markdown, {
      ...options,
      parser: 'markdown',
      // The README's own line breaks come when the region is put in.
      endOfLine: 'lf'
    })
  } catch (error) {
    // The text is ours, so it is for the options that Prettier refuses it.
    throw toConfigurationError(error)
  }
}
