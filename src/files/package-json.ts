/** A project's `package.json`: the part that qbank reads. */
import {join} from 'node:path'
import {UserError} from '../text/user-error.ts'
import {readIfThere} from './read-if-there.ts'
import {fileTexts} from './texts.ts'

/** Its content; other keys may be anything. */
export interface PackageJson {
  readonly [key: string]: unknown
  readonly private?: boolean
  readonly packageManager?: string
  readonly workspaces?: unknown
  readonly scripts?: Readonly<Record<string, string>>
  readonly dependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
}

/** The file's text and content. */
export interface PackageFile {
  readonly text: string
  readonly json: PackageJson
}

/**
 * @param folder absolute
 * @param name of the file in an error
 * @returns `undefined` if there is none
 * @throws UserError if it is not a JSON object
 */
export function readPackageJson(
  folder: string,
  name = 'package.json'
): PackageFile | undefined {
  const text = readIfThere(join(folder, 'package.json'))
  return text === undefined
    ? undefined
    : {text, json: parsePackageJson(text, name)}
}

/** @throws UserError if the text is not a JSON object */
function parsePackageJson(text: string, name = 'package.json'): PackageJson {
  try {
    // A byte order mark is not allowed in JSON, but npm accepts it.
    const json: unknown = JSON.parse(text.replace(/^\uFEFF/, ''))
    if (typeof json === 'object' && json !== null && !Array.isArray(json)) {
      return json as PackageJson
    }
  } catch {
    // The error below is for this as well.
  }

  throw new UserError(fileTexts.badPackage(name))
}

/** @returns the version or range of a package in the project's own dependencies */
export function findRange(json: PackageJson, name: string): string | undefined {
  const all = {...json.dependencies, ...json.devDependencies}
  return Object.hasOwn(all, name) ? all[name] : undefined
}

/**
 * @param text of a `package.json`; without it, the change starts from an empty object
 * @returns the text after the change, with its indentation; the same text if nothing changes
 */
export function editPackageJson(
  text: string | undefined,
  change: (json: PackageJson) => PackageJson
): string {
  const json = text === undefined ? {} : parsePackageJson(text)
  const changed = change(json)
  if (text !== undefined && JSON.stringify(changed) === JSON.stringify(json)) {
    return text
  }

  const indent = /^[ \t]+(?=")/m.exec(text ?? '')?.[0] ?? '  '
  const after = `${JSON.stringify(changed, undefined, indent)}\n`
  return text?.includes('\r\n') === true
    ? after.replaceAll('\n', '\r\n')
    : after
}
