/** Signs that people write or paste in place of a bullet's marker. */
import type {Line} from './lines.ts'

/** Signs that people paste from elsewhere. They are bullets wherever a line begins with one. */
const sign = /^(?:[•‣◦▪▫●○■□∙⁃➤►▸✓✔☐☑❑](?:\uFE0F)?[ \t]*|·[ \t]+)/u

/** What is a bullet only at the start of a paragraph's line; in a bullet, its sentence may go on so. */
const looseSign =
  /^(?:[–—→][ \t]+|-(?=[\p{Lu}"“(`[]|\*\*\p{L}|\p{L}{2,})|\+(?=\p{Lu})|\(\d{1,2}\)[ \t]+|\(?[a-z]\)[ \t]+)(?:\[[ xX]\][ \t]+)?/u

/** A star without the space; with another one behind, it is emphasis. */
const star = /^\*(?=[\p{L}"“(`])[^*\n]*$/u

/** Bold text at the start of a bullet is its lead and has no sign. */
const maybe =
  /(?:^|\n|[-+*.)])[ \t]*(?:[•‣◦▪▫●○■□∙⁃➤►▸✓✔☐☑❑·–—→]|[-+][^ \t\n-]|(?<!\*)\*[^ \t\n*-]|\(?[a-z\d]{1,2}\)[ \t])/u

const maybeAtStart =
  /^(?:- )?(?:[•‣◦▪▫●○■□∙⁃➤►▸✓✔☐☑❑·–—→]|[-+][^ \t\n-]|(?<!\*)\*[^ \t\n*-]|\(?[a-z\d]{1,2}\)[ \t])/mu

/**
 * @param text of a field's value
 * @param isPlain whether it is of a plain card: its bullets are written as `- text`
 * @returns whether it may have one of these at all
 */
export function mayHaveSigns(text: string, isPlain: boolean): boolean {
  return (isPlain ? maybeAtStart : maybe).test(text)
}

/**
 * @param line a paragraph's line
 * @param text the line's text
 * @returns the sign that the line begins with, if it is meant as a bullet, with the white space behind it
 */
export function findSign(line: Line, text: string): string | undefined {
  const found = sign.exec(text)?.[0]
  if (found !== undefined || line.isItemStart) return found
  // A line of a bullet that is indented as its text goes on with it.
  const isBelow = line.item !== undefined && line.start > line.lineStart
  if (isBelow || line.swallower) return undefined
  if (star.test(text)) return '*'
  const loose = looseSign.exec(text)?.[0]
  // `- … is what happens\n– and what follows` is a sentence, too.
  const isDash = loose !== undefined && /^[–—→]/.test(loose)
  return line.item && isDash ? undefined : loose
}
