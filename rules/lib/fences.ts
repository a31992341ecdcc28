/**
 * Fenced code, and how it ends. A fence that is not closed makes code of everything after it. A line that was meant to
 * close it may fail: indented too far, too short, with other characters, or glued to text.
 */
import type {Code} from 'mdast'
import {visit} from 'unist-util-visit'
import type {Bank} from '../../src/bank/model.ts'
import type {Range} from '../../src/markdown/offsets.ts'

/** A line of code. */
export interface CodeLine extends Range {
  /** Number of the line in the file, from 1. */
  readonly line: number
  /** Its text, without the indent or markers of a list or quote. */
  readonly text: string
}

/** Fenced code in a bank. */
export interface FencedCode {
  /** The line that opens it, from its first character on. */
  readonly opening: Range
  /** The characters that open it. */
  readonly fence: string
  /** The text after them: the language, or text that is there by mistake. */
  readonly info: string
  /** The language alone. */
  readonly lang: string
  readonly isClosed: boolean
  readonly lines: readonly CodeLine[]
}

/** @returns the fenced code of the bank, in source order; code without a position is passed over */
export function findFencedCode({text, tree}: Bank): FencedCode[] {
  const found: FencedCode[] = []
  visit(tree, 'code', (code) => {
    const fenced = readFencedCode(code, text)
    if (fenced) found.push(fenced)
  })
  return found
}

function readFencedCode(
  {lang, meta, position, value}: Code,
  text: string
): FencedCode | undefined {
  const start = position?.start.offset
  const end = position?.end.offset
  if (start === undefined || end === undefined) return undefined
  const fence = /^(?:`{3,}|~{3,})/.exec(text.slice(start, start + 200))?.[0]
  if (fence === undefined) return undefined
  const [first = '', ...rest] = text.slice(start, end).split('\n')
  const last = /^[\t >]*(`{3,}|~{3,})[\t ]*\r?$/.exec(rest.at(-1) ?? '')?.[1]
  const isClosed = last?.startsWith(fence) ?? false
  const texts = value.split('\n')
  const lines: CodeLine[] = []
  let at = start + first.length + 1
  for (const [index, line] of (isClosed ? rest.slice(0, -1) : rest).entries()) {
    const text = (texts[index] ?? '').replace(/\r$/, '')
    const from = at + Math.max(0, line.indexOf(text.trim()))
    lines.push({
      start: from,
      end: from + text.trim().length,
      line: (position?.start.line ?? 1) + 1 + index,
      text
    })
    at += line.length + 1
  }

  return {
    opening: {start, end: start + first.trimEnd().length},
    fence,
    info: [lang, meta].filter(Boolean).join(' '),
    lang: lang ?? '',
    isClosed,
    lines
  }
}

/** @returns why a line of code that looks like the end of a fence does not close it; `undefined` for other lines */
export function describeFailure(
  line: string,
  fence: string
): string | undefined {
  const trimmed = line.trimEnd()
  const sign = trimmed.at(-1)
  if (sign !== '`' && sign !== '~') return undefined
  let at = trimmed.length
  while (at > 0 && trimmed[at - 1] === sign) at--
  const run = trimmed.slice(at)
  const before = trimmed.slice(0, at)
  if (run.length < 3) return undefined
  const isSame = run.startsWith(fence)
  if (before.trim() !== '') return isSame ? 'glued to text' : undefined
  if (isSame) return /\t| {4}/.test(before) ? 'indented too far' : undefined
  return sign === fence[0] ? `shorter than ${fence}` : 'of other signs'
}
