/** A copy of the project in which mutants can be switched on, and which nothing that runs in it can get out of. */
import {execFileSync, spawnSync} from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import {homedir} from 'node:os'
import {dirname, join, relative} from 'node:path'
import process from 'node:process'
import {isInside} from '../../src/files/repository.ts'
import {projectRoot} from '../support/temp.ts'
import type {NumberedMutant, NumberedProbe} from './mutants.ts'
import {addSwitches} from './mutants.ts'

/** What is put into a file of `src` or `rules`. */
export interface Source {
  /** Relative to the project. */
  readonly file: string
  readonly text: string
  readonly mutants: readonly NumberedMutant[]
  readonly probes: readonly NumberedProbe[]
}

/** Programs that would install or load something, in the copy: they fail, but `npx` runs what is installed. */
const managers = Object.fromEntries(
  ['bun', 'bunx', 'corepack', 'npm', 'pnpm', 'yarn'].map((name) => [
    name,
    'exit 1'
  ])
)
const npx =
  'while [ "${1#-}" != "$1" ]; do shift; done\nname=$1\nshift\nexec "./node_modules/.bin/$name" "$@"'

/** Who runs tests, where the system's administrator tries mutants: someone who cannot write to anything else. */
export const nobody = process.getuid?.() === 0 ? 65_534 : undefined

/**
 * Copies what git knows, with the switches, and builds it.
 *
 * @param folder in which the copy is to be `project`
 * @returns environment variables for processes that run in it
 */
export function makeCopy(
  folder: string,
  sources: readonly Source[]
): Readonly<Record<string, string>> {
  const copy = join(folder, 'project')
  for (const file of listFiles())
    cpSync(join(projectRoot, file), join(copy, file))
  const modules = join(copy, 'node_modules')
  linkAll(join(projectRoot, 'node_modules'), modules)
  const switchModule = 'src/mutant-switch.ts'
  cpSync(join(projectRoot, 'test/mutation/switch.ts'), join(copy, switchModule))
  for (const {file, text, mutants, probes} of sources) {
    const path = relative(dirname(file), switchModule).replaceAll('\\', '/')
    const specifier = path.startsWith('.') ? path : `./${path}`
    writeFileSync(
      join(copy, file),
      addSwitches(text, mutants, probes, specifier)
    )
  }

  replaceUvu(copy)
  const {stderr} = spawnSync(process.execPath, ['scripts/build.mjs'], {
    cwd: copy,
    encoding: 'utf8'
  })
  if (!existsSync(join(copy, 'dist/load.cjs'))) throw new Error(stderr)
  const programs = join(folder, 'programs')
  mkdirSync(programs)
  for (const [name, script] of Object.entries({...managers, npx})) {
    writeFileSync(join(programs, name), `#!/bin/sh\n${script}\n`, {
      mode: 0o755
    })
  }

  if (nobody !== undefined) {
    chmodSync(folder, 0o755)
    execFileSync('chown', ['-R', `${nobody}:${nobody}`, folder])
  }

  // Where one who may not look into a folder starts a program, it is not said to be missing.
  const path = (process.env['PATH'] ?? '')
    .split(':')
    .filter((each) => nobody === undefined || !isInside(homedir(), each))
  return {
    PATH: [programs, ...path].join(':'),
    HOME: folder,
    NO_COLOR: '1',
    FORCE_COLOR: '0'
  }
}

function listFiles(): string[] {
  return execFileSync(
    'git',
    ['ls-files', '-z', '--cached', '--others', '--exclude-standard'],
    {cwd: projectRoot, encoding: 'utf8'}
  )
    .split('\0')
    .filter(
      (file) =>
        file !== '' &&
        file !== 'node_modules' &&
        existsSync(join(projectRoot, file))
    )
}

/** Links packages one by one: what empties the folder takes links away, and nothing that they lead to. */
function linkAll(from: string, to: string): void {
  mkdirSync(to)
  for (const name of readdirSync(from)) {
    if (name.startsWith('@') || name === '.bin') {
      linkAll(join(from, name), join(to, name))
    } else symlinkSync(join(from, name), join(to, name))
  }
}

/** Has tests import `uvu.ts` where they say `uvu`. */
function replaceUvu(copy: string): void {
  const path = join(copy, 'tsconfig.json')
  const config = JSON.parse(readFileSync(path, 'utf8')) as {
    compilerOptions: Record<string, unknown>
  }
  config.compilerOptions['paths'] = {uvu: ['./test/mutation/uvu.ts']}
  writeFileSync(path, JSON.stringify(config))
}
