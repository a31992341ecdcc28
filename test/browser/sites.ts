/** Sites that several suites look at; each is built once. */
import {loadAssets} from '../../src/site/load-assets.ts'
import {bankOf} from '../export/support.ts'
import {buildBanks, siteBank} from '../site/support.ts'
import {writeFolder} from './support.ts'

const assets = loadAssets()
const folders = new Map<string, Promise<string>>()

async function create(name: string): Promise<string> {
  return writeFolder(await buildBanks([siteBank(bankOf(name))], {assets}))
}

/**
 * @param name of a bank of the tests: `own`, or a folder of `test/banks`
 * @returns the folder of its site
 */
export function getSite(name: string): Promise<string> {
  const known = folders.get(name) ?? create(name)
  folders.set(name, known)
  return known
}

/** @returns the folder of a site of a bank's text */
export async function makeSite(text: string): Promise<string> {
  return writeFolder(await buildBanks([siteBank(text)], {assets}))
}
