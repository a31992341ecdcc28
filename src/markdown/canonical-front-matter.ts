/**
 * Recognises front matter that Prettier prints as it stands: maps and lists of words in block style, indented by two spaces,
 * with comments on lines of their own. Front matter in any other form is for Prettier to judge.
 */

const fence = '---\n'

const word = /[\p{L}\d_./()+&?!,%-]+/u.source
const key = /[A-Za-z][\w-]*(?: [\w-]+)*/.source
const scalar = String.raw`[\p{L}\d](?:${word})?(?: ${word})*`

/** An entry of a map or list, or a comment, with its indentation; what is quoted has neither quotes nor escapes in it. */
const entry = new RegExp(
  String.raw`^(?<indent> *)(?:#(?: \S+)+|(?:(?<dash>-)|${key}:)(?<value> (?:${scalar}|(?<quote>["'])[^\s"'\\]+(?: [^\s"'\\]+)*\k<quote>))?)$`,
  'u'
)

/**
 * @param text a file
 * @param quote what Prettier puts around words that need it
 * @returns offset of what follows the front matter and the blank line behind it; 0 where the text has none; -1 where it may not
 *   be as Prettier prints it
 */
export function skipPlainFrontMatter(text: string, quote: '"' | "'"): number {
  if (!text.startsWith('---')) return 0
  const end = text.startsWith(fence) ? text.indexOf(`\n${fence}`) + 1 : 0
  if (end <= fence.length) return -1
  if (!isPlain(text.slice(fence.length, end - 1).split('\n'), quote)) return -1
  const next = end + fence.length
  if (next === text.length) return next
  return text.startsWith('\n', next) && next + 1 < text.length ? next + 1 : -1
}

function isPlain(lines: readonly string[], quote: string): boolean {
  /** What is open, from the outside in. */
  const levels: ('list' | 'map')[] = []
  let last: 'blank' | 'comment' | 'open' | 'whole' = 'blank'
  let commentDepth = -1
  for (const line of lines) {
    if (line === '') {
      if (last !== 'whole') return false
      last = 'blank'
      continue
    }

    const groups = entry.exec(line)?.groups
    if (!groups) return false
    const depth = (groups['indent'] ?? '').length / 2
    const isDeeper = depth === levels.length
    if (!isDeeper && levels[depth] === undefined) return false
    // Nothing is below what has a value of its own.
    if (isDeeper && depth > 0 && last !== 'open' && commentDepth !== depth) {
      return false
    }

    if (commentDepth !== -1 && commentDepth !== depth) return false
    if (line.startsWith('#', depth * 2)) {
      commentDepth = depth
      last = 'comment'
      continue
    }

    const {dash, value, quote: ownQuote = quote} = groups
    const kind = dash ? 'list' : 'map'
    if (!isDeeper && levels[depth] !== kind) return false
    if ((dash && !value) || ownQuote !== quote) return false
    levels.length = depth
    levels.push(kind)
    commentDepth = -1
    last = value ? 'whole' : 'open'
  }

  return last === 'whole' || last === 'open'
}
