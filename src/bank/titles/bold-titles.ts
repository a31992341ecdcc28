/** Finds cards that begin with a paragraph in bold, or with one whose number or prefix is bold. */
import type {Paragraph, Root} from 'mdast'
import {toString} from 'mdast-util-to-string'
import type {Range} from '../../markdown/offsets.ts'
import {endsInBackslash} from '../../markdown/offsets.ts'
import type {TitleReader} from '../../template/card-title.ts'
import {stripBold} from '../../template/card-title.ts'
import {fold} from '../../text/fuzzy-match.ts'
import type {FoundTitle} from './title.ts'
import {readRange} from './title.ts'

/**
 * @param tree a document; nodes without a position are passed over
 * @param labels of the fields, which are bold, too, but do not begin a card
 * @returns the paragraphs of the topmost level that begin in bold, in source order
 */
export function findBoldTitles(
  tree: Root,
  text: string,
  readTitle: TitleReader,
  labels: readonly string[]
): FoundTitle[] {
  const names = new Set(labels.map(fold))
  return tree.children.flatMap((node): FoundTitle[] => {
    if (node.type !== 'paragraph') return []
    const [first] = node.children
    const range = findTitleLines(node, text)
    if (first?.type !== 'strong' || !range) return []
    const name = toString(first).trim()
    if (names.has(fold(name.replace(/\s*[:：]$/, '')))) return []
    const title = readRange(text, range, readTitle)
    // Without a number or prefix, it must be bold as a whole; with a colon at its end, it is a label.
    const source = text.slice(range.start, range.end)
    const isWhole = stripBold(source) !== source && !/[:：]$/.test(name)
    if (title.lead === '' && !isWhole) return []
    return [{form: 'bold', ...range, ...title}]
  })
}

/**
 * @returns its first line, if that is all bold; else the paragraph up to a hard break, or up to a line that also
 *   begins in bold
 */
function findTitleLines(
  {position}: Paragraph,
  text: string
): Range | undefined {
  const start = position?.start.offset
  const paragraphEnd = position?.end.offset
  if (start === undefined || paragraphEnd === undefined) return undefined
  let end = start
  for (const line of text.slice(start, paragraphEnd).split('\n')) {
    if (end > start && /^[ \t]*(?:\*\*|__)/.test(line)) break
    end += line.length + (end > start ? 1 : 0)
    const bare = line.replace(/\r$/, '')
    const isWhole = stripBold(bare) !== bare.trim()
    if (isWhole || bare.endsWith('  ') || endsInBackslash(bare)) break
  }

  const source = text.slice(start, end)
  const bare = source.trimEnd().replace(/(?<!\\)\\$/, '')
  return {start, end: start + bare.trimEnd().length}
}
