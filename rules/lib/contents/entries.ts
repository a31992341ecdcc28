/** The entries of a list of contents: which there are, what each means, and how it should be written. */
import type {Link, List, ListItem, Paragraph} from 'mdast'
import {toString} from 'mdast-util-to-string'
import type {Bank} from '../../../src/bank/model.ts'
import type {Range} from '../../../src/markdown/offsets.ts'
import {rangeOf} from '../../../src/markdown/offsets.ts'
import {findNearest, fold} from '../../../src/text/fuzzy-match.ts'
import type {Target, Targets} from './targets.ts'
import {formatLink} from './targets.ts'

/** An item of the list that is a link, or is meant as one. */
export interface Entry extends Range {
  readonly text: string
  /** The text without a card's lead. */
  name: string
  /** 0 for an item of the list, 1 for one of a nested list. */
  readonly level: 0 | 1
  /** The text as it is written. */
  readonly source: string
  /** The anchor; `undefined` if there is no link. */
  readonly slug: string | undefined
  /** Whether the link's address is an anchor. */
  readonly isAnchor: boolean
  /** The section that it leads to, or has the name of. */
  target: Target | undefined
}

/** @returns the items of the list; `undefined` if one of them is more than a link, or something else */
export function readEntries(
  {text}: Bank,
  list: List,
  targets: Targets
): Entry[] | undefined {
  const titles = new Set(
    targets.all.flatMap(({name, title}) => [fold(title), fold(name)])
  )
  const entries: Entry[] = []
  for (const item of list.children) {
    const [, inner] = item.children
    const isOuter = inner?.type === 'list' && targets.noun !== 'section'
    const entry = readEntry(item, text, titles, isOuter ? 2 : 1)
    if (!entry) return undefined
    entries.push({...entry, name: targets.toName(entry.text), level: 0})
    if (!isOuter) continue
    // A nested list is written with bullets.
    if (inner.ordered) return undefined
    for (const child of inner.children) {
      const entry = readEntry(child, text, titles, 1)
      if (!entry) return undefined
      entries.push({...entry, name: targets.toName(entry.text), level: 1})
    }
  }

  return entries
}

function readEntry(
  item: ListItem,
  text: string,
  titles: ReadonlySet<string>,
  mostChildren: number
): Omit<Entry, 'name' | 'level'> | undefined {
  const [paragraph] = item.children
  const isBox = item.checked !== null && item.checked !== undefined
  if (isBox || item.children.length > mostChildren) return undefined
  if (paragraph?.type !== 'paragraph') return undefined
  const range = rangeOf(paragraph)
  if (!range) return undefined
  const [link, ...rest] = paragraph.children
  if (rest.length > 0 || link?.type !== 'link') {
    return readText(paragraph, range, text, titles)
  }

  return readLink(link, range, text)
}

/** @returns an entry that is a link to a heading, or is meant as one; `undefined` if it leads elsewhere */
export function readLink(
  link: Link,
  range: Range,
  text: string
): Omit<Entry, 'name' | 'level'> | undefined {
  if (link.title) return undefined
  const first = rangeOf(link.children[0])
  const last = rangeOf(link.children.at(-1))
  // A word without `#` is an anchor without its sign; other addresses are not anchors.
  if (!first || !last || !/^(?:#|[^/.:?#]*$)/.test(link.url)) return undefined
  return {
    ...range,
    text: toString(link),
    source: text.slice(first.start, last.end),
    slug: decode(link.url.replace(/^#/, '')),
    isAnchor: link.url.startsWith('#'),
    target: undefined
  }
}

/** A section's name without a link, or with one that Markdown does not read as a link: `Name`, `[Name] (#name)`. */
function readText(
  paragraph: Paragraph,
  range: Range,
  text: string,
  titles: ReadonlySet<string>
): Omit<Entry, 'name' | 'level'> | undefined {
  const source = text.slice(range.start, range.end)
  const link = /^\[([^[\]\n]+)\](?:[ \t]*\([^()\n]*\))?$/.exec(source)
  const name = link?.[1]?.trim() ?? toString(paragraph)
  if (!titles.has(fold(name))) return undefined
  return {
    ...range,
    text: name,
    source: link?.[1]?.trim() ?? source,
    slug: undefined,
    isAnchor: false,
    target: undefined
  }
}

function decode(slug: string): string {
  try {
    return decodeURIComponent(slug)
  } catch {
    return slug
  }
}

/**
 * Finds out which section each entry means. These are tried in turn: the section that it names and leads to; the one
 * that it names (if several have that name, the first that is left); the one that it leads to; the one whose name it
 * has with a typo.
 */
export function assignTargets(
  entries: readonly Entry[],
  targets: readonly Target[]
): void {
  const bySlug = new Map(targets.map((target) => [target.slug, target]))
  const byTitle = new Map<string, Target[]>()
  for (const target of targets.toReversed()) {
    const key = fold(target.name)
    const same = byTitle.get(key)
    if (same) same.push(target)
    else byTitle.set(key, [target])
  }

  const taken = new Set<Target>()
  const assign = (find: (entry: Entry) => Target | undefined): void => {
    for (const entry of entries) {
      entry.target ??= find(entry)
      if (entry.target) taken.add(entry.target)
    }
  }

  const led = ({slug}: Entry): Target | undefined => bySlug.get(slug ?? '')
  const isNamed = ({name}: Entry, target: Target | undefined): boolean =>
    target !== undefined && fold(name) === fold(target.name)
  assign((entry) => (isNamed(entry, led(entry)) ? led(entry) : undefined))
  assign(({name}) => {
    const same = byTitle.get(fold(name)) ?? []
    // The first target is the last of the list: entries that repeat its name get it, too.
    while (same.length > 1 && taken.has(same.at(-1) as Target)) same.pop()
    return same.at(-1)
  })
  assign(led)
  const left = targets.filter((target) => !taken.has(target))
  assign((entry) => findNearest(entry.name, left, ({name}) => name))
}

/** @returns whether the entry has the section's name, apart from typos */
export function isNear(entry: Entry, target: Target): boolean {
  return (
    fold(entry.name) === fold(target.name) ||
    findNearest(entry.name, [target], ({name}) => name) !== undefined
  )
}

/** @returns the link as it should be, if it is not */
export function correct(entry: Entry, target: Target): string | undefined {
  // The title as it is, or without the lead.
  const isNamed = entry.text === target.title || entry.text === target.name
  // Otherwise, the lead would be added to this entry only.
  const isShortened = isShort({...entry, target}) && isNear(entry, target)
  const isRight = entry.isAnchor && entry.slug === target.slug
  if (isRight && (isNamed || isShortened)) return undefined
  const {label, slug} = isShortened ? shorten(target) : target
  return formatLink({label: isNamed ? entry.source : label, slug})
}

/** @returns the target with the label for a list that leaves out the leads of titles */
export function shorten(target: Target): Target {
  const {label, name, title} = target
  const lead = title.slice(0, title.length - name.length)
  return title.endsWith(name) && label.startsWith(lead)
    ? {...target, label: label.slice(lead.length)}
    : target
}

/** @returns whether the entry has its target's title without the lead */
export function isShort({name, target, text}: Entry): boolean {
  return target !== undefined && target.name !== target.title && text === name
}
