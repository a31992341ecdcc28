/** Symbols that people write or paste instead of a bullet's marker. */
import type {Line} from '../../src/bank/text-lines.ts'
import type {Bank, Card, Field} from '../../src/bank/model.ts'

/** Symbols that people paste from other documents. They are bullets at the start of any line. */
const sign = /^(?:[•‣◦▪▫●○■□∙⁃➤►▸✓✔☐☑❑](?:\uFE0F)?[ \t]*|·[ \t]+)/u

/** A bullet only at the start of a paragraph's line; in a bullet, its sentence may continue like this. */
const looseSign =
  /^(?:[–—→][ \t]+|-(?=[\p{Lu}"“(`[]|\*\*\p{L}|\p{L}{2,})|\+(?=\p{Lu})|\(\d{1,2}\)[ \t]+|\(?[a-z]\)[ \t]+)(?:\[[ xX]\][ \t]+)?/u

/** A star without the space; with another star after it, it is emphasis. */
const star = /^\*(?=[\p{L}"“(`])[^*\n]*$/u

/** Bold text at the start of a bullet is its lead and not a symbol. */
const maybe =
  /(?:^|\n|[-+*.)])[ \t]*(?:[•‣◦▪▫●○■□∙⁃➤►▸✓✔☐☑❑·–—→]|[-+][^ \t\n-]|(?<!\*)\*[^ \t\n*-]|\(?[a-z\d]{1,2}\)[ \t])/u

const maybeAtStart =
  /^(?:- )?(?:[•‣◦▪▫●○■□∙⁃➤►▸✓✔☐☑❑·–—→]|[-+][^ \t\n-]|(?<!\*)\*[^ \t\n*-]|\(?[a-z\d]{1,2}\)[ \t])/mu

/**
 * @returns whether a word begins at an offset, and not a symbol of a bullet, a letter of an enumeration, or a check
 *   box; `false` also for some words
 */
export function beginsWithWord(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  if (code > 127) {
    return (code > 0xc0 && code < 0x20_00) || (code > 0x30_40 && code < 0xd8_00)
  }

  return isAlphanumeric(code) && !isMark(text, at + 1) && !isMark(text, at + 2)
}

function isAlphanumeric(code: number): boolean {
  const lower = code | 32
  return (lower >= 97 && lower <= 122) || (code >= 48 && code <= 57)
}

/** What follows the letter or number of an enumeration. */
function isMark(text: string, at: number): boolean {
  return '.):．）、'.includes(text.charAt(at))
}

/** @returns whether a value of a card may have one of these; on a canonical card, bullets are written as `- text` */
export function mayHaveSigns(
  {text}: Bank,
  {isCanonical}: Card,
  {value}: Field
): boolean {
  const pattern = isCanonical ? maybeAtStart : maybe
  return pattern.test(text.slice(value.start, value.end))
}

/**
 * @param line a paragraph's line
 * @param text the line's text
 * @returns the symbol at the start of the line, with the white space after it, if it is meant as a bullet
 */
export function findSign(line: Line, text: string): string | undefined {
  const found = sign.exec(text)?.[0]
  if (found !== undefined || line.isItemStart) return found
  // A line with the indent of a bullet's text continues it.
  const isBelow = line.item !== undefined && line.start > line.lineStart
  if (isBelow || line.swallower) return undefined
  if (star.test(text)) return '*'
  const loose = looseSign.exec(text)?.[0]
  // `- … is what happens\n– and what follows` is also a sentence.
  const isDash = loose !== undefined && /^[–—→]/.test(loose)
  return line.item && isDash ? undefined : loose
}
