/** Finds where other programs are configured: a second configuration would hide the first, or be hidden by it. */
import {existsSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {findAncestors} from './configuration-files.ts'
import type {PackageJson} from './package-json.ts'
import {readPackageJson} from './package-json.ts'

/** Where a program searches for its configuration. */
interface ToolPlaces {
  /** Names of files, in the order in which the program looks for them. */
  readonly names: readonly string[]
  /** Key of `package.json` with the same meaning; the programs read it before the files. */
  readonly key?: string
}

const withExtensions = (
  name: string,
  extensions: readonly string[]
): string[] => extensions.map((extension) => name + extension)

const scripts = ['.js', '.cjs', '.mjs', '.ts', '.cts', '.mts']
const data = ['.json', '.yaml', '.yml']

/** By the name of the program. */
export const tools = {
  remark: {
    key: 'remarkConfig',
    names: withExtensions('.remarkrc', [
      ...['', '.json', '.cjs', '.mjs', '.js', '.yaml', '.yml']
    ])
  },
  prettier: {
    key: 'prettier',
    names: [
      ...withExtensions('.prettierrc', [
        ...['', ...data, '.json5', ...scripts, '.toml']
      ]),
      ...withExtensions('prettier.config', scripts)
    ]
  },
  'lint-staged': {
    key: 'lint-staged',
    names: [
      ...withExtensions('.lintstagedrc', ['', ...data, ...scripts]),
      ...withExtensions('lint-staged.config', scripts)
    ]
  },
  'husky 4': {
    key: 'husky',
    names: [
      ...withExtensions('.huskyrc', ['', ...data, '.js']),
      'husky.config.js'
    ]
  },
  lefthook: {
    names: ['', '.'].flatMap((dot) =>
      withExtensions(`${dot}lefthook`, ['.yml', '.yaml', '.toml', '.json'])
    )
  },
  'pre-commit': {names: ['.pre-commit-config.yaml', '.pre-commit-config.yml']},
  'simple-git-hooks': {
    key: 'simple-git-hooks',
    names: [
      ...withExtensions('.simple-git-hooks', ['.js', '.cjs', '.json']),
      ...withExtensions('simple-git-hooks', ['.js', '.cjs', '.json'])
    ]
  },
  yorkie: {key: 'gitHooks', names: []},
  markdownlint: {
    key: 'markdownlint-cli2',
    names: [
      ...withExtensions('.markdownlint-cli2', [
        ...['.jsonc', '.yaml', '.cjs', '.mjs']
      ]),
      ...withExtensions('.markdownlint', [
        ...['.jsonc', '.json', '.yaml', '.yml', '.cjs', '.mjs']
      ]),
      '.markdownlintrc'
    ]
  }
} as const satisfies Readonly<Record<string, ToolPlaces>>

export type Tool = keyof typeof tools

/** A configuration that exists. */
export interface ToolFile {
  /** Absolute. */
  readonly path: string
  /** Key in a `package.json`. */
  readonly key?: string
  /** The text, or the key's value as JSON; empty if it cannot be read. */
  readonly text: string
}

/**
 * @param from absolute path of a folder
 * @returns the program's configurations in that folder and above it, up to the repository's root: the nearest first,
 *   and of several in one folder first the one that the program uses
 */
export function findToolFiles(tool: Tool, from: string): ToolFile[] {
  const {names, key}: ToolPlaces = tools[tool]
  return findAncestors(join(from, 'package.json')).folders.flatMap((folder) => {
    const value = key === undefined ? undefined : readKey(folder, key)
    const path = join(folder, 'package.json')
    return [
      ...(value === undefined || key === undefined
        ? []
        : [{path, key, text: JSON.stringify(value)}]),
      ...names
        .filter((name) => existsSync(join(folder, name)))
        .map((name) => ({
          path: join(folder, name),
          text: readOrNothing(join(folder, name))
        }))
    ]
  })
}

function readKey(folder: string, key: string): unknown {
  let json: PackageJson | undefined
  try {
    json = readPackageJson(folder)?.json
  } catch {
    // The part that is about `package.json` says so.
  }

  return json?.[key]
}

function readOrNothing(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
