/**
 * Cards straight from the text, without a Markdown parser: those that are plainly canonical and have their template's labels,
 * each once and in order (optional ones may be missing), with nothing in a place that is not its own. `read-bank.ts` would
 * read the same card from the tree; a property test compares the two.
 *
 * Such text means what it seems to mean. It has no markup but headings, lists, labels, code, tables, links, escapes, strong text
 * and emphasis, so nothing in it is open at its end, depends on a definition, or can be a label or a card's heading in disguise;
 * where a line's first words are near a label's, the card is left to the parser.
 */
import type {PlainLine} from '../markdown/canonical/blocks.ts'
import {readPlainLines} from '../markdown/canonical/blocks.ts'
import {findCardId} from '../template/card-id.ts'
import {createTitleReader, isTitleAlone} from '../template/card-title.ts'
import {isNameEnd, longestName, scanLabel} from '../template/label-syntax.ts'
import {
  findNearest,
  fold,
  isNarrowUnit,
  mostEdits
} from '../text/fuzzy-match.ts'
import type {FieldTemplate, Template} from '../template/model.ts'
import {formatLabel, getHeadFields, isInlineField} from '../template/model.ts'
import {beginsWithAsciiWord} from './options/check-box.ts'
import {mayHoldOption} from './options/loose-options.ts'
import type {ScannedCard} from './scanned-card.ts'
import {getParagraphStart, ScannedField} from './scanned-card.ts'

/** What the lines of a template's cards are compared with. */
export interface FieldGrammar {
  /** The fields before all labels. */
  readonly head: Head
  /** The others, and how their labels are written. */
  readonly fields: readonly FieldTemplate[]
  readonly labels: readonly string[]
  /** How many of those have been passed at the end of a card in which none is missing. */
  readonly fewest: number
  /** Whether a stretch begins with a label, or with what is nearly one; with a name alone, where it is that of a heading. */
  readonly beginsLikeLabel: (
    text: string,
    start: number,
    end: number,
    isHeading: boolean
  ) => boolean
  /** Whether a line of a field may begin a card. */
  readonly mayBeHeading: (
    text: string,
    start: number,
    end: number,
    field: FieldTemplate
  ) => boolean
}

/** The fields without a label: options, and the texts around them. */
interface Head {
  readonly above: FieldTemplate | undefined
  readonly options: FieldTemplate | undefined
  readonly below: FieldTemplate | undefined
  /** Those that each card has. */
  readonly required: readonly FieldTemplate[]
}

/** @returns `undefined` where cards of the template are not plain, or not to be known from the text alone */
export function createFieldGrammar(
  template: Template
): FieldGrammar | undefined {
  const own = getHeadFields(template)
  const fields = template.fields.slice(own.length)
  const labels = fields.map(({label}) => fold(label))
  const isReadable =
    new Set(labels).size === labels.length &&
    fields.every(({label, repeat}) => label !== '' && !repeat) &&
    own.every(({kind}) => kind === 'content' || kind === 'options')
  const head = readHead(own)
  if (!isReadable || !head) return undefined
  const readTitle = createTitleReader(template)
  const {number} = template.card
  const longest = Math.max(0, ...labels.map(({length}) => length)) + mostEdits
  let last: string | undefined
  let isNear = false
  return {
    head,
    fields,
    labels: fields.map(formatLabel),
    fewest: fields.findLastIndex(({optional}) => !optional) + 1,
    beginsLikeLabel(text, start, end, isHeading) {
      if (labels.length === 0 || isLonger(text, start, end, longest))
        return false
      if (!isHeading && hasNoName(text, start, end)) return false
      const written = scanLabel(text, start, end, isHeading)?.name
      if (written === undefined) return false
      // Headings that have a prefix begin alike.
      if (written === last) return isNear
      const name = fold(written)
      last = written
      isNear =
        labels.includes(name) ||
        findNearest(name, labels, (each) => each) !== undefined
      return isNear
    },
    mayBeHeading(text, start, end, {label}) {
      // After a label, it would need others after it that begin anew, or a number that is missing.
      if (label !== '' && !number) return false
      if (number && isTitleAlone(text, start, end)) return false
      const line = text.slice(start, end)
      const title = readTitle(line)
      // Without a lead, what is not the title is bold.
      return (
        title.hasPrefix || title.number !== undefined || title.title !== line
      )
    }
  }
}

