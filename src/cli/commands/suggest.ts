/** `qbank suggest`: posts a report as suggestions on its pull request, in a workflow of GitHub. */
import {existsSync} from 'node:fs'
import {resolve} from 'node:path'
import {findRepository} from '../../files/repository.ts'
import {readText} from '../../files/read-text.ts'
import {toName} from '../../files/to-name.ts'
import {reportFileTexts} from '../../report/texts.ts'
import {suggestTexts} from '../../suggest/texts.ts'
import {readReport} from '../../report/read-report.ts'
import {createClient, needVariable} from '../../github/environment.ts'
import {readEvent} from '../../suggest/event.ts'
import {findPullRequest} from '../../suggest/pull-request.ts'
import {suggestRepairs} from '../../suggest/suggest.ts'
import {UserError} from '../../text/user-error.ts'
import {exitCodes} from '../../text/exit-codes.ts'
import type {CliOptions} from '../lib/options.ts'
import {getCwd} from '../lib/options.ts'
import {printLines} from '../lib/run-banks.ts'
import type {Surroundings} from '../lib/environment.ts'
import type {CommandFile} from '../lib/command-file.ts'
import {cliTexts} from '../lib/texts.ts'

/** The command, for `main.ts`. */
export const command: CommandFile = {
  argumentTexts: [cliTexts.suggestReport],
  run: suggest
}

/**
 * @param name of the report
 * @returns the exit code
 * @throws UserError if the file is not a report, or GitHub refuses
 */
async function suggest(
  [name = '']: readonly string[],
  options: CliOptions,
  surroundings: Surroundings
): Promise<number> {
  const {stdout, stderr, env} = surroundings
  const cwd = getCwd(options, surroundings)
  if (!existsSync(resolve(cwd, name))) {
    throw new UserError(reportFileTexts.missing(name))
  }

  const report = readReport(await readText(name, cwd), name)
  const head = await readEvent(
    needVariable(env, 'GITHUB_EVENT_PATH', 'suggest')
  )
  if (!head) {
    printLines(stdout, [suggestTexts.otherEvent])
    return exitCodes.clean
  }

  const repository = needVariable(env, 'GITHUB_REPOSITORY', 'suggest')
  const permissions = 'contents: read, pull-requests: write'
  const client = createClient(env, permissions, 'suggest')
  const conversation = await findPullRequest(client, repository, head)
  if (!conversation) {
    printLines(stdout, [suggestTexts.gone])
    return exitCodes.clean
  }

  const folder = toName(cwd, findRepository(cwd))
  const result = await suggestRepairs(conversation, report, folder)
  printLines(stdout, [suggestTexts.done(conversation.number, result)])
  if (result.refused === 0) return exitCodes.clean
  const text = suggestTexts.refusedSome(result.refused, result.reason)
  printLines(stderr, [text])
  return exitCodes.usage
}
