/** Both workflows on this machine: the check of a pull request, and what makes suggestions of its report. */
import {join} from 'node:path'
import type {Ended} from '../cli/support.ts'
import {call} from '../cli/support.ts'
import {makeTempFolder, writeFiles} from '../support/temp.ts'
import type {World} from './server.ts'
import {pullNumber, serve, token} from './server.ts'

export const bank = 'QUESTION_BANK.md'

/** What GitHub's runner writes down about the second of two workflows. */
export const event = {
  workflow_run: {
    event: 'pull_request',
    head_branch: 'their/branch',
    head_sha: 'c0ffee',
    head_repository: {full_name: 'someone/bread'},
    // Empty for forks.
    pull_requests: []
  }
}

/** Options of `suggest`. */
export interface Options {
  readonly report?: string
  readonly event?: unknown
  readonly env?: Readonly<Record<string, string>>
  /** Folder of the report, below that of the repository. */
  readonly folder?: string
}

/** Checks the files as the first workflow does, and runs the second. */
export async function suggest(
  world: World,
  options: Options = {}
): Promise<Ended> {
  const root = makeTempFolder()
  writeFiles(root, {
    ...Object.fromEntries(
      Object.entries(world.files).map(([path, {now}]) => [path, now])
    ),
    '.git/HEAD': '',
    'event.json': JSON.stringify(options.event ?? event)
  })
  const cwd = join(root, options.folder ?? '.')
  const report =
    options.report ?? (await call(cwd, ['check', '--reporter', 'json'])).stdout
  writeFiles(cwd, {'report.json': report})
  const {url, close} = await serve(world)
  const ended = await call(cwd, ['suggest', 'report.json'], {
    env: {
      GITHUB_API_URL: url,
      GITHUB_REPOSITORY: 'a-team/bread',
      GITHUB_EVENT_PATH: join(root, 'event.json'),
      GITHUB_TOKEN: token,
      ...options.env
    }
  })
  close()
  return ended
}

/** @returns what a run says */
export function done(suggested: number, known = 0, left = 0): string {
  const fixes = `${suggested} fix${suggested === 1 ? '' : 'es'}`
  return `Pull request ${pullNumber}: ${fixes} suggested, ${known} suggested before, ${left} not suggested (beyond the limit, or on lines that it does not show)\n`
}

/** @returns a report with a problem in each of the files, and others in the first one */
export function toReport(
  problem: object,
  paths: readonly string[] = [bank],
  ...others: readonly object[]
): string {
  return JSON.stringify({
    version: 1,
    files: paths.map((path, at) => ({
      path,
      messages: at === 0 ? [problem, ...others] : [problem]
    })),
    summary: {errors: 1, warnings: 0, fixable: 0}
  })
}
