/**
 * Finds the template of the cards in a text. Shapes of cards are tried from the most specific to the least specific,
 * and each is tested by reading the text with it. If nothing repeats, there is no result.
 */
import type {Root, RootContent} from 'mdast'
import {unified} from 'unified'
import {VFile} from 'vfile'
import {rulesById} from '../../rules/index.ts'
import type {Bank} from '../bank/model.ts'
import {recoverLists} from '../bank/items/recover-lists.ts'
import {preset} from '../engine/preset.ts'
import {lazyRemarkParse} from '../markdown/remark-plugin.ts'
import {severityOf} from '../message/source.ts'
import {stateOf} from '../rule/state.ts'
import {isAsking, isLinkList} from '../template/card-shapes.ts'
import type {OtherShape} from '../template/other-shapes.ts'
import {findOtherShape} from '../template/other-shapes.ts'
import {parse} from '../markdown/parse.ts'
import {bankName} from '../template/is-bank.ts'
import {saysQuestion} from './evidence.ts'
import type {AskingHeadings} from './find-asking.ts'
import {findOtherAsking} from './find-asking.ts'
import {splitFrontMatter} from './split-front-matter.ts'
import {findCardShapes} from './card-shapes.ts'
import type {CardShape} from './card-shapes.ts'
import {divideByKind, inferFields} from './fields.ts'
import type {CardGroup} from './other-cards.ts'
import {readOtherCards} from './other-cards.ts'
import {loadPrettier} from '../format/load-prettier.ts'
import type {InferredKind} from './front-matter.ts'
import {toBankComment, writeFrontMatter} from './front-matter.ts'
import type {Entry} from './outline.ts'
import {pushAll} from '../text/many.ts'
import {readOutline} from './outline.ts'

/** A template that cards of a text have. */
export interface InferredTemplate {
  /** YAML, without its lines of `---`: existing front matter, and `bank`. */
  readonly frontMatter: string
  /** How many cards there are. */
  readonly cards: number
  /** Lines, from 1, of the cards that do not fit: they have an error. */
  readonly misfits: readonly number[]
  /** Headings of another depth that ask, and are no cards. */
  readonly others?: AskingHeadings
}

/** The share of cards that must fit; otherwise, a less specific template is used. */
const enoughFit = 0.9

/** Fewer headings than this, without similar content, are not cards. */
const fewestWithoutLabels = 4

/** The share of a text's headings that must be read as cards. */
const enoughRead = 0.98

/**
 * @param text of a file, with or without front matter
 * @returns the most specific template that reads nearly all cards; `undefined` if nothing repeats
 */
export async function inferTemplate(
  text: string
): Promise<InferredTemplate | undefined> {
  const {yaml, body, line} = splitFrontMatter(text)
  const all = readOutline(body)
  const contents = findContents(all)
  const entries = all.filter(
    (entry, at) =>
      entry !== contents &&
      (entry.depth === 1 ||
        !isLinkList(textBelow(body, entry, all[at + 1]?.offset)))
  )
  const tree = recoverLists(parse(body), body)
  const found = findOtherShape(tree.children)
  // Sections are not so much more numerous than their cards.
  const other =
    found && found.count * enoughMore >= all.length ? found : undefined
  const isContentsName = (name: string): boolean =>
    known.test(name) || name === contents?.text
  const others = other && readOtherCards(tree, body, other, all, isContentsName)
  const groups = [
    ...findCardShapes(entries)
      .filter((shapes) => !other || !isMore(other, shapes))
      .map((shapes) => shapes.map((shape) => toGroup(entries, shape))),
    ...(others ? [[others]] : [])
  ]
  for (const group of groups) {
    const tried = await tryGroups(group, (kinds) => ({
      head: writeFrontMatter({kinds, ...toContents(contents)}, yaml),
      body
    }))
    if (!tried) continue
    const {format: print} = await loadPrettier()
    const frontMatter = await print(tried.frontMatter, {parser: 'yaml'})
    const misfits = tried.misfits.map((each) => each + line - 1)
    const own = new Set(group.flatMap(({offsets}) => offsets))
    const rest = findOtherAsking(entries.filter(({offset}) => !own.has(offset)))
    const others = rest && {others: {...rest, line: rest.line + line - 1}}
    return {...tried, frontMatter, misfits, ...others}
  }

  return undefined
}

/** Options for writing a template into a file. */
export interface Joining {
  /** Whether no README shows the bank, for example because the file is the README itself. */
  readonly hasNoReadme?: boolean
  /** Whether to write a comment, if possible: GitHub shows the front matter of a README to readers. */
  readonly isComment?: boolean
}

/**
 * @param text of the file that the template was inferred from
 * @returns the file with the front matter
 */
export function joinFrontMatter(
  text: string,
  {frontMatter}: InferredTemplate,
  {hasNoReadme = false, isComment = false}: Joining = {}
): string {
  const {body} = splitFrontMatter(text)
  const own = hasNoReadme
    ? frontMatter.replace(/^bank:$/m, 'bank:\n  readme: false')
    : frontMatter
  const comment = isComment ? toBankComment(own) : undefined
  return `${comment ?? `---\n${own}---\n`}\n${body}`
}

function textBelow(
  body: string,
  {heading}: Entry,
  end: number | undefined
): string {
  return body.slice(heading.position?.end.offset, end)
}

/** If there are so many times as many other cards as headings, they are the cards, and the headings are sections. */
const enoughMore = 2

