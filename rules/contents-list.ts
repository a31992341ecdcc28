/**
 * The list under "Contents" links to the sections, in their order, with the anchors that GitHub gives them. It is put
 * right from the sections; an entry that leads to none is left for a person, and so is a list that says more than links.
 */
import GithubSlugger from 'github-slugger'
import type {Heading, List, ListItem, Nodes, Paragraph} from 'mdast'
import {toString} from 'mdast-util-to-string'
import {visit} from 'unist-util-visit'
import {findNearest, fold} from '../src/bank/match.ts'
import type {Bank, Range} from '../src/bank/model.ts'
import {contentsName} from '../src/bank/read-bank.ts'
import {trimEnd} from '../src/bank/text.ts'
import type {Problem} from '../src/rule/define-rule.ts'
import {defineRule} from '../src/rule/define-rule.ts'
import {count, quote, quoteAll} from '../src/rule/text.ts'

export default defineRule(
  {
    id: 'contents-list',
    description:
      'Require the list of contents to link to the sections, in order',
    repair: 'fix and suggest',
    severity: 'error'
  },
  function* (bank) {
    const contents = findContents(bank)
    if (!contents) return
    const targets = findTargets(bank)
    const {heading, list} = contents
    if (!list) {
      const wanted = targets.filter(({isRequired}) => isRequired)
      const range = rangeOf(heading)
      if (!range || wanted.length === 0) return
      const links = wanted.map((target) => `- ${formatLink(target)}`)
      const above = bank.text.slice(range.start, range.end)
      yield {
        place: bank.place(range.start, range.end),
        message: `Unexpected contents without a list, expected a link to each of ${count(wanted.length, 'section')}`,
        expected: [`${above}\n\n${links.join('\n')}`]
      }
      return
    }

    const entries = readEntries(bank, list, targets)
    if (!entries) return
    assignTargets(entries, targets)
    const strangers = entries.filter(({target}) => !target)
    yield* checkEntries(bank, entries, targets)
    // Until a person has said what an entry is, nothing is taken away or added.
    if (strangers.length === 0) yield* checkOrder(bank, list, entries, targets)
  }
)

/** A section that the contents can lead to. */
interface Target {
  readonly title: string
  /** The heading's text as it is written. */
  readonly label: string
  readonly slug: string
  /** Whether it has to be listed: a text about the bank, without cards, need not. */
  readonly isRequired: boolean
}

/** An item of the list, which is a link or is meant as one. */
interface Entry extends Range {
  readonly text: string
  /** The text as it is written. */
  readonly source: string
  /** The anchor; none where there is no link. */
  readonly slug: string | undefined
  /** The link's address is an anchor. */
  readonly isAnchor: boolean
  /** The section that it leads to or is named after. */
  target: Target | undefined
}

interface Contents {
  readonly heading: Heading
  /** None where nothing at all stands below the heading. */
  readonly list: List | undefined
}

/** The heading "Contents" or "Table of Contents", and the first list below it. */
function findContents({tree, template}: Bank): Contents | undefined {
  const {children} = tree
  const at = children.findIndex(
    (node) =>
      node.type === 'heading' &&
      (node.depth < template.card.depth || node.depth < 3) &&
      contentsName.test(toString(node))
  )
  const heading = children[at]
  if (heading?.type !== 'heading') return undefined
  let isAlone = true
  for (const node of children.slice(at + 1)) {
    if (node.type === 'heading') break
    if (node.type === 'list') return {heading, list: node}
    isAlone = false
  }

  return isAlone ? {heading, list: undefined} : undefined
}

/** The sections with their anchors. GitHub numbers equal ones in the order in which they stand: all headings count. */
function findTargets({cards, config, sections, text, tree}: Bank): Target[] {
  const slugger = new GithubSlugger()
  const slugs = new Map<Heading, string>()
  visit(tree, 'heading', (node) => {
    const title = toString(node, {includeHtml: false, includeImageAlt: false})
    slugs.set(node, slugger.slug(title))
  })
  return sections.map((section): Target => {
    const {heading, title} = section
    const from = heading.position?.end.offset ?? 0
    const isAboutBank =
      cards.length > 0 &&
      section.cards.length === 0 &&
      !config.sections?.includes(title) &&
      trimEnd(text, section.end) > from
    return {
      title,
      label: getLabel(heading, text),
      slug: slugs.get(heading) ?? '',
      isRequired: !isAboutBank
    }
  })
}

