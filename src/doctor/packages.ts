/** Checks that qbank's needs are installed, in versions that work together. */
import {existsSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {findAbove, findInstalled} from '../files/command.ts'
import {findRange} from '../files/package-json.ts'
import {formatWords, getInstallWords} from '../files/package-manager.ts'
import type {Project} from '../init/lib/project.ts'
import {isInstalled} from '../init/parts/package.ts'
import {version} from '../text/version.ts'
import type {Finding, Subject} from './finding.ts'
import {wrong} from './finding.ts'
import {doctorTexts} from './texts.ts'

/** The packages of the project must be installed. */
export function checkPackages({project, command}: Subject): Finding[] {
  const {json, manager} = project
  if (isQbank(project)) return []
  if (findRange(json, 'qbank') === undefined) {
    return [wrong(doctorTexts.notNamed, `${command} init`)]
  }

  if (!isInstalled(project)) {
    const install = formatWords(getInstallWords(manager, []))
    return [wrong(doctorTexts.notInstalled, install)]
  }

  const installed = readVersion(project.folder, 'qbank')
  return installed === undefined || installed === version
    ? []
    : [
        wrong(
          doctorTexts.otherQbank(version, installed),
          `${command} --version`
        )
      ]
}

/** The hook supports two majors of lint-staged. */
export function checkLintStaged({project}: Subject): Finding[] {
  const {folder, isPlugAndPlay, isWorkspaceRoot, json, manager} = project
  const found = isPlugAndPlay
    ? /\d+\.[\d.]+/.exec(findRange(json, 'lint-staged') ?? '')?.[0]
    : readVersion(folder, 'lint-staged')
  if (found !== undefined && /^1[67]\./.test(found)) return []
  const words = getInstallWords(manager, ['lint-staged@16'], isWorkspaceRoot)
  const problem =
    found === undefined
      ? doctorTexts.noLintStaged
      : doctorTexts.otherLintStaged(found)
  return [wrong(problem, formatWords(words))]
}

/** Editors start the server from the project. */
export function checkServer({project}: Subject): Finding[] {
  const {folder, isPlugAndPlay, manager} = project
  const isThere =
    isPlugAndPlay ||
    isQbank(project) ||
    findInstalled(folder, 'qbank-language-server') !== undefined
  if (isThere) return []
  const install = formatWords(getInstallWords(manager, []))
  return [wrong(doctorTexts.noServer, install)]
}

/** @returns whether the project is qbank itself: its scripts and editors start its own files */
function isQbank({json}: Project): boolean {
  return json['name'] === 'qbank'
}

/** @returns the version of a package that is installed in the folder or above it */
function readVersion(folder: string, name: string): string | undefined {
  const path = `node_modules/${name}/package.json`
  const home = findAbove(folder, path)
  if (home === undefined || !existsSync(join(home, path))) return undefined
  const text = readFileSync(join(home, path), 'utf8')
  return /"version"\s*:\s*"([^"]+)"/.exec(text)?.[1]
}
