/** `qbank init`: shows a plan, and then sets up a project. */
import {spawnSync} from 'node:child_process'
import {findHead} from '../../files/git.ts'
import {formatWords, getRunWords} from '../../files/package-manager.ts'
import {adopt, formatCommit} from '../../init/adopt.ts'
import type {Adopted, Adoption} from '../../init/adopt.ts'
import {applyPlan, findUncommitted, formatUndo} from '../../init/apply.ts'
import {Dialog} from '../../init/ask.ts'
import {
  describeAdoption,
  describeFound,
  describePlan,
  isSetUp
} from '../../init/describe.ts'
import {findProjectBanks} from '../../init/lib/find-bank.ts'
import type {FoundBank, FoundBanks} from '../../init/lib/find-bank.ts'
import {findProject} from '../../init/lib/project.ts'
import type {Project} from '../../init/lib/project.ts'
import {initTexts} from '../../init/texts.ts'
import {countDebts} from '../../init/survey.ts'
import type {Surveyed} from '../../init/survey.ts'
import {chooseOffers, listOffers, makePlan} from '../../init/plan.ts'
import type {Plan} from '../../init/plan.ts'
import {exitCodes} from '../../text/exit-codes.ts'
import {UserError} from '../../text/user-error.ts'
import type {Surroundings} from '../lib/environment.ts'
import type {CliOptions} from '../lib/options.ts'
import {getCwd} from '../lib/options.ts'
import {openReports} from '../lib/reports.ts'
import {printLines} from '../lib/run-banks.ts'
import type {CommandFile} from '../lib/command-file.ts'
import {cliTexts} from '../lib/texts.ts'

/** Options of `qbank init`, in addition to those of all commands. */
interface InitOptions extends CliOptions {
  readonly yes?: boolean
  readonly check?: boolean
  /** Whether to commit set-up and fixes. */
  readonly commit?: boolean
  /** What to install as qbank. */
  readonly package: string
  /** `false` to install nothing. */
  readonly install: boolean
  /** Ids of offers, separated by commas. */
  readonly with?: string
  readonly without?: string
}

/** What is known after reading options and folder. */
interface Run {
  readonly project: Project
  readonly options: InitOptions
  readonly surroundings: Surroundings
  /** For questions, if a person can answer. */
  readonly dialog: Dialog | undefined
  /** Absolute. */
  readonly cwd: string
}

/** The command, for `main.ts`. */
export const command: CommandFile = {
  hasReport: true,
  argumentTexts: [cliTexts.initFile],
  addOptions: (command) =>
    command
      .option('--yes', cliTexts.initYes)
      .option('--check', cliTexts.initCheck)
      .option('--dry-run', cliTexts.initDryRun)
      .option('--with <parts>', cliTexts.initWith)
      .option('--without <parts>', cliTexts.initWithout)
      .option('--commit', cliTexts.initCommit)
      .option('--no-install', cliTexts.initNoInstall)
      .option('--package <spec>', cliTexts.initPackage, 'qbank'),
  run: init
}

/**
 * @param names of files that are banks, or should become some
 * @returns 0 if all is set up; 1 if something is missing (with `--check`), if the hook was tried without success, or
 *   if the person has stopped
 */
async function init(
  names: readonly string[],
  options: InitOptions,
  surroundings: Surroundings
): Promise<number> {
  const cwd = getCwd(options, surroundings)
  assertGit(cwd)
  const project = findProject(cwd)
  const dialog = createDialog(options, surroundings)
  const run = {project, options, surroundings, dialog, cwd}
  const found = await findProjectBanks(project, names, cwd)
  if (options.check) return check(found, run)
  const banks = await chooseBanks(found, dialog)
  if (!banks) return stop(surroundings)
  const command = getRunWords(project.manager, 'qbank').join(' ')
  printLines(surroundings.stdout, describeFound(found, banks, command))
  const adoption = await plan(banks, run)
  if (!adoption) return stop(surroundings)
  if (isSetUp(adoption.plan, project) && !adoption.commits) {
    printLines(surroundings.stdout, [initTexts.nothing])
    return exitCodes.clean
  }

  const isRead = options.dryRun === true || dialog !== undefined
  printLines(surroundings.stdout, describeAdoption(adoption, isRead))
  if (options.dryRun) return exitCodes.clean
  if (!(await mayGoOn(adoption, run))) return stop(surroundings)
  if (!options.install && adoption.plan.install.length > 0) {
    return writeFiles(adoption.plan, run)
  }

  return report(await adopt(adoption), adoption, run)
}

/** @throws UserError if git cannot be started */
function assertGit(cwd: string): void {
  const {error} = spawnSync('git', ['--version'], {cwd})
  if (error) throw new UserError(initTexts.noGit, {cause: error})
}

/** A dialog, if there is a person to answer. */
function createDialog(
  {yes, check, dryRun}: InitOptions,
  {stdin, stdout}: Surroundings
): Dialog | undefined {
  const isTerminal = 'isTTY' in stdin && stdin.isTTY && stdout.isTTY
  return isTerminal && !yes && !check && !dryRun
    ? new Dialog({stdin, stdout})
    : undefined
}

