/** Finds where a repository has its commit hook, or should have it. */
import {existsSync} from 'node:fs'
import {dirname, isAbsolute, join, resolve} from 'node:path'
import {readHooksPath} from '../../files/missing-hook.ts'
import {readPackageJson} from '../../files/package-json.ts'
import {isInside} from '../../files/repository.ts'
import {toName} from '../../files/to-name.ts'
import {findToolFiles} from '../../files/tool-files.ts'
import type {Tool, ToolFile} from '../../files/tool-files.ts'
import type {Project} from './project.ts'
import {toPath} from './project.ts'

/** The program that runs the hooks of a repository. Paths are relative to its root, with `/`. */
export type HookHome =
  /** husky: hooks are in its folder, which a script of `package.json` registers. */
  | {
      readonly kind: 'husky'
      readonly folder: string
      /** Whether a script registers it already. */
      readonly isRegistered: boolean
    }
  /** A folder of the repository, which `core.hooksPath` names. */
  | {readonly kind: 'folder'; readonly folder: string}
  /** Another program, with its configuration, or a folder outside the repository. */
  | {
      readonly kind: 'other'
      readonly path: string
      readonly program: string
      readonly file?: ToolFile
    }

/** Other programs that run hooks. */
const others: readonly Tool[] = [
  'lefthook',
  'pre-commit',
  'simple-git-hooks',
  'yorkie',
  'husky 4'
]

/** A call of husky in `package.json`, with the folder, if it names one. */
const huskyCall = /\bhusky\b(?:\s+install\b)?(?:\s+(?<folder>[\w./-]+))?/

export function findHookHome(project: Project): HookHome {
  const {root, folder, below, gitFolders} = project
  for (const program of others) {
    const [file] = findToolFiles(program, folder)
    if (!file) continue
    return {kind: 'other', path: toName(file.path, root), program, file}
  }

  const called = findHuskyCall(project)
  const path = readHooksPath(gitFolders.common)
  if (path === undefined) {
    const own = toPath(below, '.husky')
    const isRoots = existsSync(join(root, '.husky'))
    return {
      kind: 'husky',
      folder: called ?? (isRoots ? '.husky' : own),
      isRegistered: called !== undefined
    }
  }

  const absolute = resolve(root, path)
  if (isAbsolute(path) && !isInside(root, absolute)) {
    return {kind: 'other', path, program: 'git (core.hooksPath)'}
  }

  const name = toName(absolute, root)
  const isHusky = /(?:^|\/)\.husky$|\/_$/.test(name)
  return isHusky
    ? {
        kind: 'husky',
        folder: name.endsWith('/_') ? dirname(name) : name,
        isRegistered: called !== undefined
      }
    : {kind: 'folder', folder: name}
}

/** @returns the folder of hooks that a script of this package, or of the root's, passes to husky */
function findHuskyCall({root, folder, json}: Project): string | undefined {
  const jsons = [
    {json, at: folder},
    {json: readPackageJson(root)?.json ?? {}, at: root}
  ]
  for (const {json, at} of jsons) {
    for (const name of ['prepare', 'postinstall', 'postprepare']) {
      const script = json.scripts?.[name]
      const match = huskyCall.exec(script ?? '')
      if (!match || script === undefined) continue
      // `cd ../.. && husky packages/bank/.husky`
      const [, way = '.'] = /\bcd\s+([\w./-]+)/.exec(script) ?? []
      const start = resolve(at, way)
      return toName(join(start, match.groups?.['folder'] ?? '.husky'), root)
    }
  }

  return undefined
}
