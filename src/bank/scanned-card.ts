/** What a card is made of that was read from the text alone: as in a tree, without one. What is the same for all, it need not carry. */
import type {ListItem} from 'mdast'
import type {PlainLine} from '../markdown/canonical-markdown.ts'
import type {Range} from '../markdown/offsets.ts'
import type {CardId} from '../template/card-id.ts'
import type {Title} from '../template/card-title.ts'
import type {FieldTemplate} from '../template/model.ts'
import {dropPlainMarkup} from './heading-texts.ts'
import type {Bullet, CardHeading, Field, Label} from './model.ts'

/** A card as it is in the text. */
export interface ScannedCard extends Range {
  readonly heading: CardHeading
  readonly id: CardId | undefined
  readonly fields: readonly Field[]
}

/** What cards are read from. */
export interface CardSource {
  readonly text: string
  /** Finds the item of a list that begins at an offset; called for bullets of which somebody wants the node. */
  readonly findItem: (offset: number) => ListItem
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

const noBullets: readonly Bullet[] = []

/** A field to which lines are added while its card is read. What it never has, it need not carry. */
export class ScannedField implements Field {
  readonly template: FieldTemplate
  readonly label: Label
  bullets = noBullets
  closing: Range | undefined = undefined
  readonly value: {start: number; end: number}

  constructor(
    label: ScannedLabel,
    {end, labelEnd, textStart}: Omit<PlainLine, 'kind'>
  ) {
    this.template = label.field
    this.label = label
    // Empty, after the label, unless something follows.
    this.value = {start: textStart < end ? textStart : labelEnd, end}
  }

  get hasSwallowedBullets(): false {
    return false
  }

  get looseOptions(): readonly [] {
    return []
  }

  add({start, end}: PlainLine): void {
    const {label, value} = this
    if (value.end === label.end) value.start = start
    value.end = end
  }
}

/** A label at the start of a line, as it should be; nothing, where a field without one begins. */
export class ScannedLabel implements Label {
  readonly start: number
  readonly end: number
  readonly field: FieldTemplate
  readonly text: string
  readonly form: 'paragraph' | 'details' | 'none'

  constructor(
    text: string,
    field: FieldTemplate,
    {start, labelEnd}: Pick<PlainLine, 'start' | 'labelEnd'>,
    form: ScannedLabel['form']
  ) {
    this.start = start
    this.end = labelEnd
    this.field = field
    this.text = text
    this.form = form
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

/** Length of a check box and the space behind it. */
const boxLength = 4

/** A list item of one line. */
export class ScannedBullet implements Bullet {
  readonly start: number
  readonly end: number
  private readonly textStart: number
  private readonly isBox: boolean
  private readonly source: CardSource

  constructor({start, end, kind, textStart}: PlainLine, source: CardSource) {
    this.start = start
    this.end = end
    this.textStart = textStart
    this.isBox = kind === 'box'
    this.source = source
  }

  get text(): Range {
    const {end, isBox, textStart} = this
    // A paragraph that begins with other than text begins with the box (mdast-util-gfm-task-list-item).
    const isMoved =
      isBox &&
      /^(?:[`[*_]|<h)/.test(this.source.text.slice(textStart, textStart + 2))
    return {start: textStart - (isMoved ? boxLength : 0), end}
  }

  get checked(): boolean | undefined {
    const {isBox, source, textStart} = this
    return isBox ? source.text[textStart - boxLength + 1] === 'x' : undefined
  }

  get plainText(): string {
    const {end, source, textStart} = this
    return dropPlainMarkup(source.text.slice(textStart, end))
  }

  get node(): ListItem {
    return this.source.findItem(this.start)
  }
}
