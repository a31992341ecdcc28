/** `qbank catch-up`: merges a base branch into the pull requests that conflict with it, in a workflow of GitHub. */
import {catchUp} from '../../catch-up/catch-up.ts'
import {readOccasion} from '../../catch-up/pulls.ts'
import {catchUpTexts} from '../../catch-up/texts.ts'
import {findGitFolders} from '../../files/repository.ts'
import {createClient, needVariable} from '../../github/environment.ts'
import {exitCodes} from '../../text/exit-codes.ts'
import {UserError} from '../../text/user-error.ts'
import type {Surroundings} from '../lib/environment.ts'
import type {CliOptions} from '../lib/options.ts'
import {getCwd} from '../lib/options.ts'
import {printLines} from '../lib/run-banks.ts'
import type {CommandFile} from '../lib/command-file.ts'

const ownName = 'catch-up'

/** Permissions that the token needs. */
const permissions = 'contents: write, pull-requests: write'

/** The command, for `main.ts`. */
export const command: CommandFile = {
  run: catchUpPulls
}

/**
 * @returns the exit code: 2 if one of the pull requests could not be checked
 * @throws UserError if GitHub refuses, or git
 */
async function catchUpPulls(
  _args: readonly string[],
  options: CliOptions,
  surroundings: Surroundings
): Promise<number> {
  const {stdout, env} = surroundings
  const cwd = getCwd(options, surroundings)
  const root = findGitFolders(cwd)?.root
  if (root === undefined) throw new UserError(catchUpTexts.noRepository(cwd))
  const client = createClient(env, permissions, ownName)
  const repository = needVariable(env, 'GITHUB_REPOSITORY', ownName)
  const name = needVariable(env, 'GITHUB_REF', ownName)
  const path = needVariable(env, 'GITHUB_EVENT_PATH', ownName)
  const occasion = await readOccasion(path, name.replace('refs/heads/', ''))
  if (occasion.number === undefined && !name.startsWith('refs/heads/')) {
    throw new UserError(catchUpTexts.noBranch(name))
  }

  const server = (env['GITHUB_SERVER_URL'] ?? 'https://github.com').replace(
    /\/+$/,
    ''
  )
  const token = needVariable(env, 'GITHUB_TOKEN', ownName)
  const {lines, hasFailed} = await catchUp({
    client,
    site: {root, access: {server, token}},
    repository,
    url: `${server}/${repository}`,
    occasion
  })
  printLines(stdout, lines)
  return hasFailed ? exitCodes.usage : exitCodes.clean
}
