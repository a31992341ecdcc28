/** Reads the variables of GitHub's runner, and makes a client from them. */
import {UserError} from '../text/user-error.ts'
import {Client} from './client.ts'
import {githubTexts} from './texts.ts'

type Environment = Readonly<Record<string, string | undefined>>

/**
 * @param command that needs it, for the error
 * @returns the variable
 * @throws UserError if it is not set, or empty
 */
export function needVariable(
  env: Environment,
  name: string,
  command: string
): string {
  const value = env[name]
  if (!value) throw new UserError(githubTexts.notInActions(command, name))
  return value
}

/**
 * @param permissions that the job needs, as a workflow writes them
 * @throws UserError if there is no token, or the address is not one
 */
export function createClient(
  env: Environment,
  permissions: string,
  command: string
): Client {
  const token = env['GITHUB_TOKEN']
  if (!token) throw new UserError(githubTexts.noToken(command))
  return new Client({url: readUrl(env), token, permissions})
}

function readUrl({
  GITHUB_API_URL: url = 'https://api.github.com'
}: Environment): string {
  if (!/^https?:\/\//.test(url) || !URL.canParse(url)) {
    throw new UserError(githubTexts.badUrl(url))
  }

  return url.replace(/\/+$/, '')
}
