/**
 * Reads cards from the text, without a Markdown parser: those that are plainly canonical and have their template's
 * labels, each once and in order (optional ones may be missing), with nothing in a wrong place. `read-bank.ts` would
 * read the same card from the tree; a property test compares the two.
 *
 * Such text has no surprises. Its only markup is headings, lists, labels, code, tables, links, escapes, strong text and
 * emphasis. So it leaves nothing open, depends on no definition, and hides no label or card's heading. If a line's
 * first words are similar to a label's, the card is left to the parser.
 */
import type {PlainLine} from '../markdown/canonical/blocks.ts'
import {readPlainLines} from '../markdown/canonical/blocks.ts'
import {findCardId} from '../template/card-id.ts'
import {createTitleReader, createTitleTest} from '../template/card-title.ts'
import {createNameFilter, scanLabel} from '../template/label-syntax.ts'
import {findNearest, fold} from '../text/fuzzy-match.ts'
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
  /** The number of labelled fields that have been passed, at least, at the end of a card without missing ones. */
  readonly fewest: number
  /**
   * Whether a part of a line begins with a label, or with almost one; in a heading, a name without a colon is enough.
   */
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
  /** Those that each card must have. */
  readonly required: readonly FieldTemplate[]
}

/** @returns `undefined` if cards of the template cannot be read from the text alone */
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
  const isTitleAlone = createTitleTest(template)
  const {number} = template.card
  const isOtherName = createNameFilter(labels)
  let last: string | undefined
  let isNear = false
  return {
    head,
    fields,
    labels: fields.map(formatLabel),
    fewest: fields.findLastIndex(({optional}) => !optional) + 1,
    beginsLikeLabel(text, start, end, isHeading) {
      if (labels.length === 0 || isOtherName(text, start, end)) return false
      if (!isHeading && hasNoName(text, start, end)) return false
      const written = scanLabel(text, start, end, isHeading)?.name
      if (written === undefined) return false
      // Often the same as before: headings with a prefix have the same beginning.
      if (written === last) return isNear
      const name = fold(written)
      last = written
      isNear =
        labels.includes(name) ||
        findNearest(name, labels, (each) => each) !== undefined
      return isNear
    },
    mayBeHeading(text, start, end, {label}) {
      // After a label, a card's heading needs more than its own line: labels below it, or a missing number.
      if (label !== '' && !number) return false
      if (isTitleAlone(text, start, end)) return false
      const line = text.slice(start, end)
      const title = readTitle(line)
      // Without a prefix or number, the title is bold.
      return (
        title.hasPrefix || title.number !== undefined || title.title !== line
      )
    }
  }
}

/** What may be the end of a label's name, and the end of a line. */
const nameEnd = /[:\uFF1A*_<\\\n]/g

/** Whether nothing in a line of text can be the end of a label's name; without a colon or markup, none is in other text than a heading. */
function hasNoName(text: string, start: number, end: number): boolean {
  nameEnd.lastIndex = start
  return !nameEnd.test(text) || nameEnd.lastIndex > end
}

/** @returns `undefined` if there are more fields: the text does not show where one ends */
function readHead(own: readonly FieldTemplate[]): Head | undefined {
  const at = own.findIndex(({kind}) => kind === 'options')
  const [above, ...more] = at === -1 ? own : own.slice(0, at)
  const [below, ...others] = at === -1 ? [] : own.slice(at + 1)
  if (more.length > 0 || others.length > 0) return undefined
  const required = own.filter(({optional}) => !optional)
  return {above, options: own[at], below, required}
}

/** How the card ends; `gap` if fields at its end are missing. */
export type CardEnding = 'whole' | 'gap'

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

/** Reads what is below the headings of cards, one after the other. */
export class CardReader {
  private readonly text: string
  private readonly grammar: FieldGrammar
  /** The one that is being read. */
  declare private card: ScannedCard
  private readonly found: ScannedField[] = []
  /** Index of the field with a label that may come next. */
  private next = 0
  /** The last field; lines are added to it. */
  private current: ScannedField | undefined = undefined
  /** Where the texts of the last field's list items are. */
  private readonly texts: number[] = []
  /** The options without a label, if there are any. */
  private options: ScannedField | undefined = undefined
  private lastKind: PlainLine['kind'] | undefined = undefined

  constructor(text: string, grammar: FieldGrammar) {
    this.text = text
    this.grammar = grammar
  }

  /**
   * @param card of the text, to which fields and id are added
   * @returns `undefined` if the card needs a parser; what was added to it is not valid then
   */
  readCard(card: ScannedCard): CardEnding | undefined {
    this.card = card
    this.found.length = 0
    this.next = 0
    this.current = undefined
    this.texts.length = 0
    this.options = undefined
    this.lastKind = undefined
    const isPlain = readPlainLines(this.text, card.start, card.end, this.read)
    return isPlain ? this.finish(card) : undefined
  }

  /** Ends the card; `undefined` if it lacks something. */
  private finish(card: ScannedCard): CardEnding | undefined {
    const {current, found, grammar, next} = this
    if (!current || next < grammar.fewest) return undefined
    if (current.template.details && !current.closing) return undefined
    this.finishField()
    // A copy, as an array that has grown keeps spare room: in ten thousand cards that is much memory.
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

  /** @returns whether the line is in its right place */
  private readonly read = (line: PlainLine): boolean => {
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
        // If some items of a list have a box, all items are options.
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

    // A short value begins after its label, a list below it.
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

  /** @returns the unlabelled field that the line belongs to: options are between two texts */
  private findHead(line: PlainLine): ScannedField | undefined {
    const {current, grammar, options} = this
    const {above, below, options: template} = grammar.head
    if (template && line.kind === 'box') {
      // A second list of options probably belongs to another card.
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

/** Whether a value can have such a line: bullets and options have nothing else, and a word has nothing below it. */
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
