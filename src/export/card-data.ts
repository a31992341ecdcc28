/**
 * A card as other programs get it. Every export, filter and count uses these data, and none of them reads the bank
 * itself. `schema.ts` describes the published part.
 */
import type {List, ListItem} from 'mdast'
import {visit} from 'unist-util-visit'
import {readLead} from '../template/label-syntax.ts'
import type {Bank, Card, Field} from '../bank/model.ts'
import type {FieldTemplate, Template, Templates} from '../template/model.ts'
import {fold} from '../text/fuzzy-match.ts'
import type {ParsedValue} from './plain-text.ts'
import {parseValue, toPlainText} from './plain-text.ts'

/** A bullet, without its marker and the lead of a must-have. */
export interface BulletData {
  readonly markdown: string
  readonly text: string
  /** Whether an answer must have it: the bullet begins with the bold lead for must-haves. */
  readonly must: boolean
}

/** An option to choose from, without its check box. */
export interface OptionData {
  readonly markdown: string
  readonly text: string
  readonly right: boolean
}

/** A field of a card. */
export interface FieldData {
  /** Label of the template; empty if the field has none. */
  readonly label: string
  readonly kind: FieldTemplate['kind']
  /** The value as it is in the bank, with `\n` at the end of lines. */
  readonly markdown: string
  /** The value without markup. */
  readonly text: string
  /** Whether a value of kind `content` begins below its label, not after it. */
  readonly below?: true
  /** Of kind `tags`. */
  readonly tags?: readonly string[]
  /** Of kind `bullets`. */
  readonly bullets?: readonly BulletData[]
  /** Of kind `options`. */
  readonly options?: readonly OptionData[]
}

/** A card. */
export interface CardData {
  readonly id?: string
  /** Index of its template among those of the bank, from 0, if there are several. */
  readonly template?: number
  /** Title of the section, without markup. */
  readonly section?: string
  /** The number before the title, if the template numbers cards. */
  readonly number?: number
  /** The title as it is in the bank. */
  readonly title: string
  /** The title without markup. */
  readonly titleText: string
  /** Line of the heading, from 1. */
  readonly line: number
  /** In the order of the bank. */
  readonly fields: readonly FieldData[]
}

/** A bank's cards, and what is needed to use them. */
export interface BankData {
  /** As people type it: relative to the folder of the run, with `/`. */
  readonly path: string
  /** Text of the bank's title; its path if it has none. */
  readonly title: string
  readonly templates: Templates
  /** Markdown of the definitions (of links and footnotes) that values may use, for writing them before a value. */
  readonly definitions: string
  readonly cards: readonly CardData[]
}

/** @returns the template of a card */
export function templateOf(
  {template = 0}: Pick<CardData, 'template'>,
  {templates}: Pick<BankData, 'templates'>
): Template {
  return templates[template] ?? templates[0]
}

/** The default lead of must-haves. */
const defaultMust = 'Must'

/**
 * @param path of the bank, for people
 * @param must the bold lead with which must-haves begin, without colon
 * @returns the bank's cards, in its order
 */
export function readCards(
  {outdented: bank}: Bank,
  path: string,
  must = defaultMust
): BankData {
  const definitions = joinDefinitions(bank)
  const read = {bank, definitions, must: fold(must)}
  return {
    path,
    title: findTitle(bank) ?? path,
    templates: bank.templates,
    definitions,
    cards: bank.cards.map((card) => readCard(card, read))
  }
}

interface Reading {
  readonly bank: Bank
  readonly definitions: string
  readonly must: string
}

function readCard(card: Card, reading: Reading): CardData {
  const {bank, definitions} = reading
  const {heading, id, section, fields, template} = card
  const {number, title} = heading
  return {
    ...(id && {id: id.value}),
    ...(bank.templates.length > 1 && {
      template: bank.templates.indexOf(template)
    }),
    ...(section && {section: section.title}),
    ...(number !== undefined && {number}),
    title,
    titleText: toPlainText(parseValue(title, definitions).tree.children),
    line: bank.place(heading.start, heading.end).start.line,
    fields: fields
      .filter(({value}) => value.start < value.end)
      .map((field) => readField(field, reading))
  }
}

function readField(
  {template, label, value}: Field,
  {bank, definitions, must}: Reading
): FieldData {
  const markdown = unifyLines(bank.text.slice(value.start, value.end))
  const parsed = parseValue(markdown, definitions)
  const text = toPlainText(parsed.tree.children)
  const {kind} = template
  const isBelow =
    kind === 'content' &&
    !template.details &&
    template.heading === undefined &&
    bank.text.slice(label.end, value.start).includes('\n')
  return {
    label: template.label,
    kind,
    markdown,
    text,
    ...(isBelow && {below: true}),
    ...(kind === 'tags' && {tags: splitTags(text)}),
    ...(kind === 'bullets' && {
      bullets: findItems(parsed).map((item) => toBullet(item, parsed, must))
    }),
    ...(kind === 'options' && {
      options: findItems(parsed).map((item) => ({
        ...toTexts(item, parsed),
        right: item.checked === true
      }))
    })
  }
}

/** @returns the tags of a value of kind `tags` */
function splitTags(text: string): string[] {
  return text
    .split(',')
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '')
}

/** @returns the text with `\n` at the end of each line */
function unifyLines(text: string): string {
  return text.replace(/\r\n?/g, '\n')
}

function findItems({tree}: ParsedValue): ListItem[] {
  return tree.children
    .filter((node): node is List => node.type === 'list')
    .flatMap(({children}) => children)
}

function toTexts(
  {children, position}: ListItem,
  {text}: ParsedValue
): {markdown: string; text: string} {
  const start = children[0]?.position?.start.offset
  const end = children.at(-1)?.position?.end.offset
  const from = position?.start.offset ?? 0
  // If the text begins with code or a link, the paragraph's position includes the box.
  const box = /^[-*+]\s+\[[ xX]\][ \t]/.exec(text.slice(from, from + 20))?.[0]
  return {
    markdown:
      start === undefined
        ? ''
        : text.slice(Math.max(start, from + (box?.length ?? 0)), end),
    text: toPlainText(children)
  }
}

/** The text of a must-have does not include its lead. */
function toBullet(
  item: ListItem,
  parsed: ParsedValue,
  must: string
): BulletData {
  const {markdown, text} = toTexts(item, parsed)
  const lead = readLead(markdown, 0, markdown.length)
  if (!lead || fold(lead.name) !== must) return {markdown, text, must: false}
  return {
    markdown: markdown.slice(lead.end).trimStart(),
    text: text.replace(/^[^:\uFF1A]*[:\uFF1A]\s*/, ''),
    must: true
  }
}

function findTitle({tree}: Bank): string | undefined {
  const heading = tree.children.find((node) => node.type === 'heading')
  return heading?.depth === 1 ? toPlainText([heading]) : undefined
}

/** A definition, or what may be one; finding it for certain would need the whole tree. */
const definition = /^[ \t>*+-]{0,9}\[[^\]\n]{1,999}\]:/m

function joinDefinitions({text, tree}: Bank): string {
  if (!definition.test(text)) return ''
  const found: string[] = []
  visit(tree, (node) => {
    if (node.type !== 'definition' && node.type !== 'footnoteDefinition') return
    const {start, end} = node.position ?? {}
    found.push(unifyLines(text.slice(start?.offset, end?.offset)))
  })
  return found.map((each) => `${each}\n\n`).join('')
}
