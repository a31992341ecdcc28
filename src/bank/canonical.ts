/**
 * Recognises text that is plainly in canonical form: so simple that Prettier, with its default options for Markdown,
 * prints it as it stands. Where it is not sure it says no, and Prettier is asked. A bank that the hook has kept
 * clean is nearly all such text, so checking it does not even load Prettier.
 *
 * A property test holds it to its word: whatever it accepts, Prettier leaves alone.
 */

/**
 * Characters that mean nothing to Markdown wherever they stand in a line: letters of Latin scripts and Greek, digits,
 * and punctuation that neither begins nor ends markup. Not among them, on purpose: `* _ [ ] < > \ | ~ $ ^ { } # @`.
 */
const plain =
  '[\\p{Script=Latin}\\p{Script=Greek}\\d,.;:!?\'"()%/+=\\-–—…×·°±≤≥≈→←“”‘’«»€£§²³]'

/** `&` means nothing unless it begins an entity. One character, not a run: runs of runs would be slow to fail. */
const character = `(?:${plain}|&(?= ))`

/** Code is printed as it stands, if it has one backtick on each side and no space inside of them. */
const code = '`[^`\\s](?:[^`\\n]*[^`\\s])?`'

/** A link whose text is plain and whose address needs neither brackets nor escapes; with `!` in front it is an image. */
const link = `(?<!!)\\[${character}+(?: ${character}+)*\\]\\([\\w#./-]*[\\w#/-]\\)`

/** What stands between two spaces: any of the above in a row. */
const token = `(?:${character}|${code}|${link})+`

/** Text of a line: single spaces only, none at either end. */
const text = `${token}(?: ${token})*`

/** A label, which is all the bold that a canonical card has. */
const label = "\\*\\*[\\p{L}\\d][\\p{L}\\d'\\-]*(?: [\\p{L}\\d'\\-]+)*:\\*\\*"

/** What a line of a paragraph may begin with without being the beginning of something else. */
const starter = '(?![-+=:]|\\d+[.)])'

const heading = new RegExp(`^#{1,6} ${text}$`, 'u')
const bullet = new RegExp(`^- (?!\\[[ xX]\\] )${starter}${text}$`, 'u')
const line = new RegExp(`^(?:${label}(?: ${text})?|${starter}${text})$`, 'u')
const brokenLine = new RegExp(`^(?:${label} ${text}|${starter}${text})  $`, 'u')

/** Turned into links by GFM. */
const autolink = /:\/\/|www\.|mailto:|xmpp:/i

/**
 * @param block text of a block, with its line breaks at the end
 * @param isLast whether the text ends here: with one line break, not two
 */
export function isPlainlyCanonical(block: string, isLast: boolean): boolean {
  const ending = isLast ? '\n' : '\n\n'
  if (!block.endsWith(ending) || autolink.test(block)) return false
  const chunks = block.slice(0, -ending.length).split('\n\n')
  let previous = ''
  for (const chunk of chunks) {
    const kind = getKind(chunk)
    // Two lists in a row are one, and looser than either.
    if (kind === undefined || (kind === 'list' && previous === 'list')) {
      return false
    }

    previous = kind
  }

  return true
}

/** Prettier's options for Markdown that change what canonical text looks like; with others, nothing is plain. */
export function hasPlainOptions(options: {
  readonly proseWrap?: string
  readonly tabWidth?: number
  readonly useTabs?: boolean
}): boolean {
  return (
    (options.proseWrap ?? 'preserve') === 'preserve' &&
    (options.tabWidth ?? 2) === 2 &&
    !options.useTabs
  )
}

function getKind(chunk: string): 'heading' | 'list' | 'paragraph' | undefined {
  const lines = chunk.split('\n')
  const first = lines[0] ?? ''
  if (first.startsWith('#')) {
    return lines.length === 1 && heading.test(first) ? 'heading' : undefined
  }

  if (first.startsWith('- ')) {
    return lines.every((line) => bullet.test(line)) ? 'list' : undefined
  }

  const last = lines.pop() ?? ''
  return line.test(last) &&
    lines.every((each) => line.test(each) || brokenLine.test(each))
    ? 'paragraph'
    : undefined
}
