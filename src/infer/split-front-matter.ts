import {findFrontMatterEnd} from '../markdown/block-scanner.ts'
import {stripByteOrderMark} from '../markdown/offsets.ts'

/**
 * @param source text of a file
 * @returns the YAML of its front matter without lines of `---`, empty where it has none; what follows it; and the line on which that
 *   begins, from 1
 */
export function splitFrontMatter(source: string): {
  yaml: string
  body: string
  line: number
} {
  const text = stripByteOrderMark(source)
  const end = findFrontMatterEnd(text)
  if (end <= 0) return {yaml: '', body: text, line: 1}
  const lines = text.slice(0, end).trimEnd().split('\n')
  const body = text.slice(end).replace(/^\s*\n/, '')
  const before = text.slice(0, text.length - body.length)
  return {
    yaml: `${lines.slice(1, -1).join('\n')}\n`,
    body,
    line: before.split('\n').length
  }
}
