/** The package's files for each site: the page's script and its style, as the build of the package made them. */
import {readFileSync} from 'node:fs'
import {createRequire} from 'node:module'
import {join} from 'node:path'

/** Names of the files, in `dist/site/` and on a site. */
const names = ['page.js', 'theme.js', 'style.css']

/** @throws Error if the package has not been built */
export function loadAssets(): Map<string, string> {
  const manifest = createRequire(import.meta.url).resolve('qbank/package.json')
  const folder = join(manifest, '../dist/site')
  return new Map(
    names.map((name) => [name, readFileSync(join(folder, name), 'utf8')])
  )
}
