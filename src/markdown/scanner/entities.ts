/** Escapes and character references (CommonMark 2.4 and 2.5). */

/** A reference, with its code or name. */
const reference = /&(?:#(\d{1,7})|#[Xx]([\dA-Fa-f]{1,6})|([\dA-Za-z]{1,31}));/y

/** The names that texts have; there are two thousand others. */
const names: Readonly<Record<string, string>> = {
  amp: '&',
  apos: "'",
  copy: '©',
  gt: '>',
  hellip: '…',
  ldquo: '“',
  lsquo: '‘',
  lt: '<',
  mdash: '—',
  nbsp: '\u00A0',
  ndash: '–',
  quot: '"',
  rarr: '→',
  rdquo: '”',
  rsquo: '’',
  times: '×'
}

/** A reference that has been read; its character is `undefined` where it is not known whether there is one. */
export interface Entity {
  readonly end: number
  readonly character: string | undefined
}

/** @returns the reference at an offset; `undefined` where none is */
export function readEntity(text: string, at: number): Entity | undefined {
  reference.lastIndex = at
  const found = reference.exec(text)
  if (!found) return undefined
  const [, decimal, hexadecimal, name] = found
  const character =
    name === undefined
      ? toCharacter(
          Number.parseInt(decimal ?? hexadecimal ?? '', decimal ? 10 : 16)
        )
      : names[name]
  return {end: reference.lastIndex, character}
}

/** @returns the character that a code stands for; `undefined` for those that are not written so: some stand for others */
function toCharacter(code: number): string | undefined {
  const isUsual =
    (code > 31 && code < 127) ||
    (code > 159 && code < 0xd8_00) ||
    (code > 0xff_ff && code < 0x2_00_00)
  return isUsual ? String.fromCodePoint(code) : undefined
}

/** @returns the text that is written so; `undefined` where it is not known which that is */
export function decode(source: string): string | undefined {
  let unknown = 0
  const text = source.replace(
    /\\([!-/:-@[-`{-~])|&#?[\dA-Za-z]{1,31};/g,
    (written, escaped: string | undefined) => {
      if (escaped !== undefined) return escaped
      const entity = readEntity(written, 0)
      // What is in the form of no reference is text.
      if (!entity) return written
      if (entity.character === undefined) unknown++
      return entity.character ?? ''
    }
  )
  return unknown === 0 ? text : undefined
}
