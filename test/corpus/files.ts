/** The files on which something is tried. */
import {readFileSync, readdirSync, statSync} from 'node:fs'
import {join} from 'node:path'

/** A Markdown file of a folder. */
export interface CorpusFile {
  readonly name: string
  readonly text: string
}

/**
 * @param parts of its name that a file has to have
 * @returns the files, the smallest first: what is quick comes first
 */
export function* readFiles(
  folder: string,
  parts: readonly string[]
): Iterable<CorpusFile> {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .filter((name) => parts.every((part) => name.includes(part)))
    .map((name) => ({name, size: statSync(join(folder, name)).size}))
    .toSorted((left, right) => left.size - right.size)
  for (const {name} of names) {
    yield {name, text: readFileSync(join(folder, name), 'utf8')}
  }
}
