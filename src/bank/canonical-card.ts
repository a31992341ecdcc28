/**
 * Cards straight from the text, without a Markdown parser: those that are plainly canonical and have their template's labels,
 * each once and in order (optional ones may be missing), with nothing in a place that is not its own. `read-bank.ts` would read the same card from the tree; a property test compares the two.
 *
 * Such text means what it seems to mean. It holds no markup but headings, `-` lists, labels, code and links, so nothing in
 * it is open at its end, depends on a definition, or can be a label or a card's heading in disguise; where a line's first
 * words are near a label's, the card is left to the parser.
 */
import type {ListItem} from 'mdast'
import type {PlainLine} from '../markdown/canonical-markdown.ts'
import {readPlainLines} from '../markdown/canonical-markdown.ts'
import type {BankConfig} from '../template/config.ts'
import {dropPlainMarkup} from './heading-texts.ts'
import {longestName, scanLabel} from '../template/label-syntax.ts'
import {findNearest, fold, mostEdits} from '../text/fuzzy-match.ts'
import type {Bullet, CardHeading, Field, Label} from './model.ts'
import type {Range} from '../markdown/offsets.ts'
import type {CardTemplate, FieldTemplate, Template} from '../template/model.ts'
import {formatLabel, isInlineField, isWordField} from '../template/model.ts'

/** A card as it stands in the text. */
export interface ScannedCard extends Range {
  readonly heading: CardHeading
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
    template
  }: Pick<BankConfig, 'contents' | 'sections' | 'template'>,
  source: CardSource
): CardScanner | undefined {
  const {text} = source
  const {card, fields} = template
  if (!isScannable(template)) return undefined
  const opening = `${'#'.repeat(card.depth)} ${card.prefix} `
  // The name of a section may begin like a card's heading; then front matter says which is which.
  const prefix = fold(card.prefix)
  const names = contents === undefined ? sections : [contents, ...sections]
  if (names.some((name) => fold(name).startsWith(prefix))) return undefined
  const labels = fields.map(formatLabel)
  const fieldNames = fields.map(({label}) => fold(label))
  const mayBeLabel = createLabelTest(fields)

  return scan

  /** Whether the heading that ends a card may be the label of a field that the card lacks. */
  function isLabelHeading(start: number): boolean {
    if (start === text.length || text.startsWith(opening, start)) return false
    const lineEnd = text.indexOf('\n', start)
    const end = lineEnd === -1 ? text.length : lineEnd
    let from = start
    while (text.charCodeAt(from) === 35 /* `#` */) from++
    while (text.charCodeAt(from) === 32) from++
    const name = fold(scanLabel(text, from, end, true)?.name ?? '')
    return findNearest(name, fieldNames, (each) => each) !== undefined
  }

  function scan(start: number, end: number): ScannedCard | undefined {
    if (!text.startsWith(opening, start)) return undefined
    const lines = readPlainLines(text, start, end)
    const [first] = lines ?? []
    if (!lines || !first) return undefined
    // The last one, to which lines are added.
    let current: ScannedField | undefined
    const found: ScannedField[] = []
    let next = 0
    for (let at = 1; at < lines.length; at++) {
      const line = lines[at] as PlainLine
      if (line.kind === 'heading') return undefined
      if (line.labelEnd > line.start) {
        const length = line.labelEnd - line.start
        const isNext = (label: string): boolean =>
          label.length === length && text.startsWith(label, line.start)
        while (fields[next]?.optional && !isNext(labels[next] ?? '')) next++
        const field = fields[next]
        const label = labels[next] ?? ''
        if (!field || !isNext(label)) return undefined
        next++

        // What is short begins behind its label, and bullets below.
        const hasText = line.textStart < line.end
        if (hasText ? field.kind === 'bullets' : isInlineField(field)) {
          return undefined
        }

        current = new ScannedField(label, field, line)
        found.push(current)
        continue
      }

      if (!current || mayBeLabel(text, line.textStart, line.end)) {
        return undefined
      }

      // Nothing stands among bullets, or below what is one line.
      if (isWordField(current.template)) return undefined
      current.add(line)
      if (line.kind === 'bullet') {
        current.bullets.push(new ScannedBullet(line, source))
      } else if (current.template.kind === 'bullets') return undefined
    }

    if (found.length === 0) return undefined
    const missing = fields.slice(next)
    if (missing.some(({optional}) => !optional)) return undefined
    if (missing.length > 0 && isLabelHeading(end)) return undefined
    return {
      start,
      end,
      heading: new ScannedHeading(
        {start, end: first.end},
        card,
        text.slice(start + opening.length, first.end)
      ),
      fields: found
    }
  }
}

