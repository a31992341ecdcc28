import {readFileSync} from 'node:fs'

/** @returns the version of this package, as its `package.json` has it */
export function readVersion(): string {
  const file = new URL(import.meta.resolve('qbank/package.json'))
  const {version} = JSON.parse(readFileSync(file, 'utf8')) as {version: string}
  return version
}