/**
 * @returns whether a line begins with so much text without markup or a colon that a name in it is longer; other text than that in
 *   which folding changes no widths is not measured
 */
function isLonger(
  text: string,
  start: number,
  end: number,
  length: number
): boolean {
  const to = start + length + 1
  if (to >= end) return false
  let previous = 32
  for (let at = start; at < to; at++) {
    const code = text.charCodeAt(at)
    const isShort =
      !isNarrowUnit(code) ||
      (code === 32 && previous === 32) ||
      isNameEnd(text, at)
    if (isShort) return false
    previous = code
  }

  return previous !== 32
}

/** Whether nothing in a line of text can be the end of a label's name; without a colon or markup, none is in other text than a heading. */
function hasNoName(text: string, start: number, end: number): boolean {
  if (text.startsWith(' ', start)) return false
  const to = Math.min(end, start + longestName)
  let at = start
  while (at < to && !isNameEnd(text, at)) at++
  return at === to
}

/** @returns `undefined` where there are more of them: which is which is not for us to say */
function readHead(own: readonly FieldTemplate[]): Head | undefined {
  const at = own.findIndex(({kind}) => kind === 'options')
  const [above, ...more] = at === -1 ? own : own.slice(0, at)
  const [below, ...others] = at === -1 ? [] : own.slice(at + 1)
  if (more.length > 0 || others.length > 0) return undefined
  const required = own.filter(({optional}) => !optional)
  return {above, options: own[at], below, required}
}

/** How the card ends: `gap` where fields at its end are missing. */
export type CardEnding = 'whole' | 'gap'

/**
 * Reads what is below a card's heading.
 *
 * @param card to which fields and id are added
 * @returns `undefined` where it takes a parser to tell: what was added means nothing
 */
export function readCard(
  card: ScannedCard,
  grammar: FieldGrammar
): CardEnding | undefined {
  const reader = new CardReader(card, grammar)
  const {end, source, start} = card
  const isPlain = readPlainLines(source.text, start, end, (line) =>
    reader.read(line)
  )
  return isPlain ? reader.finish() : undefined
}

/**
 * Whether a line of text looks like an item of a list: with a sign that is not ASCII, or a letter or number in parentheses. Nearly none
 * does.
 */
function hasListSign(text: string, at: number): boolean {
  if (beginsWithAsciiWord(text, at)) return false
  return /^(?:(?![\p{ASCII}¿¡…])[\p{S}\p{Pd}\p{Po}]|\(?[a-z\d]{1,2}\))/u.test(
    text.slice(at, at + 4)
  )
}

/** Puts the lines of a card together. */
class CardReader {
  private readonly card: ScannedCard
  private readonly text: string
  private readonly grammar: FieldGrammar
  private readonly found: ScannedField[] = []
  /** Index of the field with a label that may come next. */
  private next = 0
  /** The last one, to which lines are added. */
  private current: ScannedField | undefined = undefined
  /** Where the texts of its list items are. */
  private texts: number[] = []
  /** The options that have no label, once they are there. */
  private options: ScannedField | undefined = undefined
  private lastKind: PlainLine['kind'] | undefined = undefined

  constructor(card: ScannedCard, grammar: FieldGrammar) {
    this.card = card
    this.text = card.source.text
    this.grammar = grammar
  }

  /** Ends the card, if it has what it must have. */
  finish(): CardEnding | undefined {
    const {card, current, found, grammar, next} = this
    if (!current || next < grammar.fewest) return undefined
    if (current.template.details && !current.closing) return undefined
    this.finishField()
    // An array to which items were added has room for more, which ten thousand cards would keep.
    card.fields = found.slice()
    const {required} = grammar.head
    if (required.length > 0 && !this.hasAll(required)) return undefined
    return next < grammar.fields.length ? 'gap' : 'whole'
  }

  private hasAll(required: readonly FieldTemplate[]): boolean {
    return required.every((field) =>
      this.found.some(({template}) => template === field)
    )
  }

  private finishField(): void {
    const {current, texts} = this
    if (!current || texts.length === 0) return
    current.texts = texts.slice()
    texts.length = 0
  }

