/**
 * Reads Prettier's configuration, if that takes nothing but its own text: loading Prettier for it takes longer than
 * checking a bank. For any other configuration, the answer is that it is not known here, and Prettier is asked.
 */
import {readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import type {Options} from 'prettier'
import {findAncestors, isThere} from '../files/configuration-files.ts'
import {UserError} from '../text/user-error.ts'

/** Files with options for Prettier, in the folder of a file or above; the first one that has options counts. */
const configName =
  /^(?:\.prettierrc(?:\..+)?|prettier\.config\..+|package\.(?:json|yaml))$/

/**
 * @param filepath absolute path of the file that the options are for
 * @returns the same as `prettier.resolveConfig`; `undefined` if that is not certain: there is an `.editorconfig`,
 *   code, YAML, an option for some files only, a plugin, or a file or folder that cannot be read
 * @throws UserError if one of the files is a device or a pipe
 */
export function readSimpleConfig(filepath: string): Options | undefined {
  let options: Options | undefined
  try {
    for (const folder of findAncestors(filepath).folders) {
      const names = readdirSync(folder).filter(
        (name) =>
          (name === '.editorconfig' || configName.test(name)) &&
          isThere(join(folder, name))
      )
      if (names.includes('.editorconfig')) return undefined
      if (!options) {
        for (const name of names) {
          const own = readOptions(folder, name)
          // Only Prettier knows which of the two has precedence.
          if (own && options) return undefined
          options ??= own
        }
      }
    }
  } catch (error) {
    if (error instanceof UserError) throw error
    return undefined
  }

  return options ?? {}
}

/**
 * @returns the options in a file; `undefined` if it has none
 * @throws if they are not simple
 */
function readOptions(folder: string, name: string): Options | undefined {
  if (!/^(?:\.prettierrc(?:\.json)?|package\.json)$/.test(name)) {
    throw new TypeError(`${name} is not read here`)
  }

  const content: unknown = JSON.parse(readFileSync(join(folder, name), 'utf8'))
  const options =
    name === 'package.json' ? getKey(content, 'prettier') : content
  if (options === undefined) return undefined
  if (
    typeof options !== 'object' ||
    options === null ||
    Array.isArray(options) ||
    'overrides' in options ||
    'plugins' in options
  ) {
    throw new TypeError(`${name} is more than options`)
  }

  const own: Options & {$schema?: unknown} = {...options}
  delete own.$schema
  return own
}

function getKey(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null
    ? (value as Record<string, unknown>)[key]
    : undefined
}
