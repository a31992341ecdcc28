/** Names of files that are made of text on cards. */
import GithubSlugger from 'github-slugger'

/** Longest name of a file, without its ending. */
const longestName = 80

/** Names that Windows keeps for devices. */
const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)$/

/**
 * @param otherwise the name if nothing is left of the text
 * @returns the text as a name that every system takes: letters, digits, `-` and `_`
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
 * @param used paths that are taken; the new one is added
 * @returns the path, with a number before its ending where others have it, in whatever case
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
