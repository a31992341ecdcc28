/**
 * Blocks that Prettier would not change, as it has said before. A confirmed block is not given to Prettier again, in
 * this run or in the next. Nothing else is remembered of it, so a wrong memory can only leave a block as it is.
 */
import {readFileSync} from 'node:fs'
import {fileURLToPath} from 'node:url'
import type {Options} from 'prettier'
import type {Remembered} from '../files/remembered.ts'
import {openRemembered} from '../files/remembered.ts'
import {version} from '../text/version.ts'

/** So many blocks that earlier runs have confirmed are checked again, with this chance each. */
const mostProofs = 8
const chance = 1 / 16

/** How many may still be checked again in this process. */
const proofs = new WeakMap<Remembered, number>()

/**
 * @param options complete ones for Prettier
 * @param path absolute, of the bank; without it, only this process knows what is confirmed
 * @returns `undefined` if Prettier may print the same text differently next time: plugins may do anything
 */
export function openConfirmed(
  {plugins, ...options}: Options,
  path: string | undefined
): Remembered | undefined {
  if (plugins?.length) return undefined
  // Where the bank is makes no difference.
  const others = {...options, filepath: undefined}
  const subject = JSON.stringify([version, getPrettierVersion(), others])
  return openRemembered(path, subject)
}

/** @returns whether to check a block again, though an earlier run has confirmed it */
export function needsProof(
  confirmed: Remembered,
  random: () => number = Math.random
): boolean {
  const left = proofs.get(confirmed) ?? mostProofs
  if (left === 0 || random() >= chance) return false
  proofs.set(confirmed, left - 1)
  return true
}

let prettierVersion: string | undefined

/** The version, without loading Prettier: for confirmed blocks it is not needed. */
function getPrettierVersion(): string {
  if (prettierVersion !== undefined) return prettierVersion
  const url = import.meta.resolve('prettier/package.json')
  const manifest = JSON.parse(readFileSync(fileURLToPath(url), 'utf8')) as {
    readonly version: string
  }
  return (prettierVersion = manifest.version)
}
