/** The plan of a bank: from its front matter, or from the file that front matter names. */
import {dirname} from 'node:path'
import {readText} from '../files/read-text.ts'
import {resolveInside} from '../files/repository.ts'
import {toName} from '../files/to-name.ts'
import type {BankConfig, Plan} from '../template/config.ts'
import {readPlan} from '../template/read-config.ts'
import {UserError} from '../text/user-error.ts'
import {planTexts} from './texts.ts'

/**
 * @param declared what front matter says
 * @param path absolute path of the bank
 * @param cwd absolute path of the folder that names are relative to
 * @returns the plan, if there is one
 * @throws UserError if its file is outside the repository, cannot be read, or is not a plan
 */
export async function loadPlan(
  declared: BankConfig['plan'],
  path: string,
  cwd: string
): Promise<Plan | undefined> {
  if (typeof declared !== 'string') return declared
  const file = resolveInside(dirname(path), declared)
  const bank = toName(path, cwd)
  if (file === undefined) throw new UserError(planTexts.outside(bank, declared))
  const text = await readText(file, cwd)
  const {plan, problems} = readPlan(text)
  const name = toName(file, cwd)
  const [problem] = problems
  if (problem) {
    const line = text.slice(0, problem.start).split('\n').length
    throw new UserError(planTexts.broken(name, line, problem.message))
  }

  if (typeof plan !== 'object') throw new UserError(planTexts.notAPlan(name))
  return plan
}
