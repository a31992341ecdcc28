/** Checks that this clone, and the machines that check contributions, are set up as the repository says. */
import {readdirSync} from 'node:fs'
import {join} from 'node:path'
import {findRange} from '../files/package-json.ts'
import {readIfThere} from '../files/read-if-there.ts'
import {toName} from '../files/to-name.ts'
import {findUnassigned, readDriver} from '../merge/register-driver.ts'
import {version} from '../text/version.ts'
import type {Finding, Placed, Subject} from './finding.ts'
import {condense, note, wrong} from './finding.ts'
import {doctorTexts} from './texts.ts'

/** If `.gitattributes` names the driver, git must call it. */
export function checkMerge({banks, command, project}: Subject): Finding[] {
  const {root} = project
  const paths = banks.map((path) => toName(path, root))
  const isAssigned = findUnassigned(root, paths).length < paths.length
  return isAssigned && readDriver(root) === undefined
    ? [wrong(doctorTexts.noDriver, `${command} merge --register`)]
    : []
}

/** Files that name versions of qbank for other machines. */
const places = ['.gitlab-ci.yml', '.pre-commit-config.yaml']

/** CI must use the installed version. */
export function checkVersions({project}: Subject): Finding[] {
  const {root, json} = project
  const found: Placed[] = []
  for (const path of [...places, ...listWorkflows(root)]) {
    const text = readIfThere(join(root, path)) ?? ''
    const other = findVersions(text).find((each) => each !== version)
    if (other === undefined) continue
    found.push({
      place: path,
      ...wrong(
        doctorTexts.otherVersion(path, other, version),
        doctorTexts.writeVersion(path, version)
      )
    })
  }

  const findings = condense(found, {
    problem: doctorTexts.manyVersions,
    remedy: doctorTexts.writeVersions(version)
  })

  const range = findRange(json, 'qbank') ?? ''
  return /^file:|\.tgz$/.test(range)
    ? [...findings, note(doctorTexts.archive(range), doctorTexts.keepArchive)]
    : findings
}

/** @returns versions of qbank's Action, of its hook for pre-commit, and of packages that are fetched */
function findVersions(text: string): string[] {
  const actions = text.matchAll(/\/qbank(?:\/\w+)?@v(\d+\.\d+\.\d+)/g)
  const hooks = text.matchAll(/\/qbank\s+rev:\s*v(\d+\.\d+\.\d+)/g)
  const packages = text.matchAll(/(?<![\w/-])qbank@(\d+\.\d+\.\d+)/g)
  return [...actions, ...hooks, ...packages].flatMap(([, found]) => found ?? [])
}

function listWorkflows(root: string): string[] {
  const folder = '.github/workflows'
  try {
    return readdirSync(join(root, folder)).map((name) => `${folder}/${name}`)
  } catch {
    return []
  }
}
