import {stripByteOrderMark} from '../markdown/offsets.ts'
import {findFrontMatter} from '../template/is-bank.ts'

/**
 * @param source text of a file
 * @returns the YAML of its front matter without lines of `---`, or an empty text if it has none; the rest of the
 *   file; and the line on which the rest begins, from 1
 */
export function splitFrontMatter(source: string): {
  yaml: string
  body: string
  line: number
} {
  const text = stripByteOrderMark(source)
  const {yaml, end} = findFrontMatter(text) ?? {yaml: '', end: 0}
  const body = end === 0 ? text : text.slice(end).replace(/^\s*\n/, '')
  const before = text.slice(0, text.length - body.length)
  return {yaml, body, line: before.split('\n').length}
}
