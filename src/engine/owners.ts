/** Finds the banks that a README belongs to, if its regions do not name them. */
import {dirname, relative, resolve, sep} from 'node:path'
import type {TextStore} from '../files/text-store.ts'
import {parseFrontMatter} from '../markdown/parse.ts'
import {findOwnRegions, readReadme} from '../readme/read-readme.ts'
import {readConfig} from '../template/read-config.ts'
import {filterIgnored} from './pipeline.ts'

/**
 * @param readme absolute path of a file that is there
 * @param banks absolute paths
 * @returns the banks that claim the regions without a name
 * @throws UserError if a file cannot be read
 */
export async function findOwners(
  readme: string,
  banks: readonly string[],
  store: TextStore,
  cwd: string
): Promise<string[]> {
  const target = await store.resolve(readme)
  const outline = readReadme(await store.read(readme))
  const owners: string[] = []
  for (const path of await filterIgnored(banks, {cwd})) {
    if (path === readme) continue
    const text = await store.read(path)
    const named = readConfig(parseFrontMatter(text), text).readme
    const own = named && resolve(dirname(path), named.path)
    if (own === undefined || (await store.resolve(own)) !== target) continue
    const way = relative(dirname(readme), path).split(sep).join('/')
    const regions = findOwnRegions(outline, way)
    if (!regions.some(({bank}) => bank !== undefined)) owners.push(path)
  }

  return owners
}
