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

/** How many are yet to be proved in this process. */
const proofs = new WeakMap<Remembered, number>()

/**
 * @param options complete ones for Prettier
 * @param path absolute, of the bank; without it, what is confirmed is known to this process alone
 * @returns `undefined` if the same text may be printed in another way next time: plugins may do anything
 */
export function openConfirmed(
  {plugins, ...options}: Options,
  path: string | undefined
): Remembered | undefined {
  if (plugins?.length) return undefined
  // The bank may be anywhere.
  const others = {...options, filepath: undefined}
  const subject = JSON.stringify([version, getPrettierVersion(), others])
  return openRemembered(path, subject)
}

/** @returns whether a block is to be proved again though an earlier run has confirmed it */
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

/** Prettier itself is loaded only for what is not confirmed. */
function getPrettierVersion(): string {
  if (prettierVersion !== undefined) return prettierVersion
  const url = import.meta.resolve('prettier/package.json')
  const manifest = JSON.parse(readFileSync(fileURLToPath(url), 'utf8')) as {
    readonly version: string
  }
  return (prettierVersion = manifest.version)
}
