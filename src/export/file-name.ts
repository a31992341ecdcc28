/** Makes names of files from texts of cards. */
import GithubSlugger from 'github-slugger'

/** Longest name of a file, without its ending. */
const longestName = 80

/** Names that Windows reserves for devices. */
const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)$/

/**
 * @param otherwise the name if no character of the text can be used
 * @returns the text as a name that is valid on every system: letters, digits, `-` and `_`
 */
export function toFileName(text: string, otherwise: string): string {
  const slug = new GithubSlugger()
    .slug(text)
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N}_-]+/gu, '')
    .replace(/-{2,}/g, '-')
  const name = Array.from(slug)
    .slice(0, longestName)
    .join('')
    .replace(/^-+|-+$/g, '')
  if (name === '') return otherwise
  return reserved.test(name) ? `${name}-${otherwise}` : name
}

/**
 * @param used existing paths; the new one is added
 * @returns the path, with a number before its ending if another path has it, in any case
 */
export function addName(
  name: string,
  ending: string,
  used: Set<string>
): string {
  let path = `${name}${ending}`
  for (let at = 2; used.has(path); at++) path = `${name}-${at}${ending}`
  used.add(path)
  return path
}
