/**
 * Recognizes front matter that Prettier prints as it is: maps and lists in block style, indented by two spaces, of words, of maps,
 * and of flow maps and lists that fit in their line, with comments on lines of their own. About front matter in any other form,
 * Prettier is asked.
 */

/** The options of Prettier that make a difference in front matter. */
export interface MatterStyle {
  /** What it puts around words that need quotes. */
  readonly quote: '"' | "'"
  /** How many columns a line with a flow map or list may have; default: 80. */
  readonly printWidth?: number
  /** Whether there are spaces within the braces of flow maps; default: `true`. */
  readonly bracketSpacing?: boolean
}

const fence = '---\n'

/** What a line begins with: its indentation, and a comment, or a list's dash and a map's key. */
const head =
  /^(?<indent> *)(?:(?<comment>#(?: \S+)+)$|(?<dash>- )?(?<key>[A-Za-z][\w-]*(?: [\w-]+)*:)?)/

/** A key in a flow map. */
const flowKey = /[A-Za-z][\w-]*(?: [\w-]+)*: /y

/** Flow maps and lists are known with so many of them within each other. */
const deepestFlow = 4

/**
 * @param text a file
 * @returns offset of what follows the front matter and the blank line after it; 0 where the text has none; -1 where it may not
 *   be as Prettier prints it
 */
export function skipPlainFrontMatter(text: string, style: MatterStyle): number {
  if (!text.startsWith('---')) return 0
  const end = text.startsWith(fence) ? text.indexOf(`\n${fence}`) + 1 : 0
  if (end <= fence.length) return -1
  if (!isPlain(text.slice(fence.length, end - 1).split('\n'), style)) return -1
  const next = end + fence.length
  if (next === text.length) return next
  return text.startsWith('\n', next) && next + 1 < text.length ? next + 1 : -1
}

/** An entry that has been read, or a comment, or a blank line. */
type Last = 'blank' | 'comment' | 'open' | 'whole'

/** What is open in front matter, line by line. */
class Levels {
  last: Last = 'blank'
  /** From the outside in. */
  private readonly kinds: ('list' | 'map')[] = []
  private commentDepth = -1

  /** @returns whether a comment may be at a depth: it is about the entry below it, at the same depth */
  addComment(depth: number): boolean {
    if (!this.mayBeAt(depth)) return false
    this.commentDepth = depth
    this.last = 'comment'
    return true
  }

  /** @returns whether an entry may be at a depth */
  add(kind: 'list' | 'map', depth: number, isOpen: boolean): boolean {
    const isDeeper = depth === this.kinds.length
    if (!this.mayBeAt(depth)) return false
    if (!isDeeper && this.kinds[depth] !== kind) return false
    this.kinds.length = depth
    this.kinds.push(kind)
    this.commentDepth = -1
    this.last = isOpen ? 'open' : 'whole'
    return true
  }

  private mayBeAt(depth: number): boolean {
    const {commentDepth, kinds, last} = this
    const isDeeper = depth === kinds.length
    if (!isDeeper && kinds[depth] === undefined) return false
    // Nothing is below what has a value of its own.
    if (isDeeper && depth > 0 && last !== 'open' && commentDepth !== depth) {
      return false
    }

    return commentDepth === -1 || commentDepth === depth
  }
}

function isPlain(lines: readonly string[], style: MatterStyle): boolean {
  const levels = new Levels()
  for (const line of lines) {
    if (line === '') {
      if (levels.last !== 'whole') return false
      levels.last = 'blank'
    } else if (!addLine(levels, line, style)) return false
  }

  return levels.last === 'whole' || levels.last === 'open'
}

/** @returns whether a line may be where it is */
function addLine(levels: Levels, line: string, style: MatterStyle): boolean {
  const found = head.exec(line)
  const {indent = '', comment, dash, key} = found?.groups ?? {}
  const depth = indent.length / 2
  if (comment !== undefined) return levels.addComment(depth)
  if (line.includes(style.quote === '"' ? "'" : '"')) return false
  const end = found?.[0].length ?? 0
  const isOpen = key !== undefined && end === line.length
  if (!isOpen && !isValue(line, key === undefined ? end : end + 1, style)) {
    return false
  }

  if (key === undefined) {
    return dash !== undefined && levels.add('list', depth, false)
  }

  if (!isOpen && line[end] !== ' ') return false
  if (dash === undefined) return levels.add('map', depth, isOpen)
  return levels.add('list', depth, true) && levels.add('map', depth + 1, isOpen)
}

/** Whether the rest of a line is a value. */
function isValue(line: string, at: number, style: MatterStyle): boolean {
  return /[[{]/.test(line.charAt(at))
    ? skipFlow(line, at, style, deepestFlow) === line.length &&
        fits(line, style)
    : skipScalar(line, at) === line.length
}

/** @returns where a flow map or list ends, or a word in one; -1 where none begins, or it may be printed otherwise */
function skipFlow(
  line: string,
  start: number,
  style: MatterStyle,
  depth: number
): number {
  const isMap = line[start] === '{'
  if (!isMap && line[start] !== '[') return skipFlowScalar(line, start)
  if (depth === 0) return -1
  const space = isMap && style.bracketSpacing !== false ? ' ' : ''
  const closing = space + (isMap ? '}' : ']')
  if (!line.startsWith(space, start + 1)) return -1
  let at = start + 1 + space.length
  for (;;) {
    const value = isMap ? skip(flowKey, line, at) : at
    const end = value === -1 ? -1 : skipFlow(line, value, style, depth - 1)
    if (end === -1) return -1
    if (line.startsWith(closing, end)) return end + closing.length
    if (!line.startsWith(', ', end)) return -1
    at = end + ', '.length
  }
}

/** Words without quotes, and without what ends them in flow maps and lists; what is quoted has neither quotes nor escapes in it. */
function skipFlowScalar(line: string, at: number): number {
  return skip(
    /[\p{L}\d][\p{L}\d_./()+&?!%-]*(?: [\p{L}\d_./()+&?!%-]+)*|(["'])[^\s"'\\]+(?: [^\s"'\\]+)*\1/uy,
    line,
    at
  )
}

/** The same where a comma is one of them. */
function skipScalar(line: string, at: number): number {
  return skip(
    /[\p{L}\d][\p{L}\d_./()+&?!,%-]*(?: [\p{L}\d_./()+&?!,%-]+)*|(["'])[^\s"'\\]+(?: [^\s"'\\]+)*\1/uy,
    line,
    at
  )
}

/** @returns where what fits a pattern ends; -1 where it does not fit */
function skip(pattern: RegExp, line: string, at: number): number {
  pattern.lastIndex = at
  return pattern.test(line) ? pattern.lastIndex : -1
}

/** Whether Prettier does not break a line; characters that may be wider than one column count as two. */
function fits(line: string, {printWidth = 80}: MatterStyle): boolean {
  return line.replace(/[^\0-\u02FF]/g, '  ').length <= printWidth
}
