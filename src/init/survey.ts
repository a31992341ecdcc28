/** Finds out about a project's banks before anything is planned. */
import {fixText} from '../engine/job.ts'
import {countMessages} from '../report/message-view.ts'
import type {FoundBank} from './lib/find-bank.ts'
import type {Situation} from './lib/part.ts'
import type {Project} from './lib/project.ts'
import {declare} from './parts/bank.ts'

/**
 * Fixes the banks in memory, to find out what remains. The configuration of the project is not used: its packages may not be
 * installed yet.
 */
export async function countDebts(
  {root}: Project,
  banks: readonly FoundBank[]
): Promise<number> {
  let debts = 0
  for (const bank of banks) {
    const text = declare(bank, {hasNoReadme: true})
    if (text === undefined) continue
    const options = {cwd: root, hasConfiguration: false}
    const {report} = await fixText(text, bank.path, options)
    debts += countMessages([report]).errors
  }

  return debts
}

/** What is known before the person chooses. */
export type Surveyed = Omit<Situation, 'chosen'>
