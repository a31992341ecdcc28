// What the bundle holds of other packages: their licenses, and a bill of materials (https://cyclonedx.org) with which a
// scanner finds out whether a known vulnerability is in it.
import {existsSync, readFileSync, readdirSync} from 'node:fs'
import {join} from 'node:path'
import {Contrib, Models, Serialize, Spec} from '@cyclonedx/cyclonedx-library'
import parseExpression from 'spdx-expression-parse'

/**
 * @typedef {Contrib.FromNodePackageJson.Types.NodePackageJson & {
 *   readonly name: string
 *   readonly version: string
 *   readonly license?: string
 *   readonly licenses?: readonly {readonly type: string}[]
 *   readonly dependencies?: Readonly<Record<string, string>>
 *   readonly devDependencies?: Readonly<Record<string, string>>
 * }} Manifest
 *
 * @typedef {object} Package one whose code is in the bundle
 * @property {[string, ...string[]]} folders where it is installed, from the root, with `/`: a version may be there twice
 * @property {Manifest} manifest
 * @property {string} license an SPDX expression
 */

/** Texts for packages that come without one, by repository. */
const texts = 'scripts/licenses'

/**
 * @param {readonly string[]} inputs paths of the files that are in the bundle, from the root
 * @returns {Package[]} in the order of their folders
 * @throws {Error} if a package names no license
 */
export function findPackages(inputs) {
  const folders = inputs.flatMap(
    (input) =>
      /\bnode_modules\/(?:.*\bnode_modules\/)?(?:@[^/]+\/)?[^/]+/.exec(
        input
      )?.[0] ?? []
  )
  /** @type {Map<string, Package>} */
  const packages = new Map()
  for (const folder of [...new Set(folders)].sort()) {
    const manifest = /** @type {Manifest} */ (
      readJson(`${folder}/package.json`)
    )
    const license = manifest.license ?? manifest.licenses?.[0]?.type
    if (license === undefined) {
      throw new Error(
        `${folder}/package.json: no \`license\`. Without one its code must not be published, so do not import it`
      )
    }

    const id = getId(manifest)
    const known = packages.get(id)
    if (known) known.folders.push(folder)
    else packages.set(id, {folders: [folder], manifest, license})
  }

  return [...packages.values()]
}

/** @param {Manifest} manifest */
function getId({name, version}) {
  return `${name}@${version}`
}

/**
 * @param {readonly Package[]} packages
 * @returns {string} names, versions and licenses, with all their texts
 * @throws {Error} if there is no text of a license
 */
export function renderLicenses(packages) {
  const parts = packages.map(
    ({folders: [folder], manifest: {name, version, repository}, license}) =>
      `\n${'-'.repeat(78)}\n${name} ${version} (${license})\n\n${readTexts(folder, repository)}`
  )
  return `This package contains code of the packages below.\n${parts.join('')}`
}

/**
 * @param {string} folder of a package
 * @param {Manifest['repository']} repository
 */
function readTexts(folder, repository) {
  const own = readdirSync(folder)
    .filter((entry) => /^(?:licen[cs]e|copying|notice)\b/i.test(entry))
    .map((entry) => `${folder}/${entry}`)
  if (own.length > 0)
    return own.map((path) => readFileSync(path, 'utf8')).join('\n')
  const url = typeof repository === 'string' ? repository : repository?.url
  const [, owner, name] =
    /^(?:.*github\.com[/:])?([\w-]+)\/([\w.-]+?)(?:\.git)?(?:\/|$)/.exec(
      url ?? ''
    ) ?? []
  const path = `${texts}/${owner}+${name}.txt`
  if (!existsSync(path)) {
    throw new Error(
      `${folder}: no text of its license. Copy the text from the package's repository to ${path}, or the standard text of https://spdx.org/licenses with the package's author in it`
    )
  }

  return readFileSync(path, 'utf8')
}

/**
 * @param {readonly Package[]} packages
 * @returns {string} the bill of materials as JSON: the same for the same packages, so without a date and a serial number
 */
export function renderBillOfMaterials(packages) {
  const builder = new Contrib.FromNodePackageJson.Builders.ComponentBuilder(
    new Contrib.FromNodePackageJson.Factories.ExternalReferenceFactory(),
    new Contrib.License.Factories.LicenseFactory(parseExpression)
  )
  /** @param {Manifest} manifest */
  const toComponent = (manifest) => {
    const component = builder.makeComponent(manifest)
    if (!component) throw new Error(`${manifest.name}: no name of a package`)
    const id = getId(manifest)
    component.bomRef.value = id
    component.purl = `pkg:npm/${id.replace(/^@/, '%40')}`
    return component
  }

  const lock = /** @type {{packages: Record<string, {integrity?: string}>}} */ (
    readJson('package-lock.json')
  )
  const components = new Map(
    packages.flatMap(({folders, manifest}) => {
      const {name, version} = manifest
      const dist = {
        tarball: `https://registry.npmjs.org/${name}/-/${name.replace(/^.*\//, '')}-${version}.tgz`,
        integrity: lock.packages[folders[0]]?.integrity
      }
      const component = toComponent({...manifest, dist})
      return folders.map((folder) => [folder, component])
    })
  )
  for (const {folders, manifest} of packages) {
    for (const folder of folders) {
      const names = Object.keys(manifest.dependencies ?? {})
      addDependencies(components.get(folder), folder, names)
    }
  }

  const own = /** @type {Manifest} */ (readJson('package.json'))
  const root = toComponent(own)
  addDependencies(
    root,
    '',
    Object.keys({...own.dependencies, ...own.devDependencies})
  )
  const bom = new Models.Bom({
    metadata: new Models.Metadata({component: root}),
    components: new Models.ComponentRepository(components.values())
  })
  const factory = new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6)
  return `${new Serialize.JsonSerializer(factory).serialize(bom, {sortLists: true})}\n`

  /**
   * @param {Models.Component | undefined} component
   * @param {string} folder of the package; empty for this one
   * @param {readonly string[]} names of what it depends on
   */
  function addDependencies(component, folder, names) {
    for (const name of names) {
      const other = findFrom(folder, name)
      if (other) component?.dependencies.add(other.bomRef)
    }
  }

  /**
   * @param {string} folder of the package that imports
   * @param {string} name of the package that is imported
   * @returns {Models.Component | undefined} as Node finds it: in `node_modules` of the folder, or of one above it
   */
  function findFrom(folder, name) {
    for (
      let at = folder;
      ;
      at = at.replace(/\/?node_modules\/(?:@[^/]+\/)?[^/]+$/, '')
    ) {
      const found = components.get(
        join(at, 'node_modules', name).replaceAll('\\', '/')
      )
      if (found || at === '') return found
    }
  }
}

/** @param {string} path */
function readJson(path) {
  return /** @type {unknown} */ (JSON.parse(readFileSync(path, 'utf8')))
}
