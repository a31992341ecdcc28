/** The targets of contents: the sections; also the cards, if there are no sections, or the list has nested lists. */
import type {AnchoredHeading} from '../../../src/bank/heading-texts.ts'
import {findAnchors} from '../../../src/bank/heading-texts.ts'
import type {Bank, Card, Section} from '../../../src/bank/model.ts'
import {trimEnd} from '../../../src/markdown/offsets.ts'
import {createTitleReader} from '../../../src/template/card-title.ts'
import {formatMarker} from '../../../src/template/model.ts'
import {count, quote} from '../../../src/text/wording.ts'
import {hasHabit} from '../heading-style.ts'

/** A section or card that the contents can lead to. */
export interface Target {
  readonly title: string
  /** The title without a card's lead: entries may leave it out, or have an old number. */
  readonly name: string
  /** The heading's text as it is written. */
  readonly label: string
  readonly slug: string
  /** Whether it must be listed: a text about the bank, without cards, need not be. */
  readonly isRequired: boolean
  /** 0 for an item of the list, 1 for one of a nested list. */
  readonly level: 0 | 1
  /** Whether it is a card. */
  readonly isCard: boolean
}

/** The targets of the list of contents, and their names in its entries. */
export interface Targets {
  readonly all: readonly Target[]
  /** Their name, in the singular. */
  readonly noun: 'section' | 'card' | 'section and card'
  /** @returns a text without a card's lead */
  readonly toName: (text: string) => string
  /** Anchors of all headings of the bank. */
  readonly slugs: ReadonlySet<string>
}

/**
 * Finds the sections, or cards, with their anchors. GitHub numbers equal headings in their order, so all headings
 * count.
 *
 * @param hasCards whether the contents of a bank with sections list the cards, too
 * @returns the targets; none as long as the heading of a card has a fix
 */
export function findTargets(bank: Bank, hasCards: boolean): Targets {
  const {cards, sections, templates} = bank
  const headings = new Map(
    findAnchors(bank).map((heading) => [heading.start, heading])
  )
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

/** The number in `3. Name`, `2.1) Name` and `4: Name`: in a numbered list, the item shows it. */
const sectionNumber = /^\d{1,3}(?:\.\d{1,3})*[.):](?=[^\S\n])\s*(?=\S)/

function withoutNumber(text: string): string {
  return text.replace(sectionNumber, '')
}

/** Whether the heading will not change, as the contents have its title and anchor. */
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

/** The source of the heading's text; without markup if a link could not contain that. */
function getLabel({isLinkable, source, text}: AnchoredHeading): string {
  return isLinkable ? source : text.trim().replace(/[\\[\]*_`<]/g, '\\$&')
}

/** @returns a link to a section or card of the bank */
export function formatLink({
  label,
  slug
}: Pick<Target, 'label' | 'slug'>): string {
  return `[${label}](#${slug})`
}

/** @returns the number of sections or cards, in words */
export function countTargets(targets: readonly Target[]): string {
  const [first] = targets
  if (targets.some(({level}) => level !== first?.level)) {
    return `${targets.length} sections and cards`
  }

  return count(targets.length, first?.isCard ? 'card' : 'section')
}

/** @returns what the contents lack: a link to the first, and the number of the others */
export function describeMissing([first, ...others]: readonly Target[]): string {
  const rest = others.length > 0 ? ` and ${others.length} more` : ''
  return `without ${first ? quote(formatLink(first)) : ''}${rest}`
}
