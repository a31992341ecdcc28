/** What a project has that `qbank init` builds on. */
import {existsSync, readFileSync} from 'node:fs'
import {dirname, join} from 'node:path'
import {findGitFolders} from '../files/repository.ts'
import type {PackageManager} from '../files/package-manager.ts'
import {findPackageManager} from '../files/package-manager.ts'
import {toName} from '../files/to-name.ts'
import {UserError} from '../text/user-error.ts'
import {initTexts} from './texts.ts'

/** A project; paths are absolute, without a separator at the end. */
export interface Project {
  /** Root of the repository. */
  readonly root: string
  /** Folder of `package.json`, or where it is to be. */
  readonly folder: string
  /** The folder, as it is written from the root: `packages/bank`; empty for the root itself. */
  readonly below: string
  readonly manager: PackageManager
  /** Whether packages are not in `node_modules`: Yarn's Plug'n'Play. */
  readonly isPlugAndPlay: boolean
  /** Whether Yarn runs `postinstall` of a project, and not `prepare`: from version 2 on. */
  readonly isModernYarn: boolean
}

/** @throws UserError outside of a repository */
export function findProject(cwd: string): Project {
  const root = findGitFolders(cwd)?.root
  if (root === undefined) throw new UserError(initTexts.noRepository)
  const folder = findPackageFolder(cwd, root)
  const manager = findPackageManager(folder)
  const settings = readIfThere(join(root, '.yarnrc.yml'))
  const isModernYarn = manager === 'yarn' && settings !== undefined
  return {
    root,
    folder,
    below: folder === root ? '' : toName(folder, root),
    manager,
    isModernYarn,
    isPlugAndPlay:
      isModernYarn && !/^nodeLinker:\s*["']?node-modules/m.test(settings)
  }
}

/** The nearest folder with a `package.json`, up to the repository's root, which is taken where there is none. */
function findPackageFolder(cwd: string, root: string): string {
  for (let folder = cwd; folder !== root; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder
    if (dirname(folder) === folder) break
  }

  return root
}

/** @returns the file's text; `undefined` where it is not there */
export function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
