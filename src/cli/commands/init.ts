/** `qbank init`: sets a project up, with a plan first. */
import {createInterface} from 'node:readline/promises'
import {join} from 'node:path'
import {applyPlan, findUncommitted, formatUndo} from '../../init/apply.ts'
import {findBank} from '../../init/find-bank.ts'
import type {FoundBank} from '../../init/find-bank.ts'
import {makePlan} from '../../init/plan.ts'
import type {Plan} from '../../init/plan.ts'
import {findProject} from '../../init/project.ts'
import type {Project} from '../../init/project.ts'
import {initTexts} from '../../init/texts.ts'
import {exitCodes} from '../../text/exit-codes.ts'
import {UserError} from '../../text/user-error.ts'
import {fix} from './fix.ts'
import {getCwd} from '../lib/options.ts'
import type {CliOptions} from '../lib/options.ts'
import type {Surroundings} from '../lib/environment.ts'

/** Options of `qbank init`, besides those of all commands. */
interface InitOptions extends CliOptions {
  readonly yes?: boolean
  /** What to install as qbank. */
  readonly package: string
  /** `false` to leave installing to somebody else. */
  readonly install: boolean
}

/**
 * @param name of the file that is the bank, or should become it
 * @returns the exit code of the fix that follows; with `--dry-run` 1 if there is anything to do
 */
export async function init(
  name: string | undefined,
  options: InitOptions,
  surroundings: Surroundings
): Promise<number> {
  const {stdout} = surroundings
  const project = findProject(getCwd(options, surroundings))
  const bank = await findBank(project, name)
  const plan = makePlan(project, bank, options.package)
  const lines = describe(plan)
  stdout.write(
    `${(lines.length > 0 ? lines : [initTexts.nothing]).join('\n')}\n`
  )
  const isDone = plan.edits.length === 0 && plan.install.length === 0
  if (options.dryRun) return isDone ? exitCodes.clean : exitCodes.problems
  if (!isDone) {
    const uncommitted = findUncommitted(project, [
      ...plan.edits.map(({path}) => path),
      ...getPaths(bank).map((path) => toRoot(project, path))
    ])
    const mixed = getPaths(bank)
      .map((path) => toRoot(project, path))
      .filter((path) => uncommitted.includes(path))
    if (mixed.length > 0 && !options.yes) {
      throw new UserError(initTexts.notCommitted(mixed))
    }

    if (!options.yes && !(await confirm(surroundings))) {
      stdout.write(`${initTexts.stopped}\n`)
      return exitCodes.problems
    }

    const isSkipped = !options.install && plan.install.length > 0
    await applyPlan(project, isSkipped ? {...plan, install: []} : plan)
    const undo = formatUndo(plan.edits, uncommitted)
    if (undo.length > 0) stdout.write(`${initTexts.undo(undo)}\n`)
    if (isSkipped) {
      // Its configuration names what is not installed yet.
      stdout.write(`${initTexts.skipped(plan.install)}\n`)
      return exitCodes.clean
    }
  }

  return fix(
    getPaths(bank).map((path) => join(project.folder, path)),
    {...options, cwd: project.folder},
    surroundings
  )
}

/** @returns a path of the project as it is written from the repository's root */
function toRoot({below}: Project, path: string): string {
  return below === '' ? path : `${below}/${path}`
}

function getPaths(bank: FoundBank): readonly string[] {
  return bank.kind === 'bank' ? bank.paths : [bank.path]
}

function describe({edits, install, notices}: Plan): string[] {
  return [
    ...edits.map(({path, before, reason}) =>
      before === undefined
        ? initTexts.create(path, reason)
        : initTexts.change(path, reason)
    ),
    ...(install.length > 0 ? [initTexts.run(install)] : []),
    ...notices
  ]
}

/** Asks, where there is somebody to answer. */
async function confirm({stdin, stdout}: Surroundings): Promise<boolean> {
  if (!('isTTY' in stdin && stdin.isTTY) || !stdout.isTTY) return true
  const lines = createInterface({input: stdin, output: stdout})
  try {
    return /^y(?:es)?$/i.test((await lines.question(initTexts.question)).trim())
  } finally {
    lines.close()
  }
}
