/** Writes a card as HTML, for the readable pages and for the script: the question first, and the answer closed. */
import {toHtml} from 'hast-util-to-html'
import type {Element, ElementContent, Nodes, Root} from 'hast'
import type {BulletData, FieldData} from '../export/card-data.ts'
import {toSafeTree} from '../export/html.ts'
import {escapeHtml} from '../text/escape.ts'
import type {Question} from '../export/question.ts'
import {isHint} from '../export/question.ts'
import {isWordField} from '../template/model.ts'
import {fold} from '../text/fuzzy-match.ts'
import type {Targets} from './adapt-tree.ts'
import {adaptTree} from './adapt-tree.ts'
import type {Say} from '../template/page-words.ts'
import {showMath} from './math.ts'
import {parseWithMath} from './math-syntax.ts'

/** A card's parts. */
export interface CardHtml {
  readonly title: string
  /** Choices, dates and tags. */
  readonly meta: string
  /** Everything below them. */
  readonly body: string
}

/** What a card's HTML depends on, in addition to the card. */
export interface CardPlace {
  readonly targets: Targets
  /** Address of the card's source, if it can be read anywhere. */
  readonly source: string | undefined
  /** How many errors `qbank check` reports on the card. */
  readonly errors: number
  readonly say: Say
  /** Called for a formula that cannot be shown; without it, formulas are text. */
  readonly failMath: (() => void) | undefined
}

/** @returns safe HTML of a card */
export function renderCard(question: Question, place: CardPlace): CardHtml {
  const {asked, card, given, others, bank} = question
  const {say} = place
  const below = others.filter((field) => !isWordField(field))
  const answers = below.filter((field) => !isHint(field))
  const right = renderRight(question, place)
  const summary = findSummary(right === '' ? answers : [], say('answer'))
  const render = (field: FieldData): string =>
    renderField(field, question, {...place, summary})
  const answer = [right, ...answers.map(render)].join('')
  return {
    title: renderTitle(card.title, bank.definitions, place),
    meta: renderMeta(card.fields),
    body: [
      place.errors > 0
        ? `<p class="incomplete">${escapeHtml(say('incompleteCard', {n: place.errors}))}</p>`
        : '',
      `<div class="question" dir="auto">${asked.map((field) => renderValue(field, question, place)).join('')}</div>`,
      ...given.map(render),
      renderOptions(question, place),
      renderDetails(
        'hint',
        say('hint'),
        below
          .filter(isHint)
          .map((field) => renderValue(field, question, place))
          .join('')
      ),
      renderDetails('answer', summary, answer),
      place.source === undefined
        ? ''
        : `<p class="source"><a href="${escapeHtml(place.source)}">${escapeHtml(say('source'))}</a></p>`
    ].join('')
  }
}

/** @returns the text to click for the answer: its label, if it is one field */
function findSummary(
  [only, ...others]: readonly FieldData[],
  otherwise: string
): string {
  const label = others.length === 0 ? only?.label : undefined
  return label === undefined || label === '' ? otherwise : label
}

/** Elements that a title may contain: it is used in links and buttons, which must not contain others. */
const titleElements = new Set([
  ...['b', 'code', 'del', 'em', 'i', 'ins', 'kbd', 'q', 's', 'samp'],
  ...['strong', 'sub', 'sup', 'tt', 'var']
])

function toAlt({properties: {alt}}: Element): string {
  return typeof alt === 'string' ? alt : ''
}

/** @returns the sanitized tree of a text, with its formulas */
function readTree(
  markdown: string,
  definitions: string,
  {failMath}: CardPlace
): Root {
  if (!failMath || !/\$|math/.test(markdown)) {
    return toSafeTree(markdown, definitions)
  }

  const tree = toSafeTree(markdown, definitions, parseWithMath)
  showMath(tree, failMath)
  return tree
}

