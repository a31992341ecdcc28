/**
 * The list of contents: where it is, what its entries are, and what they are to lead to. Those are the sections; the
 * cards, too, where there are no sections, or where the list has lists within.
 */
import GithubSlugger from 'github-slugger'
import type {
  Heading,
  Link,
  List,
  ListItem,
  Nodes,
  Paragraph,
  Table
} from 'mdast'
import {toString} from 'mdast-util-to-string'
import {findFirst} from '../../src/text/binary-search.ts'
import {findNearest, fold} from '../../src/text/fuzzy-match.ts'
import type {HeadingText} from '../../src/bank/heading-texts.ts'
import {findHeadingTexts} from '../../src/bank/heading-texts.ts'
import type {Bank, Card, Section} from '../../src/bank/model.ts'
import type {Range} from '../../src/markdown/offsets.ts'
import {isContentsTitle} from '../../src/bank/read-bank.ts'
import {trimEnd} from '../../src/markdown/offsets.ts'
import {formatMarker} from '../../src/template/model.ts'
import {hasHabit} from './heading-style.ts'
import {count, quote} from '../../src/text/wording.ts'
import {createTitleReader} from '../../src/template/card-title.ts'

/** A section or card that the contents can lead to. */
export interface Target {
  readonly title: string
  /** The title without what stands in front of a card's: entries may be without it, or have a number of before. */
  readonly name: string
  /** The heading's text as it is written. */
  readonly label: string
  readonly slug: string
  /** Whether it has to be listed: a text about the bank, without cards, need not. */
  readonly isRequired: boolean
  /** 0 for an item of the list, 1 for one of a list within. */
  readonly level: 0 | 1
  /** Whether it is a card. */
  readonly isCard: boolean
}

/** An item of the list, which is a link or is meant as one. */
export interface Entry extends Range {
  readonly text: string
  /** The text without what stands in front of a card's title. */
  name: string
  /** 0 for an item of the list, 1 for one of a list within. */
  readonly level: 0 | 1
  /** The text as it is written. */
  readonly source: string
  /** The anchor; none where there is no link. */
  readonly slug: string | undefined
  /** The link's address is an anchor. */
  readonly isAnchor: boolean
  /** The section that it leads to or is named after. */
  target: Target | undefined
}

/** Heading and list of contents. */
export interface Contents {
  readonly heading: Heading
  /** None where nothing at all stands below the heading. */
  readonly list: List | undefined
  /** Lists right behind it: another marker begins another list. */
  readonly others: readonly List[]
  /** A table in place of a list. */
  readonly table?: Table
}

/** @returns the heading "Contents", or as front matter calls it, and the first list or table below it */
export function findContents({
  cardDepth,
  cards,
  config,
  nonCanonical,
  text
}: Bank): Contents | undefined {
  const {children} = nonCanonical.tree
  const at = children.findIndex(
    (node) =>
      node.type === 'heading' &&
      (node.depth < cardDepth || node.depth < 3) &&
      isContentsTitle(toString(node), config)
  )
  const heading = children[at]
  if (heading?.type !== 'heading') return undefined
  // Cards that are read from the text are in no tree: deeper headings are parts of the contents.
  const next = children.slice(at + 1).find(({type}) => type === 'heading')
  const end = rangeOf(next)?.start ?? text.length
  const card =
    cards[findFirst(cards, ({start}) => start >= (rangeOf(heading)?.end ?? 0))]
  let isAlone = cardDepth <= heading.depth || !card || card.start >= end
  for (const [index, node] of children.slice(at + 1).entries()) {
    if (node.type === 'heading') {
      // A deeper one is a part of contents that have another form.
      if (node.depth > heading.depth) isAlone = false
      break
    }

    if (node.type === 'list') {
      const others: List[] = []
      for (const next of children.slice(at + index + 2)) {
        if (next.type !== 'list') break
        others.push(next)
      }

      return {heading, list: node, others}
    }

    if (node.type === 'table') {
      return {heading, list: undefined, others: [], table: node}
    }

    isAlone = false
  }

  return isAlone ? {heading, list: undefined, others: []} : undefined
}