  /** @returns whether the line is where it belongs: after the heading, nothing else is one */
  read(line: PlainLine): boolean {
    const {card, lastKind} = this
    this.lastKind = line.kind
    switch (line.kind) {
      case 'heading': {
        return lastKind === undefined
      }

      case 'definition': {
        return false
      }

      case 'id': {
        if (card.id || this.current) return false
        card.id = findCardId(this.text, card.heading.end, line.end + 1)
        return card.id !== undefined
      }

      case 'closing': {
        const {current} = this
        if (!current?.template.details || current.closing) return false
        current.closing = {start: line.start, end: line.end}
        return true
      }

      default: {
        if (line.labelEnd > line.start) return this.openField(line)
        if (this.next > 0) return this.addTo(this.current, line)
        // In a list of which some items have a box, all are options.
        const isMixed =
          this.grammar.head.options &&
          isItem(lastKind) &&
          isItem(line.kind) &&
          (lastKind === 'box') !== (line.kind === 'box')
        return !isMixed && this.addTo(this.findHead(line), line)
      }
    }
  }

  private openField(line: PlainLine): boolean {
    const {current} = this
    const {fields} = this.grammar
    if (current?.template.details && !current.closing) return false
    while (fields[this.next]?.optional && !this.isNext(line)) this.next++
    const field = fields[this.next]
    if (!field || !this.isNext(line)) return false
    this.next++

    // What is short begins after its label, and lists below.
    const hasText = line.textStart < line.end
    if (hasText ? isListField(field) : isInlineField(field)) return false
    this.push(new ScannedField(this.card, field, line))
    return true
  }

  /** Whether a line begins with the next label. */
  private isNext({labelEnd, start}: PlainLine): boolean {
    const label = this.grammar.labels[this.next] ?? ''
    return (
      label.length === labelEnd - start && this.text.startsWith(label, start)
    )
  }

  /** @returns the field without a label that has the line: the options divide the text */
  private findHead(line: PlainLine): ScannedField | undefined {
    const {current, grammar, options} = this
    const {above, below, options: template} = grammar.head
    if (template && line.kind === 'box') {
      // A second list of options is rather one of another card.
      if (options && current !== options) return undefined
      return (this.options ??= this.openHead(template, line))
    }

    if (!options) return current ?? (above && this.openHead(above, line))
    return current === options ? below && this.openHead(below, line) : current
  }

  private openHead(field: FieldTemplate, {start}: PlainLine): ScannedField {
    const at = {start, end: start, labelEnd: start, textStart: start}
    return this.push(new ScannedField(this.card, field, at))
  }

  private push(field: ScannedField): ScannedField {
    this.finishField()
    this.current = field
    this.found.push(field)
    return field
  }

  private addTo(field: ScannedField | undefined, line: PlainLine): boolean {
    const {grammar, text} = this
    if (!field || field.closing) return false
    const {template} = field
    if (!mayHave(template, line)) return false
    if (line.kind === 'other' || line.kind === 'code') {
      if (line.kind === 'code') this.card.hasForeignCode = true
      field.add(line)
      return true
    }

    const {end, kind, textStart} = line
    if (kind === 'text' && hasListSign(text, textStart)) return false
    const isOption = template.kind === 'options'
    if (isOption || (template.label === '' && grammar.head.options)) {
      if (mayHoldOption(text, textStart, end, kind)) return false
    }

    if (grammar.beginsLikeLabel(text, textStart, end, false)) return false
    if (grammar.mayBeHeading(text, textStart, end, template)) return false
    field.add(line)
    if (kind !== 'text') this.texts.push(getParagraphStart(text, line), end)

    return true
  }
}

function isItem(kind: PlainLine['kind'] | undefined): boolean {
  return kind === 'box' || kind === 'bullet' || kind === 'number'
}

function isListField({kind}: FieldTemplate): boolean {
  return kind === 'bullets' || kind === 'options'
}

/** Whether a line can be in a value: nothing else is among bullets and options, and nothing is below a word. */
function mayHave(field: FieldTemplate, {kind}: PlainLine): boolean {
  switch (field.kind) {
    case 'content': {
      return true
    }

    case 'bullets': {
      return kind === 'bullet'
    }

    case 'options': {
      return kind === 'box'
    }

    case 'prose': {
      return kind === 'text' || kind === 'bullet'
    }

    case 'choice':
    case 'date':
    case 'tags': {
      return false
    }
  }
}
