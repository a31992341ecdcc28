/**
 * Text from files, made safe to show. A card may hold escape sequences that move the cursor or rename the
 * window, and characters that turn the direction of text around; none of them reaches a terminal or a log.
 */

/** Control characters, and those that change the direction of text or cannot be seen. */
const unsafe =
  // eslint-disable-next-line no-control-regex -- finding them is the point
  /[\u0000-\u001F\u007F-\u009F\u00AD\u061C\u200B-\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB]/g

/**
 * @returns the text in one line: line breaks and tabs as spaces, other unsafe characters as visible escapes such as
 *   `\u{1b}`
 */
export function clean(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(
      unsafe,
      (character) => `\\u{${character.charCodeAt(0).toString(16)}}`
    )
    .trim()
}
