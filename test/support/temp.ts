/** Temporary folders, git repositories and processes for tests at the entrances. */
import type {SpawnSyncReturns} from 'node:child_process'
import {spawnSync} from 'node:child_process'
import {
  cpSync,
  mkdtempSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import {tmpdir} from 'node:os'
import {dirname, join} from 'node:path'
import process from 'node:process'
import {fileURLToPath} from 'node:url'
import {whenOver} from './finish.ts'

/** Root of this repository. */
export const projectRoot = join(
  dirname(fileURLToPath(import.meta.url)),
  '../..'
)

/** The built command line. */
export const bin = join(projectRoot, 'dist/src/cli/bin.cjs')

/** The built commit hook. */
const hookBin = join(projectRoot, 'dist/src/hook/bin.cjs')

/** Folder that is deleted when the file of tests is over. */
export function makeTempFolder(): string {
  const folder = createFolder()
  whenOver(() => {
    remove(folder)
  })
  return folder
}

function createFolder(): string {
  return realpathSync(mkdtempSync(join(tmpdir(), 'qbank-test-')))
}

/** Folder for all files of tests that this process runs. */
function createFolderOfProcess(): string {
  const folder = createFolder()
  process.once('exit', () => {
    remove(folder)
  })
  return folder
}

function remove(folder: string): void {
  // A process that is about to end may still write into it.
  rmSync(folder, {recursive: true, force: true, maxRetries: 5})
}

/** Writes files, given by path relative to the folder; folders are made. */
export function writeFiles(
  folder: string,
  files: Readonly<Record<string, string | Uint8Array>>
): void {
  for (const [path, content] of Object.entries(files)) {
    const target = join(folder, path)
    mkdirSync(dirname(target), {recursive: true})
    writeFileSync(target, content)
  }
}

/** Result of a process, as text. */
export type Finished = SpawnSyncReturns<string>

/** Runs a program in a folder, which has to be named: never in this repository by accident. */
export function run(
  cwd: string,
  command: string,
  args: readonly string[],
  options: {input?: string | Uint8Array; env?: NodeJS.ProcessEnv} = {}
): Finished {
  if (!cwd.includes('qbank-test-')) throw new Error(`Not a test folder: ${cwd}`)
  return spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    ...(options.input !== undefined && {input: options.input}),
    env: {...cleanEnv(), ...options.env}
  })
}

/** Runs the built command line. */
export function runQbank(
  cwd: string,
  args: readonly string[],
  options: {input?: string | Uint8Array; env?: NodeJS.ProcessEnv} = {}
): Finished {
  return run(cwd, process.execPath, [bin, ...args], options)
}

/** The environment without what a surrounding hook or test run has set. */
export function cleanEnv(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) =>
      !/^(?:GIT_|HUSKY|npm_|FORCE_COLOR$|NODE_OPTIONS$|DEBUG$)/.test(name)
  )
  return {
    ...Object.fromEntries(kept),
    NO_COLOR: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1'
  }
}

/** A repository of a project that has adopted the toolkit: hook, configuration, and links to the packages. */
export function makeRepository(
  files: Readonly<Record<string, string | Uint8Array>> = {}
): string {
  const folder = makeTempFolder()
  cpSync(getTemplate(), folder, {recursive: true, verbatimSymlinks: true})
  writeFiles(folder, files)
  return folder
}

let template: string | undefined

/** What is the same in all those repositories: copying it is faster than Node's start for husky. */
function getTemplate(): string {
  if (template !== undefined) return template
  const folder = createFolderOfProcess()
  git(folder, 'init', '--quiet', '--initial-branch=main', '--template=')
  git(folder, 'config', 'user.name', 'A contributor')
  git(folder, 'config', 'user.email', 'contributor@example.com')
  // Nothing grows old here, and each commit would start a process that looks whether anything has.
  git(folder, 'config', 'maintenance.auto', 'false')
  linkPackages(folder)
  installHook(folder)
  removeStubs(join(folder, '.husky/_'))
  writeFiles(folder, {
    '.husky/pre-commit': '. node_modules/qbank/pre-commit.sh\n',
    '.gitignore': 'node_modules/\n',
    '.remarkrc.mjs': "export {default} from 'qbank'\n",
    'package.json': '{"type": "module", "private": true}\n'
  })
  template = folder
  return folder
}

/**
 * husky puts a hook of each kind there, which searches for a script that does not exist: that takes a sixth of the
 * processor time of a commit.
 */
function removeStubs(folder: string): void {
  for (const name of readdirSync(folder)) {
    const isNeeded = name.startsWith('.') || name === 'h'
    if (!isNeeded && name !== 'pre-commit') remove(join(folder, name))
  }
}

/** What `npm install` puts into a project that has adopted the toolkit; this package as it was last built. */
export function linkPackages(folder: string): void {
  const modules = makeFolder(folder, 'node_modules')
  for (const name of ['lint-staged', 'prettier', 'husky']) {
    symlinkSync(join(projectRoot, 'node_modules', name), join(modules, name))
  }

  symlinkSync(projectRoot, join(modules, 'qbank'))
  symlinkSync(getPrograms(), join(modules, '.bin'))
}

let programs: string | undefined

/** A folder with the programs of the packages that are installed, and the one that this package brings. */
function getPrograms(): string {
  if (programs !== undefined) return programs
  programs = createFolderOfProcess()
  const installed = join(projectRoot, 'node_modules/.bin')
  for (const name of readdirSync(installed)) {
    symlinkSync(join(installed, name), join(programs, name))
  }

  for (const [name, path] of Object.entries({
    qbank: bin,
    'qbank-hook': hookBin,
    'qbank-language-server': join(projectRoot, 'dist/src/editor/bin.cjs')
  })) {
    const script = `#!/bin/sh\nexec node '${path}' "$@"\n`
    writeFileSync(join(programs, name), script, {mode: 0o755})
  }

  return programs
}

/**
 * Runs husky as `prepare` does: points git to the hooks' folder and fills it.
 *
 * @param hooks relative to the folder, which holds `.git`
 */
export function installHook(folder: string, hooks = '.husky'): void {
  const {status, stdout, stderr} = run(folder, process.execPath, [
    join(projectRoot, 'node_modules/husky/bin.js'),
    hooks
  ])
  if (status !== 0 || stdout !== '')
    throw new Error(`husky: ${stdout}${stderr}`)
}

function makeFolder(parent: string, name: string): string {
  const path = join(parent, name)
  mkdirSync(path, {recursive: true})
  return path
}

/** Runs git in a folder. */
export function git(folder: string, ...args: string[]): Finished {
  return run(folder, 'git', args)
}
