/** Parses parts of a text, each for itself. */
import type {Root, RootContent} from 'mdast'
import {visit} from 'unist-util-visit'
import {countLineEndings} from '../../markdown/chunks.ts'
import {moveNode} from '../../markdown/move-nodes.ts'
import {parse} from '../../markdown/parse.ts'
import {mayDefine} from '../../markdown/scanner/labels.ts'
import {fold} from '../../text/fuzzy-match.ts'

/** Reads one text; what links and footnotes need is found wherever in the document it is. */
export class PartParser {
  private readonly text: string
  private readonly definitions: ReadonlyMap<string, string>
  /** How many lines are before an offset. */
  private reached = {lines: 0, offset: 0}

  /**
   * @param text of which parts are read
   * @param definitions of the document, from `findDefinitionTexts`
   */
  constructor(text: string, definitions: ReadonlyMap<string, string>) {
    this.text = text
    this.definitions = definitions
  }

  /**
   * @param start of a part, which begins at or after the end of the one before, and below front matter
   * @returns its topmost nodes, with their places in the text
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

  /** @returns the definitions that a part needs, each a block of its own */
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
 * @returns the source of definitions of links and footnotes, by what is in brackets where they are used
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
