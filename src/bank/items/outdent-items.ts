/**
 * Makes a document in which cards that are list items look like cards below a heading: the content of an item begins at
 * the start of its line, without a list around it. So all that reads cards below headings can read these, too.
 */
import type {List, ListItem, Root, RootContent} from 'mdast'
import type {Range} from '../../markdown/offsets.ts'
import {
  columnsBetween,
  lineStartOf,
  nextLineOf
} from '../../markdown/offsets.ts'
import {copyNode} from '../../markdown/move-nodes.ts'
import type {FoundTitle} from '../titles/find-titles.ts'
import type {TitledItem} from '../titles/title.ts'
import type {Indented} from './outdented-text.ts'
import {OutdentedText} from './outdented-text.ts'
import {findDefinitionTexts, PartParser} from './part-parser.ts'

/** A document without the lists that its cards are in. */
export interface OutdentedItems {
  readonly text: OutdentedText
  /** Of that text. */
  readonly tree: Root
  /** The topmost nodes of the tree that are not in a list item of the file. */
  readonly outer: ReadonlySet<RootContent>
}

/** A title in an item of a list. */
type ItemTitle = FoundTitle & {readonly item: TitledItem}

/**
 * @param tree a document
 * @param file the text that it was parsed from
 * @param titles of items, in source order; each once
 */
export function outdentItems(
  tree: Root,
  file: string,
  titles: readonly FoundTitle[]
): OutdentedItems {
  const own = titles.filter((title): title is ItemTitle => Boolean(title.item))
  const text = new OutdentedText(file, findIndented(file, own))
  const builder = new TreeBuilder(tree, text, own)
  const children = tree.children.flatMap((node) => builder.build(node))
  return {text, tree: {...tree, children}, outer: builder.outer}
}

/** @returns a title where it is in the outdented text */
export function moveTitle(title: FoundTitle, text: OutdentedText): FoundTitle {
  const move = ({
    end,
    start
  }: FoundTitle['titleRange']): typeof title.titleRange => ({
    start: text.fromFile(start),
    end: text.fromFile(end)
  })
  return {...title, ...move(title), titleRange: move(title.titleRange)}
}

/**
 * Lines of items: the content of an item within an item is indented by the inner one, and what follows it by the outer
 * one.
 */
function findIndented(file: string, titles: readonly ItemTitle[]): Indented[] {
  let open: ItemTitle[] = []
  return titles.flatMap((title, at): Indented[] => {
    const next = titles[at + 1]
    const stop = next ? lineStartOf(file, next.start) : file.length
    const {indent: columns, textEnd} = title.item
    open = [title, ...open.filter(({item}) => item.end > title.start)]
    const start = lineStartOf(file, title.start)
    const found = [{start, end: textEnd, columns, isFirst: true}]
    let from = nextLineOf(file, textEnd)
    for (const {item} of open) {
      const end = Math.min(item.end, stop)
      if (end <= from) continue
      const columns = findColumns(file, {start: from, end}, item.indent)
      found.push({start: from, end, columns, isFirst: false})
      from = nextLineOf(file, end)
    }

    return found
  })
}

/** A line with so many more columns is code (CommonMark 4.4). */
const codeIndent = 4

/**
 * @param lines in an item
 * @param indent the columns that they need to be in the item
 * @returns the columns by which all of them are indented, if that is more and means the same to Markdown; otherwise
 *   `indent`
 */
function findColumns(file: string, lines: Range, indent: number): number {
  const widths: number[] = []
  for (let at = lines.start; at < lines.end; at = nextLineOf(file, at)) {
    const [space = ''] = /^[ \t]*/.exec(file.slice(at, at + 200)) ?? []
    const isBlank = /^\s*$/.test(file.slice(at, nextLineOf(file, at)))
    if (!isBlank) widths.push(columnsBetween(space, 0, space.length))
  }

  const narrowest = widths.reduce((a, b) => Math.min(a, b), Infinity)
  const least = Math.max(indent, narrowest)
  const isSame = widths.every(
    (width) => width >= least + codeIndent === width >= indent + codeIndent
  )
  return least < indent + codeIndent && isSame ? least : indent
}

/** Makes the nodes of a document, in source order. */
class TreeBuilder {
  readonly outer = new Set<RootContent>()
  private readonly text: OutdentedText
  private readonly titles: ReadonlyMap<number, ItemTitle>
  private readonly parser: PartParser

  constructor(tree: Root, text: OutdentedText, titles: readonly ItemTitle[]) {
    this.text = text
    this.titles = new Map(titles.map((title) => [title.start, title]))
    this.parser = new PartParser(
      text.text,
      findDefinitionTexts(tree, text.file)
    )
  }

  build(node: RootContent): readonly RootContent[] {
    const pieces = node.type === 'list' ? this.findPieces(node) : []
    if (!pieces.some(({title}) => title)) {
      const copy = this.copy(node)
      this.outer.add(copy)
      return [copy]
    }

    const {file} = this.text
    const listEnd = node.position?.end.offset ?? file.length
    return pieces.flatMap((piece, at) => {
      const next = pieces[at + 1]
      const end = next ? lineStartOf(file, next.start) : listEnd
      return this.buildPiece(piece, end)
    })
  }

  /** The items of a list, and those within them that have a title. */
  private findPieces(list: List): Piece[] {
    return list.children.flatMap((item): Piece[] => {
      const start = item.position?.start.offset ?? 0
      const inner = item.children.flatMap((node) =>
        node.type === 'list' ? this.findPieces(node) : []
      )
      const title = this.titles.get(start)
      return [{start, item, list, title}, ...inner.filter(({title}) => title)]
    })
  }

  private buildPiece(
    {item, list, start, title}: Piece,
    end: number
  ): readonly RootContent[] {
    if (!title) return this.parsePart(lineStartOf(this.text.file, start), end)
    const [first] = item.children
    if (!first) return []
    // The lines of a paragraph after its first are below the title.
    const isWhole = first.type === 'heading' || title.item.textEnd === title.end
    const textStart = first.position?.start.offset ?? start
    const children = isWhole
      ? [this.copy(first)]
      : (this.parsePart(textStart, title.end) as ListItem['children'])
    const position = this.text.placeInFile(title)
    position.start.offset = this.text.fromFile(title.start)
    position.end.offset = this.text.fromFile(title.end)
    const titled: List = {
      ...list,
      children: [{...item, children, position}],
      position
    }
    return [titled, ...this.parsePart(title.end, end)]
  }

  /** @returns a copy of a node with at most one indented line */
  private copy<Node extends RootContent>(node: Node): Node {
    const start = node.position?.start.offset ?? 0
    return copyNode(node, {lines: 0, offset: this.text.fromFile(start) - start})
  }

  /** @returns the nodes of a part of the file without its indent */
  private parsePart(from: number, to: number): readonly RootContent[] {
    const {text} = this
    return this.parser.parse(text.fromFile(from), text.fromFile(to))
  }
}

/** An item of a list. */
interface Piece {
  readonly start: number
  readonly item: ListItem
  readonly list: List
  readonly title: ItemTitle | undefined
}
