/**
 * A card begins with a heading of one depth and the prefix: `### Q: title`. People write the depth they
 * are used to, forget the space after the `#`s (CommonMark then reads a paragraph, and the card is
 * swallowed by the one above), spell the prefix out, or write a bold line.
 *
 * Where front matter says that cards are something else (`as`), the same holds for the summary, bold line or item that begins them. A
 * `<details>` has a blank line below its summary, and an end. An item with a number has a blank line above where Markdown would take it
 * for more of the text there.
 *
 * @keys `template.card.as`, `template.card.depth`, `template.card.prefix`, `template.card.number`, `template.card.restart`
 * @off A section explains something with headings that look like cards. Better: turn it off for that section only.
 * @limits Headings in quotes and code are never cards. Where a heading may be a section or a card, it is reported with
 * both as suggestions. Links within the bank follow a heading that is fixed, those in other files do not.
 */
import {endsWithQuestionMark} from '../src/text/question-mark.ts'
import type {Bank, Card, NumberDoubt} from '../src/bank/model.ts'
import {formatLead, formatMarker} from '../src/template/model.ts'
import {
  endsInBackslash,
  isAfterBlankLine,
  lineStartOf,
  trimEnd
} from '../src/markdown/offsets.ts'
import type {Problem} from '../src/rule/define-rule.ts'
import type {Habit} from './lib/heading-style.ts'
import {
  areClosed,
  findHabit,
  hasHabit,
  isRight,
  isWholeBold,
  withoutClosing
} from './lib/heading-style.ts'
import {findHiddenItems, reportHiddenItems} from './lib/hidden-items.ts'
import {checkEnclosure, checkLead} from './lib/other-titles.ts'
import {hasRun} from './lib/invisible.ts'
import {defineRule} from '../src/rule/define-rule.ts'
import {quote} from '../src/text/wording.ts'

export default defineRule(
  {
    id: 'card-heading',
    description: 'Require the heading of every card in its canonical form',
    fixable: true,
    hasSuggestions: true,
    severity: 'error'
  },
  function* (bank) {
    const habit = findHabit(bank)
    const hidden = findHiddenItems(bank)
    yield* reportHiddenItems(bank, hidden)
    // Text that is reported as a card may have the missing number.
    const explained = new Set(hidden.map(({next}) => next))
    for (const card of bank.cards) {
      if (habit?.card !== undefined && card === habit.first) {
        yield reportHabit(bank, habit, habit.card)
      }

      if (isRight(card)) continue
      yield* checkEnclosure(bank, card)
      const problem = card.template.card.as
        ? checkLead(bank, card)
        : habit?.card !== undefined && hasHabit(bank, card)
          ? undefined
          : checkHeading(bank, card)
      if (problem) {
        const {expected, ...manual} = problem
        // In the style of the template, it would be one of few.
        yield habit?.card === undefined && expected ? problem : manual
      } else {
        const doubt = explained.has(card) ? undefined : checkNumber(bank, card)
        if (doubt) yield doubt
      }
    }

    for (const {start, end, field, text} of bank.strayLabels) {
      const [first] = bank.templates
      const template =
        bank.templates.find(({fields}) => fields.includes(field)) ?? first
      const marker = formatMarker(template, template.card.number?.first)
      yield {
        place: bank.place(start, end),
        message: `Unexpected label ${quote(text)} without a card, expected ${quote(`${marker} …`)} above it`
      }
    }

    // A file in an inbox must have cards.
    if (bank.config.isBorrowed && bank.cards.length === 0) {
      yield* reportNoCard(bank)
    }
  }
)

/** If labels have no card above them, each is reported already. */
function* reportNoCard(bank: Bank): Generator<Problem> {
  const {
    strayLabels,
    templates: [template],
    text
  } = bank
  const start = text.search(/\S/)
  if (start === -1 || strayLabels.length > 0) return
  const [line = ''] = text.slice(start).split('\n', 1)
  const marker = formatMarker(template, template.card.number?.first)
  yield {
    place: bank.place(start, start + line.trimEnd().length),
    message: `Unexpected file without a card, expected a heading such as ${quote(`${marker} …`)}`
  }
}

