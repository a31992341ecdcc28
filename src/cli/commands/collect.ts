/** `qbank collect`: moves cards from the inboxes of banks into the banks. */
import {resolve} from 'node:path'
import type {Collection} from '../../collect/collect.ts'
import {
  applyCollection,
  formatTrailers,
  planCollection
} from '../../collect/collect.ts'
import {
  commitCollections,
  findCommitter,
  requireCommitted
} from '../../collect/commit.ts'
import {collectTexts} from '../../collect/texts.ts'
import {updateReadmes} from '../../engine/job.ts'
import {toName} from '../../files/to-name.ts'
import {exitCodes} from '../../text/exit-codes.ts'
import type {Surroundings} from '../lib/environment.ts'
import type {CliOptions} from '../lib/options.ts'
import {getCwd, selectBanks} from '../lib/options.ts'
import {printLines} from '../lib/run-banks.ts'
import type {CommandFile} from '../lib/command-file.ts'
import {cliTexts} from '../lib/texts.ts'

/** Options of `qbank collect`, in addition to those of all commands. */
interface CollectingOptions extends CliOptions {
  /** Whether to commit what was moved. */
  readonly commit?: boolean
}

/** The command, for `main.ts`. */
export const command: CommandFile = {
  argumentTexts: [cliTexts.readmeFiles],
  addOptions: (command) =>
    command
      .option('--commit', cliTexts.collectCommit)
      .option('--dry-run', cliTexts.dryRun),
  run: collect
}

/** @returns the exit code: 1 if a file is left, or, with `--dry-run`, if there is anything to do */
async function collect(
  names: readonly string[],
  options: CollectingOptions,
  surroundings: Surroundings
): Promise<number> {
  const {stdout, stderr} = surroundings
  const cwd = getCwd(options, surroundings)
  const hasConfiguration = options.config
  const selected = await selectBanks(names, {cwd, hasConfiguration}, 'collect')
  printLines(stderr, selected.notices)
  const plans: Collection[] = []
  for (const name of selected.paths) {
    const plan = await planCollection(resolve(cwd, name), {
      cwd,
      hasConfiguration
    })
    if (plan) plans.push(plan)
    else if (names.length > 0) printLines(stderr, [collectTexts.noInbox(name)])
  }

  if (plans.length === 0 && names.length === 0) {
    printLines(stderr, [collectTexts.noInboxes])
  }

  const moving = plans.filter(({moved}) => moved.length > 0)
  if (options.commit) requireCommitted(moving, cwd)
  const written = options.dryRun ? [] : await apply(moving, cwd, surroundings)
  for (const plan of plans) describe(plan, cwd, options, surroundings)
  if (moving.length > 0 && !options.dryRun) {
    const lines = options.commit
      ? commitCollections(moving, written, cwd)
      : adviseCommit(moving, cwd)
    printLines(stdout, lines)
  }

  const isLeft = plans.some(({left}) => left.length > 0)
  return isLeft || (options.dryRun && moving.length > 0)
    ? exitCodes.problems
    : exitCodes.clean
}

/** @returns absolute paths of the READMEs that were written */
async function apply(
  plans: readonly Collection[],
  cwd: string,
  {stderr}: Surroundings
): Promise<readonly string[]> {
  for (const plan of plans) {
    printLines(stderr, await applyCollection(plan, cwd))
  }

  if (plans.length === 0) return []
  const {written} = await updateReadmes({
    cwd,
    paths: plans.map(({bankPath}) => bankPath),
    mode: 'write',
    // A bank may have no README; `check` reports problems of one.
    onFailure: () => undefined
  })
  return written
}

function describe(
  {bankPath, moved, left}: Collection,
  cwd: string,
  {dryRun = false}: CollectingOptions,
  {stdout}: Surroundings
): void {
  const bank = toName(bankPath, cwd)
  const tell = dryRun ? collectTexts.wouldMove : collectTexts.moved
  printLines(stdout, [
    ...moved.map(({path, lines}) => tell(toName(path, cwd), bank, lines)),
    ...left.map(({path, reason}) =>
      collectTexts.left(toName(path, cwd), reason)
    ),
    ...(moved.length + left.length === 0 ? [collectTexts.nothing(bank)] : [])
  ])
}

function adviseCommit(plans: readonly Collection[], cwd: string): string[] {
  const moved = plans.flatMap((plan) => plan.moved)
  const trailers = formatTrailers({moved}, findCommitter(cwd))
  return trailers.length === 0 ? [] : collectTexts.trailers(trailers)
}
