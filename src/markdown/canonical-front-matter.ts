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

const key = /[A-Za-z][\w-]*(?: [\w-]+)*/.source
const letters = String.raw`\p{L}\d_./()+&?!%-`
const scalar = toScalar(`[${letters},]+`)
/** What is quoted has neither quotes nor escapes in it. */
const quoted = [`"`, `'`]
  .map((mark) => String.raw`${mark}[^\s"'\\]+(?: [^\s"'\\]+)*${mark}`)
  .join('|')

/** Flow maps and lists are known with so many of them within each other. */
const deepestFlow = 3

/** An entry of a map or list, or a comment, with its indentation; on the line of a list's dash, a map may begin. */
const entries = [true, false].map((hasSpacing) => {
  const space = hasSpacing ? ' ' : ''
  let flow = `${toScalar(`[${letters}]+`)}|${quoted}`
  for (let depth = 0; depth < deepestFlow; depth++) {
    const list = toList(`(?:${flow})`)
    const map = toList(`${key}: (?:${flow})`)
    flow += String.raw`|\[${list}\]|\{${space}${map}${space}\}`
  }

  const value = `(?:${scalar}|${flow})`
  return new RegExp(
    String.raw`^(?<indent> *)(?:#(?: \S+)+|(?<dash>-)(?: ${value})?|(?<outer>- )?${key}:(?<value> ${value})?)$`,
    'u'
  )
}) as [spaced: RegExp, tight: RegExp]

function toScalar(word: string): string {
  return String.raw`[\p{L}\d](?:${word})?(?: ${word})*`
}

function toList(item: string): string {
  return `${item}(?:, ${item})*`
}

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
  const entry = entries[style.bracketSpacing === false ? 1 : 0]
  const levels = new Levels()
  for (const line of lines) {
    if (line === '') {
      if (levels.last !== 'whole') return false
      levels.last = 'blank'
    } else {
      const groups = entry.exec(line)?.groups
      if (!groups || !addLine(levels, line, groups, style)) return false
    }
  }

  return levels.last === 'whole' || levels.last === 'open'
}

/** @returns whether a line may be where it is */
function addLine(
  levels: Levels,
  line: string,
  {indent = '', dash, outer, value}: Record<string, string | undefined>,
  style: MatterStyle
): boolean {
  const depth = indent.length / 2
  if (line.startsWith('#', indent.length)) return levels.addComment(depth)
  if (line.includes(style.quote === '"' ? "'" : '"')) return false
  if (/[[{]/.test(line) && !fits(line, style)) return false
  if (dash) return line.endsWith('-') ? false : levels.add('list', depth, false)
  const isNext = outer === undefined || levels.add('list', depth, true)
  const at = outer === undefined ? depth : depth + 1
  return isNext && levels.add('map', at, value === undefined)
}

/** Whether Prettier does not break a line; characters that may be wider than one column count as two. */
function fits(line: string, {printWidth = 80}: MatterStyle): boolean {
  return line.replace(/[^\0-\u02FF]/g, '  ').length <= printWidth
}