/** What the list of contents is to lead to, and what its entries call it. */
export interface Targets {
  readonly all: readonly Target[]
  /** What they are, in the singular. */
  readonly noun: 'section' | 'card' | 'section and card'
  /** @returns a text without what stands in front of a card's title */
  readonly toName: (text: string) => string
  /** Anchors of all headings of the bank. */
  readonly slugs: ReadonlySet<string>
}

/**
 * The sections, or cards, with their anchors. GitHub numbers equal ones in the order in which they stand: all headings
 * count.
 *
 * @param hasCards whether the contents of a bank with sections list the cards, too
 * @returns the targets; none while the heading of a card is yet to be repaired
 */
export function findTargets(bank: Bank, hasCards: boolean): Targets {
  const {cards, sections, templates} = bank
  const headings = readHeadings(bank)
  const slugs = new Set([...headings.values()].map(({slug}) => slug))
  const toSection = (section: Section): Target[] => {
    const heading = headings.get(section.heading.position?.start.offset ?? -1)
    return heading ? [toTarget(bank, section, heading)] : []
  }

  if (sections.length > 0 && !hasCards) {
    return {
      all: sections.flatMap(toSection).map((target) => ({
        ...target,
        name: withoutNumber(target.title)
      })),
      noun: 'section',
      toName: withoutNumber,
      slugs
    }
  }

  const readers = templates.map(createTitleReader)
  const toName = (text: string): string => {
    const titles = readers.map((readTitle) => readTitle(text))
    return (titles.find(({hasPrefix}) => hasPrefix) ?? titles[0])?.title ?? text
  }
  const toCard = ({heading}: Card): Target[] => {
    const found = headings.get(heading.start)
    if (!found) return []
    return [
      {
        title: found.text,
        name: toName(found.text),
        label: getLabel(found),
        slug: found.slug,
        isRequired: true,
        isCard: true,
        level: sections.length > 0 ? 1 : 0
      }
    ]
  }

  const listed =
    sections.length > 0
      ? sections.flatMap((section) => [
          ...toSection(section).map((target) => ({
            ...target,
            name: toName(section.title)
          })),
          ...section.cards.flatMap(toCard)
        ])
      : cards.flatMap(toCard)
  const isWhole = cards.every((card) => isCanonical(bank, card))
  return {
    all: isWhole ? listed : [],
    noun: sections.length > 0 ? 'section and card' : 'card',
    toName,
    slugs
  }
}

/** What is before the name in `3. Name`, `2.1) Name` and `4: Name`: in a numbered list, the item says it. */
const sectionNumber = /^\d{1,3}(?:\.\d{1,3})*[.):](?=[^\S\n])\s*(?=\S)/

function withoutNumber(text: string): string {
  return text.replace(sectionNumber, '')
}

type AnchoredHeading = HeadingText & {readonly slug: string}

/** @returns all headings with their anchors, by their offsets */
function readHeadings(bank: Bank): Map<number, AnchoredHeading> {
  const slugger = new GithubSlugger()
  return new Map(
    findHeadingTexts(bank).map((heading) => [
      heading.start,
      {...heading, slug: slugger.slug(heading.text)}
    ])
  )
}

/** Whether nothing will change about the heading, whose title and anchor the contents have. */
function isCanonical(bank: Bank, card: Card): boolean {
  const {text} = bank
  const {start, end, part, title, isInBullet, isSwallowed} = card.heading
  const source = text.slice(start, end).trimEnd()
  const lead = formatMarker(card.template, card.number)
  return (
    !isInBullet &&
    !isSwallowed &&
    (part !== '' ||
      source === `${lead} ${title}`.trimEnd() ||
      hasHabit(bank, card))
  )
}

function toTarget(
  {cards, config, text}: Bank,
  section: Section,
  heading: AnchoredHeading
): Target {
  const {title} = section
  const from = section.heading.position?.end.offset ?? 0
  const isAboutBank =
    cards.length > 0 &&
    section.cards.length === 0 &&
    !config.sections?.includes(title) &&
    trimEnd(text, section.end) > from
  return {
    title,
    name: title,
    label: getLabel(heading),
    slug: heading.slug,
    isRequired: !isAboutBank,
    isCard: false,
    level: 0
  }
}

