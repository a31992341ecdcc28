/** Wording that messages of several rules share. */

/** @returns the text as code in a message: in backticks, in one line, shortened where it is long */
export function quote(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return '`' + (line.length > 60 ? line.slice(0, 59) + '…' : line) + '`'
}

/** @returns `a`, `a` or `b`, `a`, `b`, or `c`: each in backticks */
export function quoteAll(texts: readonly string[]): string {
  const quoted = texts.map(quote)
  const last = quoted.at(-1) ?? ''
  if (quoted.length < 3) return quoted.join(' or ')
  return `${quoted.slice(0, -1).join(', ')}, or ${last}`
}

/** @returns `1 bullet`, `2 bullets` */
export function count(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? '' : 's'}`
}
