/**
 * Where front matter lists the sections, the bank has those and no others, in that order: a section by another name would
 * have its cards counted nowhere. A name with a typo is fixed, and so is a heading of it that Markdown does not
 * see, or that has the wrong depth.
 *
 * @keys `sections`
 * @off The list in front matter is a plan. To stop for good, delete `bank.sections`.
 * @limits A missing section is reported at the title, and not created. Names that are near two entries are reported
 * with suggestions.
 */
import {toString} from 'mdast-util-to-string'
import type {Line} from '../src/bank/text-lines.ts'
import {findNearest, fold} from '../src/text/fuzzy-match.ts'
import {findFirstHeading} from '../src/bank/heading-texts.ts'
import type {Bank, Section} from '../src/bank/model.ts'
import {getSectionDepth} from '../src/bank/model.ts'
import type {Range} from '../src/markdown/offsets.ts'
import type {Problem} from '../src/rule/define-rule.ts'
import {defineRule} from '../src/rule/define-rule.ts'
import {quote, quoteAll} from '../src/text/wording.ts'
import {pushAll} from '../src/text/many.ts'

export default defineRule(
  {
    id: 'section-list',
    description: 'Require the sections that front matter lists, in that order',
    fixable: true,
    hasSuggestions: true,
    severity: 'error'
  },
  function* (bank) {
    const {sections: names} = bank.config
    // With an unknown template, nothing is fixed.
    if (!names || !bank.config.isTemplateKnown) return
    const known = new Map(names.map((name, index) => [name, index] as const))
    const entries = bank.sections.flatMap((section) => readEntry(bank, section))
    const indexOf = ({title, source}: Entry): number | undefined =>
      known.get(title) ?? known.get(source)
    const present = new Set(entries.map(indexOf))
    // Names without a section; each can be the intended name of one other heading.
    const missing = new Set(names.filter((_, index) => !present.has(index)))
    const problems = [
      ...findMislaid(bank, missing),
      ...checkListed(bank, names, entries, indexOf)
    ]
    const strangers = entries.filter((entry) => indexOf(entry) === undefined)
    const unknown = strangers.filter((entry) => {
      const name = findMeant(entry.title, missing)
      if (name === undefined) return true
      missing.delete(name)
      problems.push({
        ...rangeOf(entry),
        message: `Unexpected section ${quote(entry.title)}, expected ${quote(name)}`,
        expected: [`${entry.marker} ${name}`]
      })
      return false
    })
    pushAll(
      problems,
      unknown.map((entry) => reportUnknown(entry, names, missing))
    )
    // Missing names are reported at the top, unless a section with another name may be meant.
    if (missing.size > unknown.length) {
      problems.push({
        ...findTop(bank),
        message: `Unexpected bank without ${nameAll([...missing])}, expected the sections that front matter lists`
      })
    }

    problems.sort((left, right) => left.start - right.start)
    for (const {start, end, ...problem} of problems) {
      yield {place: bank.place(start, end), ...problem}
    }
  }
)

/** A problem, with a range for its place. */
type RangedProblem = Range & Omit<Problem, 'place'>

/** Checks the listed sections: each must be there once, and in its place. */
function* checkListed(
  bank: Bank,
  names: readonly string[],
  entries: readonly Entry[],
  indexOf: (entry: Entry) => number | undefined
): Iterable<RangedProblem> {
  const seen = new Map<number, number>()
  const ordered: {entry: Entry; index: number}[] = []
  for (const entry of entries) {
    const index = indexOf(entry)
    if (index === undefined) continue
    const first = seen.get(index)
    if (first === undefined) {
      seen.set(index, bank.place(entry.start, entry.end).start.line)
      ordered.push({entry, index})
      continue
    }

    yield {
      ...rangeOf(entry),
      message: `Unexpected section ${quote(entry.title)} again, expected it once: first used on line ${first}`
    }
  }

  for (const {entry, index} of findMisplaced(ordered)) {
    const before = names.findLast((_, at) => at < index && seen.has(at))
    yield {
      ...rangeOf(entry),
      message: `Unexpected place of section ${quote(entry.title)}, expected it ${before === undefined ? 'before all others' : `after ${quote(before)}`}`
    }
  }
}

/** Reports a section whose name is not listed, nor similar to a listed one. */
function reportUnknown(
  entry: Entry,
  names: readonly string[],
  missing: ReadonlySet<string>
): RangedProblem {
  const candidates = [...missing]
  return {
    ...rangeOf(entry),
    message: `Unexpected section ${quote(entry.title)}, expected ${describe(candidates)}`,
    note: `Front matter lists ${names.map(quote).join(', ')}.`,
    // A single name that is merely left over is not a correction of this one.
    ...(candidates.length > 1 && {
      expected: candidates.map((name) => `${entry.marker} ${name}`)
    })
  }
}

/** A section of the bank. */
interface Entry extends Range {
  readonly title: string
  /** The source of the heading's text. */
  readonly source: string
  /** The `#`s of the heading. */
  readonly marker: string
}

