/** Sites for tests, without the disk. */
import type {SiteData} from '../../src/site/data.ts'
import type {Site, SiteBank, SiteInput} from '../../src/site/build-site.ts'
import {buildSite} from '../../src/site/build-site.ts'
import {lookAtBank} from '../../src/site/look-at-bank.ts'
import type {SiteFlags} from '../../src/site/options.ts'
import {readSiteOptions} from '../../src/site/options.ts'
import {readCards} from '../../src/export/card-data.ts'
import {join} from 'node:path'
import {readText} from '../support/bank.ts'
import {projectRoot} from '../support/temp.ts'

/** @returns a bank for a site */
export function siteBank(
  text: string,
  path = join(projectRoot, 'QUESTION_BANK.md'),
  name = 'QUESTION_BANK.md'
): SiteBank {
  const bank = readText(text)
  return {data: readCards(bank, name), path, ...lookAtBank(bank, [])}
}

/** What the tests set, in addition to the banks. */
export type SiteExtras = Partial<
  Pick<SiteInput, 'assets' | 'labels' | 'root'>
> & {readonly flags?: SiteFlags}

/** @returns the site of banks */
export async function buildBanks(
  banks: readonly SiteBank[],
  {flags = {}, ...extras}: SiteExtras = {}
): Promise<Site> {
  return buildSite({
    banks,
    options: await readSiteOptions(flags, banks, projectRoot),
    labels: {},
    root: projectRoot,
    assets: new Map(),
    ...extras
  })
}

/** @returns what a file of data calls `qbank` with */
export function readData<Name extends keyof SiteData>(
  site: Site,
  name: Name
): SiteData[Name] {
  const text = textOf(site, `data/${name}.js`)
  const found = /^qbank\("([\w-]+)",(.*)\)\n$/s.exec(text)
  if (found?.[1] !== name) throw new Error(`${name}: not a file of data`)
  return JSON.parse(found[2] ?? '') as SiteData[Name]
}

/** @returns the text of a file */
export function textOf({files}: Site, path: string): string {
  const content = files.get(path)?.()
  if (typeof content !== 'string') throw new Error(`${path}: no such text`)
  return content
}
