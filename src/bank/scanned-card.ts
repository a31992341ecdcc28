/**
 * A card that was read from the text alone, with the same parts as one from a tree. In a bank of ten thousand cards
 * these take most of the memory, so little is kept: offsets. Labels, values and bullets are made from them on request.
 */
import type {ListItem} from 'mdast'
import type {PlainLine} from '../markdown/canonical/blocks.ts'
import {lineStartOf} from '../markdown/offsets.ts'
import type {Range} from '../markdown/offsets.ts'
import type {CardId} from '../template/card-id.ts'
import type {Title} from '../template/card-title.ts'
import type {FieldTemplate, Template} from '../template/model.ts'
import {formatLabel} from '../template/model.ts'
import {dropPlainMarkup} from './heading-texts.ts'
import type {
  Bullet,
  Card,
  CardHeading,
  Field,
  Label,
  NumberDoubt,
  Section
} from './model.ts'

/** What cards are read from. */
export interface CardSource {
  readonly text: string
  /** Finds the item of a list that begins at an offset; called for bullets whose node is read. */
  readonly findItem: (offset: number) => ListItem
}

/** A card with its positions in the text; what depends on other cards is added when all are known. */
export class ScannedCard implements Card {
  readonly start: number
  end: number
  readonly heading: ScannedHeading
  readonly template: Template
  readonly source: CardSource
  readonly isCanonical = true
  hasForeignCode = false
  readonly closing = undefined
  id: CardId | undefined = undefined
  fields: readonly ScannedField[] = []
  section: Section | undefined = undefined
  number: number | undefined = undefined
  doubt: NumberDoubt | undefined = undefined

  constructor(
    heading: ScannedHeading,
    end: number,
    template: Template,
    source: CardSource
  ) {
    this.start = heading.start
    this.end = end
    this.heading = heading
    this.template = template
    this.source = source
  }
}

/** A heading of Markdown that ends in its title. */
export class ScannedHeading implements CardHeading {
  readonly start: number
  readonly end: number
  readonly depth: number
  readonly title: string
  readonly lead: string
  readonly hasPrefix: boolean
  readonly number: number | undefined

  constructor(
    {start, end}: Range,
    depth: number,
    {hasPrefix, lead, number, title}: Title
  ) {
    this.start = start
    this.end = end
    this.depth = depth
    this.title = title
    this.lead = lead
    this.hasPrefix = hasPrefix
    this.number = number
  }

  get titleRange(): Range {
    return {start: this.end - this.title.length, end: this.end}
  }

  get form(): 'atx' {
    return 'atx'
  }

  get part(): '' {
    return ''
  }

  get lastNumber(): number | undefined {
    return this.number
  }

  get isInBullet(): false {
    return false
  }

  get isSwallowed(): false {
    return false
  }
}

const noTexts: readonly number[] = []

/** A field; lines are added to it while its card is read. */
export class ScannedField implements Field {
  readonly card: ScannedCard
  readonly template: FieldTemplate
  /** Offset of the first character of the value; of the end of the label, if the value is empty. */
  start: number
  end: number
  /** Start and end of the text of each bullet. */
  texts: readonly number[] = noTexts
  closing: Range | undefined = undefined
  private readonly labelStart: number
  private readonly labelEnd: number

  constructor(
    card: ScannedCard,
    template: FieldTemplate,
    {start, end, labelEnd, textStart}: Omit<PlainLine, 'kind'>
  ) {
    this.card = card
    this.template = template
    // Empty, after the label, unless a text follows.
    this.start = textStart < end ? textStart : labelEnd
    this.end = end
    this.labelStart = start
    this.labelEnd = labelEnd
  }

  /** Itself: so it also has the shape that rules use for fields (`rules/lib/fields.ts`). */
  get field(): this {
    return this
  }

  get isPlain(): true {
    return true
  }

  get value(): Range {
    return {start: this.start, end: this.end}
  }

  get label(): Label {
    return new ScannedLabel(this.template, this.labelStart, this.labelEnd)
  }

  get bullets(): readonly Bullet[] {
    const {source} = this.card
    const {texts} = this
    const bullets: Bullet[] = []
    for (let at = 0; at < texts.length; at += 2) {
      const start = texts[at] as number
      bullets.push(new ScannedBullet(start, texts[at + 1] as number, source))
    }

    return bullets
  }

  get hasSwallowedBullets(): false {
    return false
  }

  get looseOptions(): readonly [] {
    return []
  }

  /** Adds a line that is not the label's. */
  add({start, end}: PlainLine): void {
    if (this.end === this.labelEnd) this.start = start
    this.end = end
  }
}

/** A label at the start of a line, in canonical form; empty for a field without a label. */
class ScannedLabel implements Label {
  readonly field: FieldTemplate
  readonly start: number
  readonly end: number

  constructor(field: FieldTemplate, start: number, end: number) {
    this.field = field
    this.start = start
    this.end = end
  }

  get text(): string {
    return this.form === 'none' ? '' : formatLabel(this.field)
  }

  get form(): 'paragraph' | 'details' | 'none' {
    const {details, label} = this.field
    if (label === '') return 'none'
    return details ? 'details' : 'paragraph'
  }

  get lineStart(): number {
    return this.start
  }

  get indent(): 0 {
    return 0
  }

  get swallower(): undefined {
    return undefined
  }

  get boldEnd(): undefined {
    return undefined
  }

  get headingEnd(): undefined {
    return undefined
  }

  get underline(): undefined {
    return undefined
  }
}

/** Length of a check box and the space after it. */
const boxLength = 4

/** The beginning of markup that is a node of its own. */
const markup = /[`[*_]|~~|<h/y

/**
 * @returns where the paragraph of a list item begins. If its text begins with markup, the node of the paragraph
 *   includes the check box (mdast-util-gfm-task-list-item)
 */
export function getParagraphStart(
  text: string,
  {kind, textStart}: PlainLine
): number {
  if (kind !== 'box') return textStart
  markup.lastIndex = textStart
  return markup.test(text) ? textStart - boxLength : textStart
}

/** A list item of one line. */
class ScannedBullet implements Bullet {
  readonly end: number
  private readonly from: number
  private readonly source: CardSource

  /** @param from start of its paragraph */
  constructor(from: number, end: number, source: CardSource) {
    this.from = from
    this.end = end
    this.source = source
  }

  get start(): number {
    return lineStartOf(this.source.text, this.from)
  }

  get text(): Range {
    return {start: this.from, end: this.end}
  }

  get checked(): boolean | undefined {
    const {source, textStart} = this
    return source.text[textStart - 2] === ']'
      ? source.text[textStart - boxLength + 1] === 'x'
      : undefined
  }

  get plainText(): string {
    return dropPlainMarkup(this.source.text.slice(this.textStart, this.end))
  }

  get node(): ListItem {
    return this.source.findItem(this.start)
  }

  private get textStart(): number {
    const {from, source} = this
    // A text never begins with a box.
    const isBox = /^\[[ x]\] /.test(source.text.slice(from, from + boxLength))
    return isBox ? from + boxLength : from
  }
}
