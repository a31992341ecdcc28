/** The Action that suggests, as a workflow runs it when the one that checks is done. */
import {join} from 'node:path'
import type {Ended} from '../cli/support.ts'
import type {World} from '../suggest/server.ts'
import {serve, token} from '../suggest/server.ts'
import {makeTempFolder, projectRoot, writeFiles} from '../support/temp.ts'
import {readAction, runAction} from './support.ts'

const {action} = readAction('suggest')

/**
 * Suggests the fixes of a report on a pull request from a fork.
 *
 * @param report what `qbank check --reporter=json` has said
 * @param options files of the base branch, and inputs of the Action
 */
export async function runSuggest(
  world: World,
  report: string,
  {
    files = {},
    inputs = {}
  }: {
    readonly files?: Readonly<Record<string, string>>
    readonly inputs?: Readonly<Record<string, string>>
  } = {}
): Promise<Ended> {
  const root = makeTempFolder()
  const folder = join(root, 'work')
  writeFiles(folder, {'.git/HEAD': '', ...files})
  writeFiles(root, {
    'qbank-report/qbank-report.json': report,
    'event.json': JSON.stringify({
      workflow_run: {
        event: 'pull_request',
        head_branch: 'their/branch',
        head_sha: world.head,
        head_repository: {full_name: 'someone/bread'}
      }
    })
  })
  const {url, close} = await serve(world)
  const ended = await runAction(folder, action, {
    inputs,
    github: {token, event: {}},
    root: join(projectRoot, 'suggest'),
    env: {
      GITHUB_API_URL: url,
      GITHUB_REPOSITORY: 'a-team/bread',
      GITHUB_EVENT_PATH: join(root, 'event.json')
    }
  })
  close()
  return ended
}
