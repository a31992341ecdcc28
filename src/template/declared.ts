/** A template as front matter declares it, and what it means. */
import type {CardNumber, FieldTemplate, Limits, Template} from './model.ts'
import {defaultTemplate} from './model.ts'

/** A field as front matter has it: it fits the schema, but which keys go together is not known. */
export interface DeclaredField extends Limits {
  readonly label?: string
  readonly kind: FieldTemplate['kind']
  readonly choices?: readonly string[]
  readonly words?: Limits
  readonly ticked?: 'one' | 'some'
  readonly optional?: boolean
  readonly repeat?: boolean
  readonly details?: boolean | 'bold'
}

/** How cards begin, as front matter has it. */
export interface DeclaredCard {
  readonly depth?: number
  readonly prefix?: string
  readonly number?: string
  readonly restart?: boolean
  readonly title?: boolean
}

/** The template as front matter has it. */
export interface DeclaredTemplate {
  readonly card?: DeclaredCard
  readonly colon?: 'inside' | 'outside' | 'spaced'
  readonly fields?: readonly DeclaredField[]
}

/** @returns the template; what is not declared is the default's */
export function toTemplate(declared: DeclaredTemplate = {}): Template {
  const {card = {}, colon = 'inside', fields} = declared
  const {depth, number, prefix, restart, title} = card
  return {
    card: {
      depth: depth ?? defaultTemplate.card.depth,
      // A number stands where the prefix does.
      prefix:
        prefix ?? (number === undefined ? defaultTemplate.card.prefix : ''),
      ...(number !== undefined && {number: readNumber(number)}),
      ...(restart !== undefined && {restart}),
      ...(title !== undefined && {title})
    },
    fields: (fields ?? defaultTemplate.fields).map((field) => ({
      ...(field as FieldTemplate),
      label: field.label ?? '',
      colon,
      ...(field.kind === 'options' && {ticked: field.ticked ?? 'one'})
    }))
  }
}

function readNumber(text: string): CardNumber {
  const digits = /\d+/.exec(text)
  const at = digits?.index ?? 0
  const number = digits?.[0] ?? '1'
  return {
    before: text.slice(0, at),
    first: Number(number),
    width: number.startsWith('0') ? number.length : 1,
    after: text.slice(at + number.length)
  }
}
