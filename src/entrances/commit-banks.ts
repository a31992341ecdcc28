/** What the hook does with staged banks. */
import {execFile} from 'node:child_process'
import process from 'node:process'
import {promisify} from 'node:util'
import {usesColor} from '../cli/options.ts'
import {fixBanks, toName} from '../job.ts'
import {hookTexts} from '../messages.ts'
import {clean} from '../report/clean.ts'
import {stylish} from '../report/stylish.ts'
import {countMessages} from '../report/view.ts'
import {UserError} from '../user-error.ts'

const run = promisify(execFile)

/**
 * Repairs banks, regenerates their READMEs, and stages the READMEs: lint-staged stages only what was staged before.
 *
 * @param banks absolute paths
 * @returns why the commit is refused, for people; `undefined` if it is not
 */
export async function commitBanks(
  banks: readonly string[],
  cwd: string
): Promise<string | undefined> {
  try {
    const {files, written} = await fixBanks({
      cwd,
      paths: banks,
      silentlyIgnore: true
    })
    if (countMessages(files).errors > 0) {
      const color = usesColor({}, {...process, stdout: process.stderr, cwd})
      const report = stylish(files, {color, quiet: true})
      return [hookTexts.refused, '', report + hookTexts.nextStep].join('\n')
    }

    for (const path of written) {
      if (!banks.includes(path)) await stage(path, cwd)
    }

    return undefined
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return [hookTexts.failed, clean(error.message)].join('\n')
  }
}

async function stage(path: string, cwd: string): Promise<void> {
  try {
    await run('git', ['add', '--', path], {cwd})
  } catch (error) {
    const {stderr, message} = error as Error & {stderr?: string}
    throw new UserError(
      hookTexts.notAdded(toName(path, cwd), (stderr ?? message).trim()),
      {cause: error}
    )
  }
}
