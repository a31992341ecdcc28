/** Wording of messages that several rules share. */

/** A message has no more characters than this: one line of a terminal, or two. */
export const longestMessage = 200

/** Of a text, no more characters than this are shown. */
const longest = 60

/** Words with single spaces between them, as in most texts. */
const isPlain = /^[^\s\p{Cc}]+(?: [^\s\p{Cc}]+)*$/u

/** @returns the text as code in a message: in backticks, in one line, shortened if it is long */
export function quote(text: string): string {
  // Control characters would act on the terminal.
  const line = isPlain.test(text)
    ? text
    : text
        .replace(/\s+/g, ' ')
        .trim()
        .replace(/\p{Cc}/gu, toEscape)
  const shown = line.length > longest ? shortenCharacters(line) : line
  const ticks = shown.match(/`+/g)
  if (!ticks) return `\`${shown}\``
  // As in Markdown: a longer fence, and a space if a backtick would touch it (CommonMark 6.1).
  const fence = '`'.repeat(Math.max(...ticks.map(({length}) => length)) + 1)
  const gap = /^`|`$/.test(shown) ? ' ' : ''
  return fence + gap + shown + gap + fence
}

function shortenCharacters(line: string): string {
  // A character has at most two units.
  const characters = Array.from(line.slice(0, 2 * longest + 1))
  return characters.length > longest
    ? `${characters.slice(0, longest - 1).join('')}…`
    : line
}

function toEscape(character: string): string {
  const code = character.charCodeAt(0).toString(16).padStart(4, '0')
  return `\\u${code}`
}

/** @returns `a`, `a` or `b`, `a`, `b`, or `c`: each in backticks */
export function quoteAll(texts: readonly string[]): string {
  return joinOr(texts.map(quote))
}

/**
 * @param room number of characters for it
 * @returns the result of `quoteAll`, or its beginning with the number of the others
 */
export function quoteAllWithin(texts: readonly string[], room: number): string {
  const all = texts.length <= room ? quoteAll(texts) : ''
  if (all !== '' && all.length <= room) return all
  let list = `one of ${texts.length} values`
  let start = ''
  for (const [index, text] of texts.entries()) {
    start += `${quote(text)}, `
    const longer = `${start}or one of ${texts.length - index - 1} more`
    if (longer.length > room) break
    list = longer
  }

  return list
}

/** @returns the words as a list in a sentence: a, a or b, a, b, or c */
export function joinOr(words: readonly string[]): string {
  const last = words.at(-1) ?? ''
  if (words.length < 3) return words.join(' or ')
  return `${words.slice(0, -1).join(', ')}, or ${last}`
}

/** @returns `1 bullet`, `2 bullets`, `2 fixes` */
export function count(amount: number, noun: string): string {
  const ending = noun.endsWith('x') ? 'es' : 's'
  return `${amount} ${noun}${amount === 1 ? '' : ending}`
}

/** @returns the text, or its beginning if it has more UTF-16 units; never half of a character */
export function shorten(text: string, most: number): string {
  return text.length > most
    ? `${text.slice(0, most - 1).replace(/\p{Surrogate}$/u, '')}…`
    : text
}
