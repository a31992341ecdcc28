/** Repositories in which `qbank init` runs. */
import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import type {Ended} from '../cli/support.ts'
import {call} from '../cli/support.ts'
import {git, linkPackages, makeTempFolder, writeFiles} from '../support/temp.ts'

/** A `package.json` of a project that has installed what qbank needs. */
export const installed = JSON.stringify({
  devDependencies: {
    qbank: '1',
    prettier: '3.6',
    husky: '9',
    'lint-staged': '16'
  }
})

/** A file with cards that have a number and any text. */
export const cards = `# Kilns

${Array.from({length: 6}, (_, index) => `### ${index + 1}. Why does glaze run?${'!'.repeat(index)}\n\nIt is ${index + 1} degrees too hot.\n`).join('\n')}`

/** A repository in which the files are committed. */
export function makeRepository(
  files: Readonly<Record<string, string>>
): string {
  const folder = makeTempFolder()
  git(folder, 'init', '--quiet', '--initial-branch=main')
  writeFiles(folder, files)
  git(folder, 'config', 'user.name', 'A contributor')
  git(folder, 'config', 'user.email', 'contributor@example.com')
  git(folder, 'add', '--all')
  git(folder, 'commit', '--quiet', '--allow-empty', '--message', 'Begin')
  return folder
}

/** A repository in which packages are installed as well, so that the hook can run. */
export function makeInstalled(files: Readonly<Record<string, string>>): string {
  const folder = makeRepository({
    '.gitignore': 'node_modules/\n',
    'package.json': installed,
    ...files
  })
  linkPackages(folder)
  return folder
}

/** Runs `qbank init`; no packages are installed. */
export async function init(folder: string, ...args: string[]): Promise<Ended> {
  return call(folder, ['init', '--no-install', ...args])
}

export function read(folder: string, path: string): string {
  return readFileSync(join(folder, path), 'utf8')
}
