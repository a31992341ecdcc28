import type {VFile} from 'vfile'
import {loadPrettier} from './load-prettier.ts'
import {findPrettierOptions} from './prettier-options.ts'

/**
 * With the option `proseWrap: always`, a label may end its line because what follows is too long to be on the same
 * line. How long that is depends on the lines around it.
 *
 * @param label as it is written
 * @param paragraph in which the label ends a line
 * @param file for whose options to decide
 * @returns whether Prettier breaks the line there
 */
export async function breaksAfterLabel(
  label: string,
  paragraph: string,
  file: VFile
): Promise<boolean> {
  const options = await findPrettierOptions(file, {})
  if (options?.proseWrap !== 'always') return false
  const {format} = await loadPrettier()
  // Prettier's output for a paragraph then does not depend on where its lines end.
  const formatted = await format(paragraph, options)
  return formatted.split(/\r\n?|\n/).includes(label)
}
