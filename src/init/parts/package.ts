/** `package.json`, and the packages that a project needs. */
import {existsSync} from 'node:fs'
import {join} from 'node:path'
import {findAncestors} from '../../files/configuration-files.ts'
import {editPackageJson, findRange} from '../../files/package-json.ts'
import type {PackageJson} from '../../files/package-json.ts'
import {getInstallWords} from '../../files/package-manager.ts'
import {readIfThere} from '../../files/read-if-there.ts'
import {findHookHome} from '../lib/hooks.ts'
import type {Part} from '../lib/part.ts'
import type {Project} from '../lib/project.ts'
import {toPath} from '../lib/project.ts'
import {partTexts} from './texts.ts'
import {version} from '../../text/version.ts'

/** Registers the hooks after packages are installed. */
export const packagePart: Part = {
  id: 'package',
  changes: ({project}) => {
    const path = toPath(project.below, 'package.json')
    const script = getScript(project)
    return [
      {
        path,
        reason:
          script === undefined
            ? partTexts.packageReason
            : partTexts.scriptReason(script.key),
        edit: (before) =>
          editPackageJson(before, (json) => ({
            ...(before === undefined && {private: true}),
            ...json,
            ...(script && {scripts: addScript(json, script)})
          }))
      }
    ]
  },
  notices: ({chosen, project, spec}) =>
    /\.tgz$/.test(spec)
      ? [
          ...(inCi.some((id) => chosen.has(id))
            ? [partTexts.archive(spec)]
            : []),
          ...(project.manager === 'npm' ? [partTexts.archiveScript] : [])
        ]
      : []
}

/** Parts that need the packages on other machines. */
const inCi = ['workflow', 'form', 'inbox']

interface Script {
  readonly key: string
  readonly command: string
}

/** @returns the script that registers the hooks; `undefined` if none is needed, or there is one already */
function getScript(project: Project): Script | undefined {
  const {below, isModernYarn, json} = project
  const home = findHookHome(project)
  if (home.kind !== 'husky') return undefined
  const key = isModernYarn ? 'postinstall' : 'prepare'
  // Yarn 2 and later do not run a project's `prepare`: a script there does not count.
  const isThere =
    home.isRegistered &&
    (!isModernYarn || /husky/.test(json.scripts?.['postinstall'] ?? ''))
  if (isThere) return undefined
  const way = below === '' ? '' : `cd ${toWayUp(below)} && `
  const folder = home.folder === '.husky' ? '' : ` ${home.folder}`
  // Yarn also runs `postinstall` when a published package is installed, which does not have husky.
  const isPublished = isModernYarn && json.private !== true
  const ending = isPublished && json['name'] !== undefined ? ' || true' : ''
  return {key, command: `${way}husky${folder}${ending}`}
}

function toWayUp(below: string): string {
  return below
    .split('/')
    .map(() => '..')
    .join('/')
}

function addScript(
  {scripts}: PackageJson,
  {key, command}: Script
): Record<string, string> {
  const before = scripts?.[key]
  return {
    ...scripts,
    [key]: before === undefined ? command : `${before} && ${command}`
  }
}

/** A package, and the versions of it that qbank works with. */
interface Needed {
  readonly name: string
  /** Smallest version that works, and the first later one that does not. */
  readonly from: readonly [number, number]
  readonly below: number
  /** What to install if no suitable version is named. */
  readonly spec: string
}

const needed: readonly Needed[] = [
  {name: 'prettier', from: [3, 6], below: 4, spec: 'prettier@3'},
  {name: 'husky', from: [9, 0], below: 10, spec: 'husky@9'},
  // Version 17 needs Node 22.22, which not every contributor has.
  {name: 'lint-staged', from: [16, 0], below: 18, spec: 'lint-staged@16'}
]

/**
 * @param spec what to install as qbank
 * @returns words of the command that installs missing packages, empty if there are none; packages that `package.json`
 *   does not name yet; and a sentence for each package whose version has to change
 */
export function planInstall(
  project: Project,
  spec: string
): {
  readonly words: readonly string[]
  readonly missing: readonly string[]
  readonly notices: readonly string[]
} {
  const {json, manager, isWorkspaceRoot} = project
  const needsHusky = findHookHome(project).kind === 'husky'
  const missing: string[] = []
  const notices: string[] = []
  const own = findRange(json, 'qbank')
  const isGiven = spec !== 'qbank'
  if (own === undefined || (isGiven && !isSame(own, spec))) missing.push(spec)
  else if (isOlder(own)) missing.push(`qbank@${version}`)
  for (const one of needed) {
    if (one.name === 'husky' && !needsHusky) continue
    const range = findRange(json, one.name)
    if (range !== undefined && fits(range, one)) continue
    missing.push(one.spec)
    if (range === undefined) continue
    notices.push(partTexts.otherVersion(one.name, range, one.spec))
  }

  const isNeeded = missing.length > 0 || !isInstalled(project)
  const words = isNeeded
    ? getInstallWords(manager, missing, isWorkspaceRoot)
    : []
  return {words, missing, notices}
}

/** @returns whether the packages of `package.json` are installed: in a fresh clone, they are not */
export function isInstalled({folder, isPlugAndPlay}: Project): boolean {
  const {folders} = findAncestors(join(folder, 'package.json'))
  return folders.some((each) =>
    isPlugAndPlay
      ? /"qbank"/.test(readIfThere(join(each, '.pnp.cjs')) ?? '')
      : existsSync(join(each, 'node_modules/qbank'))
  )
}

/** @returns whether every version of a range works; `true` for unusual ranges, which their authors chose on purpose */
function fits(range: string, {from, below}: Needed): boolean {
  const [, major, minor = '0'] =
    /^[\^~>=v\s]*(\d+)(?:\.(\d+))?/.exec(range) ?? []
  if (major === undefined) return true
  const [fewest, least] = from
  // The newest version was installed.
  if (range === major) return Number(major) >= fewest && Number(major) < below
  const first = Number(major)
  if (first >= below) return false
  return first > fewest || (first === fewest && Number(minor) >= least)
}

/** Package managers name an archive in different ways. */
function isSame(range: string, spec: string): boolean {
  const [file] = /[^/\\@]+\.tgz$/.exec(spec) ?? []
  return file === undefined ? spec.endsWith(`@${range}`) : range.endsWith(file)
}

/** @returns whether the range begins with an older version than the running one */
function isOlder(range: string): boolean {
  const [, ...parts] = /^[\^~]?(\d+)\.(\d+)\.(\d+)$/.exec(range) ?? []
  const own = version.split('.').map((part) => parseInt(part, 10))
  for (const [index, part] of parts.entries()) {
    const difference = (own[index] ?? 0) - Number(part)
    if (difference !== 0) return difference > 0
  }

  return false
}
