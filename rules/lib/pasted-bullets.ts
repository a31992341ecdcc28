/** Symbols that people write or paste instead of a bullet's marker. */
import type {Line} from '../../src/bank/text-lines.ts'
import type {Bank, Card, Field} from '../../src/bank/model.ts'
import {beginsWithAsciiWord} from '../../src/bank/options/check-box.ts'

/** Symbols that people paste from other documents. They are bullets at the start of any line. */
const sign = /^(?:[•‣◦▪▫●○■□∙⁃➤►▸✓✔☐☑❑](?:\uFE0F)?[ \t]*|·[ \t]+)/u

/** Bold text at the start of a bullet is its lead and has no sign. */
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

  return beginsWithAsciiWord(text, at)
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
  // A star without the space; with another one after it, it is emphasis.
  if (/^\*(?=[\p{L}"“(`])[^*\n]*$/u.test(text)) return '*'
  // What is a bullet only at the start of a paragraph's line; in a bullet, its sentence may go on so.
  const loose =
    /^(?:[–—→][ \t]+|-(?=[\p{Lu}"“(`[]|\*\*\p{L}|\p{L}{2,})|\+(?=\p{Lu})|\(\d{1,2}\)[ \t]+|\(?[a-z]\)[ \t]+)(?:\[[ xX]\][ \t]+)?/u.exec(
      text
    )?.[0]
  // `- … is what happens\n– and what follows` is a sentence, too.
  const isDash = loose !== undefined && /^[–—→]/.test(loose)
  return line.item && isDash ? undefined : loose
}
