/**
 * The list under "Contents" links to the sections, in their order, with the anchors that GitHub gives them. It is
 * fixed from the sections. An entry that leads to none is left to the author, and so is a list that says more than links.
 * Entries may leave out the numbers of the sections. A bank without sections lists its cards, and lists within the list are those of
 * each section's cards. In a table, a row for what is missing is added where rows have nothing but a link and a number.
 *
 * @keys `contents`, `sections`
 * @off Another tool, such as `remark-toc`, writes the list of contents.
 * @limits A list that has more than links (a remark, a badge) is left alone. A list without the heading "Contents" is
 * not recognized.
 */
import type {List} from 'mdast'
import type {Entry} from './lib/contents/entries.ts'
import {
  assignTargets,
  correct,
  isNear,
  isShort,
  readEntries,
  shorten
} from './lib/contents/entries.ts'
import {findContents, hasLists} from './lib/contents/find-contents.ts'
import {checkTable} from './lib/contents/table.ts'
import type {Target, Targets} from './lib/contents/targets.ts'
import {
  countTargets,
  describeMissing,
  findTargets,
  formatLink
} from './lib/contents/targets.ts'
import type {Bank} from '../src/bank/model.ts'
import {rangeOf} from '../src/markdown/offsets.ts'
import type {Problem} from '../src/rule/define-rule.ts'
import {defineRule} from '../src/rule/define-rule.ts'
import {quote, quoteAll} from '../src/text/wording.ts'

export default defineRule(
  {
    id: 'contents-list',
    description:
      'Require the list of contents to link to the sections, in order',
    fixable: true,
    hasSuggestions: true,
    severity: 'error'
  },
  function* (bank) {
    // With an unknown template, nothing is fixed.
    const contents = bank.config.isTemplateKnown && findContents(bank)
    if (!contents) return
    const {heading, list, others, table} = contents
    if (table) {
      yield* checkTable(bank, table)
      return
    }

    const targets = findTargets(bank, hasLists(list))
    const {all, noun} = targets
    if (!list) {
      const wanted = all.filter(({isRequired}) => isRequired)
      const range = rangeOf(heading)
      if (!range || wanted.length === 0) return
      const links = wanted.map((target) => `- ${formatLink(target)}`)
      const above = bank.text.slice(range.start, range.end)
      yield {
        place: bank.place(range.start, range.end),
        message: `Unexpected contents without a list, expected a link to each of ${countTargets(wanted)}`,
        expected: [`${above}\n\n${links.join('\n')}`]
      }
      return
    }

    if (others.length > 0) {
      yield* joinLists(bank, [list, ...others])
      return
    }

    const entries = readEntries(bank, list, targets)
    if (!entries) return
    // Headings of cards have to be fixed first.
    if (all.length === 0 && noun !== 'section' && bank.cards.length > 0) return
    assignTargets(entries, all)
    const strangers = entries.filter(({target}) => !target)
    // A list that leads only to other headings is not a list of the cards.
    const isOther = strangers.some(({slug}) => targets.slugs.has(slug ?? ''))
    if (isOther && strangers.length === entries.length) return
    yield* checkEntries(bank, entries, targets)
    // As long as the meaning of an entry is unclear, nothing is removed or added.
    if (strangers.length === 0) yield* checkOrder(bank, list, entries, targets)
  }
)

/** Lists with different markers look like one list, and must become one before anything else is checked. */
function* joinLists(bank: Bank, lists: readonly List[]): Iterable<Problem> {
  if (lists.some(({ordered}) => ordered)) return
  for (const {children} of lists) {
    for (const item of children) {
      const start = item.position?.start.offset
      if (start === undefined || bank.text[start] === '-') continue
      yield {
        place: bank.place(start, start + 1),
        message: `Unexpected bullet ${quote(bank.text.charAt(start))} in the contents, expected \`-\` as in the list beside it`,
        expected: ['-']
      }
    }
  }
}

/** What is wrong with single entries. */
function* checkEntries(
  bank: Bank,
  entries: readonly Entry[],
  {all, noun}: Targets
): Iterable<Problem> {
  const listed = new Set(entries.map(({target}) => target))
  const left = all.filter((target) => !listed.has(target))
  for (const entry of entries) {
    const {target, text} = entry
    const place = bank.place(entry.start, entry.end)
    if (!target) {
      yield {
        place,
        message: `Unexpected entry ${quote(text)} in the contents, expected ${describeLeft(left, noun)}`,
        // A single candidate would be applied, but the author has to choose.
        ...(left.length > 1 && {expected: left.map(formatLink)})
      }
      continue
    }

    const expected = correct(entry, target)
    if (!isNear(entry, target)) {
      yield {
        place,
        message: `Unexpected entry ${quote(text)} in the contents, expected the name of the ${noun === 'card' ? noun : 'section'} that it leads to: ${quote(target.title)}`
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

/** Checks for entries that are missing, repeated, or in another order than the sections. */
function* checkOrder(
  bank: Bank,
  list: List,
  entries: readonly Entry[],
  {all}: Targets
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

  const wanted = all.filter(
    (target) => target.isRequired || byTarget.has(target)
  )
  const missing = wanted.filter((target) => !byTarget.has(target))
  if (
    wanted.length === entries.length &&
    entries.every(
      ({level, target}, index) =>
        target === wanted[index] && level === target?.level
    )
  ) {
    return
  }

  const isShortList = entries.every(isShort)
  const links = wanted.map((target) => {
    const entry = byTarget.get(target)
    if (!entry) return formatLink(isShortList ? shorten(target) : target)
    const isNamed = isNear(entry, target)
    const source = bank.text.slice(entry.start, entry.end)
    return (isNamed ? correct(entry, target) : undefined) ?? source
  })
  const start = list.start ?? 1
  let outer = 0
  const items = links.map((link, index) => {
    const isInner = wanted[index]?.level === 1
    if (!list.ordered) return `${isInner ? '  ' : ''}- ${link}`
    // Indented as far as the text of the item above.
    const lead = `${start + (isInner ? outer - 1 : outer++)}. `
    return isInner ? `${' '.repeat(lead.length)}- ${link}` : `${lead}${link}`
  })
  yield {
    place: bank.place(range.start, range.end),
    message: `Unexpected contents ${describe(isShortList ? missing.map(shorten) : missing, repeated)}, expected the ${countTargets(wanted)} of the bank in order`,
    expected: [items.join(list.spread ? '\n\n' : '\n')]
  }
}

const plurals = {
  section: 'sections',
  card: 'cards',
  'section and card': 'sections and cards'
}

function describeLeft(left: readonly Target[], noun: Targets['noun']): string {
  const nouns = plurals[noun]
  if (left.length === 0) return `${nouns} only`
  return left.length > 4
    ? `one of the ${nouns}`
    : quoteAll(left.map(({title}) => title))
}

function describe(
  missing: readonly Target[],
  repeated: readonly Entry[]
): string {
  if (missing.length > 0) return describeMissing(missing)
  const [again] = repeated
  return again ? `with ${quote(again.text)} twice` : 'in another order'
}
