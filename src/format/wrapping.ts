import type {VFile} from 'vfile'
import {findPrettierOptions} from './prettier-options.ts'

/**
 * With the option `proseWrap: always`, a label can end its line because what follows is too long to stand behind it.
 *
 * @param label canonical
 * @param value text behind it
 * @param file whose options hold
 * @returns whether Prettier breaks the line between the two
 */
export async function breaksBehindLabel(
  label: string,
  value: string,
  file: VFile
): Promise<boolean> {
  const options = await findPrettierOptions(file)
  if (options?.proseWrap !== 'always') return false
  const {format} = await import('prettier')
  const formatted = await format(`${label} ${value}`, options)
  return /^[\r\n]/.test(formatted.slice(label.length))
}
