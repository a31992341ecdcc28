/**
 * Merges three versions of a README. Text around its regions merges as text. In regions, cards merge as those of the
 * bank do, and all other content is generated from the merged cards. If the regions of a side were not generated like
 * that, they merge by rows and lines.
 */
import {posix} from 'node:path'
import {git, GitError} from '../files/git.ts'
import {planReadme} from '../readme/plan-readme.ts'
import {bankName, findFrontMatter} from '../template/is-bank.ts'
import type {ConflictStyle} from './line-merge.ts'
import {hasMarkers, mergeLines} from './line-merge.ts'
import {mergeBank, readText} from './merge-bank.ts'
import {mergePiece} from './pieces/merge-pieces.ts'
import type {Side, Three} from './pieces/piece.ts'
import {mapThree, sides} from './pieces/piece.ts'
import type {OpenReadme} from './readme-regions.ts'
import {fillRegions, openReadme} from './readme-regions.ts'
import type {Merged} from './render.ts'
import {render} from './render.ts'
import {toRegionPiece} from './pieces/split-region.ts'
import {mergeTexts} from './texts.ts'
import {Unsure} from './unsure.ts'

/**
 * @param versions texts without byte order mark, with `\n` at the ends of their lines
 * @param path of the README, from the root of its repository
 * @throws Unsure if its regions cannot be distinguished safely
 */
export async function mergeReadme(
  versions: Three<string>,
  path: string,
  style: ConflictStyle
): Promise<Merged> {
  if (hasMarkers(versions)) throw new Unsure(mergeTexts.hasMarkers)
  const readmes = mapThree(versions, openReadme)
  const around = mergeLines(
    mapThree(readmes, ({outside}) => outside),
    style
  )
  const outside = around.bytes.toString()
  assertWhole(readmes, outside)
  const bank = readBankOf(path, style.cwd)
  const cards = mergeCards(readmes, bank.frontMatter, style)
  const remade =
    cards && (await remake(readmes, versions, {outside, cards, bank}))
  if (remade !== undefined) {
    return {text: remade, conflicts: around.conflicts}
  }

  let {conflicts} = around
  const text = fillRegions(outside, (marker) => {
    const merged =
      marker === cardsMarker && cards
        ? cards
        : mergeRegion(
            mapThree(readmes, ({contents}) => contents.get(marker)),
            style
          )
    conflicts += merged.conflicts
    return merged.text.trim()
  })
  return {text, conflicts}
}

const cardsMarker = '<!--bank-cards start-->'

/** Checks that each remaining region is there once and empty: the text around it may have moved. */
function assertWhole(readmes: Three<OpenReadme>, outside: string): void {
  const {contents} = openReadme(outside)
  const known = new Set(
    sides.flatMap((side) => [...readmes[side].contents.keys()])
  )
  const isWhole = [...contents].every(
    ([marker, content]) => content === '' && known.has(marker)
  )
  if (!isWhole) throw new Unsure(mergeTexts.regions)
}

/** How the cards of a bank are read, and where the bank is. */
interface BankOfReadme {
  readonly path: string
  readonly frontMatter: string
}

/** The bank as our side has it: git may have changed the working tree already. */
function readBankOf(path: string, cwd: string): BankOfReadme {
  const name = posix.join(posix.dirname(path), bankName)
  try {
    const text = git(['cat-file', 'blob', `HEAD:${name}`], {cwd}).toString()
    const end = findFrontMatter(text)?.end ?? 0
    return {path: bankName, frontMatter: text.slice(0, end)}
  } catch (error) {
    if (error instanceof GitError) return {path: bankName, frontMatter: ''}
    throw error
  }
}

/** @returns the cards of both sides; `undefined` if they cannot be merged as cards */
function mergeCards(
  readmes: Three<OpenReadme>,
  frontMatter: string,
  style: ConflictStyle
): Merged | undefined {
  const contents = mapThree(readmes, ({contents}) => contents.get(cardsMarker))
  if (contents.ours === undefined || contents.theirs === undefined) {
    return undefined
  }

  try {
    const merged = mergeBank(
      mapThree(contents, (content = '') => toBankText(content, frontMatter)),
      style
    )
    return {
      ...merged,
      text: merged.text.slice(frontMatter.length).trimStart()
    }
  } catch (error) {
    if (error instanceof Unsure) return undefined
    throw error
  }
}

/** Cards as in the region; a comment in one of them is written so that it does not end the region. */
function toBankText(content: string, frontMatter: string): string {
  const text = content.replace(/&lt;!--(?=\s*bank-)/g, '<!--')
  return frontMatter === '' ? `${text}\n` : `${frontMatter}\n\n${text}\n`
}

/**
 * @returns the README with regions generated from the merged cards; `undefined` if the regions of a side were not
 *   generated from its cards
 */
async function remake(
  readmes: Three<OpenReadme>,
  versions: Three<string>,
  {
    outside,
    cards,
    bank
  }: {
    readonly outside: string
    readonly cards: Merged
    readonly bank: BankOfReadme
  }
): Promise<string | undefined> {
  if (cards.conflicts > 0) return undefined
  const make = async (outside: string, content: string): Promise<string> => {
    const plan = await planReadme({
      text: outside,
      bank: readText(toBankText(content, bank.frontMatter)),
      bankPath: bank.path,
      prettierOptions: undefined
    })
    return plan.text
  }
  for (const side of ['ours', 'theirs'] as const satisfies readonly Side[]) {
    const {contents, outside: own} = readmes[side]
    const made = await make(own, contents.get(cardsMarker) ?? '')
    if (made !== versions[side]) return undefined
  }

  return make(outside, cards.text)
}

function mergeRegion(
  contents: Three<string | undefined>,
  style: ConflictStyle
): Merged {
  const segments = mergePiece(
    mapThree(contents, (content) =>
      content === undefined ? undefined : toRegionPiece(content)
    )
  )
  return (
    render(segments, style) ?? {
      text: mergeLines(
        mapThree(contents, (text = '') => text),
        style
      ).bytes.toString(),
      conflicts: 1
    }
  )
}