/** Reports that most cards have headings of one style, which is not the template's. */
function reportHabit(
  bank: Bank,
  {count, first: {heading, template}}: Habit,
  card: string
): Problem {
  const {start, titleRange} = heading
  const marker = formatMarker(template, template.card.number?.first)
  return {
    place: bank.place(start, trimEnd(bank.text, heading.end)),
    message: `Unexpected ${count} of ${bank.cards.length} card headings like ${quote(`${bank.text.slice(start, titleRange.start).trim()} …`)}, expected ${quote(`${marker} …`)}, or \`card: {${card}}\` in front matter`
  }
}

/** The text before a title is not longer than this. */
const longestLead = 40

function checkHeading(bank: Bank, card: Card): Problem | undefined {
  const {heading, number, template} = card
  // A number with parts is kept as it is written: `2a.`. A number alone lacks its title, which another rule reports.
  const isBare = heading.title === '' && template.card.title !== false
  if (heading.part !== '' || (isBare && heading.number !== undefined)) {
    return undefined
  }

  const {text} = bank
  const marker = formatMarker(template, number)
  const {start, end} = heading
  const title = withoutBreak(heading.title)
  const written = text.slice(start, end).trimEnd()
  // If most headings are closed, that is not a mistake; formatting opens them.
  const actual = areClosed(bank) ? withoutClosing(written) : written
  const canonical = toCanonical(bank, actual, {marker, title})
  if (heading.isInBullet) return leaveBullet(bank, heading, {actual, canonical})
  if (actual === canonical) {
    if (!heading.isSwallowed) return checkBackslash(bank, heading)
    return {
      place: bank.place(start, start + actual.length),
      message: `Unexpected card heading ${quote(actual)} right below HTML, expected a blank line before it`,
      expected: [separate(bank, heading, canonical)]
    }
  }

  // Without an invisible character, it may be as it should be: `no-invisible-character` comes first.
  if (hasRun(text, {start, end: Math.min(start + longestLead, end)})) {
    return undefined
  }

  const place = bank.place(start, start + actual.length)
  if (quote(actual) === quote(canonical)) {
    return {
      place,
      message: `Unexpected white space in card heading ${quote(actual)}, expected single spaces`,
      expected: [canonical]
    }
  }

  if (couldBeSection(bank, heading)) {
    return {
      place,
      message: `Unexpected heading ${quote(actual)} above fields, expected ${quote(canonical)} or a card heading below it`,
      expected: [canonical, `${actual}\n\n${marker} `]
    }
  }

  const expected = findCandidates(bank, card, canonical)
  return {
    place,
    message: `Unexpected card heading ${quote(actual)}, expected ${quote(expected[0] ?? '')}`,
    expected
  }
}