function readEntry({text}: Bank, {heading, title}: Section): Entry[] {
  const start = heading.position?.start.offset
  const end = heading.position?.end.offset
  if (start === undefined || end === undefined) return []
  const from = heading.children[0]?.position?.start.offset ?? start
  const to = heading.children.at(-1)?.position?.end.offset ?? start
  const marker = '#'.repeat(heading.depth)
  return [{start, end, title, source: text.slice(from, to), marker}]
}

function rangeOf({start, end}: Range): Range {
  return {start, end}
}

/**
 * Finds lines that have a missing name but are not sections: `##Name`, `**Name**`, and headings at the depth of a title
 * or card. Their names are removed from the missing ones.
 */
function* findMislaid(
  bank: Bank,
  missing: Set<string>
): Iterable<RangedProblem> {
  const {cardDepth: depth} = bank
  if (missing.size === 0 || depth < 3) return
  const byFold = new Map([...missing].map((name) => [fold(name), name]))
  const labels = new Set(
    bank.templates.flatMap(({fields}) => fields.map(({label}) => fold(label)))
  )
  const cards = new Set(bank.cards.map(({heading}) => heading.start))
  const title = bank.tree.children.find(({type}) => type === 'heading')
  const marker = '#'.repeat(getSectionDepth(bank))
  for (const line of bank.lines) {
    const {node} = line
    if (cards.has(line.start)) continue
    const isTitle =
      node === title && node.type === 'heading' && node.depth === 1
    const isSection =
      node.type === 'heading' && node.depth > 1 && node.depth < depth
    if (isTitle || (isSection && !line.item)) continue
    const range = {
      start: line.lineStart,
      end: node.type === 'heading' ? (node.position?.end.offset ?? 0) : line.end
    }
    const words = fold(readHeadingText(bank, line))
    const name = byFold.get(words)
    if (name === undefined || labels.has(words)) continue
    byFold.delete(words)
    missing.delete(name)
    const expected = `${marker} ${name}`
    yield {
      ...range,
      message: `Unexpected ${quote(bank.text.slice(line.start, range.end))}, expected a section: ${quote(expected)}`,
      expected: [expected]
    }
  }
}

/** The text of a heading, or of a line that is meant as a heading, with `#`s or in bold; empty for others. */
function readHeadingText({text}: Bank, line: Line): string {
  if (line.node.type === 'heading')
    return line.isFirst ? toString(line.node) : ''
  const source = text.slice(line.start, line.end)
  const bold = /^(?:\*\*|__)([^*_]+)(?:\*\*|__):?$/.exec(source)
  return (
    (bold ?? /^#{1,6}([^#\s].*)$/.exec(source))?.[1]?.replace(/:$/, '') ?? ''
  )
}

/** Which of the missing names is meant: equal apart from leading numbers and punctuation, or within two edits. */
function findMeant(
  title: string,
  missing: ReadonlySet<string>
): string | undefined {
  const names = [...missing]
  const simple = simplify(title)
  const alike = names.filter((name) => simplify(name) === simple)
  if (alike.length > 0) return alike.length === 1 ? alike[0] : undefined
  return findNearest(title, names, (name) => name)
}

function simplify(name: string): string {
  return fold(name)
    .replace(/^(?:(?:part|section|chapter) )?\d{1,3}[.):]? /, '')
    .replace(/ (?:&|and|\+) /g, '&')
    .replace(/[\p{P}\p{Extended_Pictographic}\s]/gu, (character) =>
      character === '&' || character === '#' ? character : ''
    )
}

function describe(candidates: readonly string[]): string {
  if (candidates.length === 0) return 'one that front matter lists'
  return candidates.length > 4
    ? `one of ${candidates.length} names that front matter lists and no section has`
    : quoteAll(candidates)
}

function nameAll(names: readonly string[]): string {
  const shown = names.slice(0, 3).map(quote).join(', ')
  const rest = names.length > 3 ? ` and ${names.length - 3} more` : ''
  return `${names.length === 1 ? 'section' : 'sections'} ${shown}${rest}`
}

/** The bank's first heading, or its first line. */
function findTop(bank: Bank): Range {
  return findFirstHeading(bank) ?? {start: 0, end: bank.text.search(/\r?\n|$/)}
}

/**
 * Finds the fewest sections that must move so that all are in order: those outside of a longest increasing subsequence,
 * found by patience sorting.
 */
function findMisplaced<Item extends {readonly index: number}>(
  items: readonly Item[]
): Item[] {
  // For each length, the last item of the subsequence of that length that ends lowest.
  const ends: number[] = []
  const previous = new Array<number>(items.length)
  for (const [at, {index}] of items.entries()) {
    let low = 0
    let high = ends.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((items[ends[middle] ?? 0]?.index ?? 0) < index) low = middle + 1
      else high = middle
    }

    previous[at] = ends[low - 1] ?? -1
    ends[low] = at
  }

  const kept = new Set<number>()
  for (let at = ends.at(-1) ?? -1; at >= 0; at = previous[at] ?? -1) {
    kept.add(at)
  }

  return items.filter((_, at) => !kept.has(at))
}
