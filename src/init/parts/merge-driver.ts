/** The merge driver: git merges the bank card by card. */
import {editPackageJson} from '../../files/package-json.ts'
import {
  assignDriver,
  findUnassigned,
  registerCommand
} from '../../merge/register-driver.ts'
import type {Part, Situation} from '../lib/part.ts'
import {toPath} from '../lib/project.ts'
import {partTexts} from './texts.ts'
import {getReadme, wantsRegions} from './readme.ts'

export const mergePart: Part = {
  id: 'merge',
  offer: ({banks, project}) =>
    findUnassigned(
      project.root,
      banks.map(({path}) => path)
    ).length === 0
      ? undefined
      : {...partTexts.mergeOffer, isDefault: true},
  changes: (situation) => {
    const {project} = situation
    const names = findUnassigned(project.root, listMerged(situation))
    const key = project.isModernYarn ? 'postinstall' : 'prepare'
    return [
      {
        path: '.gitattributes',
        reason: partTexts.mergeReason,
        edit: (before) => assignDriver(before, names)
      },
      {
        path: toPath(project.below, 'package.json'),
        reason: partTexts.registerReason(key),
        edit: (before) =>
          editPackageJson(before, (json) => ({
            ...json,
            scripts: {
              ...json.scripts,
              [key]: addRegistration(json.scripts?.[key])
            }
          }))
      }
    ]
  }
}

/** @returns the banks, and the READMEs that show them */
function listMerged(situation: Situation): string[] {
  return situation.banks.flatMap((bank) =>
    wantsRegions(bank, situation) ? [bank.path, getReadme(bank)] : [bank.path]
  )
}

/** The folder of the package is needed to find the program, so it runs before the script leaves that folder. */
function addRegistration(script: string | undefined): string {
  if (script === undefined) return registerCommand
  if (script.includes(registerCommand)) return script
  return /\bcd\s/.test(script)
    ? `${registerCommand} && ${script}`
    : `${script} && ${registerCommand}`
}
