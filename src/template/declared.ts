/** A template as front matter declares it, and how it is read. */
import type {
  CardForm,
  CardNumber,
  FieldTemplate,
  Limits,
  Template,
  Templates
} from './model.ts'
import type {Colon, Ticked} from './model.ts'
import {defaultTemplate} from './model.ts'
import {findNumeral, latin, widthOf} from './numerals.ts'

/** A field in front matter: it fits the schema, but its keys may not go together. */
export interface DeclaredField extends Limits {
  readonly label?: string
  readonly kind: FieldTemplate['kind']
  readonly choices?: readonly string[]
  readonly words?: Limits
  readonly ticked?: Ticked
  readonly optional?: boolean
  readonly repeat?: boolean
  readonly details?: boolean | 'bold'
  readonly heading?: number
}

/** The key `card` in front matter. */
export interface DeclaredCard {
  readonly as?: CardForm
  readonly depth?: number
  readonly prefix?: string
  readonly number?: string
  readonly restart?: boolean
  readonly title?: boolean
}

/** The template in front matter. */
export interface DeclaredTemplate {
  readonly card?: DeclaredCard
  readonly colon?: Colon
  readonly fields?: readonly DeclaredField[]
}

/** A template, or several for cards of several kinds. */
export type DeclaredTemplates = DeclaredTemplate | readonly DeclaredTemplate[]

/** A declared template, and its place in front matter. */
export interface PlacedTemplate {
  readonly template: DeclaredTemplate
  /** Below `bank`: `['template']`, or `['template', '1']` in a list. */
  readonly path: readonly string[]
}

/** @returns the templates that are declared, in source order */
export function listDeclared(
  declared: DeclaredTemplates | undefined
): readonly PlacedTemplate[] {
  const path = ['template']
  if (isList(declared)) {
    return declared.map((template, index) => ({
      template,
      path: [...path, String(index)]
    }))
  }

  return declared ? [{template: declared, path}] : []
}

function isList(
  declared: DeclaredTemplates | undefined
): declared is readonly DeclaredTemplate[] {
  return Array.isArray(declared)
}

/** @returns the templates; parts that are not declared are the default's */
export function toTemplates(
  declared: DeclaredTemplates | undefined
): Templates {
  const [first, ...others] = listDeclared(declared)
  return [
    toTemplate(first?.template),
    ...others.map(({template}) => toTemplate(template))
  ]
}

/** Deeper than any heading. */
const belowAllHeadings = 7

/**
 * @returns the depth of a declared card's heading; if cards have another form, the depth from which on headings are
 *   content of cards
 */
export function toDepth({as, depth}: DeclaredCard = {}): number {
  return (
    depth ?? (as === undefined ? defaultTemplate.card.depth : belowAllHeadings)
  )
}

function toTemplate(declared: DeclaredTemplate = {}): Template {
  const {card = {}, colon = 'inside', fields} = declared
  const {as, number, prefix, restart, title} = card
  const isDefault = number === undefined && as === undefined
  return {
    card: {
      ...(as !== undefined && {as}),
      depth: toDepth(card),
      // The number replaces the prefix.
      prefix: prefix ?? (isDefault ? defaultTemplate.card.prefix : ''),
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
  const found = findNumeral(text)
  const {
    index = 0,
    numerals = latin,
    text: number = '',
    value = 1
  } = found ?? {}
  return {
    before: text.slice(0, index),
    first: value,
    width: found ? widthOf(found) : 1,
    numerals,
    after: text.slice(index + number.length)
  }
}
