/** A template as front matter. */
import {isMap, parseDocument} from 'yaml'
import type {FieldTemplate} from '../template/model.ts'
import type {CardShape} from './card-shapes.ts'
import type {InferredFields} from './fields.ts'

/** What front matter is written from. */
export interface Inferred extends InferredFields {
  readonly shape: CardShape
  /** Heading of the list of contents, where it is not one that is known anyway. */
  readonly contents?: string
}

/**
 * @param yaml what front matter says already, without its lines of `---`; its other keys are kept
 * @returns YAML, without lines of `---`, that ends with a line break
 */
export function writeFrontMatter(inferred: Inferred, yaml = ''): string {
  const {colon, contents, fields, shape} = inferred
  const {depth, number, prefix, restart} = shape.card
  const card = number === undefined ? {depth, prefix} : {depth, number, restart}
  const hasLabels = fields.some(({field}) => field.label !== '')
  const template = {
    ...(hasLabels && colon === 'outside' && {colon}),
    card,
    fields: fields.map(({field}) => toYaml(field))
  }
  const document = parseDocument(yaml)
  document.set(
    'bank',
    document.createNode({...(contents !== undefined && {contents}), template})
  )
  for (const [index, {count}] of fields.entries()) {
    const node = document.getIn(['bank', 'template', 'fields', index], true)
    if (isMap(node)) node.flow = true
    if (isMap(node) && count < shape.headings.length) {
      node.comment = ` in ${count} of ${shape.headings.length} cards`
    }
  }

  const cardNode = document.getIn(['bank', 'template', 'card'], true)
  if (isMap(cardNode)) cardNode.flow = true
  return document.toString({lineWidth: 0})
}

/** The order in which the documentation has the keys. */
function toYaml({label, kind, ...rest}: FieldTemplate): object {
  return {...(label !== '' && {label}), kind, ...rest}
}