/** The source of the heading's text; without markup where a link could not hold that. */
function getLabel(heading: Heading, text: string): string {
  const start = heading.children[0]?.position?.start.offset ?? 0
  const end = heading.children.at(-1)?.position?.end.offset ?? 0
  const isPlain = heading.children.every(({type}) =>
    ['text', 'inlineCode', 'emphasis', 'strong', 'delete'].includes(type)
  )
  const source = text.slice(start, end)
  if (isPlain && !/[[\]\n]/.test(source)) return source
  return toString(heading, {includeHtml: false, includeImageAlt: false})
    .trim()
    .replace(/[\\[\]*_`<]/g, '\\$&')
}

/** The items of the list; none if one of them says more than a link, or another thing. */
function readEntries(
  {text}: Bank,
  list: List,
  targets: readonly Target[]
): Entry[] | undefined {
  const titles = new Set(targets.map(({title}) => fold(title)))
  const entries: Entry[] = []
  for (const item of list.children) {
    const entry = readEntry(item, text, titles)
    if (!entry) return undefined
    entries.push(entry)
  }

  return entries
}

function readEntry(
  item: ListItem,
  text: string,
  titles: ReadonlySet<string>
): Entry | undefined {
  const [paragraph, ...others] = item.children
  const isBox = item.checked !== null && item.checked !== undefined
  if (isBox || others.length > 0 || paragraph?.type !== 'paragraph') {
    return undefined
  }

  const range = rangeOf(paragraph)
  if (!range) return undefined
  const [link, ...rest] = paragraph.children
  if (rest.length > 0 || link?.type !== 'link') {
    return readText(paragraph, range, text, titles)
  }

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
): Entry | undefined {
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
function assignTargets(
  entries: readonly Entry[],
  targets: readonly Target[]
): void {
  const bySlug = new Map(targets.map((target) => [target.slug, target]))
  const byTitle = new Map<string, Target[]>()
  for (const target of targets.toReversed()) {
    const key = fold(target.title)
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
  const isNamed = ({text}: Entry, target: Target | undefined): boolean =>
    target !== undefined && fold(text) === fold(target.title)
  assign((entry) => (isNamed(entry, led(entry)) ? led(entry) : undefined))
  assign(({text}) => {
    const same = byTitle.get(fold(text)) ?? []
    // The first is the last of the list, and stays for whoever repeats it.
    while (same.length > 1 && taken.has(same.at(-1) as Target)) same.pop()
    return same.at(-1)
  })
  assign(led)
  const left = targets.filter((target) => !taken.has(target))
  assign(({text}) => findNearest(text, left, ({title}) => title))
}

/** What is wrong with single entries. */
function* checkEntries(
  bank: Bank,
  entries: readonly Entry[],
  targets: readonly Target[]
): Iterable<Problem> {
  const listed = new Set(entries.map(({target}) => target))
  const left = targets.filter((target) => !listed.has(target))
  for (const entry of entries) {
    const {target, text} = entry
    const place = bank.place(entry.start, entry.end)
    if (!target) {
      yield {
        place,
        message: `Unexpected entry ${quote(text)} in the contents, expected ${describeLeft(left)}`,
        // One candidate alone would be applied; a person has to choose.
        ...(left.length > 1 && {expected: left.map(formatLink)})
      }
      continue
    }

    const expected = correct(entry, target)
    if (!isNear(entry, target)) {
      yield {
        place,
        message: `Unexpected entry ${quote(text)} in the contents, expected the name of the section that it leads to: ${quote(target.title)}`
      }
    } else if (expected !== undefined) {
      yield {
        place,
        message: `Unexpected entry ${quote(bank.text.slice(entry.start, entry.end))} in the contents, expected ${quote(expected)}`,
        expected: [expected]
      }
    }
  }
}

/** Entries that are missing, that stand twice, or that stand in another order than the sections. */
function* checkOrder(
  bank: Bank,
  list: List,
  entries: readonly Entry[],
  targets: readonly Target[]
): Iterable<Problem> {
  const range = rangeOf(list)
  if (!range) return
  const byTarget = new Map<Target, Entry>()
  const repeated: Entry[] = []
  for (const entry of entries) {
    if (!entry.target) continue
    const first = byTarget.get(entry.target)
    if (!first) byTarget.set(entry.target, entry)
    else if (first.text === entry.text) repeated.push(entry)
    // Two names for one section: neither is thrown away.
    else return
  }

  const wanted = targets.filter(
    (target) => target.isRequired || byTarget.has(target)
  )
  const missing = wanted.filter((target) => !byTarget.has(target))
  if (
    wanted.length === entries.length &&
    entries.every(({target}, index) => target === wanted[index])
  ) {
    return
  }

  const links = wanted.map((target) => {
    const entry = byTarget.get(target)
    if (!entry) return formatLink(target)
    const isNamed = isNear(entry, target)
    const source = bank.text.slice(entry.start, entry.end)
    return (isNamed ? correct(entry, target) : undefined) ?? source
  })
  const start = list.start ?? 1
  const items = links.map((link, index) =>
    list.ordered ? `${start + index}. ${link}` : `- ${link}`
  )
  yield {
    place: bank.place(range.start, range.end),
    message: `Unexpected contents ${describe(missing, repeated)}, expected the ${count(wanted.length, 'section')} of the bank in order`,
    expected: [items.join(list.spread ? '\n\n' : '\n')]
  }
}

function describeLeft(left: readonly Target[]): string {
  if (left.length === 0) return 'sections only'
  return left.length > 4
    ? 'one of the sections'
    : quoteAll(left.map(({title}) => title))
}

function describe(
  missing: readonly Target[],
  repeated: readonly Entry[]
): string {
  const [first] = missing
  if (first) {
    const rest = missing.length > 1 ? ` and ${missing.length - 1} more` : ''
    return `without ${quote(formatLink(first))}${rest}`
  }

  const [again] = repeated
  return again ? `with ${quote(again.text)} twice` : 'in another order'
}

/** Whether the entry has the section's name, typing errors aside. */
function isNear({text}: Entry, {title}: Target): boolean {
  return (
    fold(text) === fold(title) ||
    findNearest(text, [title], (each) => each) !== undefined
  )
}

/** The link as it should be, if it is not. */
function correct(entry: Entry, target: Target): string | undefined {
  const isNamed = entry.text === target.title
  if (isNamed && entry.isAnchor && entry.slug === target.slug) return undefined
  const {label, slug} = target
  return formatLink({label: isNamed ? entry.source : label, slug})
}

function formatLink({label, slug}: Pick<Target, 'label' | 'slug'>): string {
  return `[${label}](#${slug})`
}

function rangeOf(node: Nodes | undefined): Range | undefined {
  const start = node?.position?.start.offset
  const end = node?.position?.end.offset
  return start === undefined || end === undefined ? undefined : {start, end}
}
