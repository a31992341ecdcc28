/**
 * Cards straight from the text, without a Markdown parser: those that are plainly canonical and have their template's labels,
 * each once and in order (optional ones may be missing), with nothing in a place that is not its own. `read-bank.ts` would
 * read the same card from the tree; a property test compares the two.
 *
 * Such text means what it seems to mean. It has no markup but headings, lists, labels, code, tables, links, strong text and
 * emphasis, so nothing in it is open at its end, depends on a definition, or can be a label or a card's heading in disguise;
 * where a line's first words are near a label's, the card is left to the parser.
 */
import type {ListItem} from 'mdast'
import type {PlainLine} from '../markdown/canonical-markdown.ts'
import {readPlainLines} from '../markdown/canonical-markdown.ts'
import type {BankConfig} from '../template/config.ts'
import type {CardId} from '../template/card-id.ts'
import {findCardId} from '../template/card-id.ts'
import {createTitleReader, stripBold} from '../template/card-title.ts'
import {dropPlainMarkup} from './heading-texts.ts'
import {scanLabel} from '../template/label-syntax.ts'
import {findNearest, fold} from '../text/fuzzy-match.ts'
import type {Bullet, CardHeading, Field, Label} from './model.ts'
import type {Range} from '../markdown/offsets.ts'
import type {CardTemplate, FieldTemplate, Template} from '../template/model.ts'
import {formatLabel, isInlineField, isWordField} from '../template/model.ts'

/** A card as it is in the text. */
export interface ScannedCard extends Range {
  readonly heading: CardHeading
  readonly id: CardId | undefined
  readonly fields: readonly Field[]
}

/** @returns the card that is the whole of a stretch of text; `undefined` where it takes a parser to tell */
export type CardScanner = (
  start: number,
  end: number
) => ScannedCard | undefined

/** What cards are read from. */
export interface CardSource {
  readonly text: string
  /** Finds the item of a list that begins at an offset; called for bullets of which somebody wants the node. */
  readonly findItem: (offset: number) => ListItem
}

/**
 * @returns a scanner; `undefined` where cards of the template cannot be read from the text alone
 */
export function createCardScanner(
  {
    contents,
    sections = [],
    templates: [template, ...others]
  }: Pick<BankConfig, 'contents' | 'sections' | 'templates'>,
  source: CardSource
): CardScanner | undefined {
  // Which of several a card has, takes all of them to tell.
  if (others.length > 0 || !isScannable(template)) return undefined
  // The name of a section may begin like a card's heading; then front matter says which is which.
  const prefix = fold(template.card.prefix)
  const names = contents === undefined ? sections : [contents, ...sections]
  if (names.some((name) => fold(name).startsWith(prefix))) return undefined
  const {text} = source
  const {depth} = template.card
  const opening = `${'#'.repeat(depth)} ${template.card.prefix} `
  const grammar = createFieldGrammar(template)
  return (start, end) => {
    if (!text.startsWith(opening, start)) return undefined
    const lines = readPlainLines(text, start, end)
    const [first] = lines ?? []
    if (!lines || !first) return undefined
    const card = new CardReader(source, grammar, first.end)
    for (let at = 1; at < lines.length; at++) {
      if (!card.read(lines[at] as PlainLine)) return undefined
    }

    if (!card.isWhole()) return undefined
    if (card.hasGap() && isLabelHeading(text, end, opening, grammar)) {
      return undefined
    }

    const title = text.slice(start + opening.length, first.end)
    const heading = new ScannedHeading(
      {start, end: first.end},
      template.card,
      title
    )
    return {start, end, heading, id: card.id, fields: card.found}
  }
}

/** What the lines of a template's cards are compared with. */
interface FieldGrammar {
  /** The field before all labels, where the template has one. */
  readonly head: FieldTemplate | undefined
  /** The others, and how their labels are written. */
  readonly fields: readonly FieldTemplate[]
  readonly labels: readonly string[]
  /** Whether a name is that of a label, or nearly so. */
  readonly isNearLabel: (name: string) => boolean
  /** Whether a line of the head may begin a card. */
  readonly mayBeHeading: (line: string) => boolean
}

