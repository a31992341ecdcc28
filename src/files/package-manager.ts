/** Finds out which package manager a project uses, and the words to type for it. */
import {existsSync} from 'node:fs'
import {dirname, join} from 'node:path'
import {quoteForShell} from '../text/clean.ts'
import {readIfThere} from './read-if-there.ts'

const lockFiles = {
  'package-lock.json': 'npm',
  'npm-shrinkwrap.json': 'npm',
  'pnpm-lock.yaml': 'pnpm',
  'yarn.lock': 'yarn',
  'bun.lock': 'bun',
  'bun.lockb': 'bun'
} as const

export type PackageManager = (typeof lockFiles)[keyof typeof lockFiles]

/** A manager whose lock file does not exist yet: `"packageManager": "pnpm@9.1.0"`. */
const named =
  /"packageManager"\s*:\s*"(?<manager>npm|pnpm|yarn|bun)@(?<major>\d*)/

/** Names of the lock files. */
export const lockFileNames = Object.keys(lockFiles)

/**
 * @param cwd absolute path of a folder in the project
 * @returns the manager whose lock file is in the folder, or nearest above it, or that `package.json` names
 */
export function findPackageManager(cwd: string): PackageManager {
  for (let folder = cwd; ; folder = dirname(folder)) {
    for (const [name, manager] of Object.entries(lockFiles)) {
      if (existsSync(join(folder, name))) return manager
    }

    const manager = readNamed(folder)?.['manager']
    if (manager !== undefined) return manager as PackageManager
    if (dirname(folder) === folder) return 'npm'
  }
}

/** What Yarn from version 2 on does. */
export interface ModernYarn {
  /** Whether packages are not in `node_modules`: Yarn's Plug'n'Play. */
  readonly isPlugAndPlay: boolean
}

/**
 * @param folders absolute paths of the project's folder and those above it, the nearest first
 * @returns `undefined` if the project does not use Yarn, or version 1
 */
export function findModernYarn(
  folders: readonly string[]
): ModernYarn | undefined {
  const settings = folders
    .map((folder) => readIfThere(join(folder, '.yarnrc.yml')))
    .find((text) => text !== undefined)
  const isModern =
    settings !== undefined ||
    folders.some(
      (folder) =>
        Number(readNamed(folder)?.['major'] ?? 1) > 1 ||
        /^__metadata:/m.test(readIfThere(join(folder, 'yarn.lock')) ?? '')
    )
  if (!isModern) return undefined
  const linker = /^nodeLinker:\s*["']?([\w-]+)/m.exec(settings ?? '')?.[1]
  return {isPlugAndPlay: linker === undefined || linker === 'pnp'}
}

/**
 * @param name of a package to add, with its version; without it, all dependencies are installed
 * @returns the command to type
 */
export function formatInstall(manager: PackageManager, name?: string): string {
  const words = getInstallWords(manager, name === undefined ? [] : [name])
  return formatWords(words)
}

/** @returns the words, quoted for a shell */
export function formatWords(words: readonly string[]): string {
  return words
    .map((word) => (/^[\w@:^-]+$/.test(word) ? word : quoteForShell(word)))
    .join(' ')
}

/**
 * @param names of packages to add, with their versions; without any, all dependencies are installed
 * @param isWorkspaceRoot whether the folder contains packages: pnpm and Yarn 1 then need a flag as confirmation
 * @returns the words of the command
 */
export function getInstallWords(
  manager: PackageManager,
  names: readonly string[],
  isWorkspaceRoot = false
): string[] {
  if (names.length === 0) return [manager, 'install']
  const sure = {npm: [], pnpm: ['-w'], yarn: ['-W'], bun: []}[manager]
  return [
    manager,
    manager === 'npm' ? 'install' : 'add',
    manager === 'yarn' || manager === 'bun' ? '--dev' : '--save-dev',
    ...(isWorkspaceRoot ? sure : []),
    ...names
  ]
}

/** @returns the words that start a program of an installed package, without searching for it anywhere else */
export function getRunWords(
  manager: PackageManager,
  program: string
): readonly string[] {
  return {
    npm: ['npx', '--no', '--', program],
    pnpm: ['pnpm', 'exec', program],
    yarn: ['yarn', 'run', program],
    bun: ['bun', 'run', program]
  }[manager]
}

function readNamed(folder: string): Record<string, string> | undefined {
  const text = readIfThere(join(folder, 'package.json'))
  return named.exec(text ?? '')?.groups
}
