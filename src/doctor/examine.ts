/** The checks of `qbank doctor`, and how they run. */
import {join} from 'node:path'
import {filterIgnored} from '../engine/pipeline.ts'
import {findCommand} from '../files/command.ts'
import {findBanks} from '../files/find-banks.ts'
import {findProject} from '../init/lib/project.ts'
import {UserError} from '../text/user-error.ts'
import {checkMarkers, checkReadable, checkVisible} from './banks.ts'
import {checkMerge, checkVersions} from './clone.ts'
import {checkDoubled, checkRemark} from './configuration.ts'
import type {Check, Finding, Subject} from './finding.ts'
import {wrong} from './finding.ts'
import {checkHook, checkPath} from './hook.ts'
import {checkRegistry} from './network.ts'
import {checkLintStaged, checkPackages, checkServer} from './packages.ts'
import {doctorTexts} from './texts.ts'

/** In the order of the output: problems that prevent everything come first. */
const checks: readonly Check[] = [
  {id: 'packages', title: doctorTexts.packages, run: checkPackages},
  {id: 'lint-staged', title: doctorTexts.lintStaged, run: checkLintStaged},
  {id: 'hook', title: doctorTexts.hook, run: checkHook},
  {id: 'path', title: doctorTexts.path, run: checkPath},
  {id: 'bank', title: doctorTexts.bank, run: checkVisible},
  {id: 'readable', title: doctorTexts.readable, run: checkReadable},
  {id: 'readme', title: doctorTexts.readme, run: checkMarkers},
  {id: 'doubled', title: doctorTexts.doubled, run: checkDoubled},
  {id: 'remark', title: doctorTexts.remark, run: checkRemark},
  {id: 'merge', title: doctorTexts.merge, run: checkMerge},
  {id: 'editor', title: doctorTexts.editor, run: checkServer},
  {id: 'versions', title: doctorTexts.versions, run: checkVersions},
  {id: 'registry', title: doctorTexts.registry, run: checkRegistry}
]

/** A check and its findings; none if all is well. */
export interface Examined {
  readonly id: string
  readonly title: string
  readonly findings: readonly Finding[]
}

/**
 * @param cwd absolute path of a folder
 * @returns the findings of each check; outside of a repository, a single one that says so
 */
export async function examine(
  cwd: string,
  env: Subject['env']
): Promise<Examined[]> {
  let subject: Subject
  try {
    const project = findProject(cwd)
    const {paths, notices} = await findBanks(project.root)
    const banks = paths.map((path) => join(project.root, path))
    const checked = await filterIgnored(banks, {cwd: project.root})
    const command = findCommand(cwd)
    subject = {project, banks, checked, notices, command, env}
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    const findings = [wrong(error.message, doctorTexts.changeThat)]
    return [{id: 'project', title: doctorTexts.project, findings}]
  }

  const examined: Examined[] = []
  for (const {id, title, run} of checks) {
    examined.push({id, title, findings: await runCheck(run, subject)})
  }

  return examined
}

/** Runs a check; an error in it must not stop the others. */
async function runCheck(
  run: Check['run'],
  subject: Subject
): Promise<readonly Finding[]> {
  try {
    return await run(subject)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return [wrong(reason, doctorTexts.changeThat)]
  }
}
