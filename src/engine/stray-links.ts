/**
 * Finds links in other Markdown files of a repository to headings that a fix has changed: they now lead to the top of
 * the bank.
 */
import {readFile} from 'node:fs/promises'
import {basename, dirname, resolve} from 'node:path'
import type {Bank} from '../bank/model.ts'
import {listMarkdown} from '../files/find-banks.ts'
import {findRepository, resolveLinks} from '../files/repository.ts'
import {toName} from '../files/to-name.ts'
import {findAnchors} from '../bank/heading-texts.ts'
import {decode} from '../fix/follow-anchors.ts'
import {fixTexts} from '../fix/texts.ts'

/** A bank that was fixed. */
export interface ChangedBank {
  /** Absolute. */
  readonly path: string
  /** Anchors that no heading has any more. */
  readonly gone: ReadonlySet<string>
}

/** Further ones are only counted. */
const mostShown = 10

/** @returns the anchors that have gone; `undefined` if none has */
export function toChangedBank(
  path: string,
  before: Bank,
  after: Bank
): ChangedBank | undefined {
  const anchors = new Set(findAnchors(after).map(({slug}) => slug))
  const gone = findAnchors(before).flatMap(({slug}) =>
    anchors.has(slug) ? [] : slug
  )
  return gone.length > 0
    ? {path: resolveLinks(path), gone: new Set(gone)}
    : undefined
}

/**
 * @param cwd absolute path of the folder from which files are named
 * @returns a line for each link; for links beyond the tenth to a bank, one line with their number
 */
export async function describeStrayLinks(
  banks: readonly ChangedBank[],
  cwd: string
): Promise<string[]> {
  const lines: string[] = []
  for (const bank of banks) {
    const found = await findStrayLinks(bank, cwd)
    lines.push(...found.slice(0, mostShown))
    const others = found.length - mostShown
    if (others > 0) lines.push(fixTexts.moreStrayLinks(others))
  }

  return lines
}

async function findStrayLinks(
  {path, gone}: ChangedBank,
  cwd: string
): Promise<string[]> {
  const root = findRepository(dirname(path))
  const lines: string[] = []
  for (const file of await listMarkdown(root)) {
    if (file === path) continue
    const text = await readFile(file, 'utf8').catch(() => '')
    if (!text.includes(`${basename(path)}#`)) continue
    for (const {0: link, 1: way = '', 2: fragment = '', index} of text.matchAll(
      /(?<=\]\(<?|\]:[ \t]*<?|href=["']?)([^\s()<>"'#]{1,1000})#([^\s()<>"']{1,1000})/g
    )) {
      const target = decode(way)
      const other = target.startsWith('/')
        ? resolve(root, `.${target}`)
        : resolve(dirname(file), target)
      if (other !== path || !gone.has(decode(fragment))) continue
      // The line is needed only for those that are shown.
      const isShown = lines.length < mostShown
      const line = isShown ? text.slice(0, index).split('\n').length : 0
      lines.push(fixTexts.strayLink(toName(file, cwd), line, link))
    }
  }

  return lines
}