function createFieldGrammar(template: Template): FieldGrammar {
  const fields = template.fields.filter(({label}) => label !== '')
  const names = fields.map(({label}) => fold(label))
  const readTitle = createTitleReader(template)
  return {
    head: template.fields.find(({label}) => label === ''),
    fields,
    labels: fields.map(formatLabel),
    isNearLabel(text) {
      const name = fold(text)
      return (
        names.includes(name) ||
        findNearest(name, names, (each) => each) !== undefined
      )
    },
    mayBeHeading: (line) =>
      readTitle(line).hasPrefix || stripBold(line) !== line
  }
}

/** Whether the heading that ends a card may be the label of a field that the card lacks. */
function isLabelHeading(
  text: string,
  start: number,
  opening: string,
  {isNearLabel}: FieldGrammar
): boolean {
  if (start === text.length || text.startsWith(opening, start)) return false
  const lineEnd = text.indexOf('\n', start)
  const end = lineEnd === -1 ? text.length : lineEnd
  let from = start
  while (text.charCodeAt(from) === 35 /* `#` */) from++
  while (text.charCodeAt(from) === 32) from++
  return isNearLabel(scanLabel(text, from, end, true)?.name ?? '')
}

/** Puts the lines of a card together. */
class CardReader {
  readonly found: ScannedField[] = []
  id: CardId | undefined
  private readonly source: CardSource
  private readonly grammar: FieldGrammar
  /** Offset. */
  private readonly headingEnd: number
  /** Index of the field that may come next. */
  private next = 0
  /** The last one, to which lines are added. */
  private current: ScannedField | undefined

  constructor(source: CardSource, grammar: FieldGrammar, headingEnd: number) {
    this.source = source
    this.grammar = grammar
    this.headingEnd = headingEnd
  }

  /** @returns whether the card has what it must have; with a label, for what has none ends anywhere */
  isWhole(): boolean {
    const {current, grammar, next} = this
    const isOpen = current?.template.details && !current.closing
    return (
      next > 0 &&
      !isOpen &&
      grammar.fields.slice(next).every(({optional}) => optional) &&
      (this.found[0]?.template === grammar.head ||
        (grammar.head?.optional ?? true))
    )
  }

  /** @returns whether fields at the end are missing */
  hasGap(): boolean {
    return this.next < this.grammar.fields.length
  }

  /** @returns whether the line is where it belongs; its heading aside */
  read(line: PlainLine): boolean {
    switch (line.kind) {
      case 'heading':
      case 'definition': {
        return false
      }

      case 'id': {
        if (this.id || this.current) return false
        this.id = findCardId(this.source.text, this.headingEnd, line.end + 1)
        return this.id !== undefined
      }

      case 'closing': {
        const {current} = this
        if (!current?.template.details || current.closing) return false
        current.closing = {start: line.start, end: line.end}
        return true
      }

      default: {
        if (line.labelEnd > line.start) return this.openField(line)
        return this.addTo(this.current ?? this.openHead(line), line)
      }
    }
  }

  private openField(line: PlainLine): boolean {
    const {current, grammar, source} = this
    const {fields, labels} = grammar
    const {start} = line
    const length = line.labelEnd - start
    if (current?.template.details && !current.closing) return false
    const isNext = (label: string): boolean =>
      label.length === length && source.text.startsWith(label, start)
    while (fields[this.next]?.optional && !isNext(labels[this.next] ?? '')) {
      this.next++
    }

    const field = fields[this.next]
    const text = labels[this.next] ?? ''
    if (!field || !isNext(text)) return false
    this.next++

    // What is short begins after its label, and bullets below.
    const hasText = line.textStart < line.end
    if (hasText ? field.kind === 'bullets' : isInlineField(field)) return false
    const form = field.details ? 'details' : 'paragraph'
    this.push(new ScannedField(new ScannedLabel(text, field, line, form), line))
    return true
  }