/** Reports the missing parts of what every project needs. */
function check(
  {banks, areAll}: FoundBanks,
  {project, options, surroundings}: Run
): number {
  const {edits, install, missing} = makePlan({
    project,
    banks: areAll ? banks : banks.slice(0, 1),
    debts: 0,
    spec: options.package,
    chosen: new Set()
  })
  const lines = describePlan({
    edits,
    install: missing.length > 0 ? install : []
  })
  printLines(
    surroundings.stdout,
    lines.length === 0 ? [initTexts.nothing] : [initTexts.missing, ...lines]
  )
  return lines.length === 0 ? exitCodes.clean : exitCodes.problems
}

async function chooseBanks(
  {banks, areAll}: FoundBanks,
  dialog: Dialog | undefined
): Promise<readonly FoundBank[] | undefined> {
  if (areAll) return banks
  return dialog && banks.length > 1 ? dialog.askBanks(banks) : banks.slice(0, 1)
}

/** @returns `undefined` if the person wants to stop */
async function plan(
  banks: readonly FoundBank[],
  {project, options, dialog}: Run
): Promise<Adoption | undefined> {
  const debts = await countDebts(project, banks)
  const surveyed: Surveyed = {project, banks, debts, spec: options.package}
  const offers = listOffers(surveyed)
  const taken = chooseOffers(
    offers,
    toIds(options.with),
    toIds(options.without)
  )
  const chosen = dialog ? await dialog.askOffers(offers, taken) : taken
  if (!chosen) return undefined
  const situation = {...surveyed, chosen}
  const made = makePlan(situation)
  const canCommit = findHead(project.root).length > 0
  const commits =
    options.commit === true ||
    (canCommit && dialog && !isSetUp(made, project)
      ? await dialog.confirm(initTexts.askCommit, false)
      : false)
  if (commits === undefined) return undefined
  return {situation, plan: made, commits, fixesAll: commits || debts === 0}
}

function toIds(list: string | undefined): string[] {
  return (list ?? '').split(/[\s,]+/).filter(Boolean)
}

/**
 * @returns whether the person agrees
 * @throws UserError if the run is not interactive, and files have changes that are not committed
 */
async function mayGoOn(
  {plan: made, situation, commits}: Adoption,
  {dialog}: Run
): Promise<boolean> {
  const {project, banks} = situation
  const edited = made.edits.filter(({before}) => before !== undefined)
  const paths = [
    ...edited.map(({path}) => path),
    ...banks.filter(({text}) => text !== undefined).map(({path}) => path)
  ]
  const dirty = findUncommitted(project, [...new Set(paths)])
  if (commits && dirty.length > 0) {
    throw new UserError(initTexts.needsClean(dirty))
  }

  // Installing qbank has just changed it.
  const mixed = dirty.filter((path) => !path.endsWith('package.json'))
  if (!dialog) {
    if (mixed.length > 0) throw new UserError(initTexts.notCommitted(mixed))
    return true
  }

  if (
    mixed.length > 0 &&
    !(await dialog.confirm(initTexts.askDirty(mixed), false))
  ) {
    return false
  }

  return (await dialog.confirm(initTexts.askPlan, true)) === true
}

function stop({stdout}: Surroundings): number {
  printLines(stdout, [initTexts.stopped])
  return exitCodes.problems
}

/** Writes files; installing, and what needs it, comes later. */
async function writeFiles(
  made: Plan,
  {project, surroundings}: Run
): Promise<number> {
  const created = made.edits.filter(({before}) => before === undefined)
  const changed = made.edits.filter(({before}) => before !== undefined)
  const uncommitted = findUncommitted(
    project,
    changed.map(({path}) => path)
  )
  await applyPlan(project, {...made, install: []})
  const undo = formatUndo(
    {
      created: created.map(({path}) => path),
      changed: changed.map(({path}) => path),
      uncommitted,
      hasInstalled: false,
      hasTurnedOn: false,
      hasRegistered: false
    },
    project
  )
  const words = formatWords(made.install)
  surroundings.stdout.write(`${initTexts.undo(undo)}\n`)
  printLines(surroundings.stdout, [
    initTexts.skipped(words, getRunWords(project.manager, 'qbank').join(' '))
  ])
  return exitCodes.clean
}

/** No more problems than this are shown; a command that lists all of them is shown, too. */
const mostShown = 20

async function report(
  {outcome, trial, errors, undo, toCommit}: Adopted,
  {situation, fixesAll}: Adoption,
  {options, surroundings, project}: Run
): Promise<number> {
  const {stdout} = surroundings
  const command = getRunWords(project.manager, 'qbank').join(' ')
  printLines(stdout, [...outcome.done, ...outcome.notices])
  if (errors > 0 && errors <= mostShown) {
    const names = situation.banks.map(({path}) => path)
    const reports = openReports(
      options,
      {names, cwd: project.root},
      surroundings
    )
    await reports.write(outcome.files)
  }

  const isUnchecked = errors > 0 && toCommit.length > 0
  stdout.write(`${trial.text}\n`)
  printLines(stdout, [
    ...(situation.debts > 0
      ? [initTexts.remaining(situation.debts, `${command} check`)]
      : []),
    ...(fixesAll ? [] : [initTexts.laterFix(`${command} init`)])
  ])
  stdout.write(`${initTexts.undo(undo)}\n`)
  if (toCommit.length > 0) {
    const line = formatCommit(toCommit, isUnchecked)
    stdout.write(
      `${(isUnchecked ? initTexts.nextWithDebts : initTexts.next)(line)}\n`
    )
  }

  return trial.isFine ? exitCodes.clean : exitCodes.problems
}