/** If this share of the headings ask, questions below them belong to their answers. */
const enoughAsking = 0.9

/** Whether the cards are more likely not headings; answers also contain lists. */
function isMore(
  {areHeadings, card, count, kind}: OtherShape,
  shapes: readonly CardShape[]
): boolean {
  // `### Q1: …` is a card, however many numbers in bold its answer has.
  const sayQuestion = shapes.some((shape) => saysQuestion(shape.card))
  if (sayQuestion && !saysQuestion(card)) return false
  const headings = shapes.flatMap((shape) => shape.headings)
  const asking = headings.filter(isAsking).length
  return (
    (kind !== 'item' || areHeadings) &&
    count >= enoughMore * headings.length &&
    asking < enoughAsking * headings.length
  )
}

/** @returns the template that reads the groups as cards: with kinds of values, if nearly all cards fit */
async function tryGroups(
  groups: readonly CardGroup[],
  write: (kinds: readonly InferredKind[]) => {head: string; body: string}
): Promise<InferredTemplate | undefined> {
  const meant = groups.flatMap(({offsets}) => offsets)
  const cards = groups.flatMap(({card, contents}) =>
    divideByKind(contents).map((contents) => ({card, contents}))
  )
  let best: InferredTemplate | undefined
  for (const isTyped of [true, false]) {
    const kinds = cards.map(({card, contents}): InferredKind => {
      return {card, cards: contents.length, ...inferFields(contents, isTyped)}
    })
    const hasLabels = kinds.some(({fields}) =>
      fields.some(({field}) => field.label !== '')
    )
    if (meant.length < fewestWithoutLabels && !hasLabels) return undefined
    const {head, body} = write(kinds)
    const tried = await tryTemplate(head, body, meant)
    if (!tried) continue
    if (tried.misfits.length <= (1 - enoughFit) * tried.cards) return tried
    if (!best || tried.misfits.length < best.misfits.length) best = tried
  }

  return best
}

function toGroup(entries: readonly Entry[], shape: CardShape): CardGroup {
  return {
    card: shape.card,
    offsets: shape.headings.map(({offset}) => offset),
    contents: readCards(entries, shape)
  }
}

/** @returns the nodes of each card: up to the next card, or a heading of its depth or above */
function readCards(
  entries: readonly Entry[],
  {card, headings}: CardShape
): RootContent[][] {
  const starts = new Set(headings.map(({offset}) => offset))
  const cards: RootContent[][] = []
  let open: RootContent[] | undefined
  for (const entry of entries) {
    if (starts.has(entry.offset)) {
      open = []
      cards.push(open)
    } else if (entry.depth <= card.depth) {
      open = undefined
    } else {
      open?.push(entry.heading)
    }

    if (open) pushAll(open, entry.nodes)
  }

  return cards
}

/** @returns `undefined` if the template does not read exactly the intended cards */
async function tryTemplate(
  frontMatter: string,
  body: string,
  offsets: readonly number[]
): Promise<InferredTemplate | undefined> {
  const head = `---\n${frontMatter}---\n\n`
  const text = head + body
  const file = await check(text)
  const {bank} = stateOf(file)
  if (!bank) return undefined
  const meant = new Set(offsets.map((offset) => offset + head.length))
  const read = bank.cards.map(({heading}) => heading.start)
  const right = read.filter((start) => meant.has(start)).length
  const wrong = read.length - right
  if (
    right < enoughRead * meant.size ||
    wrong > (1 - enoughRead) * meant.size
  ) {
    return undefined
  }

  const shift = head.split('\n').length - 1
  const misfits = findMisfits(bank, file).map((line) => line - shift)
  return {frontMatter, cards: read.length, misfits}
}

/** Runs every rule except those about the file's title, and about its form, which is always fixable and slow. */
async function check(text: string): Promise<VFile> {
  const file = new VFile({
    path: bankName,
    value: text,
    data: {qbank: {checkOnly: true, prettierOptions: {}}}
  })
  const processor = unified()
    .use(lazyRemarkParse)
    .use(preset)
    .use(rulesById['bank-title'], false)
    .use(rulesById.format, false)
  await processor.run(processor.parse(file) as Root, file)
  return file
}

/** @returns lines of the cards with an error that has no fix */
function findMisfits(bank: Bank, {messages}: VFile): number[] {
  const offsets = messages
    .filter(
      (message) =>
        severityOf(message) === 'error' && message.expected?.length !== 1
    )
    .map(({place}) => (place && 'start' in place ? place.start.offset : 0) ?? 0)
  return bank.cards
    .filter(({start, end}) =>
      offsets.some((offset) => offset >= start && offset < end)
    )
    .map(({start}) => bank.place(start, start).start.line)
}

/** Headings of lists of contents, in addition to those that are known anyway. */
// cspell:disable
const contentsNames =
  /^(?:table of contents|contents|toc|index|inhalt|inhaltsverzeichnis|índice|indice|sommaire|table des matières|содержание|оглавление|目录|目次|목차)$/iu
// cspell:enable

const known = /^(?:table of )?contents$/i

/** @returns the heading of the list of contents */
function findContents(entries: readonly Entry[]): Entry | undefined {
  return entries.find(
    (entry) =>
      contentsNames.test(entry.text.replace(/^\P{L}+|\P{L}+$/gu, '')) &&
      entry.nodes.some(({type}) => type === 'list')
  )
}

function toContents(entry: Entry | undefined): {contents?: string} {
  return !entry || known.test(entry.text) ? {} : {contents: entry.text}
}
