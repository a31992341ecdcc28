/**
 * Links within a bank lead to headings by anchors. GitHub makes these from the texts of headings, and adds numbers if
 * texts are the same. A fix of a heading (its number, its prefix, a typo) changes its anchor: all links to it are
 * changed in the same pass.
 */
import {dirname, resolve} from 'node:path'
import type {Definition, Link, Root} from 'mdast'
import {visit} from 'unist-util-visit'
import type {VFile} from 'vfile'
import type {AnchoredHeading} from '../bank/heading-texts.ts'
import {findAnchors} from '../bank/heading-texts.ts'
import type {Bank} from '../bank/model.ts'
import {findRepository, resolveLinks} from '../files/repository.ts'
import {toName} from '../files/to-name.ts'
import type {Range} from '../markdown/offsets.ts'
import type {Edit} from '../message/edits.ts'
import {applyEdits} from '../message/edits.ts'

/**
 * What a link to a heading of the same file looks like, in Markdown or HTML. Its address ends where another one may begin, so that no
 * character is looked at for each of them; no path is longer than this.
 */
const mayRefer =
  /\]\([^()\n]*#|\]:[ \t]*(?:(?!\]:)\S){0,4096}#|\bhref\s*=\s*["']?(?:(?!\bhref=)[^"'\s>]){0,4096}#/i

/**
 * @param before the bank that was fixed
 * @param edits what was done to it, in source order, without overlaps
 * @param after the bank as it is now
 * @param file in which the bank is: a link may name it
 * @returns the text in which links lead where they led before
 */
export function followAnchors(
  before: Bank,
  edits: readonly Edit[],
  after: Bank,
  file: FileName
): string {
  return applyEdits(after.source, findLinkEdits(before, edits, after, file))
}

/**
 * @param source of a bank
 * @param edit to be applied to it
 * @param read reads a text as that bank
 * @param file that has the bank: a link may name it
 * @returns that edit and others, all in the same text, after which links lead where they led before
 */
export function addLinkEdits(
  source: string,
  edit: Edit,
  read: (text: string) => Bank | undefined,
  file: FileName
): Edit[] {
  if (!mayRefer.test(source)) return [edit]
  const before = read(source)
  const after = read(applyEdits(source, [edit]))
  if (!before || !after) return [edit]
  const newEnd = edit.start + edit.text.length
  const shift = newEnd - edit.end
  const inner: Edit[] = []
  const outer: Edit[] = []
  for (const link of findLinkEdits(before, [edit], after, file)) {
    if (link.end <= edit.start) outer.push(link)
    else if (link.start >= newEnd) outer.push(move(link, -shift))
    else if (link.start >= edit.start && link.end <= newEnd) {
      inner.push(move(link, -edit.start))
    }
  }

  return [{...edit, text: applyEdits(edit.text, inner)}, ...outer]
}

function move({start, end, text}: Edit, by: number): Edit {
  return {start: start + by, end: end + by, text}
}

/** @returns the edits of the text after others by which links lead where they led before */
function findLinkEdits(
  before: Bank,
  edits: readonly Edit[],
  after: Bank,
  file: FileName
): Edit[] {
  const {source} = after
  if (!mayRefer.test(source)) return []
  const moved = findMoved(findAnchors(before), findAnchors(after), edits)
  if (moved.size === 0) return []
  const ids = findIds(after.tree, source)
  const links = findReferences(after.tree, source, createTest(file))
  return links.flatMap(({start, end}): Edit[] => {
    const fragment = source.slice(start, end)
    const slug = decode(fragment)
    const text = ids.has(slug) ? undefined : moved.get(slug)
    if (text === undefined) return []
    const isEncoded = fragment !== slug
    return [{start, end, text: isEncoded ? encodeURIComponent(text) : text}]
  })
}

/** What is known of a file's name. */
export type FileName = Partial<Pick<VFile, 'basename' | 'cwd' | 'path'>>

const linked = new WeakMap<Bank, readonly number[]>()

/**
 * @param range of a heading
 * @param file that has the bank
 * @returns whether a link of the bank leads to the heading, which therefore has to stay a heading
 */
export function isLinked(
  bank: Bank,
  {start, end}: Range,
  file: FileName
): boolean {
  const known = linked.get(bank) ?? findLinked(bank, file)
  linked.set(bank, known)
  return known.some((offset) => start <= offset && offset < end)
}

/** @returns offsets of the headings that links lead to */
function findLinked(bank: Bank, file: FileName): number[] {
  const {source, tree} = bank.whole
  if (!mayRefer.test(source)) return []
  const slugs = new Set(
    findReferences(tree, source, createTest(file)).map(({start, end}) =>
      decode(source.slice(start, end))
    )
  )
  const ids = findIds(tree, source)
  return findAnchors(bank.whole)
    .filter(({slug}) => slugs.has(slug) && !ids.has(slug))
    .map(({start}) => start)
}

/** @returns new anchors by old ones, for headings whose anchor has changed */
function findMoved(
  before: readonly AnchoredHeading[],
  after: readonly AnchoredHeading[],
  edits: readonly Edit[]
): Map<string, string> {
  const moved = new Map<string, string>()
  for (const [old, now] of pair(before, after, edits)) {
    if (old.slug !== now.slug) moved.set(old.slug, now.slug)
  }

  return moved
}

/**
 * Pairs headings of the old text with those of the new one: within replaced text one by one, elsewhere by their texts.
 */
function* pair(
  before: readonly AnchoredHeading[],
  after: readonly AnchoredHeading[],
  edits: readonly Edit[]
): Iterable<readonly [AnchoredHeading, AnchoredHeading]> {
  const byStart = new Map(after.map((anchor) => [anchor.start, anchor]))
  let at = 0
  let next = 0
  let shift = 0
  for (const {start, end, text} of [...edits, noEdit]) {
    for (; (before[at]?.start ?? Infinity) < start; at++) {
      const old = before[at] as AnchoredHeading
      const now = byStart.get(old.start + shift)
      if (now) yield [old, now]
    }

    const olds: AnchoredHeading[] = []
    for (; (before[at]?.start ?? Infinity) < end; at++) {
      olds.push(before[at] as AnchoredHeading)
    }

    while ((after[next]?.start ?? Infinity) < start + shift) next++
    const nows: AnchoredHeading[] = []
    const newEnd = start + shift + text.length
    for (; (after[next]?.start ?? Infinity) < newEnd; next++) {
      nows.push(after[next] as AnchoredHeading)
    }

    yield* pairReplaced(olds, nows)
    shift += text.length - (end - start)
  }
}

/** Comes after all edits. */
const noEdit: Edit = {start: Infinity, end: Infinity, text: ''}

function* pairReplaced(
  olds: readonly AnchoredHeading[],
  nows: readonly AnchoredHeading[]
): Iterable<readonly [AnchoredHeading, AnchoredHeading]> {
  const byText = new Map(nows.map((anchor) => [anchor.text, anchor]))
  for (const [index, old] of olds.entries()) {
    const now = olds.length === nows.length ? nows[index] : byText.get(old.text)
    if (now) yield [old, now]
  }
}

/** @returns the anchors that HTML sets, which do not change */
function findIds(tree: Root, source: string): ReadonlySet<string> {
  const ids = new Set<string>()
  visit(tree, 'html', ({position}) => {
    const html = source.slice(
      position?.start.offset ?? 0,
      position?.end.offset ?? 0
    )
    for (const match of html.matchAll(
      /\s(?:id|name)\s*=\s*["']?([^"'\s<>]+)/gi
    )) {
      ids.add(match[1] ?? '')
    }
  })
  return ids
}

/** @returns what links to headings of the same file have after the `#`, in source order */
function findReferences(tree: Root, source: string, isSame: PathTest): Range[] {
  const found: Range[] = []
  visit(tree, (node) => {
    const start = node.position?.start.offset
    const end = node.position?.end.offset
    if (start === undefined || end === undefined) return
    if (node.type === 'link' || node.type === 'definition') {
      const range = findInLink(node, source, {start, end}, isSame)
      if (range) found.push(range)
    } else if (node.type === 'html' && !node.value.startsWith('<!--')) {
      for (const {0: all, 1: path = '', index} of source
        .slice(start, end)
        .matchAll(
          /\bhref\s*=\s*["']?((?:(?!\bhref=)[^"'\s#<>]){0,4096})#[^"'\s<>]+/gi
        )) {
        const from = all.indexOf('#') + 1
        if (!isSame(path)) continue
        found.push({
          start: start + index + from,
          end: start + index + all.length
        })
      }
    }
  })
  return found
}

function findInLink(
  node: Link | Definition,
  source: string,
  {start, end}: Range,
  isSame: PathTest
): Range | undefined {
  const [path = '', fragment] = node.url.split('#', 2)
  if (!fragment || !isSame(path)) return undefined
  const from =
    (node.type === 'link' && node.children.at(-1)?.position?.end.offset) ||
    start
  const at = source.slice(from, end).indexOf(`#${fragment}`)
  return at === -1
    ? undefined
    : {start: from + at + 1, end: from + at + 1 + fragment.length}
}

/** Whether a link's path is that of the file in which it is. */
type PathTest = (path: string) => boolean

/** A path from the repository's root counts, too. An address on a server does not: it may show an older version. */
function createTest({basename, cwd = '', path: own}: FileName): PathTest {
  let fromRoot: string | undefined
  return (path) => {
    if (path === '' || path === basename || path === `./${basename}`)
      return true
    if (!path.startsWith('/') || own === undefined) return false
    if (fromRoot === undefined) {
      const absolute = resolveLinks(resolve(cwd, own))
      fromRoot = `/${toName(absolute, findRepository(dirname(absolute)))}`
    }

    return decode(path) === fromRoot
  }
}

/** @returns the text without escapes such as `%20`; unchanged if an escape is broken */
export function decode(fragment: string): string {
  try {
    return decodeURIComponent(fragment)
  } catch {
    return fragment
  }
}
