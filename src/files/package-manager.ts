/** Which package manager a project uses, and the words to type for it. */
import {existsSync} from 'node:fs'
import {dirname, join} from 'node:path'

const lockFiles = {
  'package-lock.json': 'npm',
  'pnpm-lock.yaml': 'pnpm',
  'yarn.lock': 'yarn',
  'bun.lock': 'bun',
  'bun.lockb': 'bun'
} as const

export type PackageManager = (typeof lockFiles)[keyof typeof lockFiles]

/**
 * @param cwd absolute path of a folder in the project
 * @returns the one whose lock file is in the folder, or nearest above it
 */
export function findPackageManager(cwd: string): PackageManager {
  for (let folder = cwd; ; folder = dirname(folder)) {
    for (const [name, manager] of Object.entries(lockFiles)) {
      if (existsSync(join(folder, name))) return manager
    }

    if (dirname(folder) === folder) return 'npm'
  }
}

/**
 * @param name of a package that is to be added, with its version; without one, all that the project names is installed
 * @returns the command to type
 */
export function formatInstall(manager: PackageManager, name?: string): string {
  if (name === undefined) return `${manager} install`
  const verb = manager === 'npm' ? 'install' : 'add'
  const flag = manager === 'yarn' || manager === 'bun' ? '--dev' : '--save-dev'
  return `${manager} ${verb} ${flag} ${name}`
}
