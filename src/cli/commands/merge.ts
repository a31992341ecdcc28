/**
 * `qbank merge`: resolves the conflicts that a merge, rebase, cherry-pick, revert or stash has left in banks and
 * READMEs.
 */
import {dirname, join, resolve} from 'node:path'
import {updateReadmes} from '../../engine/job.ts'
import {findBanks} from '../../files/find-banks.ts'
import {readText} from '../../files/read-text.ts'
import type {GitFolders} from '../../files/repository.ts'
import {findGitFolders} from '../../files/repository.ts'
import {toName} from '../../files/to-name.ts'
import {parseFrontMatter} from '../../markdown/parse.ts'
import {registerDriver} from '../../merge/register-driver.ts'
import type {Resolution} from '../../merge/resolve.ts'
import {getKind, readResult, resolveFile, stage} from '../../merge/resolve.ts'
import {mergeTexts} from '../../merge/texts.ts'
import type {Unmerged} from '../../merge/unmerged.ts'
import {findContinue, findUnmerged, hasConflict} from '../../merge/unmerged.ts'
import {findOpenConflicts, readReadme} from '../../readme/read-readme.ts'
import {readConfig} from '../../template/read-config.ts'
import {exitCodes} from '../../text/exit-codes.ts'
import {UserError} from '../../text/user-error.ts'
import type {CliOptions} from '../lib/options.ts'
import {getCwd} from '../lib/options.ts'
import {printLines} from '../lib/run-banks.ts'
import type {Surroundings} from '../lib/environment.ts'
import type {CommandFile} from '../lib/command-file.ts'
import {cliTexts} from '../lib/texts.ts'

/** Options of `qbank merge`, in addition to those of all commands. */
interface MergeOptions extends CliOptions {
  /** Whether to register the merge driver in this clone; nothing is merged then. */
  readonly register?: boolean
}

/** The command, for `main.ts`. */
export const command: CommandFile = {
  argumentTexts: [cliTexts.mergeFiles],
  addOptions: (command) => command.option('--register', cliTexts.mergeRegister),
  run: merge
}

/** @returns the exit code: 1 if an author still has to choose something */
async function merge(
  names: readonly string[],
  options: MergeOptions,
  surroundings: Surroundings
): Promise<number> {
  const cwd = getCwd(options, surroundings)
  const folders = findGitFolders(cwd)
  if (options.register) return register(folders, cwd, surroundings)
  if (!folders) throw new UserError(mergeTexts.noRepository(cwd))
  const {root} = folders
  const {stdout} = surroundings
  const files = selectFiles(names, cwd, root)
  const states: Resolution['state'][] = []
  for (const file of files) {
    const resolution = await resolveWithRegions(file, root)
    if (resolution.state === 'merged') stage(file.name, root)
    states.push(resolution.state)
    const name = toName(resolve(root, file.name), cwd)
    printLines(stdout, mergeTexts.resolution(name, resolution))
  }

  const open = states.filter((state) => state !== 'merged')
  const waiting = open.filter((state) => state === 'waiting').length
  const committed =
    files.length === 0 ? await findCommitted(cwd, root) : undefined
  if (committed) {
    printLines(stdout, committed.map(mergeTexts.committed))
    return exitCodes.problems
  }

  const next = mergeTexts.next({
    files: files.length,
    left: open.length - waiting,
    waiting,
    others: findUnmerged(root).length - open.length,
    command: findContinue(folders)
  })
  printLines(stdout, [next])
  return open.length > 0 ? exitCodes.problems : exitCodes.clean
}

/** @returns names of banks that have conflict markers, but no conflict in git's index; `undefined` if there are none */
async function findCommitted(
  cwd: string,
  root: string
): Promise<string[] | undefined> {
  const {paths} = await findBanks(root)
  const found = paths.filter((name) => hasConflict(join(root, name)))
  return found.length > 0
    ? found.map((name) => toName(resolve(root, name), cwd))
    : undefined
}

/**
 * Registers the driver. An archive of the project is not a clone, but packages are installed in it, too: that is not an
 * error.
 */
function register(
  folders: GitFolders | undefined,
  cwd: string,
  {stdout, stderr}: Surroundings
): number {
  if (!folders) {
    printLines(stderr, [mergeTexts.notInGit])
    return exitCodes.clean
  }

  const state = registerDriver({root: folders.root, folder: cwd})
  const isDone = state !== 'missing'
  printLines(isDone ? stdout : stderr, [mergeTexts.registration[state]])
  return isDone ? exitCodes.clean : exitCodes.problems
}

/**
 * @param names of files, as given; without any, all banks and READMEs with conflicts
 * @returns banks first: READMEs are generated from them
 * @throws UserError if a file has no conflict
 */
function selectFiles(
  names: readonly string[],
  cwd: string,
  root: string
): Unmerged[] {
  const found = findUnmerged(root).map((file) => ({
    file,
    kind: getKind(file, root)
  }))
  const wanted = names.map((name) => toName(resolve(cwd, name), root))
  for (const [index, name] of wanted.entries()) {
    if (found.some(({file, kind}) => kind && file.name === name)) continue
    throw new UserError(mergeTexts.noConflict(names[index] ?? name))
  }

  return (['bank', 'readme'] as const).flatMap((wantedKind) =>
    found
      .filter(
        ({file, kind}) =>
          kind === wantedKind &&
          (wanted.length === 0 || wanted.includes(file.name))
      )
      .map(({file}) => file)
  )
}

/** A generated region has no conflict any more once its bank has none. */
async function resolveWithRegions(
  file: Unmerged,
  root: string
): Promise<Resolution> {
  const resolution = await resolveFile(file, root)
  if (resolution.state !== 'conflicts' && resolution.state !== 'merged') {
    return resolution
  }

  const open = new Set(findUnmerged(root).map(({name}) => name))
  const {paths} = await findBanks(root)
  let isWaiting = false
  for (const name of paths) {
    const bank = join(root, name)
    const text = await readText(bank, root)
    const {readme} = readConfig(parseFrontMatter(text), text)
    if (!readme) continue
    if (resolve(dirname(bank), readme.path) !== join(root, file.name)) continue
    if (open.has(name)) {
      isWaiting = true
      continue
    }

    await updateReadmes({
      cwd: root,
      paths: [bank],
      mode: 'write',
      // `check` reports problems of its regions.
      onFailure: () => undefined
    })
  }

  const result = await readResult(file.name, root, resolution.reason)
  return isWaiting && result.state === 'conflicts' && isGenerated(result.text)
    ? {state: 'waiting'}
    : result
}

/** Whether all conflicts of a README are in its regions. */
function isGenerated(text: string): boolean {
  const readme = readReadme(text)
  return (
    readme.problems.length === 0 && findOpenConflicts(text, readme).length === 0
  )
}
