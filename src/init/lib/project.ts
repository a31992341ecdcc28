/** What a project has that `qbank init` builds on. */
import {existsSync} from 'node:fs'
import {dirname, join} from 'node:path'
import {findAncestors} from '../../files/configuration-files.ts'
import type {PackageJson} from '../../files/package-json.ts'
import {readPackageJson} from '../../files/package-json.ts'
import type {PackageManager} from '../../files/package-manager.ts'
import {
  findModernYarn,
  findPackageManager
} from '../../files/package-manager.ts'
import {readIfThere} from '../../files/read-if-there.ts'
import type {GitFolders} from '../../files/repository.ts'
import {findGitFolders} from '../../files/repository.ts'
import {toName} from '../../files/to-name.ts'
import {UserError} from '../../text/user-error.ts'
import {projectTexts} from './texts.ts'

/** A project; paths are absolute, without a separator at the end. */
export interface Project {
  /** Root of the repository. */
  readonly root: string
  readonly gitFolders: GitFolders
  /** Folder of `package.json`, or where it is to be. */
  readonly folder: string
  /** The folder, as it is written from the root: `packages/bank`; empty for the root itself. */
  readonly below: string
  readonly manager: PackageManager
  /** Whether packages are not in `node_modules`: Yarn's Plug'n'Play. */
  readonly isPlugAndPlay: boolean
  /** Whether Yarn runs `postinstall` of a project, and not `prepare`: from version 2 on. */
  readonly isModernYarn: boolean
  /** Whether the folder has packages of its own below it. */
  readonly isWorkspaceRoot: boolean
  /** What `package.json` says; an empty object where it is not there. */
  readonly json: PackageJson
}

/** @throws UserError outside of a repository, or if `package.json` cannot be understood */
export function findProject(cwd: string): Project {
  const gitFolders = findGitFolders(cwd)
  if (!gitFolders) throw new UserError(projectTexts.noRepository)
  const {root} = gitFolders
  const folder = findPackageFolder(cwd, root)
  const below = folder === root ? '' : toName(folder, root)
  const {folders} = findAncestors(join(folder, 'package.json'))
  const manager = findPackageManager(folder)
  const yarn = manager === 'yarn' ? findModernYarn(folders) : undefined
  const json =
    readPackageJson(folder, toPath(below, 'package.json'))?.json ?? {}
  return {
    root,
    gitFolders,
    folder,
    below,
    manager,
    isPlugAndPlay: yarn?.isPlugAndPlay ?? false,
    isModernYarn: yarn !== undefined,
    isWorkspaceRoot:
      yarn === undefined &&
      (json.workspaces !== undefined ||
        existsSync(join(folder, 'pnpm-workspace.yaml'))),
    json
  }
}

/** @returns a path of the project's folder as it is written from the repository's root */
export function toPath(below: string, path: string): string {
  return below === '' ? path : `${below}/${path}`
}

/** @returns the text of a file of the repository; `undefined` if it is not there */
export function readFrom({root}: Project, path: string): string | undefined {
  return readIfThere(join(root, path))
}

/** @returns the first of the paths, relative to the root, that is there */
export function findFirst(
  {root}: Project,
  paths: readonly string[]
): string | undefined {
  return paths.find((path) => existsSync(join(root, path)))
}

/** The nearest folder with a `package.json`, up to the repository's root, which is taken where there is none. */
function findPackageFolder(cwd: string, root: string): string {
  for (let folder = cwd; folder !== root; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder
    if (dirname(folder) === folder) break
  }

  return root
}
