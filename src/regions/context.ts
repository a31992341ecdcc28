/** The input of regions: the bank, and the targets of links. */
import {posix} from 'node:path'
import type {Options} from 'prettier'
import type {Bank} from '../bank/model.ts'
import {isPlainlyCanonical} from '../markdown/canonical/blocks.ts'
import {hasPlainOptions} from '../markdown/canonical/options.ts'
import {findExcess} from '../format/find-excess.ts'
import {loadPrettier} from '../format/load-prettier.ts'
import {toConfigurationError} from '../format/prettier-options.ts'
import {Anchors} from './anchors.ts'
import type {Region} from './markers.ts'
import {moveUrl} from '../markdown/move-links.ts'
import type {Detail, RegionContext} from './region.ts'

/** A bank, and the README in which it is shown. */
export interface ShownBank {
  /** Text of the README, without byte order mark. */
  readonly text: string
  readonly bank: Bank
  /** Path from the README to the bank, with `/`. */
  readonly bankPath: string
  /** Prettier's options for the README, which the regions follow. */
  readonly prettierOptions: Options | undefined
}

/**
 * @param regions those of the bank
 * @returns the input of the regions
 */
export function createContext(
  {text, bank, bankPath, prettierOptions}: ShownBank,
  regions: readonly Region[],
  detail: Detail
): RegionContext {
  const bankUrl = toUrl(bankPath)
  const folder = toUrl(posix.dirname(bankPath))
  const cards =
    detail === 'cards'
      ? regions.find(({name}) => name === 'bank-cards')
      : undefined
  const anchors = new Anchors(bank, bankUrl, {text, regions, cards})
  return {
    bank,
    bankUrl,
    detail,
    format: async (markdown) => format(markdown, prettierOptions),
    sectionUrl: ({heading}) =>
      anchors.toHeading(heading.position?.start.offset ?? -1),
    cardUrl: (card) => anchors.toCard(card),
    moveUrl: (url) =>
      url.startsWith('#') && url !== '#'
        ? anchors.toAnchor(url.slice(1))
        : moveUrl(url, folder)
  }
}

/** @returns a relative path, with `/`, as a URL */
export function toUrl(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/')
}

async function format(
  markdown: string,
  options: Options = {}
): Promise<string> {
  // Then Prettier is not needed.
  if (
    hasPlainOptions(options) &&
    isPlainlyCanonical(markdown, 0, markdown.length)
  ) {
    return markdown
  }

  if (findExcess(markdown)) return markdown
  try {
    const {format} = await loadPrettier()
    return await format(markdown, {
      ...options,
      parser: 'markdown',
      // The README's own line breaks are used when the region is inserted.
      endOfLine: 'lf'
    })
  } catch (error) {
    // The text is ours, so the options are the reason for Prettier's error.
    throw toConfigurationError(error)
  }
}
