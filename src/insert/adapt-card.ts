/**
 * Adapts a foreign card to a bank: its heading gets the depth of the bank's cards, and loses its own number or prefix.
 */
import type {Heading, RootContent} from 'mdast'
import {readBodies} from '../bank/items/find-items.ts'
import {findTitles} from '../bank/titles/find-titles.ts'
import {parse} from '../markdown/parse.ts'
import {applyEdits} from '../message/edits.ts'
import type {Edit} from '../message/edits.ts'
import {createTitleReader} from '../template/card-title.ts'
import type {Template, Templates} from '../template/model.ts'
import {formatCardText} from '../template/format-card.ts'
import {defaultTemplate, formatLabel, pickTemplate} from '../template/model.ts'
import {latin} from '../template/numerals.ts'
import {insertTexts} from './texts.ts'

/** A card without the text before its title. */
export interface Adapted {
  /** In one line. */
  readonly title: string
  /** The text below the heading, without white space around it. */
  readonly body: string
  /** The bank's template that fits it. */
  readonly template: Template
}

/**
 * @param markdown of a card, its heading first; the heading may be of any depth and have the number or prefix of another template
 * @returns the card, or why it cannot be one: a sentence
 */
export function adaptCard(
  markdown: string,
  templates: Templates
): Adapted | string {
  const text = markdown
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .trim()
  if (text === '') return insertTexts.empty
  const template = chooseTemplate(text, templates)
  const own = readOtherForm(text, template)
  if (own) return own
  const [first, ...others] = parse(text).children
  if (first?.type !== 'heading') return insertTexts.noHeading
  if (!isClosed(text)) return insertTexts.open
  const edits = shiftHeadings(text, first, others.filter(isHeading), template)
  if (typeof edits === 'string') return edits
  const title = readTitle(readSource(first, text), template)
  const body = applyEdits(text, edits).slice(first.position?.end.offset).trim()
  if (template.card.title === false) {
    return {
      title: '',
      body: [title, body].filter(Boolean).join('\n\n'),
      template
    }
  }

  return title === '' ? insertTexts.noTitle : {title, body, template}
}

/** @returns a card in the form of its template, if that is not a heading, and the text is only this card */
function readOtherForm(text: string, template: Template): Adapted | undefined {
  if (!template.card.as) return undefined
  const tree = parse(text)
  const [found, ...others] = findTitles(tree, text, template, () => false)
  const end = found?.card?.end ?? text.length
  if (found?.start !== 0 || others.length > 0 || end < text.length) {
    return undefined
  }

  const {title} = found
  const [body = ''] = readBodies(tree, text, [found], [text.length])
  return {title, body: body.trim(), template}
}

/** @returns edits that give the headings below a card's the right depth; or why that is not possible, in a sentence */
function shiftHeadings(
  text: string,
  first: Heading,
  headings: readonly Heading[],
  {card}: Template
): Edit[] | string {
  // A card in another form than a heading has no heading itself.
  const cardDepth = card.as ? first.depth : card.depth
  const shift = cardDepth - first.depth
  const edits: Edit[] = []
  for (const heading of headings) {
    const line = heading.position?.start.line ?? 1
    const source = readSource(heading, text)
    if (heading.depth <= first.depth) {
      return insertTexts.otherHeading(source, line)
    }

    const depth = Math.min(6, heading.depth + shift)
    if (depth <= cardDepth) return insertTexts.tooDeep(line, cardDepth)
    if (shift === 0) continue
    const {start, end} = heading.position ?? {}
    edits.push({
      start: start?.offset ?? 0,
      end: end?.offset ?? 0,
      text: `${'#'.repeat(depth)} ${source}`.trimEnd()
    })
  }

  return edits
}

/** @returns the card's Markdown, with its new number */
export function formatAdapted(
  {title, body, template}: Adapted,
  number?: number
): string {
  return formatCardText(template, {title, number, body})
}

/** @returns the template with most labels in the text */
function chooseTemplate(text: string, templates: Templates): Template {
  const count = ({fields}: Template): number =>
    fields.filter((field) => {
      const label = formatLabel(field)
      return label !== '' && text.includes(label)
    }).length
  return pickTemplate(templates, count)
}

function isHeading(node: RootContent): node is Heading {
  return node.type === 'heading'
}

/** @returns the source of a heading's text in one line */
function readSource({children}: Heading, text: string): string {
  const start = children[0]?.position?.start.offset
  const end = children.at(-1)?.position?.end.offset
  return start === undefined
    ? ''
    : text.slice(start, end).replace(/\s*\n\s*/g, ' ')
}

/** Whether a heading below the text would be read as one. */
function isClosed(text: string): boolean {
  const last = parse(`${text}\n\n# x\n`).children.at(-1)
  return last?.type === 'heading' && last.depth === 1
}

/** Numbers in the form of other templates. */
const anyNumber: Template = {
  card: {
    depth: 3,
    prefix: '',
    number: {before: '', first: 1, width: 1, numerals: latin, after: '.'}
  },
  fields: defaultTemplate.fields
}

/** Reads titles of banks whose template is not known: `Q:`, `12.`, `Question 3)`. */
const otherReaders = [defaultTemplate, anyNumber].map(createTitleReader)

/** A number that is certainly one: `1984: …` is a title. */
const surelyNumber = /^[*_]{0,3}(?:\p{L}{1,20}[ \t]?)?#?\d{1,4}[.)][*_]{0,3}$/u

/** @returns the title without the text before it, as in this template or in others */
function readTitle(source: string, template: Template): string {
  const {title, lead} = createTitleReader(template)(source)
  if (lead !== '') return title
  for (const reader of otherReaders) {
    const other = reader(source)
    const isLead =
      other.number === undefined
        ? other.hasPrefix
        : surelyNumber.test(other.lead)
    if (isLead && other.title !== '') return other.title
  }

  return title
}