function renderTitle(
  title: string,
  definitions: string,
  place: CardPlace
): string {
  const flatten = (nodes: readonly Nodes[]): ElementContent[] =>
    nodes.flatMap((node) => {
      if (node.type === 'text') return node
      if (node.type !== 'element') return []
      if (node.tagName === 'img') {
        return {type: 'text', value: toAlt(node)}
      }

      if (node.tagName === 'math') return node
      const children = flatten(node.children)
      return titleElements.has(node.tagName)
        ? {...node, properties: {}, children}
        : children
    })
  const {children} = readTree(title, definitions, place)
  const html = toHtml({type: 'root', children: flatten(children)}).trim()
  // If a title consists only of HTML that is not shown, its source is shown.
  return html === '' ? escapeHtml(title) : html
}

function renderDetails(name: string, summary: string, html: string): string {
  return html === ''
    ? ''
    : `<details class="${name}"><summary>${escapeHtml(summary)}</summary>${html}</details>`
}

/** Values of the first choice are clear without its label. */
function renderMeta(fields: readonly FieldData[]): string {
  let hasChoice = false
  const items = fields.flatMap((field) => {
    const {kind, label, tags = [], text} = field
    if (kind === 'tags') {
      return tags.map((tag) => `<li class="tag">${escapeHtml(tag)}</li>`)
    }

    if (!isWordField(field)) return []
    const isFirst = kind === 'choice' && !hasChoice
    hasChoice ||= isFirst
    const name = isFirst ? '' : `${label}: `
    return [`<li class="${kind}">${escapeHtml(`${name}${text}`)}</li>`]
  })
  return items.length === 0
    ? ''
    : `<ul class="meta" dir="auto">${items.join('')}</ul>`
}

function renderField(
  field: FieldData,
  question: Question,
  place: CardPlace & {readonly summary: string}
): string {
  const value = renderValue(field, question, place)
  // The text to click for the answer already has this label.
  const isSaid = ['', fold(place.summary)].includes(fold(field.label))
  const isAnswer = question.roles.answer?.label === field.label
  const name = isAnswer ? 'field points' : 'field'
  const heading = isSaid ? '' : `<h3>${escapeHtml(field.label)}</h3>`
  return `<div class="${name}" dir="auto">${heading}${value}</div>`
}

function renderValue(
  {bullets, markdown}: Pick<FieldData, 'bullets' | 'markdown'>,
  {bank}: Question,
  place: CardPlace
): string {
  const tree = adaptTree(
    readTree(markdown, bank.definitions, place),
    place.targets,
    place.say
  )
  if (bullets) markMusts(tree, bullets)
  return toHtml(tree).trim()
}

/** The items of the outermost lists are the bullets, in their order. */
function markMusts(tree: Root, bullets: readonly BulletData[]): void {
  const isElement = (node: Nodes): node is Element => node.type === 'element'
  const items = tree.children
    .filter(isElement)
    .filter(({tagName}) => tagName === 'ul' || tagName === 'ol')
    .flatMap(({children}) => children.filter(isElement))
  for (const [index, item] of items.entries()) {
    if (bullets[index]?.must) item.properties['className'] = ['must']
  }
}

function renderOptions(question: Question, place: CardPlace): string {
  if (question.options.length === 0) return ''
  const items = question.options.map(
    ({markdown}) => `<li>${renderValue({markdown}, question, place)}</li>`
  )
  return `<ol class="options" type="A" dir="auto">${items.join('')}</ol>`
}

function renderRight(question: Question, place: CardPlace): string {
  const items = question.options.flatMap(({markdown, right}, index) =>
    right
      ? `<li value="${index + 1}">${renderValue({markdown}, question, place)}</li>`
      : []
  )
  return items.length === 0
    ? ''
    : `<div class="field right"><h3>${escapeHtml(place.say('right'))}</h3><ol class="options" type="A" dir="auto">${items.join('')}</ol></div>`
}