  /** The field that has no label. */
  private openHead({start}: PlainLine): ScannedField | undefined {
    const {head} = this.grammar
    if (!head) return undefined
    const at = {start, end: start, labelEnd: start, textStart: start}
    return this.push(
      new ScannedField(new ScannedLabel('', head, at, 'none'), at)
    )
  }

  private push(field: ScannedField): ScannedField {
    this.current = field
    this.found.push(field)
    return field
  }

  private addTo(field: ScannedField | undefined, line: PlainLine): boolean {
    const {grammar, source} = this
    if (!field || field.closing) return false
    // Nothing is among bullets, or below what is one line.
    const {template} = field
    if (isWordField(template)) return false
    if (template.kind === 'bullets' && line.kind !== 'bullet') return false
    const isText = line.kind === 'text' || line.kind === 'bullet'
    if (template.kind !== 'content' && !isText) return false
    if (line.kind === 'other') {
      field.add(line)
      return true
    }

    const {text} = source
    const name = scanLabel(text, line.textStart, line.end, false)?.name
    if (name !== undefined && grammar.isNearLabel(name)) return false
    if (template === grammar.head) {
      if (grammar.mayBeHeading(text.slice(line.textStart, line.end))) {
        return false
      }
    }

    field.add(line)
    if (line.kind !== 'text')
      field.bullets.push(new ScannedBullet(line, source))
    return true
  }
}

/** Of other templates, cards are not plain, or not to be told from the text alone. */
function isScannable({card, fields}: Template): boolean {
  const names = fields.map(({label}) => fold(label))
  const word = fold(card.prefix.slice(0, -1))
  const [, ...others] = fields
  return (
    !card.number &&
    /^\p{L}{1,20}:$/u.test(card.prefix) &&
    new Set(names).size === names.length &&
    !names.includes(word) &&
    findNearest(word, names, (name) => name) === undefined &&
    others.every(({label}) => label !== '') &&
    fields.every(
      ({kind, label, repeat}) =>
        !repeat && kind !== 'options' && (label !== '' || kind === 'content')
    )
  )
}

/** A heading that ends in its title. What is the same for all of them, it need not carry. */
class ScannedHeading implements CardHeading {
  readonly start: number
  readonly end: number
  readonly depth: number
  readonly title: string
  private readonly prefix: string

  constructor(
    {start, end}: Range,
    {depth, prefix}: CardTemplate,
    title: string
  ) {
    this.start = start
    this.end = end
    this.depth = depth
    this.prefix = prefix
    this.title = title
  }

  get titleRange(): Range {
    return {start: this.end - this.title.length, end: this.end}
  }

  get form(): 'atx' {
    return 'atx'
  }

  get hasPrefix(): true {
    return true
  }

  get lead(): string {
    return this.prefix
  }

  get part(): '' {
    return ''
  }

  get number(): undefined {
    return undefined
  }

  get lastNumber(): undefined {
    return undefined
  }

  get isInBullet(): false {
    return false
  }

  get isSwallowed(): false {
    return false
  }
}

/** A field to which lines are added while its card is read. What it never has, it need not carry. */
class ScannedField implements Field {
  readonly template: FieldTemplate
  readonly label: Label
  readonly bullets: Bullet[] = []
  closing: Range | undefined
  value: Range

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
    this.value = {start: value.end > label.end ? value.start : start, end}
  }
}

/** A label at the start of a line, as it should be; nothing, where a field without one begins. */
class ScannedLabel implements Label {
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

/** A list item of one line. */
class ScannedBullet implements Bullet {
  readonly start: number
  readonly end: number
  private readonly textStart: number
  private readonly source: CardSource

  constructor({start, end, textStart}: PlainLine, source: CardSource) {
    this.start = start
    this.end = end
    this.textStart = textStart
    this.source = source
  }

  get text(): Range {
    return {start: this.textStart, end: this.end}
  }

  get plainText(): string {
    const {end, source, textStart} = this
    return dropPlainMarkup(source.text.slice(textStart, end))
  }

  get node(): ListItem {
    return this.source.findItem(this.start)
  }
}
