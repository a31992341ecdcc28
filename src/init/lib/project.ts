/** The properties of a project that `qbank init` uses. */
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
  /** Folder of `package.json`, or the one for a new one. */
  readonly folder: string
  /** The folder relative to the root: `packages/bank`; empty for the root itself. */
  readonly below: string
  readonly manager: PackageManager
  /** Whether packages are not in `node_modules`: Yarn's Plug'n'Play. */
  readonly isPlugAndPlay: boolean
  /** Whether it uses Yarn 2 or later, which runs a project's `postinstall`, but not `prepare`. */
  readonly isModernYarn: boolean
  /** Whether the folder contains other packages. */
  readonly isWorkspaceRoot: boolean
  /** Content of `package.json`; an empty object if it does not exist. */
  readonly json: PackageJson
}

/** @throws UserError outside of a repository, or if `package.json` is not valid */
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

/** @returns a path of the project's folder, relative to the repository's root */
export function toPath(below: string, path: string): string {
  return below === '' ? path : `${below}/${path}`
}

/** @returns the text of a file of the repository; `undefined` if it does not exist */
export function readFrom({root}: Project, path: string): string | undefined {
  return readIfThere(join(root, path))
}

/** @returns the first existing one of the paths, which are relative to the root */
export function findFirst(
  {root}: Project,
  paths: readonly string[]
): string | undefined {
  return paths.find((path) => existsSync(join(root, path)))
}

/** The nearest folder with a `package.json`, up to the repository's root; the root if there is none. */
function findPackageFolder(cwd: string, root: string): string {
  for (let folder = cwd; folder !== root; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder
    if (dirname(folder) === folder) break
  }

  return root
}