/** Of other templates, cards are not plain, or not to be told from the text alone. */
function isScannable({card, fields}: Template): boolean {
  const names = fields.map(({label}) => fold(label))
  const word = fold(card.prefix.slice(0, -1))
  return (
    !card.number &&
    /^\p{L}{1,20}:$/u.test(card.prefix) &&
    new Set(names).size === names.length &&
    !names.includes(word) &&
    findNearest(word, names, (name) => name) === undefined &&
    fields.every(
      ({colon = 'inside', details, kind, label, repeat}) =>
        colon === 'inside' &&
        !details &&
        !repeat &&
        kind !== 'options' &&
        label !== ''
    )
  )
}

/** @returns a test of whether a line's text begins with what may be a label, without its bold or as the lead of a bullet */
function createLabelTest(
  fields: readonly FieldTemplate[]
): (text: string, from: number, to: number) => boolean {
  const names = fields.map(({label}) => fold(label))
  const lengths = new Set(
    names.flatMap(({length}) =>
      Array.from(
        {length: 2 * mostEdits + 1},
        (_, at) => length + at - mostEdits
      )
    )
  )
  return (text, start, to) => {
    const from = text.startsWith('**', start) ? start + 2 : start
    const limit = Math.min(to, from + longestName)
    let isAscii = true
    for (let at = from; at < limit; at++) {
      const code = text.charCodeAt(at)
      if (code > 127) isAscii = false
      if (code !== 58 /* `:` */) continue
      const length = text.charCodeAt(at - 1) === 32 ? at - 1 - from : at - from
      // Other characters may have another length in one width.
      if (isAscii && !lengths.has(length)) return false
      const name = fold(text.slice(from, at))
      return (
        names.includes(name) ||
        findNearest(name, names, (each) => each) !== undefined
      )
    }

    return false
  }
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
  value: Range

  constructor(text: string, template: FieldTemplate, line: PlainLine) {
    const {end, labelEnd, start, textStart} = line
    this.template = template
    this.label = new ScannedLabel(text, template, start, labelEnd)
    // Empty, behind the label, unless something follows.
    this.value = {start: textStart < end ? textStart : labelEnd, end}
  }

  get closing(): undefined {
    return undefined
  }

  get hasSwallowedBullets(): false {
    return false
  }

  add({start, end}: PlainLine): void {
    const {label, value} = this
    this.value = {start: value.end > label.end ? value.start : start, end}
  }
}

/** A label at the start of a line, as it should be. */
class ScannedLabel implements Label {
  readonly start: number
  readonly end: number
  readonly field: FieldTemplate
  readonly text: string

  constructor(text: string, field: FieldTemplate, start: number, end: number) {
    this.start = start
    this.end = end
    this.field = field
    this.text = text
  }

  get lineStart(): number {
    return this.start
  }

  get form(): 'paragraph' {
    return 'paragraph'
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

/** Marker and space in front of a bullet's text. */
const markerLength = 2

/** A bullet of one line. */
class ScannedBullet implements Bullet {
  readonly start: number
  readonly end: number
  private readonly source: CardSource

  constructor({start, end}: PlainLine, source: CardSource) {
    this.start = start
    this.end = end
    this.source = source
  }

  get text(): Range {
    return {start: this.start + markerLength, end: this.end}
  }

  get plainText(): string {
    const {end, source, start} = this
    return dropPlainMarkup(source.text.slice(start + markerLength, end))
  }

  get node(): ListItem {
    return this.source.findItem(this.start)
  }
}