/** The heading as it should be, in what front matter does not say as most headings are. */
function toCanonical(
  bank: Bank,
  actual: string,
  {marker, title}: {readonly marker: string; readonly title: string}
): string {
  const {gap = ' ', isBold = false} = findHabit(bank) ?? {}
  const plain = `${marker}${gap}${title}`.trimEnd()
  return isBold && isWholeBold(actual)
    ? plain.replace(/^(#+ )(.*)$/, '$1**$2**')
    : plain
}

/** The heading of a card must not begin a bullet. */
function leaveBullet(
  bank: Bank,
  heading: Card['heading'],
  {actual, canonical}: {readonly actual: string; readonly canonical: string}
): Problem {
  const lineStart = lineStartOf(bank.text, heading.start)
  return {
    place: bank.place(lineStart, heading.start + actual.length),
    message: `Unexpected card heading ${quote(actual)} in a bullet, expected ${actual === canonical ? 'it' : quote(canonical)} at the start of a line`,
    expected: [separate(bank, heading, canonical)]
  }
}

/** Candidates for the heading: one if it is certain. */
function findCandidates(bank: Bank, card: Card, canonical: string): string[] {
  const {heading, number, template} = card
  const marker = formatMarker(template, number)
  const rest = withoutBarePrefix(card)
  if (rest !== undefined) return [`${marker} ${rest}`, canonical]
  const repaired = separate(bank, heading, canonical)
  // A number that the template does not have is removed only if most cards have none.
  return heading.number === undefined || number !== undefined || isRare(bank)
    ? [repaired]
    : [
        `${marker} ${heading.number}. ${withoutBreak(heading.title)}`.trimEnd(),
        repaired
      ]
}

/** Whether a number is a mistake: on one card beside others without, or on a quarter of all at most. */
function isRare({cards}: Bank): boolean {
  const numbered = cards.filter(({heading}) => heading.number !== undefined)
  const isOne = numbered.length === 1 && cards.length > 1
  return isOne || numbered.length * 4 <= cards.length
}

/** Reports a number that is not the next one, but is kept. */
function checkNumber(
  bank: Bank,
  {doubt, heading, number = 0, template}: Card
): Problem | undefined {
  if (!doubt) return undefined
  const expected = quote(formatLead(template, doubt.expected))
  return {
    place: bank.place(heading.start, trimEnd(bank.text, heading.end)),
    message: `Unexpected number ${quote(formatLead(template, number))}${doubtTexts[doubt.reason](expected, doubt.count ?? 0)}`
  }
}

/** Why a number is kept: what would be the next one, and what else may be meant. */
const doubtTexts: Record<
  NumberDoubt['reason'],
  (expected: string, count: number) => string
> = {
  start: (expected) =>
    ` on the first card, expected ${expected}, or \`number\` in front matter to say where numbers start`,
  restart: (expected) =>
    ` at the start of a section, expected ${expected}, or \`restart: true\` in front matter`,
  'no-restart': (expected) =>
    ` at the start of a section, expected ${expected}, or no \`restart\` in front matter`,
  gap: (expected) =>
    `, expected ${expected}, or the cards that are missing before it`,
  order: (expected) =>
    `, expected ${expected}, or the card moved to where its number belongs`,
  names: (expected, count) =>
    `, the first of ${count} out of order, expected ${expected}, and numbers in order after it`
}

/** A backslash after a sentence is meant as a line break. In paragraphs it is one, but a heading shows it. */
function withoutBreak(title: string): string {
  return endsInBackslash(title) && /[.?!]\\$/.test(title)
    ? title.slice(0, -1)
    : title
}

/** Otherwise, a backslash at the end may belong to a path. */
function checkBackslash(
  bank: Bank,
  {end, title}: Card['heading']
): Problem | undefined {
  if (!endsInBackslash(title)) return undefined
  const to = trimEnd(bank.text, end)
  return {
    place: bank.place(to - 1, to),
    message:
      'Unexpected backslash at the end of a heading, expected none, or two for one that is shown',
    expected: ['', '\\\\']
  }
}

/** A heading above the cards, without prefix, may be a section whose first card lacks its heading. */
function couldBeSection(bank: Bank, heading: Card['heading']): boolean {
  const {depth, hasPrefix, title} = heading
  return (
    !hasPrefix &&
    depth > 0 &&
    depth < bank.cardDepth &&
    !endsWithQuestionMark(title)
  )
}

/** `Q Why …` is `Q: Why …` without the colon, or a title that begins with that word; `3 ways …` is similar. */
function withoutBarePrefix({
  heading: {hasPrefix, title},
  number,
  template: {card}
}: Card): string | undefined {
  if (number !== undefined) {
    const [digits = ''] = /^\d{1,9}(?=[ \t])/.exec(title) ?? []
    const isNumber = !hasPrefix && Number(digits) === number
    return isNumber ? title.slice(digits.length).trim() : undefined
  }

  if (card.prefix === '') return undefined
  const word = card.prefix.replace(/[:：.)]$/, '')
  const isBare = !hasPrefix && title.startsWith(`${word} `)
  return isBare ? title.slice(word.length).trim() : undefined
}

/** Rest of the heading's line, and a next line that is not blank. */
const nextLine = /[ \t\\]*\r?\n[ \t]*\S/y

/** To become a heading, a line of text needs blank lines around it. */
function separate(
  {text}: Bank,
  heading: Card['heading'],
  canonical: string
): string {
  if (heading.form !== 'text' && !heading.isInBullet) return canonical
  const isOpenAbove = !isAfterBlankLine(text, lineStartOf(text, heading.start))
  nextLine.lastIndex = heading.end
  const isOpenBelow = nextLine.test(text)
  return `${isOpenAbove ? '\n' : ''}${canonical}${isOpenBelow ? '\n' : ''}`
}
