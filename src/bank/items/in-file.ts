/** Finds the parts of an outdented bank in the file. */
import type {Heading, ListItem} from 'mdast'
import type {Range} from '../../markdown/offsets.ts'
import type {OutdentedText} from './outdented-text.ts'

/** A label, as far as it has positions. */
interface PlacedLabel extends Range {
  readonly lineStart: number
  readonly boldEnd: number | undefined
  readonly headingEnd: number | undefined
  readonly underline: Range | undefined
}

interface PlacedBullet extends Range {
  readonly text: Range | undefined
  readonly plainText: string
  readonly checked: boolean | undefined
  readonly node: ListItem
}

interface PlacedField {
  readonly label: PlacedLabel
  readonly value: Range
  readonly bullets: readonly PlacedBullet[]
  readonly closing: Range | undefined
  readonly looseOptions: readonly Range[]
}

interface PlacedSection extends Range {
  readonly heading: Heading
}

interface PlacedCard extends Range {
  readonly heading: Range & {readonly titleRange: Range}
  readonly id: Range | undefined
  readonly fields: readonly PlacedField[]
  readonly closing: Range | undefined
}

/** @returns a part in the file; it begins and ends at the ends of lines in both texts */
export function linesInFile<Part extends Range>(
  part: Part,
  text: OutdentedText
): Part {
  const start = text.lineToFile(part.start)
  return {...part, start, end: text.lineToFile(part.end)}
}

/** @returns the same section in the file, without its cards */
export function sectionInFile<Section extends PlacedSection>(
  section: Section,
  text: OutdentedText
): Section {
  const {heading} = section
  const {start, end} = heading.position ?? {}
  const range = {start: start?.offset ?? 0, end: end?.offset ?? 0}
  const position = text.placeInFile(text.rangeToFile(range))
  return {...linesInFile(section, text), heading: {...heading, position}}
}

/** @returns the same card in the file */
export function cardInFile<Card extends PlacedCard>(
  card: Card,
  text: OutdentedText
): Card {
  const {closing, fields, heading, id} = card
  return {
    ...linesInFile(card, text),
    heading: {
      ...move(heading, text),
      titleRange: move(heading.titleRange, text)
    },
    id: id && move(id, text),
    fields: fields.map((field) => moveField(field, text)),
    closing: closing && move(closing, text)
  }
}

function moveField(field: PlacedField, text: OutdentedText): PlacedField {
  const {bullets, closing, label, looseOptions, value} = field
  return {
    ...field,
    label: {
      ...move(label, text),
      lineStart: text.lineToFile(label.lineStart),
      boldEnd: moveEnd(label.boldEnd, text),
      headingEnd: moveEnd(label.headingEnd, text),
      underline: label.underline && move(label.underline, text)
    },
    value: move(value, text),
    bullets: bullets.map(
      ({checked, node, plainText, text: words, ...range}) => ({
        ...move(range, text),
        text: words && move(words, text),
        ...{checked, node, plainText}
      })
    ),
    closing: closing && move(closing, text),
    looseOptions: looseOptions.map((option) => move(option, text))
  }
}

function move<Part extends Range>(part: Part, text: OutdentedText): Part {
  return {...part, ...text.rangeToFile(part)}
}

function moveEnd(
  end: number | undefined,
  text: OutdentedText
): number | undefined {
  return end === undefined ? undefined : text.rangeToFile({start: 0, end}).end
}
