/** Reads the event of a workflow, which GitHub's runner has written into a file. */
import {readFile} from 'node:fs/promises'
import {UserError} from '../text/user-error.ts'
import {githubTexts} from './texts.ts'

/**
 * @param path of the file that `GITHUB_EVENT_PATH` names
 * @param usage where the command can run, as in "Run `qbank …` in a workflow on `issues`"
 * @returns the event; its form is not checked yet
 * @throws UserError if it cannot be read
 */
export async function readEventFile(
  path: string,
  usage: string
): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'))
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new UserError(githubTexts.noEvent(path, reason, usage), {
      cause: error
    })
  }
}
