/** What contents are to lead to: the sections; the cards, too, where there are no sections, or the list has lists within. */
import GithubSlugger from 'github-slugger'
import type {HeadingText} from '../../../src/bank/heading-texts.ts'
import {findHeadingTexts} from '../../../src/bank/heading-texts.ts'
import type {Bank, Card, Section} from '../../../src/bank/model.ts'
import {trimEnd} from '../../../src/markdown/offsets.ts'
import {createTitleReader} from '../../../src/template/card-title.ts'
import {formatMarker} from '../../../src/template/model.ts'
import {count, quote} from '../../../src/text/wording.ts'
import {hasHabit} from '../heading-style.ts'

/** A section or card that the contents can lead to. */
export interface Target {
  readonly title: string
  /** The title without what is before a card's: entries may be without it, or have a number of before. */
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

/** What the list of contents is to lead to, and what its entries call it. */
export interface Targets {
  readonly all: readonly Target[]
  /** What they are, in the singular. */
  readonly noun: 'section' | 'card' | 'section and card'
  /** @returns a text without what is before a card's title */
  readonly toName: (text: string) => string
  /** Anchors of all headings of the bank. */
  readonly slugs: ReadonlySet<string>
}

/**
 * The sections, or cards, with their anchors. GitHub numbers equal ones in the order in which they are: all headings
 * count.
 *
 * @param hasCards whether the contents of a bank with sections list the cards, too
 * @returns the targets; none while the heading of a card is yet to be fixed
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
