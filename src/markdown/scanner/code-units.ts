/** What a UTF-16 unit is. */

/** @returns whether it is a letter or digit of ASCII */
export function isWordCharacter(code: number): boolean {
  return isLetter(code) || isDigit(code)
}

/** @returns whether it is a digit of ASCII */
export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57
}

/** @returns whether it is a letter of ASCII */
export function isLetter(code: number): boolean {
  const lower = code | 32
  return lower >= 97 && lower <= 122
}

/** @returns whether it is a space or tab */
export function isSpace(code: number): boolean {
  return code === 32 || code === 9
}

/** @returns whether it is punctuation of ASCII (CommonMark 2.1) */
export function isAsciiPunctuation(code: number): boolean {
  return (
    (code >= 33 && code <= 47) ||
    (code >= 58 && code <= 64) ||
    (code >= 91 && code <= 96) ||
    (code >= 123 && code <= 126)
  )
}