/** The source of the heading's text; without markup where a link could not hold that. */
function getLabel({isLinkable, source, text}: HeadingText): string {
  return isLinkable ? source : text.trim().replace(/[\\[\]*_`<]/g, '\\$&')
}

/** @returns whether there are lists within the list */
export function hasLists(list: List | undefined): boolean {
  return Boolean(
    list?.children.some(({children}) =>
      children.some(({type}) => type === 'list')
    )
  )
}

/** @returns the items of the list; none if one of them says more than a link, or another thing */
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
    // A list within is written with bullets.
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

/** @returns an entry that is a link to a heading, or is meant as one; `undefined` where it leads elsewhere */
export function readLink(
  link: Link,
  range: Range,
  text: string
): Omit<Entry, 'name' | 'level'> | undefined {
  if (link.title) return undefined
  const first = rangeOf(link.children[0])
  const last = rangeOf(link.children.at(-1))
  // Without `#`, a word is an anchor that lacks it; other addresses are what they say.
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

/** A section's name without a link, or with one that is none for Markdown: `Name`, `[Name] (#name)`. */
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
 * Finds out which section each entry means: the one that it names and leads to; the one that it names (of several of that
 * name, the first that is left); the one that it leads to; one whose name it has with a typing error.
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
    // The first is the last of the list, and stays for whoever repeats it.
    while (same.length > 1 && taken.has(same.at(-1) as Target)) same.pop()
    return same.at(-1)
  })
  assign(led)
  const left = targets.filter((target) => !taken.has(target))
  assign((entry) => findNearest(entry.name, left, ({name}) => name))
}

/** @returns whether the entry has the section's name, typing errors aside */
export function isNear(entry: Entry, target: Target): boolean {
  return (
    fold(entry.name) === fold(target.name) ||
    findNearest(entry.name, [target], ({name}) => name) !== undefined
  )
}

/** @returns the link as it should be, if it is not */
export function correct(entry: Entry, target: Target): string | undefined {
  // The title as it is, or without what stands in front of every title.
  const isNamed = entry.text === target.title || entry.text === target.name
  // What is before the title would be put into this one entry only.
  const isShortened = isShort({...entry, target}) && isNear(entry, target)
  const isRight = entry.isAnchor && entry.slug === target.slug
  if (isRight && (isNamed || isShortened)) return undefined
  const {label, slug} = isShortened ? shorten(target) : target
  return formatLink({label: isNamed ? entry.source : label, slug})
}

/** @returns the target with the label that entries have in a list that leaves out what is before each title */
export function shorten(target: Target): Target {
  const {label, name, title} = target
  const lead = title.slice(0, title.length - name.length)
  return title.endsWith(name) && label.startsWith(lead)
    ? {...target, label: label.slice(lead.length)}
    : target
}

/** @returns whether the entry has its target's title without what is before that */
export function isShort({name, target, text}: Entry): boolean {
  return target !== undefined && target.name !== target.title && text === name
}

/** @returns a link to a section or card of the bank */
export function formatLink({
  label,
  slug
}: Pick<Target, 'label' | 'slug'>): string {
  return `[${label}](#${slug})`
}

/** @returns how many sections or cards there are, in words */
export function countTargets(targets: readonly Target[]): string {
  const [first] = targets
  if (targets.some(({level}) => level !== first?.level)) {
    return `${targets.length} sections and cards`
  }

  return count(targets.length, first?.isCard ? 'card' : 'section')
}

/** @returns what contents are without: the link to the first of them, and how many more there are */
export function describeMissing([first, ...others]: readonly Target[]): string {
  const rest = others.length > 0 ? ` and ${others.length} more` : ''
  return `without ${first ? quote(formatLink(first)) : ''}${rest}`
}

/** @returns where a node stands, if that is known */
export function rangeOf(node: Nodes | undefined): Range | undefined {
  const start = node?.position?.start.offset
  const end = node?.position?.end.offset
  return start === undefined || end === undefined ? undefined : {start, end}
}
