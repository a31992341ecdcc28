/**
 * Makes text from files safe to show. A card may contain escape sequences that move the cursor or rename the window,
 * characters that change the direction of text, and lines that a build server would read as commands. None of them may
 * reach a terminal or a log.
 */

/**
 * Control characters, those that change the direction of text, invisible ones, and code points that are not characters
 * (halves of surrogate pairs, U+FFFE, U+FFFF), which XML forbids. The joiners of letters and emoji (U+200C, U+200D) are
 * kept: scripts need them.
 */
const unsafe =
  // eslint-disable-next-line no-control-regex -- finding them is the point
  /[\u0000-\u001F\u007F-\u009F\u00AD\u061C\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB\uFFFE\uFFFF\u{E0000}-\u{E0FFF}\p{Cs}]/gu

/** The same, without the line breaks between values. */
const unsafeInJson = new RegExp(
  String.raw`(?!\n)${unsafe.source}`,
  unsafe.flags
)

/**
 * Azure Pipelines, TeamCity and older GitHub Actions read `##vso[…]`, `##teamcity[…]` and `##[…]` as commands anywhere
 * in a line.
 */
const buildCommand = /##(?=[a-z]*\[)/gi

/** GitHub Actions reads a line with this beginning, apart from white space, as a command. */
const commandStart = /^::/

/** Runs of white space that are not just one space. */
const otherSpace = /[^\S ]\s*| \s+/g

/** What text has that may have to be cleaned; most texts of a report have nothing of it. */
const doubtful = /[^ -~]| {2}|##|^[ :]| $/

/**
 * @returns the text in one line: line breaks and tabs as spaces, other unsafe characters as visible escapes such as
 *   `\u{1b}`
 */
export function clean(text: string): string {
  if (!doubtful.test(text)) return text
  return text
    .replace(otherSpace, ' ')
    .trim()
    .replace(unsafe, toEscape)
    .replace(buildCommand, '\\u{23}#')
    .replace(commandStart, '\\u{3a}:')
}

/**
 * @param line of a text whose spaces and tabs have a meaning
 * @returns the line with unsafe characters as visible escapes, so that a build server does not run a command in it
 */
export function cleanLine(line: string): string {
  return line
    .replace(unsafe, (character) =>
      character === '\t' ? character : toEscape(character)
    )
    .replace(buildCommand, '\\u{23}#')
    .replace(/^(\s*)::/, '$1\\u{3a}:')
}

/**
 * @param json as `JSON.stringify` gives it
 * @returns the same data; unsafe characters in strings are written as JSON's own escapes
 */
export function cleanJson(json: string): string {
  return json
    .replace(unsafeInJson, toJsonEscape)
    .replace(buildCommand, `${toJsonEscape('#')}#`)
}

/** @returns whether the line has no unsafe character that is invisible; tabs are allowed */
export function isVisible(line: string): boolean {
  return line.replaceAll('\t', ' ').search(unsafe) === -1
}

/** The path as an argument for a shell; it is never read as an option. */
export function quoteForShell(path: string): string {
  const argument = path.startsWith('-') ? `./${path}` : path
  if (/^[\p{L}\p{N}_./-]+$/u.test(argument)) return argument
  const escaped = cleanForShell(argument)
  return escaped === argument.replace(/[\\']/g, '\\$&')
    ? `'${argument.replaceAll("'", String.raw`'\''`)}'`
    : `$'${escaped}'`
}

/** @returns the text in bash's `$'…'`, with escapes for unsafe characters */
function cleanForShell(text: string): string {
  return text.replace(/[\\']/g, '\\$&').replace(unsafe, (character) => {
    if (character === '\n') return '\\n'
    const code = character.codePointAt(0) ?? 0
    return `\\U${code.toString(16).padStart(8, '0')}`
  })
}

function toEscape(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`
}

/** JSON only knows code units. */
function toJsonEscape(character: string): string {
  return character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('')
}
