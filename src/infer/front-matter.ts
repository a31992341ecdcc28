/** Writes templates as front matter. */
import type {YAMLMap} from 'yaml'
import {isMap, isScalar, parseDocument} from 'yaml'
import type {FieldTemplate} from '../template/model.ts'
import type {CardShape} from './card-shapes.ts'
import type {InferredFields} from './fields.ts'

/** A template, and how many cards have it. */
export interface InferredKind extends InferredFields {
  readonly card: CardShape['card']
  readonly cards: number
}

/** The content of front matter. */
export interface Inferred {
  readonly kinds: readonly InferredKind[]
  /** Heading of the list of contents, if it is not a known one. */
  readonly contents?: string
}

/**
 * @param yaml existing front matter, without its lines of `---`; its other keys are kept
 * @returns YAML, without lines of `---`, that ends with a line break
 */
export function writeFrontMatter(
  {contents, kinds}: Inferred,
  yaml = ''
): string {
  const document = parseDocument(yaml)
  const templates = kinds.map((kind) => {
    const node = document.createNode(toTemplate(kind)) as YAMLMap
    addStyle(node, kind)
    return node
  })
  const bank = document.createNode({
    ...(contents !== undefined && {contents})
  }) as YAMLMap
  bank.set('template', templates.length === 1 ? templates[0] : templates)
  document.set('bank', bank)
  return document.toString({lineWidth: 0})
}

function toTemplate({card, colon, fields}: InferredKind): object {
  const {as, depth, number, prefix, restart, title} = card
  const hasLabels = fields.some(({field}) => field.label !== '')
  return {
    ...(hasLabels && colon !== 'inside' && {colon}),
    card: {
      ...(as === undefined ? {depth} : {as}),
      ...(number === undefined ? {prefix} : {number, restart, title})
    },
    fields: fields.map(({field}) => toYaml(field))
  }
}

/** Writes cards and fields on one line each, and for a field that not all cards have, how many have it. */
function addStyle(template: YAMLMap, {cards, fields}: InferredKind): void {
  for (const [index, {count}] of fields.entries()) {
    const node = template.getIn(['fields', index], true)
    if (!isMap(node)) continue
    node.flow = true
    if (count < cards) node.comment = ` in ${count} of ${cards} cards`
  }

  const cardNode = template.get('card', true)
  if (isMap(cardNode)) cardNode.flow = true
}

/** Puts the keys in the order of the documentation. */
function toYaml({label, kind, ...rest}: FieldTemplate): object {
  return {...(label !== '' && {label}), kind, ...rest}
}

/**
 * @param frontMatter YAML with the key `bank`, without its lines of `---`
 * @returns the same as a comment for the top of a file; `undefined` if it has other keys, or cannot be in a comment
 */
export function toBankComment(frontMatter: string): string | undefined {
  const document = parseDocument(frontMatter)
  const {contents} = document
  if (!isMap(contents) || contents.items.length !== 1) return undefined
  const bank: unknown = document.get('bank', true)
  if (bank === undefined) return undefined
  const own = parseDocument('')
  const isEmpty = isScalar(bank) && bank.value === null
  if (!isEmpty) own.contents = bank as typeof own.contents
  const yaml = isEmpty ? '' : own.toString({lineWidth: 0})
  return yaml.includes('-->') ? undefined : `<!--bank\n${yaml}-->\n`
}
