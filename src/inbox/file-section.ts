/** What a file in an inbox says about the section of its cards, apart from the field in them. */
import {parseDocument} from 'yaml'
import {findFrontMatter} from '../template/is-bank.ts'

/** Front matter of a file in an inbox. */
export interface OwnFrontMatter {
  /** Offset of its end; 0 if there is none. */
  readonly end: number
  /** Name of a section. */
  readonly section: string | undefined
  /** Keys other than `section`. */
  readonly others: readonly string[]
}

/** @returns the content of a file's front matter; nothing if it is broken */
export function readOwnFrontMatter(text: string): OwnFrontMatter {
  const found = findFrontMatter(text)
  if (!found) return {end: 0, section: undefined, others: []}
  const {yaml, end} = found
  const document = parseDocument(yaml)
  const data: unknown =
    document.errors.length > 0 ? undefined : document.toJS({maxAliasCount: 0})
  if (typeof data !== 'object' || data === null) {
    return {end, section: undefined, others: yaml.trim() === '' ? [] : ['']}
  }

  const {section, ...others} = data as Record<string, unknown>
  return {
    end,
    section: typeof section === 'string' ? section : undefined,
    others: Object.keys(others)
  }
}
