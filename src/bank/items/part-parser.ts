/** Parses parts of a text separately. */
import type {Root, RootContent} from 'mdast'
import {visit} from 'unist-util-visit'
import {countLineEndings} from '../../markdown/chunks.ts'
import {moveNode} from '../../markdown/move-nodes.ts'
import {parse} from '../../markdown/parse.ts'
import {mayDefine} from '../../markdown/scanner/labels.ts'
import {fold} from '../../text/fuzzy-match.ts'

/** Parses parts of one text; links and footnotes find their definitions anywhere in the document. */
export class PartParser {
  private readonly text: string
  private readonly definitions: ReadonlyMap<string, string>
  /** The number of lines before an offset. */
  private reached = {lines: 0, offset: 0}

  /**
   * @param text whose parts are read
   * @param definitions of the document, from `findDefinitionTexts`
   */
  constructor(text: string, definitions: ReadonlyMap<string, string>) {
    this.text = text
    this.definitions = definitions
  }

  /**
   * @param start of a part: not before the end of the previous part, and below front matter
   * @returns its topmost nodes, with their positions in the text
   */
  parse(start: number, end: number): readonly RootContent[] {
    const source = this.text.slice(start, end)
    const head = this.findUsed(source)
    const {lines, offset} = this.reached
    this.reached = {
      lines: lines + countLineEndings(this.text, offset, start),
      offset: start
    }
    const shift = {
      lines: this.reached.lines - countLineEndings(head, 0, head.length),
      offset: start - head.length
    }
    const nodes = parse(head + source).children.filter(
      ({position}) => (position?.start.offset ?? 0) >= head.length
    )
    for (const node of nodes) moveNode(node, shift)
    return nodes
  }

  /** @returns the definitions that a part needs, each as a block */
  private findUsed(source: string): string {
    if (this.definitions.size === 0) return ''
    const names = [...source.matchAll(/\[([^[\]\n]{1,999})\]/g)]
    const used = new Set(
      names.flatMap(([, name = '']) => this.definitions.get(fold(name)) ?? [])
    )
    return [...used, ''].join('\n\n')
  }
}

/**
 * @param tree a document
 * @param file the text that it was parsed from
 * @returns the source of definitions of links and footnotes, by the text in brackets that refers to them
 */
export function findDefinitionTexts(
  tree: Root,
  file: string
): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  if (!mayDefine(file)) return found
  visit(tree, (node) => {
    if (node.type !== 'definition' && node.type !== 'footnoteDefinition') return
    const {start, end} = node.position ?? {}
    const name = node.label ?? node.identifier
    const key = fold(node.type === 'definition' ? name : `^${name}`)
    if (!found.has(key)) found.set(key, file.slice(start?.offset, end?.offset))
  })
  return found
}
